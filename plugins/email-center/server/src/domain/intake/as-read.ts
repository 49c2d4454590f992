/** A message as the intake reads it: for a forward account the forwarded one is what counts (S5), else the message itself. */
import type { MailAccount } from '../mail/account';
import type { FiledForward, Forwarded } from '../mail/forwarded';
import type { Envelope, Message } from '../mail/message';
import type { Reason } from '../mail/reason';
import type { FilingContext } from './assign';
import { decideForward, withoutForwardAddress, type ForwardContext, type ForwardedMail } from './forward-intake';
import { counterpartOf } from './match';
import type { Direction, MailboxRole, Match, MatchRule } from './types';
import type { WorkReason } from './work';

/** What deciding reads of an account. */
export type FilingAccount = Pick<MailAccount, 'id' | 'address' | 'kind' | 'importPolicy' | 'ownerId' | 'group' | 'forward'> & Partial<Pick<MailAccount, 'imap'>>;

export interface AsRead {
  /** Which side the counterpart is on: `inbox` when it wrote, `sent` when it was written to. */
  role: MailboxRole;
  direction: Direction;
  headers: Envelope;
  /** Normalised; null when there is none. */
  counterpart: string | null;
  forwarded: FiledForward | null;
  /** Set when a person has to look at it, because it could not be read as a forwarded message. */
  look?: WorkReason;
  /** Set when the forward address does not take it: why. */
  refused?: Reason;
}

/** The message itself: mail of an Inbox came in, mail of Sent went out. At a forward address, the one that was forwarded. */
export function readAs(role: MailboxRole, message: Omit<ForwardedMail, 'forwarded'> & { forwarded?: Forwarded | FiledForward | null }, filing?: { account: FilingAccount; context: FilingContext }): AsRead {
  if (filing?.context.kind === 'forward') return readForward(message as ForwardedMail, filing.account, filing.context);
  if (message.forwarded != null && 'direction' in message.forwarded) return asFiled(message, message.forwarded);
  return { role, direction: role === 'inbox' ? 'incoming' : 'outgoing', headers: message, counterpart: counterpartOf(role, message), forwarded: null };
}

/** Read again after it was filed: its headers are those of the message within already. */
function asFiled(headers: Envelope, forwarded: FiledForward): AsRead {
  const role: MailboxRole = forwarded.direction === 'outgoing' ? 'sent' : 'inbox';
  return { role, direction: forwarded.direction, headers, counterpart: counterpartOf(role, headers), forwarded };
}

function readForward(message: ForwardedMail, account: FilingAccount, context: ForwardContext): AsRead {
  const decision = decideForward(message, account, context);
  if (decision.kind !== 'file') {
    const headers = withoutForwardAddress(message, account, context);
    const asItCame: AsRead = { role: 'inbox', direction: 'incoming', headers, counterpart: counterpartOf('inbox', headers), forwarded: null };
    return decision.kind === 'look' ? { ...asItCame, look: decision.reason } : { ...asItCame, refused: decision.reason };
  }
  const { forwarded, outgoing, counterpart } = decision;
  const { from, to, cc, subject, date } = forwarded;
  // Of a redirected message these are its own; of any other, those of whoever forwarded it.
  const kept = from === message.from ? { sender: message.sender, replyTo: message.replyTo } : { sender: [], replyTo: [] };
  return {
    role: outgoing ? 'sent' : 'inbox', direction: outgoing ? 'outgoing' : 'incoming', counterpart, forwarded,
    headers: { ...message, ...kept, from, to, cc, bcc: [], subject, date },
  };
}

/** Links of a forwarded message say that it was one. */
export function asForwarded(matches: Match[], { forwarded }: Pick<AsRead, 'forwarded'>): Match[] {
  if (forwarded === null) return matches;
  const ruleOf = (rule: MatchRule): MatchRule => (rule.startsWith('inbox-') ? 'forwarded-from' : rule.startsWith('sent-') ? 'forwarded-to' : rule);
  return matches.map((match) => ({ ...match, reasons: match.reasons.map((reason) => ({ ...reason, rule: ruleOf(reason.rule) })) }));
}

/** What a preview is made of: of a quoted message, what stands below its header block. */
export function openingOf({ text, forwardSigns }: Pick<Message, 'text' | 'forwardSigns'>, { forwarded }: Pick<AsRead, 'forwarded'>): string {
  const opening = forwarded?.style === 'inline' ? (forwardSigns?.opening ?? '') : '';
  return opening.trim() === '' ? text : opening;
}

/** When the forwarded message was written, as far as that can be: what it claims is never later than its arrival. */
export function occurredAt({ forwarded }: Pick<AsRead, 'forwarded'>, internalDate: string): string {
  return forwarded?.date != null && forwarded.date < internalDate ? forwarded.date : internalDate;
}
