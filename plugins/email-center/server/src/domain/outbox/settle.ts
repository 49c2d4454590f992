/** A message whose try ended without an answer: whether it was sent, told by where it is found. */
import type { OutboxChange, OutboxItem } from './item';

/** What looking for it showed. `decides`: the provider files whatever it sends, so that what is not there was not sent. */
export type Look = { found: true } | { found: false; decides: boolean };

const MINUTE = 60_000;
/** A provider may take its time to file what it sent; so may the import of whoever got it. */
const LOOKS = [0.5, 2, 7, 20, 60].map((minutes) => minutes * MINUTE);

/**
 * Found: it is sent. Not found where the provider decides: after the last look it was not sent, and is queued again. Else it stays
 * uncertain, for a person to decide. With `askedAgain` that person has decided already.
 */
export function afterLook(item: Pick<OutboxItem, 'looks' | 'recipients' | 'askedAgain' | 'handedOverAt' | 'sentAt'>, look: Look | null, now: number): OutboxChange {
  if (look?.found === true) {
    const recipients = item.recipients.map((one) => (one.state === 'waiting' ? { ...one, state: 'accepted' as const } : one));
    return { state: 'sent', recipients, sentAt: item.sentAt ?? item.handedOverAt ?? now, handedOverAt: null, askedAgain: false, error: null, dueAt: now };
  }
  if (item.askedAgain) return { state: 'queued', handedOverAt: null, askedAgain: false, dueAt: now };
  const wait = LOOKS[item.looks];
  if (wait !== undefined) return { state: 'uncertain', looks: item.looks + 1, dueAt: now + wait };
  if (look?.decides === true) return { state: 'queued', handedOverAt: null, looks: 0, error: null, dueAt: now };
  return { state: 'uncertain', dueAt: null };
}
