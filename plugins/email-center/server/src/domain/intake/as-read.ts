/** A message as the intake reads it: for a forward account the forwarded one is what counts (S5), else the message itself. */
import type { MailAccount } from '../mail/account';
import type { Forwarded } from '../mail/forwarded';
import type { Envelope, Message } from '../mail/message';
import { counterpartOf } from './match';
import type { Direction, MailboxRole } from './types';

/** What deciding reads of an account. */
export type FilingAccount = Pick<MailAccount, 'id' | 'address' | 'kind' | 'importPolicy' | 'ownerId' | 'group' | 'forward'>;

export interface AsRead {
  /** Which side the counterpart is on: `inbox` when it wrote, `sent` when it was written to. */
  role: MailboxRole;
  direction: Direction;
  headers: Envelope;
  /** Normalised; null when there is none. */
  counterpart: string | null;
  forwarded: Forwarded | null;
}

/** The message itself: mail of an Inbox came in, mail of Sent went out. */
export function readAs(role: MailboxRole, message: Envelope & Partial<Pick<Message, 'forwarded'>>): AsRead {
  return { role, direction: role === 'inbox' ? 'incoming' : 'outgoing', headers: message, counterpart: counterpartOf(role, message), forwarded: null };
}
