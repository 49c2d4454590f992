/** A forwarded message as its original: who wrote it to whom, and how that was read (S5). */
import type { Address } from './address';
import type { Reason } from './reason';

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
  /** The same for every language. */
  reasons: Reason[];
}

/** What the receiving server says of the sender (RFC 8601); `none` where it says nothing. */
export type AuthenticationResult = 'pass' | 'fail' | 'none';
export interface Authentication {
  spf: AuthenticationResult;
  dkim: AuthenticationResult;
  dmarc: AuthenticationResult;
}

/** What is stored with a message that came by a forward address. */
export interface FiledForward extends Omit<Forwarded, 'style' | 'reasons'> {
  /** Missing where it was stored without. */
  reasons?: Reason[];
  /** by-hand: a person said who it is from, or to. */
  style: Forwarded['style'] | 'by-hand';
  /** Which way the message within went. */
  direction: 'incoming' | 'outgoing';
  /** Who forwarded it; null when it does not tell. */
  by: Address | null;
  authentication: Authentication;
}

/** What else of a message tells how it came to a forward address; read there only. */
export interface ForwardSigns {
  /** Why no forwarded message could be read; '' when one was. */
  why: string;
  /** The same for every language. */
  reasons: Reason[];
  /** Forwarded messages within the forwarded one, from the outside in. */
  deeper: Forwarded[];
  /** How a quoted message begins, below its header block: what lists show of it. */
  opening?: string;
  /** Who redirected it, by Resent-* and the fields of mail rules, normalised; nearest to the forward address first. */
  redirectedBy: string[];
  /** Where it was delivered, by Delivered-To and its like, then by the fields of redirections, normalised. */
  deliveredTo: string[];
  /** The topmost Authentication-Results field, unfolded; null when there is none. */
  authenticationResults: string | null;
  /** Files that were not kept because the forward address keeps none (S5.4). */
  filesLeftOut: number;
}
