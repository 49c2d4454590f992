import { describe, expect, it } from 'vitest';
import { AFTER_FAILURE, IDLE, workCalmly, type CalmWork } from './work-calmly';

/** Runs batches that take so many milliseconds each and come out so; tells how long was waited after each, and what was logged. */
async function run(batches: readonly { takes: number; outcome: Awaited<ReturnType<CalmWork['batch']>> | Error }[]): Promise<{ waits: number[]; logged: string[]; batches: number }> {
  const ending = new AbortController();
  const [waits, logged] = [[] as number[], [] as string[]];
  let [now, next] = [0, 0];
  const logger = { debug: () => undefined, info: () => undefined, warn: (sentence: string) => void logged.push(sentence), error: () => undefined };
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    if (next === batches.length) ending.abort();
  };
  const batch = async () => {
    const { takes, outcome } = batches[next++]!;
    now += takes;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  await workCalmly({ clock: { now: () => new Date(now) }, logger, wait }, { batch, failed: 'It failed.' }, ending.signal);
  return { waits, logged, batches: next };
}

describe('calm work in the background', () => {
  it('rests twice as long as a batch took, and a little after the quickest', async () => {
    expect((await run([{ takes: 40, outcome: 'more' }, { takes: 1, outcome: 'more' }])).waits).toEqual([80, 15]);
  });

  it('looks again after a while when there was nothing to do', async () => {
    expect((await run([{ takes: 1, outcome: 'idle' }, { takes: 10, outcome: 'more' }])).waits).toEqual([IDLE, 20]);
  });

  it('logs what failed, waits longer, and tries again', async () => {
    expect(await run([{ takes: 1, outcome: new Error('disk full') }, { takes: 10, outcome: 'more' }])).toEqual({ waits: [AFTER_FAILURE, 20], logged: ['It failed.'], batches: 2 });
  });

  it('ends without a rest once it is done', async () => {
    expect(await run([{ takes: 10, outcome: 'more' }, { takes: 10, outcome: 'done' }, { takes: 10, outcome: 'more' }])).toMatchObject({ waits: [20], batches: 2 });
  });

  it('ends with its signal', async () => {
    expect((await run([{ takes: 10, outcome: 'more' }])).batches).toBe(1);
  });
});
