import { describe, expect, it } from 'vitest';
import { makeMessage } from '../../../test/fakes/mail';
import { World } from '../../../test/fakes/world';
import { MailError } from '../domain/mail/mail-error';
import { holdLease } from './hold-lease';
import { reconcileInTurn, type ReconcileTaskPorts } from './reconcile-task';
import type { Task, TaskContext } from './tasks';

const TODAY = '2026-03-15T10:30:00.000Z';

async function imported(): Promise<World> {
  const world = new World();
  for (let index = 0; index < 5; index += 1) world.inbox.deliver(makeMessage({ identity: `m${index}` }), { internalDate: TODAY });
  await world.syncAll();
  return world;
}

function contextOf(changed: Partial<TaskContext> = {}): TaskContext & { given: number; told: number[] } {
  const seen = { given: 0, told: [] as number[] };
  return Object.assign(seen, {
    task: {} as Task, signal: new AbortController().signal, place: { giveBack: () => (seen.given += 1) > 0, takeAgain: async () => undefined },
    progress: async (done: number) => void seen.told.push(done), ...changed,
  });
}
const portsOf = (world: World, wait: ReconcileTaskPorts['wait'] = async () => undefined): ReconcileTaskPorts => ({ ...world.ports(), clock: world.clock, wait });

describe('the comparison of an account as long work', () => {
  it('shows how many messages were compared, and ends with the differences', async () => {
    const world = await imported();
    const context = contextOf();
    const result = await reconcileInTurn(portsOf(world), 'account-1', context);
    expect(result.mailboxes).toMatchObject([{ path: 'INBOX', server: 5, missing: 0 }, { path: 'Sent' }]);
    expect(context.told.at(-1)).toBe(5);
  });

  it('waits for an import that has the account, and lets other tasks work meanwhile', async () => {
    const world = await imported();
    const held = (await holdLease(world.ports(), 'account-1', new AbortController().signal))!;
    let waits = 0;
    const context = contextOf();
    const result = await reconcileInTurn(portsOf(world, async () => {
      waits += 1;
      if (waits === 3) await held.release();
    }), 'account-1', context);
    expect(result.mailboxes).toHaveLength(2);
    expect([waits, context.given]).toEqual([3, 3]);
  });

  it('ends where it is stopped, and the account is none the worse for it', async () => {
    const world = await imported();
    const stop = new MailError({ kind: 'transient', code: 'cancelled', message: 'It was stopped.', remedier: 'owner' });
    await expect(reconcileInTurn(portsOf(world), 'account-1', contextOf({ progress: () => Promise.reject(stop) }))).rejects.toBe(stop);
    expect(world.account()).toMatchObject({ failures: 0, error: null });
    expect((await reconcileInTurn(portsOf(world), 'account-1', contextOf())).mailboxes).toHaveLength(2);
  });
});
