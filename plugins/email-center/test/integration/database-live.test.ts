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

  it('knows who is at which message of a conversation until they leave or give no sign of life', async () => {
    const presence = createPresenceStore({ knex: test.knex, clock });
    const [first, second] = [{ userId: 1, message: 'first', doing: 'reading' as const }, { userId: 2, message: 'second', doing: 'answering' as const }];
    await presence.set('thread', first, MINUTE);
    await presence.set('thread', { ...second, doing: 'reading' }, MINUTE);
    await presence.set('thread', second, 2 * MINUTE);
    await presence.set('threads', { ...first, userId: 3 }, MINUTE);
    expect(await presence.load('thread')).toEqual([first, second]);
    expect(await presence.load('other')).toEqual([]);
    clock.advance(MINUTE + 1);
    expect(await presence.load('thread')).toEqual([second]);
    await presence.remove('thread', { userId: 2, message: 'first' });
    expect(await presence.load('thread')).toEqual([second]);
    await presence.remove('thread', second);
    expect(await presence.load('thread')).toEqual([]);
  });

  it('knows the conversation of a message; one that is in none is a conversation of its own', async () => {
    const presence = createPresenceStore({ knex: test.knex, clock });
    const at = new Date(clock.now());
    const message = (document_id: string, thread_id: string | null) => ({ document_id, thread_id, identity: document_id, subject: '', received_at: at });
    await test.knex('email_center_messages').insert([message('a'.repeat(24), 'c'.repeat(36)), message('b'.repeat(24), null)]);
    expect(await presence.threadOf('a'.repeat(24))).toBe('c'.repeat(36));
    expect(await presence.threadOf('b'.repeat(24))).toBe('b'.repeat(24));
    expect(await presence.threadOf('gone')).toBe('gone');
    const longest = { userId: 1, message: 'a'.repeat(24), doing: 'reading' as const };
    await presence.set('c'.repeat(36), longest, MINUTE);
    expect(await presence.load('c'.repeat(36))).toEqual([longest]);
  });
});
