/** Looks through mail of former versions in the background, until none is left. */
import { workCalmly, type CalmPorts } from '../background/work-calmly';
import type { LinkStore } from './ports';

export interface CatchUpPorts extends CalmPorts {
  links: Pick<LinkStore, 'catchUp'>;
}

/** Messages of one batch. */
const BATCH = 100;

/** Ends when it is done, or with the signal. */
export function catchUpNamings({ links, ...ports }: CatchUpPorts, signal: AbortSignal): Promise<void> {
  const batch = async () => ((await links.catchUp(BATCH)) > 0 ? 'more' : 'done');
  return workCalmly(ports, { batch, failed: 'Earlier mail could not be looked through for late matching; it is tried again.' }, signal);
}
