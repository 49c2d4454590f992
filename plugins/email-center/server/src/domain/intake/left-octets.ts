/** Octets that were stored while messages were read, and that nothing refers to once it is decided what becomes of them. Pure. */
import type { FilingPlan, KnownMessage, LeftOctets } from './filing';
import type { SightedMail } from './types';

/**
 * What a plan leaves over: the originals of mail that is not kept (blocked, automatic, a test message, unmatched, erased), and of second
 * copies that no account has as its own. What the plan or a known message refers to is none of it, whichever account had it first.
 */
export function octetsLeft(plan: Pick<FilingPlan, 'messages' | 'deliveries' | 'sightings'>, sighted: readonly SightedMail[], known: readonly KnownMessage[]): LeftOctets[] {
  const used = new Set<string | null>([...plan.messages, ...plan.deliveries, ...plan.sightings].map(({ rawKey }) => rawKey));
  for (const { rawKeys } of known) for (const key of rawKeys) used.add(key);
  const left = new Map<string, LeftOctets>();
  for (const mail of sighted) {
    if (mail.ok && !used.has(mail.rawKey)) left.set(mail.rawKey, { rawKey: mail.rawKey, identity: mail.message.identity, messageId: mail.message.messageId });
  }
  return [...left.values()];
}
