/** What a try to send means for the message: purely, from what the server answered. */
import { MailError, type MailErrorData } from '../mail/mail-error';
import type { OutboxChange, OutboxItem, RecipientResult } from './item';
import { decidePermanence, readReply } from './smtp-reply';

/** A server's answer for one address. */
export interface RecipientReply {
  address: string;
  accepted: boolean;
  /** The reply as it came, without secrets. */
  response: string;
}

/**
 * How a try ended. `taken`: the server answered that it has the message, for those it accepted. `not-taken`: it surely does not have it;
 * `about` tells whether the next message of the account would fare the same. `unknown`: the connection ended after the last octets went
 * out and before the answer.
 */
export type AttemptEnd =
  | { end: 'taken'; replies: RecipientReply[]; archive: RecipientReply | null; response: string; serverMessageId: string | null }
  | { end: 'not-taken'; about: 'account' | 'message'; permanent: boolean; error: MailErrorData; replies: RecipientReply[] }
  | { end: 'unknown'; error: MailErrorData };

const MINUTE = 60_000;
/** A person waits for it: often at first, seldom later. */
const WAITS = [1, 5, 15, 30, 60, 120].map((minutes) => minutes * MINUTE);
/** What could not be sent for so long will surprise nobody who is told that it was not. */
export const GIVE_UP_AFTER = 24 * 60 * MINUTE;

/** Milliseconds until the next try after so many; spread over the upper fifth, so that those of one server do not come back together. */
export function retryDelay(attempts: number, random: number): number {
  const full = WAITS[Math.min(Math.max(attempts, 1), WAITS.length) - 1]!;
  return Math.round(full * (0.8 + 0.2 * random));
}

/** What changes with the end of a try. */
export function afterAttempt(item: Pick<OutboxItem, 'recipients' | 'attempts' | 'tryingSince' | 'sentAt' | 'archive' | 'handedOverAt'>, end: AttemptEnd, now: number, random: number): OutboxChange {
  switch (end.end) {
    case 'taken':
      return afterTaken(item, end, now, random);
    case 'not-taken':
      return afterRefusal(item, end, now, random);
    case 'unknown':
      return { state: 'uncertain', error: uncertain(end.error), looks: 0, handedOverAt: item.handedOverAt ?? now, dueAt: now };
  }
}

function afterTaken(item: Parameters<typeof afterAttempt>[0], end: Extract<AttemptEnd, { end: 'taken' }>, now: number, random: number): OutboxChange {
  const recipients = withReplies(item.recipients, end.replies);
  const archive = end.archive === null ? item.archive : resultOf(end.archive);
  const taken: OutboxChange = { recipients, archive, handedOverAt: null, askedAgain: false, sentAt: item.sentAt ?? now, dueAt: now };
  const waiting = recipients.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return { ...taken, state: 'sent', error: refusedSome(recipients) };
  if (isTooLate(item, now)) return { ...taken, state: 'sent', recipients: recipients.map(givenUp), error: refusedSome(recipients.map(givenUp)) };
  return { ...taken, state: 'queued', error: refusedSome(waiting), dueAt: now + retryDelay(item.attempts, random) };
}

function afterRefusal(item: Parameters<typeof afterAttempt>[0], end: Extract<AttemptEnd, { end: 'not-taken' }>, now: number, random: number): OutboxChange {
  const recipients = withReplies(item.recipients, end.replies);
  const nobodyLeft = recipients.every(({ state }) => state !== 'waiting');
  const ended = end.permanent || nobodyLeft || isTooLate(item, now);
  const common: OutboxChange = { recipients, handedOverAt: null, askedAgain: false, error: end.error };
  if (!ended) return { ...common, state: 'queued', dueAt: now + retryDelay(item.attempts, random) };
  const all = recipients.map((one) => givenUp(one));
  // Some had it already at an earlier try: it is sent, to those.
  const reached = all.some(({ state }) => state === 'accepted');
  return { ...common, recipients: all, state: reached ? 'sent' : 'failed', dueAt: reached ? now : null };
}

const isTooLate = ({ tryingSince }: Pick<OutboxItem, 'tryingSince'>, now: number): boolean => tryingSince !== null && now - tryingSince >= GIVE_UP_AFTER;

function givenUp(recipient: RecipientResult): RecipientResult {
  return recipient.state === 'waiting' ? { ...recipient, state: 'refused' } : recipient;
}

function resultOf({ address, accepted, response }: RecipientReply): RecipientResult {
  const permanent = decidePermanence(readReply(response), 'recipient') === 'permanent';
  return { address, state: accepted ? 'accepted' : permanent ? 'refused' : 'waiting', response };
}

function withReplies(recipients: readonly RecipientResult[], replies: readonly RecipientReply[]): RecipientResult[] {
  const byAddress = new Map(replies.map((reply) => [reply.address, reply]));
  return recipients.map((one) => {
    const reply = byAddress.get(one.address);
    return one.state !== 'waiting' || reply === undefined ? one : resultOf(reply);
  });
}

/** Null when nobody was refused. */
function refusedSome(recipients: readonly RecipientResult[]): MailErrorData | null {
  const refused = recipients.filter(({ state }) => state !== 'accepted');
  if (refused.length === 0) return null;
  return {
    kind: 'transient', code: 'recipient-refused', remedier: 'owner', message: `The server did not accept ${refused.map(({ address }) => address).join(', ')}.`.slice(0, 1_000),
    detail: refused.map(({ address, response }) => `${address}: ${response}`).join('\n').slice(0, 4_000),
  };
}

function uncertain(cause: MailErrorData): MailErrorData {
  return {
    kind: 'transient', code: 'connection-lost', remedier: 'owner', detail: cause.detail ?? cause.message,
    message: 'The connection ended before the server said whether it has the message. It is not sent again by itself: ask the recipient, or send it again.',
  };
}

/** What the account's sender is told where trying on makes no sense. */
export function giveUp(item: Pick<OutboxItem, 'recipients'>, error: MailError): OutboxChange {
  const reached = item.recipients.some(({ state }) => state === 'accepted');
  return { state: reached ? 'sent' : 'failed', error: error.toJSON(), dueAt: null, handedOverAt: null, recipients: item.recipients.map(givenUp) };
}
