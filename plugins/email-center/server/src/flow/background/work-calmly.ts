/** Work that keeps up with the mail in the background, in small batches with a rest after each, so that filing and the panel go first. */
import { MailError } from '../../domain/mail/mail-error';
import type { Clock, Logger } from '../ports';

export interface CalmPorts {
  clock: Clock;
  logger: Logger;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface CalmWork {
  /** Does one batch: some ten milliseconds of a synchronous database. `idle`: there was nothing to do; `done`: there never will be again. */
  batch(): Promise<'more' | 'idle' | 'done'>;
  /** The sentence that is logged when a batch fails; it is tried again. */
  failed: string;
}

/** It works at most a third of the time. */
const REST_PER_WORK = 2;
/** Milliseconds, as those below. */
const SHORTEST_REST = 15;
/** How long it takes at most until new work is looked for again. */
export const IDLE = 1_000;
export const AFTER_FAILURE = 30_000;

/** Ends when the work is done, or with the signal. */
export async function workCalmly({ clock, logger, wait }: CalmPorts, { batch, failed }: CalmWork, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedAt = clock.now().getTime();
    const outcome = await batch().catch((error: unknown) => {
      logger.warn(failed, { error: MailError.wrap(error).toJSON() });
      return 'failed' as const;
    });
    if (outcome === 'done') return;
    const worked = clock.now().getTime() - startedAt;
    await wait(outcome === 'failed' ? AFTER_FAILURE : outcome === 'idle' ? IDLE : Math.max(SHORTEST_REST, REST_PER_WORK * worked), signal);
  }
}
