import { describe, expect, it } from 'vitest';
import { Interruptions, Killed } from '../../../test/fakes/interruptions';
import { makeMessage } from '../../../test/fakes/mail';
import type { FakeMailbox } from '../../../test/fakes/mail-server';
import { World } from '../../../test/fakes/world';
import { MailError } from '../domain/mail/mail-error';
import { MARKS_AT_ONCE } from './mark-seen';

const TODAY = '2026-03-15T09:00:00.000Z';
const refusal = new MailError({ kind: 'transient', code: 'command-refused', message: 'Read-only.', remedier: 'owner' });

/** An account whose reading is marked on the server, with so many messages read in: `INBOX-0` and so on. */
async function makeWorld(count = 3, account: { marksSeen?: boolean } = { marksSeen: true }): Promise<World> {
  const world = new World(account);
  for (let index = 0; index < count; index += 1) world.inbox.deliver(makeMessage({ identity: `INBOX-${index}` }), { internalDate: TODAY });
  await world.syncAll();
  world.server.commands.length = 0;
  return world;
}

const read = (world: World, index: number, seen = true): void => world.database.seenMarks.note('account-1', `INBOX-${index}`, seen);
const seenOf = (mailbox: FakeMailbox): number[] => [...mailbox.mails.values()].filter((mail) => mail.seen).map((mail) => mail.uid);
const stores = (world: World): number => world.server.commands.filter((command) => command === 'STORE').length;
const waiting = (world: World): number => world.database.seenMarks.rows.length;
const warnings = (world: World): string[] => world.logger.lines.filter(({ level }) => level === 'warn').map(({ message }) => message);

describe('what was read in the center', () => {
  it('is marked on the mail server with the next run, and unread again with the one after', async () => {
    const world = await makeWorld();
    read(world, 0);
    read(world, 2);
    expect(await world.sync()).toMatchObject({ status: 'done' });
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[1, 3], 0]);
    read(world, 0, false);
    await world.sync();
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[3], 0]);
  });

  it('is marked by one command for a mailbox and a flag, and by none when nothing waits', async () => {
    const world = await makeWorld();
    for (const index of [0, 1, 2]) read(world, index, index !== 1);
    await world.sync();
    expect(stores(world)).toBe(2);
    world.server.commands.length = 0;
    await world.sync();
    expect(world.server.commands).toEqual(['STATUS', 'STATUS']);
  });

  it('is left alone in an account that does not say so', async () => {
    const world = await makeWorld(3, {});
    read(world, 0);
    await world.sync();
    expect([seenOf(world.inbox), stores(world)]).toEqual([[], 0]);
  });

  it('is marked in every mailbox the message is in', async () => {
    const world = await makeWorld();
    world.sent.deliver(makeMessage({ identity: 'INBOX-1' }), { internalDate: TODAY });
    await world.syncAll();
    read(world, 1);
    await world.sync();
    expect([seenOf(world.inbox), seenOf(world.sent)]).toEqual([[2], [1]]);
  });

  it('is marked however much it is', async () => {
    const world = await makeWorld(MARKS_AT_ONCE + 10);
    for (let index = 0; index < MARKS_AT_ONCE + 10; index += 1) read(world, index);
    await world.sync();
    expect([seenOf(world.inbox).length, waiting(world), stores(world)]).toEqual([MARKS_AT_ONCE + 10, 0, 2]);
  });

  it('lets others have their turn after its share of time', async () => {
    const world = await makeWorld(MARKS_AT_ONCE + 10);
    for (let index = 0; index < MARKS_AT_ONCE + 10; index += 1) read(world, index);
    await world.sync('sync', { interruptions: new Interruptions({ after: (_, name) => { if (name === 'setSeen') world.clock.advance(61_000); } }) });
    expect(waiting(world)).toBe(10);
    await world.sync();
    expect(waiting(world)).toBe(0);
  });
});

