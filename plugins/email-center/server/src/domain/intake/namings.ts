/** What is kept of a copy so that late matching finds it, and decides about it as its import did (S1.8). Pure. */
import { normalizeAddresses } from '../mail/address';
import type { Automatic, Envelope } from '../mail/message';
import type { AsRead } from './as-read';
import type { FilingContext } from './assign';
import type { CopyReading, NamingRow } from './filing';
import { caseAddresses } from './intake';
import { failedAddresses } from './match-bounce';
import type { FileableMail, MailboxRole } from './types';

/** Addresses kept of one copy of a message. */
export const NAMINGS_KEPT = 100;

export interface NamingCopy {
  /** As it was read: `inbox` when the counterpart wrote it. */
  role: MailboxRole;
  headers: Pick<Envelope, 'sender' | 'replyTo'>;
  /** The counterpart, where the message may be stored with another one. */
  counterpart: string | null;
  automatic: Automatic;
  /** Of received mail of an intake account: the addresses it names; its sender and its header are not looked up. Null of all other mail. */
  mentioned: readonly string[] | null;
}

/**
 * The addresses that matching may look up of it and that no list is searched by: Sender and Reply-To of received mail, whom a
 * bounce did not reach, what a case names; whatever the options say now, because they may change.
 */
export function namingsOf({ role, headers, counterpart, automatic, mentioned }: NamingCopy): string[] {
  const own = counterpart === null ? [] : [counterpart];
  if (mentioned !== null) return [...new Set([...own, ...mentioned])].slice(0, NAMINGS_KEPT);
  const senders = role === 'inbox' ? normalizeAddresses([...headers.sender, ...headers.replyTo]) : [];
  return [...new Set([...own, ...senders, ...failedAddresses(automatic)])].slice(0, NAMINGS_KEPT);
}

/** The rows for one sighting of a message that is filed; `wasStored` before it. What needs a look belongs to nobody yet. */
export function namingRows(context: FilingContext, { message, read }: Pick<FileableMail, 'message'> & { read: AsRead }, { wasStored, receivedAt }: { wasStored: boolean; receivedAt: string }): NamingRow[] {
  if (read.look !== undefined) return [];
  const mentioned = context.kind === 'intake' && read.direction === 'incoming' ? caseAddresses(context, message, read.counterpart) : null;
  const named = namingsOf({ role: read.role, headers: read.headers, counterpart: wasStored ? read.counterpart : null, automatic: message.automatic, mentioned });
  // A message that is new is found by its counterpart itself.
  return named.filter((address) => wasStored || address !== read.counterpart).map((address) => ({ identity: message.identity, address, receivedAt }));
}

/** Null where the message is stored with just these headers, or is not read yet. */
export function readingToKeep(context: FilingContext, { headers, forwarded, look }: AsRead, stored: { isNew: boolean; isForwarded: boolean }): CopyReading | null {
  if (stored.isNew || look !== undefined || (context.kind !== 'forward' && !stored.isForwarded)) return null;
  const { from, sender, replyTo, to, cc, subject, date } = headers;
  return { headers: { from, sender, replyTo, to, cc, subject, date }, forwarded };
}
