import { describe, expect, it } from 'vitest';
import { Interruptions } from '../../../test/fakes/interruptions';
import { makeMessage } from '../../../test/fakes/mail';
import { World } from '../../../test/fakes/world';
import { MailError } from '../domain/mail/mail-error';
import { accountJobs } from './account-jobs';
import { LONG_WAIT } from './patient-server';

const TODAY = '2026-03-15T09:00:00.000Z';
const never = new AbortController().signal;
const place = { giveBack: () => true, takeAgain: async () => undefined };

function makeJobs(world: World, interruptions?: Interruptions) {
  return accountJobs({ ...world.ports(interruptions), scheduler: world.scheduler });
}

function fill(world: World, count: number): void {
  for (let index = 0; index < count; index += 1) world.inbox.deliver(makeMessage({ identity: `m${index}` }), { internalDate: TODAY });
}

describe('the jobs of an account', () => {
  it('queue the backfill behind the first look, and nothing when all is read', async () => {
    const world = new World();
    fill(world, 3);
    await makeJobs(world).sync('account-1', { signal: never, asked: false, place });
    expect(world.scheduler.asked).toEqual([{ accountId: 'account-1', kind: 'backfill' }]);
    world.scheduler.asked.length = 0;
    await makeJobs(world).backfill('account-1', { signal: never, asked: true, place });
    expect(world.scheduler.asked).toEqual([]);
    expect(world.ledger('inbox')).toHaveLength(3);
  });

  it('queue the rest of the backfill behind the work of others', async () => {
    const world = new World();
    fill(world, 1_000);
    await world.sync();
    const slow = new Interruptions({ after: (_, name) => { if (name === 'saveFiling') world.clock.advance(2_500); } });
    await makeJobs(world, slow).backfill('account-1', { signal: never, asked: true, place });
    expect(world.scheduler.asked).toEqual([{ accountId: 'account-1', kind: 'backfill' }]);
  });

  it('hand over what they were at when the node stops', async () => {
    const world = new World();
    fill(world, 30);
    await world.sync();
    const stop = new AbortController();
    const interruptions = new Interruptions({ before: (_, name) => { if (name === 'saveFiling') stop.abort(); } });
    await makeJobs(world, interruptions).backfill('account-1', { signal: stop.signal, asked: true, place });
    expect(world.scheduler.asked).toEqual([{ accountId: 'account-1', kind: 'backfill' }]);
    expect(world.ledger('inbox')).toHaveLength(3);
  });

  it('end at once when the node stops while they wait for a silent server, with their place given back, and hand over', async () => {
    const world = new World();
    world.server.silent = true;
    const stop = new AbortController();
    let gaveBack = (): void => undefined;
    const waits = new Promise<void>((resolve) => (gaveBack = resolve));
    const job = makeJobs(world).sync('account-1', { signal: stop.signal, asked: false, place: { ...place, giveBack: () => (gaveBack(), true) } });
    await expect.poll(() => world.server.commands).toContain('STATUS');
    world.clock.advance(LONG_WAIT);
    await waits;
    stop.abort();
    await job;
    expect(world.scheduler.asked).toEqual([{ accountId: 'account-1', kind: 'sync' }]);
    expect(world.server.connections).toBe(0);
    expect(world.account().failures).toBe(0);
  });

  it('queue nothing for an account that failed: it backs off until its next look', async () => {
    const world = new World();
    world.server.refuses = new MailError({ kind: 'transient', code: 'no-answer', message: 'Silence.', remedier: 'provider' });
    await makeJobs(world).sync('account-1', { signal: never, asked: false, place });
    expect(world.scheduler.asked).toEqual([]);
    expect(world.account().failures).toBe(1);
  });

  it('compare an account with its server at night, and wait for the next night when it is busy', async () => {
    const world = new World();
    await makeJobs(world).reconcile('account-1', { signal: never, asked: true, place });
    expect(world.logger.lines).toContainEqual(expect.objectContaining({ level: 'info' }));
    await world.database.accounts.acquireLease('account-1', 60);
    await makeJobs(world).reconcile('account-1', { signal: never, asked: true, place });
    expect(world.logger.lines).toContainEqual(expect.objectContaining({ level: 'warn', data: { accountId: 'account-1', code: 'conflict' } }));
    expect(await makeJobs(world).listActive()).toEqual(['account-1']);
  });
});
