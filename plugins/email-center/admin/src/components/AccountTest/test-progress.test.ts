import { describe, expect, it } from 'vitest';
import { interrupted, notStarted, withEvent } from './test-progress';

const statusOf = (progress: typeof notStarted, step: string) => progress.steps.find((one) => one.step === step)?.status;

describe('the steps of a test', () => {
  it('begin as waiting, all of them', () => {
    expect(new Set(notStarted.steps.map(({ status }) => status))).toEqual(new Set(['waiting']));
  });
  it('fill in one by one', () => {
    const running = withEvent(notStarted, { type: 'step', step: 'resolve', status: 'running' });
    const passed = withEvent(running, { type: 'step', step: 'resolve', status: 'passed', ms: 12 });
    expect(statusOf(running, 'resolve')).toBe('running');
    expect(statusOf(passed, 'resolve')).toBe('passed');
    expect(statusOf(passed, 'reach-imap')).toBe('waiting');
  });
  it('end in a result', () => {
    expect(withEvent(notStarted, { type: 'result', passed: false, state: 'draft' }).result).toBe('failed');
  });
  it('never stay running when the stream broke off', () => {
    const broken = interrupted(withEvent(notStarted, { type: 'step', step: 'send', status: 'running' }));
    expect(statusOf(broken, 'send')).toBe('waiting');
  });
});
