import type { FetchedMail } from '../../flow/ports';

/** Filing half as many at a time costs half as much again for each message. */
const FILED_TOGETHER = 64;
/** What a process that dies has to fetch again. */
const MAX_OCTETS = 4 * 1024 * 1024;

/**
 * Joins batches, which are as small as the memory of their octets wants them, into ones that are worth a transaction. When
 * the source fails, what it gave before comes first.
 */
export async function* gatherBatches(batches: AsyncIterable<FetchedMail[]>): AsyncGenerator<FetchedMail[]> {
  let gathered: FetchedMail[] = [];
  let octets = 0;
  let failure: { error: unknown } | null = null;
  try {
    for await (const batch of batches) {
      gathered.push(...batch);
      octets += batch.reduce((sum, mail) => sum + mail.size, 0);
      if (gathered.length < FILED_TOGETHER && octets < MAX_OCTETS) continue;
      yield gathered;
      gathered = [];
      octets = 0;
    }
  } catch (error) {
    failure = { error };
  }
  if (gathered.length > 0) yield gathered;
  if (failure) throw failure.error;
}
