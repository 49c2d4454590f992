import { TEST_STEPS } from '../../../../shared/contracts';
import type { TestReport } from '../../api/test-stream';

export type TestStep = (typeof TEST_STEPS)[number];
export type StepEvent = Extract<TestReport, { type: 'step' }>;
export interface StepState {
  step: TestStep;
  status: 'waiting' | StepEvent['status'];
  event: StepEvent | null;
}
export interface TestProgress {
  steps: StepState[];
  result: 'none' | 'passed' | 'failed';
}

export const notStarted: TestProgress = {
  steps: TEST_STEPS.map((step) => ({ step, status: 'waiting', event: null })),
  result: 'none',
};

/** The list after one more event of the stream. */
export function withEvent(before: TestProgress, event: TestReport): TestProgress {
  if (event.type === 'result') return { ...before, result: event.passed ? 'passed' : 'failed' };
  return {
    ...before,
    steps: before.steps.map((state) => (state.step === event.step ? { step: event.step, status: event.status, event } : state)),
  };
}

/** The stream ended without a result: what was running is not known, so it is neither passed nor failed. */
export const interrupted = (before: TestProgress): TestProgress => ({
  ...before,
  steps: before.steps.map((state) => (state.status === 'running' ? { ...state, status: 'waiting' } : state)),
});
