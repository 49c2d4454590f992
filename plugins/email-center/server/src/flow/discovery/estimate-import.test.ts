import { describe, expect, it } from 'vitest';
import { makeMessage } from '../../../../test/fakes/mail';
import { World } from '../../../../test/fakes/world';
import { estimateSchema } from '../../../../shared/contracts';
import { estimateImport } from './estimate-import';

const never = new AbortController().signal;
/** The world's day is 15 March. */
const daysAgo = (days: number): string => new Date(Date.parse('2026-03-15T09:00:00.000Z') - days * 86_400_000).toISOString();

async function estimate(world: World) {
  const { accounts, clock, server } = world.ports();
  return estimateSchema.parse(await estimateImport({ accounts, clock, server }, 'account-1', never));
}

describe('what an import would bring', () => {
  it('is told for each choice of days, over both mailboxes, and a longer time holds the shorter one', async () => {
    const world = new World({ testedSettings: 'passed' });
    for (const days of [1, 2, 10, 20, 29, 60]) world.inbox.deliver(makeMessage({ identity: `in-${days}` }), { internalDate: daysAgo(days), size: 1_000 });
    world.sent.deliver(makeMessage({ identity: 'out' }), { internalDate: daysAgo(10), size: 500 });
    const { windows, sent } = await estimate(world);
    expect(windows.map(({ days, messages, bytes }) => [days, messages, bytes])).toEqual([[0, 0, 0], [7, 2, 2_000], [14, 4, 3_500], [30, 6, 5_500]]);
    expect(windows[0]!.seconds).toBe(0);
    expect(windows[3]!.seconds).toBeGreaterThan(0);
    expect(sent).toEqual({ path: 'Sent', by: 'attribute' });
  });

  it('names the mailboxes to choose from where none can be told to hold sent mail', async () => {
    const world = new World({ testedSettings: 'passed', sentMailbox: 'Somewhere' });
    expect(await estimate(world)).toMatchObject({ sent: null, mailboxes: ['INBOX', 'Sent'] });
  });

  it('is looked at only with settings that passed the test', async () => {
    await expect(estimate(new World({ testedSettings: null }))).rejects.toMatchObject({ code: 'conflict' });
  });
});
