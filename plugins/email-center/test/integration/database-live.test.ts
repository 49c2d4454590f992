import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChangeLog, createPresenceStore, createWatchStore } from '../../server/src/adapters/database/live';
import type { Change } from '../../server/src/flow/live/change';
import { FakeClock } from '../fakes/clock';
import { SQL_CLIENTS } from '../servers/sql';
import { openDatabase, type TestDatabase } from './database-harness';

const MINUTE = 60_000;
const node = (name: string) => ({ hostname: name, pid: 4_000_000, bootId: name });

describe.each(SQL_CLIENTS)('what nodes tell each other on %s', (client) => {
  let test: TestDatabase;
  const clock = new FakeClock();
  beforeAll(async () => void (test = await openDatabase(client)));
  afterAll(() => test?.close());

  it('lets one node watch a mailbox until it lets go or falls silent', async () => {
    const [one, other] = [node('one'), node('other')].map((host) => createWatchStore({ knex: test.knex, clock, host }));
    expect(await one!.hold('account', MINUTE)).toBe(true);
    expect(await other!.hold('account', MINUTE)).toBe(false);
    expect(await one!.hold('account', MINUTE)).toBe(true);
    await one!.release('account');
    expect(await other!.hold('account', MINUTE)).toBe(true);
    clock.advance(MINUTE + 1);
    expect(await one!.hold('account', MINUTE)).toBe(true);
    expect(await other!.hold('account', MINUTE)).toBe(false);
  });

  it('gives a watch that is free to exactly one of many nodes', async () => {
    const nodes = Array.from({ length: 20 }, (_, n) => createWatchStore({ knex: test.knex, clock, host: node(`n${n}`) }));
    const held = await Promise.all(nodes.map((store) => store.hold('contested', MINUTE)));
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  it('takes over at once from a process of this machine that has died', async () => {
    const dead = createWatchStore({ knex: test.knex, clock, host: { hostname: 'here', pid: 4_000_000, bootId: 'a' } });
    const alive = createWatchStore({ knex: test.knex, clock, host: { hostname: 'here', pid: process.pid, bootId: 'b' } });
    expect(await dead.hold('orphan', MINUTE)).toBe(true);
    expect(await alive.hold('orphan', MINUTE)).toBe(true);
  });

  it('hands each change once to every other node, and none to the one that made it', async () => {
    const [one, two] = [node('one'), node('two')].map((host) => createChangeLog({ knex: test.knex, clock, host }));
    expect([await one!.readNew(), await two!.readNew()]).toEqual([[], []]);
    const told: Change[] = [{ type: 'mail', accounts: ['a'] }, { type: 'states', messages: ['m'], users: 'everybody' }, { type: 'work' }];
    await one!.append(told);
    expect(await one!.readNew()).toEqual([]);
    expect(await two!.readNew()).toEqual(told);
    clock.advance(2_000);
    expect(await two!.readNew()).toEqual([]);
    await one!.append([{ type: 'notes', message: 'm' }]);
    expect(await two!.readNew()).toEqual([{ type: 'notes', message: 'm' }]);
  });

  it('leaves out what a newer version tells and this one does not know', async () => {
    const [one, two] = [node('one'), node('two')].map((host) => createChangeLog({ knex: test.knex, clock, host }));
    await two!.readNew();
    await one!.append([{ type: 'weather', sunny: true } as unknown as Change, { type: 'outbox' }]);
    expect((await two!.readNew()).filter(({ type }) => type === 'outbox' || (type as string) === 'weather')).toEqual([{ type: 'outbox' }]);
  });

  it('knows who is at a message until they leave or give no sign of life', async () => {
    const presence = createPresenceStore({ knex: test.knex, clock });
    await presence.set('message', 1, 'reading', MINUTE);
    await presence.set('message', 2, 'reading', MINUTE);
    await presence.set('message', 2, 'answering', 2 * MINUTE);
    expect(await presence.load('message')).toEqual([{ userId: 1, doing: 'reading' }, { userId: 2, doing: 'answering' }]);
    expect(await presence.load('other')).toEqual([]);
    clock.advance(MINUTE + 1);
    expect(await presence.load('message')).toEqual([{ userId: 2, doing: 'answering' }]);
    await presence.remove('message', 2);
    expect(await presence.load('message')).toEqual([]);
  });
});
