import { MailError } from '../domain/mail/mail-error';
import type { MailErrorData } from '../domain/mail/mail-error';
import type { Clock } from './ports';
import type { StepEvent, TestStep } from './test-account';

interface Found<T> {
  value: T;
  facts?: StepEvent['facts'];
  detail?: string;
}

/** Runs steps one after another, reports them, and remembers the first failure. */
export class TestSteps {
  error: MailErrorData | null = null;

  constructor(private readonly clock: Clock, private readonly report: (event: StepEvent) => void, private readonly signal: AbortSignal) {}

  /** Null when the step failed, or was skipped because it is not `possible`. */
  async run<T>(step: TestStep, possible: boolean, work: () => Promise<Found<T>>): Promise<T | null> {
    if (!possible || this.signal.aborted) {
      this.report({ type: 'step', step, status: 'skipped' });
      if (this.signal.aborted) this.error ??= cancelled().toJSON();
      return null;
    }
    this.report({ type: 'step', step, status: 'running' });
    const started = this.clock.now().getTime();
    const ms = (): number => this.clock.now().getTime() - started;
    try {
      const { value, facts, detail } = await work();
      this.report({ type: 'step', step, status: 'passed', ms: ms(), ...(facts ? { facts } : {}), ...(detail === undefined ? {} : { detail }) });
      return value;
    } catch (thrown) {
      const error = (this.signal.aborted ? cancelled() : MailError.wrap(thrown)).toJSON();
      this.error ??= error;
      this.report({ type: 'step', step, status: 'failed', ms: ms(), error, ...(error.detail === undefined ? {} : { detail: error.detail }) });
      return null;
    }
  }
}

const cancelled = (): MailError => new MailError({ kind: 'transient', code: 'cancelled', remedier: 'owner', message: 'The test was broken off.' });
