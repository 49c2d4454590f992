/** The steps of one discovery: what each asked, what came of it, how long it took. */
import type { DiscoveryStep, DiscoveryStepName } from '../../../../shared/contracts';
import type { Finding } from '../../domain/discovery/types';
import { MailError } from '../../domain/mail/mail-error';
import type { Clock } from '../ports';
import { unlessAborted } from '../unless-aborted';

/** Why what was asked is no longer waited for. */
export const LATE = Symbol('no answer within the time');

export interface Question {
  /** The name or address that is asked. */
  asked: string;
  answer(signal: AbortSignal): Promise<Finding | null>;
}

export class Asking {
  readonly steps: DiscoveryStep[] = [];
  readonly findings: Finding[] = [];

  constructor(private readonly clock: Clock) {}

  skip(step: DiscoveryStepName): void {
    this.steps.push({ step, status: 'skipped', asked: [], ms: 0 });
  }

  /**
   * Asks several at once and waits for all, until `limit` is aborted. One that found servers is enough; else a failure
   * is told before silence, and silence before "nothing".
   */
  async ask(step: DiscoveryStepName, questions: readonly Question[], limit: AbortSignal): Promise<void> {
    const started = this.clock.now().getTime();
    const answers = await Promise.allSettled(questions.map(({ answer }) => {
      // A signal of its own for each: dozens of listeners at one are taken for a leak.
      const signal = AbortSignal.any([limit]);
      return unlessAborted(answer(signal), signal);
    }));
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value !== null && answer.value.offers.length > 0 ? [answer.value] : []));
    if (found.length > 0) this.findings.push({ ...found[0]!, offers: found.flatMap(({ offers }) => offers) });
    const reasons: unknown[] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    const failure = reasons.find((reason) => reason !== LATE && !isCancelled(reason));
    const status = found.length > 0 ? 'found' : failure !== undefined ? 'failed' : reasons.length > 0 ? 'late' : 'nothing';
    const error = status === 'failed' ? { error: MailError.wrap(failure).toJSON() } : {};
    this.steps.push({ step, status, asked: questions.map(({ asked }) => asked), ms: this.clock.now().getTime() - started, ...error });
  }
}

/** An adapter that was called off answers so. */
const isCancelled = (reason: unknown): boolean => reason instanceof MailError && reason.code === 'cancelled';
