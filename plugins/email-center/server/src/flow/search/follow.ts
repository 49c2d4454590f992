/** Keeps the index up with the mail in the background, in small batches with a rest after each, so that filing and the panel go first. */
import { MailError } from '../../domain/mail/mail-error';
import type { Clock, Logger } from '../ports';
import type { SearchIndexer } from './ports';

export interface FollowPorts {
  indexer: SearchIndexer;
  clock: Clock;
  logger: Logger;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Messages of one batch: some ten milliseconds of a synchronous database. */
const BATCH = 40;
/** It works at most a third of the time. */
const REST_PER_WORK = 2;
const SHORTEST_REST = 15;
/** How long it takes at most until new mail is looked for again, in milliseconds; after a failure longer. */
const IDLE = 1_000;
const AFTER_FAILURE = 30_000;

/** Runs until the signal. What fails is logged and tried again. */
export async function followMail({ indexer, clock, logger, wait }: FollowPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedAt = clock.now().getTime();
    const rest = await indexer.follow(BATCH).then(
      (count) => (count === 0 ? IDLE : Math.max(SHORTEST_REST, REST_PER_WORK * (clock.now().getTime() - startedAt))),
      (error: unknown) => {
        logger.warn('The search could not be kept up with the mail; it is tried again.', { error: MailError.wrap(error).toJSON() });
        return AFTER_FAILURE;
      },
    );
    await wait(rest, signal);
  }
}