describe('a mark that finds no message', () => {
  it('is forgotten when the message has gone from the server', async () => {
    const world = await makeWorld();
    world.inbox.expunge(2);
    read(world, 1);
    expect(await world.sync()).toMatchObject({ status: 'done' });
    world.database.seenMarks.note('account-1', 'never seen', true);
    await world.sync();
    expect([seenOf(world.inbox), waiting(world), warnings(world)]).toEqual([[], 0, []]);
  });

  it('waits while the mailbox is read in anew, and then sets the flag by the new UID', async () => {
    const world = await makeWorld();
    world.inbox.expunge(1);
    world.inbox.renumber();
    read(world, 1);
    await world.sync();
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[], 1]);
    await world.syncAll();
    await world.sync();
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[1], 0]);
  });

  it('never marks another message when the mailbox is renumbered at that very moment', async () => {
    const world = await makeWorld();
    world.inbox.expunge(1);
    read(world, 1);
    let renumbered = false;
    const interruptions = new Interruptions({ before: (_, name) => {
      if (name !== 'setSeen' || renumbered) return;
      renumbered = true;
      world.inbox.renumber();
    } });
    expect(await world.sync('sync', { interruptions })).toMatchObject({ status: 'done', more: { backfill: true } });
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[], 1]);
    await world.syncAll();
    await world.sync();
    expect(seenOf(world.inbox)).toEqual([1]);
  });
});

describe('marking that fails', () => {
  it('is logged and tried again, and the import goes on', async () => {
    const world = await makeWorld();
    read(world, 0);
    world.server.refusesWrites = refusal;
    world.inbox.deliver(makeMessage({ identity: 'new' }), { internalDate: TODAY });
    expect(await world.sync()).toMatchObject({ status: 'done', error: null });
    expect([world.account().failures, world.ledger('inbox').length, waiting(world)]).toEqual([0, 4, 1]);
    expect(warnings(world)).toEqual([expect.stringContaining('could not be marked on the mail server')]);
    world.server.refusesWrites = null;
    await world.sync();
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[1], 0]);
  });

  it('in one mailbox holds up no other', async () => {
    const world = await makeWorld();
    world.sent.deliver(makeMessage({ identity: 'INBOX-0' }), { internalDate: TODAY });
    await world.syncAll();
    for (const index of [0, 1]) read(world, index);
    let asked = 0;
    const interruptions = new Interruptions({ before: (_, name) => {
      if (name === 'setSeen' && (asked += 1) === 2) throw new MailError({ kind: 'transient', code: 'mailbox-missing', message: 'Gone.', remedier: 'owner' });
    } });
    await world.sync('sync', { interruptions });
    expect([seenOf(world.inbox), seenOf(world.sent), waiting(world)]).toEqual([[1, 2], [], 1]);
  });

  it.each(['waiting', 'setSeen', 'forget'])('at "%s" by a lost connection or a busy database fails no import', async (call) => {
    const world = await makeWorld();
    read(world, 0);
    const interruptions = new Interruptions({ before: (_, name) => {
      if (name === call) throw new MailError({ kind: 'transient', code: 'connection-lost', message: 'Lost.', remedier: 'provider' });
    } });
    expect(await world.sync('sync', { interruptions })).toMatchObject({ status: 'done' });
    expect([warnings(world).length, waiting(world)]).toEqual([1, 1]);
  });

  it('stops the run when its lease is lost, or when it is told to stop', async () => {
    for (const code of ['lease-lost', 'cancelled'] as const) {
      const world = await makeWorld();
      read(world, 0);
      const interruptions = new Interruptions({ before: (_, name) => {
        if (name === 'setSeen') throw new MailError({ kind: 'transient', code, message: 'Stop.', remedier: 'administrator' });
      } });
      expect(await world.sync('sync', { interruptions })).toMatchObject({ status: 'cancelled' });
      expect([waiting(world), warnings(world)]).toEqual([1, []]);
    }
  });

  it('killed between setting and forgetting does it once more', async () => {
    const world = await makeWorld();
    read(world, 0);
    const interruptions = new Interruptions({ after: (_, name) => { if (name === 'setSeen') throw new Killed(); } });
    await world.sync('sync', { interruptions }).catch(() => undefined);
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[1], 1]);
    world.clock.advance(61_000);
    await world.sync('sync', { asked: true });
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[1], 0]);
  });

  it('keeps a mark that is turned round while it is being set', async () => {
    const world = await makeWorld();
    read(world, 0);
    await world.sync('sync', { interruptions: new Interruptions({ after: (_, name) => { if (name === 'setSeen') read(world, 0, false); } }) });
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[1], 1]);
    await world.sync();
    expect([seenOf(world.inbox), waiting(world)]).toEqual([[], 0]);
  });
});
