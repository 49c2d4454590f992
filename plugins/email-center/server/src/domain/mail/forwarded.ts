/** A forwarded message as its original: who wrote it to whom, and how that was read (S5). */
import type { Address } from './address';

export interface Forwarded {
  /** redirect: its own headers kept (Resent-*, auto-forward); attached: message/rfc822; inline: quoted in the text; bcc: a colleague's own mail, copied here. */
  style: 'redirect' | 'attached' | 'inline' | 'bcc';
  from: Address[];
  to: Address[];
  cc: Address[];
  subject: string;
  /** ISO UTC; null when the forward does not tell. */
  date: string | null;
  /** In plain words: what was recognised and where. */
  why: string;
}
