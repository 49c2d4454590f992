/** Keeps the index up with the mail in the background. */
import { workCalmly, type CalmPorts } from '../background/work-calmly';
import type { SearchIndexer } from './ports';

export interface FollowPorts extends CalmPorts {
  indexer: SearchIndexer;
}

/** Messages of one batch. */
const BATCH = 40;

/** Runs until the signal. */
export function followMail({ indexer, ...ports }: FollowPorts, signal: AbortSignal): Promise<void> {
  const batch = async () => ((await indexer.follow(BATCH)) === 0 ? 'idle' : 'more');
  return workCalmly(ports, { batch, failed: 'The search could not be kept up with the mail; it is tried again.' }, signal);
}
