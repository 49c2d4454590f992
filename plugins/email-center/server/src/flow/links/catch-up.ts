/** Looks through mail of former versions in the background, in small batches with a rest after each, until none is left. */
import { MailError } from '../../domain/mail/mail-error';
import type { Clock, Logger } from '../ports';
import type { LinkStore } from './ports';

export interface CatchUpPorts {
  links: Pick<LinkStore, 'catchUp'>;
  clock: Clock;
  logger: Logger;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Messages of one batch: some ten milliseconds of a synchronous database. */
const BATCH = 100;
/** It works at most a third of the time. */
const REST_PER_WORK = 2;
const SHORTEST_REST = 15;
/** Milliseconds. */
const AFTER_FAILURE = 30_000;

/** Ends when it is done, or with the signal. What fails is logged and tried again. */
export async function catchUpNamings({ links, clock, logger, wait }: CatchUpPorts, signal: AbortSignal): Promise<void> {
  for (let left = Infinity; left > 0 && !signal.aborted; ) {
    const startedAt = clock.now().getTime();
    let rest = AFTER_FAILURE;
    try {
      left = await links.catchUp(BATCH);
      rest = Math.max(SHORTEST_REST, REST_PER_WORK * (clock.now().getTime() - startedAt));
    } catch (error) {
      logger.warn('Earlier mail could not be looked through for late matching; it is tried again.', { error: MailError.wrap(error).toJSON() });
    }
    if (left > 0) await wait(rest, signal);
  }
}
