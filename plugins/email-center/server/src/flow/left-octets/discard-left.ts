/** Discards what was stored of mail that is not kept: octets are stored while they are read, before it is decided what becomes of them. */
import type { BlobStore, Clock } from '../ports';
import type { LeftOctetsStore } from './ports';

export interface DiscardPorts {
  leftOctets: LeftOctetsStore;
  blobs: Pick<BlobStore, 'deleteUntouched'>;
  clock: Clock;
}

/**
 * Milliseconds from storing octets to saving what refers to them, at most: no run holds a batch that long. Other imports may store the same
 * octets at any time, and storing renews their file, so that what was touched since is left alone.
 */
export const SAVED_WITHIN = 3_600_000;
const AT_ONCE = 500;

/**
 * Resolves with how many were discarded. What a message, a copy of one, a quarantined message or an outgoing one refers to by now is
 * forgotten instead; what was stored again meanwhile is looked at again later. May be broken off and begun anew at any point, and run on several nodes.
 *
 * Rejects with the first failure of the file system once the others of its batch are done; what failed is tried again an hour later, so that
 * one file that cannot be deleted holds up none behind it.
 */
export async function discardLeft({ leftOctets, blobs, clock }: DiscardPorts, signal: AbortSignal): Promise<number> {
  const before = clock.now().getTime() - SAVED_WITHIN;
  let discarded = 0;
  for (;;) {
    const noted = signal.aborted ? [] : await leftOctets.loadNoted(before, AT_ONCE);
    if (noted.length === 0) return discarded;
    const { gone, failures } = await deleteUnused(blobs, noted);
    const later = noted.flatMap(({ rawKey, isUsed }) => (isUsed || gone.has(rawKey) ? [] : [rawKey]));
    await leftOctets.postpone(later, clock.now().getTime());
    // Last, and never those that were noted anew meanwhile: whoever dies before this does it again.
    await leftOctets.forget(noted.flatMap(({ rawKey, isUsed }) => (isUsed || gone.has(rawKey) ? [rawKey] : [])), before);
    if (failures.length > 0) throw failures[0];
    discarded += gone.size;
  }
}

async function deleteUnused(blobs: DiscardPorts['blobs'], noted: readonly { rawKey: string; isUsed: boolean }[]): Promise<{ gone: Set<string>; failures: unknown[] }> {
  const gone = new Set<string>();
  const failures: unknown[] = [];
  for (const { rawKey, isUsed } of noted) {
    if (isUsed) continue;
    try {
      if (await blobs.deleteUntouched(rawKey, SAVED_WITHIN)) gone.add(rawKey);
    } catch (error) {
      failures.push(error);
    }
  }
  return { gone, failures };
}
