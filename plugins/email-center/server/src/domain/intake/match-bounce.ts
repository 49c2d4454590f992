/** A bounce also belongs to the records whose addresses failed: its own sender is a mail server. Pure. */
import type { Automatic } from '../mail/message';
import { recordKey } from './match';
import type { AddressHit, Match } from './types';

/** The normalised addresses a bounce names as failed; none for any other message. */
export function failedAddresses({ bounced }: Automatic): string[] {
  return bounced?.failed.map(({ address }) => address) ?? [];
}

/** `matches` with the records that know a failed address; a record that is matched already stays as it is. */
export function withFailedRecipients(matches: Match[], automatic: Automatic, hits: ReadonlyMap<string, readonly AddressHit[]>): Match[] {
  return withFailed(matches, failedAddresses(automatic), hits);
}

/** The same where only the failed addresses are known, normalised: decided before the report is read. */
export function withFailed(matches: Match[], failed: readonly string[], hits: ReadonlyMap<string, readonly AddressHit[]>): Match[] {
  if (failed.length === 0) return matches;
  const known = new Map(matches.map((match) => [recordKey(match), match]));
  const added = new Map<string, Match>();
  for (const hit of failed.flatMap((address) => hits.get(address) ?? [])) {
    const key = recordKey(hit);
    if (known.has(key)) continue;
    const match = added.get(key) ?? { recordType: hit.recordType, recordId: hit.recordId, reasons: [] };
    match.reasons.push({ rule: 'bounced', address: hit.address, field: hit.field, enteredAt: hit.enteredAt });
    added.set(key, match);
  }
  return [...matches, ...added.values()];
}
