import { describe, expect, it } from 'vitest';
import { RunningTests } from './running-tests';

const watching = () => new AbortController();

describe('the tests of accounts that run', () => {
  it('are one at a time for an account, whoever asks', async () => {
    const tests = new RunningTests();
    const leave = await tests.begin('a', 1, watching().signal);
    await expect(tests.begin('a', 2, watching().signal)).rejects.toMatchObject({ code: 'conflict' });
    leave();
    await tests.begin('a', 2, watching().signal);
  });

  it('are three at a time for a person', async () => {
    const tests = new RunningTests();
    const [leave] = await Promise.all(['a', 'b', 'c'].map((id) => tests.begin(id, 1, watching().signal)));
    await expect(tests.begin('d', 1, watching().signal)).rejects.toMatchObject({ kind: 'throttled', code: 'slow-down' });
    await tests.begin('d', 2, watching().signal);
    leave!();
    await tests.begin('e', 1, watching().signal);
  });

  it('are followed by the next of the same account when they were given up, once they have ended', async () => {
    const tests = new RunningTests();
    const browser = watching();
    const leave = await tests.begin('a', 1, browser.signal);
    browser.abort();
    let begun = false;
    const next = tests.begin('a', 1, watching().signal).then(() => (begun = true));
    await Promise.resolve();
    expect(begun).toBe(false);
    leave();
    await next;
    expect(begun).toBe(true);
  });
});
