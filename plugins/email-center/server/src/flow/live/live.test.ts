import { beforeEach, describe, expect, it } from 'vitest';
import type { CenterEvent } from '../../../../shared/contracts';
import { FakeClock } from '../../../../test/fakes/clock';
import { FakeLogger } from '../../../../test/fakes/notifier';
import type { Viewer } from '../queries';
import { merge, type Change } from './change';
import { createLive, type ChangeLog, type Live, type LivePorts, type Present } from './live';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const NAMES = new Map([[1, 'Ada'], [2, 'Ben'], [3, 'Cem']]);

describe('what is told to whoever looks', () => {
  let clock: FakeClock;
  let live: Live;
  let present: Present[];
  /** Messages that people do not see, as `user message`. */
  let hidden: Set<string>;
  let appended: Change[];
  let fromOthers: Change[];
  /** Accounts by user. */
  const accounts: Record<number, string[]> = { 1: ['own-1', 'group'], 2: ['own-2', 'group'] };

  const ports = (over: Partial<LivePorts> = {}): LivePorts => ({
    log: null, clock, logger: new FakeLogger(),
    presence: {
      threadOf: async (message) => message.charAt(0),
      set: async (thread, one) => void (present = [...present.filter(({ userId, message }) => userId !== one.userId || message !== one.message), one]),
      remove: async (thread, { userId, message }) => void (present = present.filter((one) => one.userId !== userId || one.message !== message)),
      load: async (thread) => present.filter(({ message }) => message.startsWith(thread)),
    },
    queries: { loadMessage: async ({ userId }, id) => (hidden.has(`${userId} ${id}`) ? null : ({ id } as never)), listAccounts: async (userId) => ({ items: (accounts[userId ?? 0] ?? []).map((id) => ({ id, kind: id === 'group' ? 'group' : 'personal' }) as never), next: null }) },
    owners: { load: async (ids) => new Map(ids.map((id) => [id, { id, name: NAMES.get(id) ?? '', email: '' }])) },
    ...over,
  });
  const listen = async (userId: number, reads: Viewer['reads'] = 'own', to = live) => {
    const heard: CenterEvent[] = [];
    const leave = await to.subscribe({ userId, reads }, (event) => heard.push(event));
    return { heard, leave };
  };
  const pass = async (): Promise<void> => {
    clock.advance(2_500);
    await settled();
    await settled();
  };

  beforeEach(() => {
    clock = new FakeClock();
    present = [];
    hidden = new Set();
    appended = [];
    fromOthers = [];
    live = createLive(ports());
  });

  it('begins with a greeting', async () => {
    expect((await listen(1)).heard).toEqual([{ type: 'hello' }]);
  });

  it('tells of new mail only those who see the account', async () => {
    const [ada, ben, all] = [await listen(1), await listen(2), await listen(3, 'all')];
    live.tell({ type: 'mail', accounts: ['own-1'] });
    await pass();
    expect(ada.heard.slice(1)).toEqual([{ type: 'mail', accounts: ['own-1'] }]);
    expect(ben.heard.slice(1)).toEqual([]);
    expect(all.heard.slice(1)).toEqual([{ type: 'mail', accounts: ['own-1'] }]);
  });

  it('tells of the mail of a group only members who may read groups', async () => {
    const [own, group] = [await listen(1, 'own'), await listen(1, 'group')];
    live.tell({ type: 'mail', accounts: ['group'] });
    await pass();
    expect(own.heard.slice(1)).toEqual([]);
    expect(group.heard.slice(1)).toEqual([{ type: 'mail', accounts: ['group'] }]);
  });

  it('tells once of what an import changes many times', async () => {
    const { heard } = await listen(1);
    for (let batch = 0; batch < 50; batch += 1) live.tell({ type: 'mail', accounts: ['own-1'] });
    await pass();
    expect(heard.slice(1)).toHaveLength(1);
  });

  it('tells states to those whose states they are, and of tags to everybody', async () => {
    const [ada, ben] = [await listen(1), await listen(2)];
    live.tell({ type: 'states', messages: ['m'], users: [1] });
    await pass();
    expect(ada.heard).toHaveLength(2);
    expect(ben.heard).toHaveLength(1);
    live.tell({ type: 'states', messages: ['m'], users: 'everybody' });
    await pass();
    expect(ben.heard.at(-1)).toEqual({ type: 'states', messages: ['m'] });
  });

  const at = (userId: number, message: string, doing: 'reading' | 'answering' | 'gone') => live.setPresence({ userId, reads: 'own' }, message, doing);
  const ADA = { id: 1, name: 'Ada' };
  const BEN = { id: 2, name: 'Ben' };

  it('shows those who are at any message of a conversation to each other, and to nobody else', async () => {
    const [ada, ben, cem] = [await listen(1), await listen(2), await listen(3, 'all')];
    expect(await at(1, 'm1', 'reading')).toEqual({ thread: 'm', people: [] });
    expect(await at(2, 'm2', 'answering')).toEqual({ thread: 'm', people: [{ person: ADA, doing: 'reading' }] });
    await pass();
    expect(ada.heard.at(-1)).toEqual({ type: 'presence', thread: 'm', people: [{ person: BEN, doing: 'answering' }] });
    expect(ben.heard.at(-1)).toEqual({ type: 'presence', thread: 'm', people: [{ person: ADA, doing: 'reading' }] });
    expect(cem.heard).toHaveLength(1);
    await at(2, 'm2', 'gone');
    await pass();
    expect(ada.heard.at(-1)).toEqual({ type: 'presence', thread: 'm', people: [] });
  });

  it('says once of somebody that they answer, also while they read on in the conversation', async () => {
    await at(1, 'm1', 'answering');
    await at(1, 'm2', 'reading');
    expect((await at(2, 'm3', 'reading')).people).toEqual([{ person: ADA, doing: 'answering' }]);
    await at(1, 'm2', 'gone');
    expect((await at(2, 'm3', 'reading')).people).toEqual([{ person: ADA, doing: 'answering' }]);
  });

  it('says nothing of what is done with a message one does not see', async () => {
    hidden.add('2 m1');
    const [ada, ben] = [await listen(1), await listen(2)];
    await at(2, 'm2', 'reading');
    await at(1, 'm1', 'answering');
    await pass();
    expect((await at(2, 'm2', 'reading')).people).toEqual([]);
    expect(ben.heard.filter((event) => event.type === 'presence' && event.people.length > 0)).toEqual([]);
    expect(ada.heard.at(-1)).toEqual({ type: 'presence', thread: 'm', people: [{ person: BEN, doing: 'reading' }] });
  });

  it('tells of a note whoever is in its conversation and sees its message', async () => {
    hidden.add('2 m1');
    const [ada, ben] = [await listen(1), await listen(2)];
    await at(1, 'm3', 'reading');
    await at(2, 'm2', 'reading');
    live.tell({ type: 'notes', message: 'm1' });
    await pass();
    expect(ada.heard).toContainEqual({ type: 'notes', message: 'm1' });
    expect(ben.heard).not.toContainEqual({ type: 'notes', message: 'm1' });
  });

  it('says nothing anew for a sign of life that changes nothing', async () => {
    const ada = await listen(1);
    await at(1, 'm1', 'reading');
    await pass();
    const before = ada.heard.length;
    await at(1, 'm1', 'reading');
    await pass();
    expect(ada.heard).toHaveLength(before);
  });

  it('tells other nodes, and tells here what they told', async () => {
    const log: ChangeLog = { append: async (changes) => void appended.push(...changes), readNew: async () => fromOthers.splice(0) };
    const joined = createLive(ports({ log }));
    const { heard } = await listen(1, 'own', joined);
    joined.tell({ type: 'work' });
    fromOthers.push({ type: 'mail', accounts: ['own-1'] });
    await pass();
    expect(appended).toEqual([{ type: 'work' }]);
    expect(heard).toContainEqual({ type: 'mail', accounts: ['own-1'] });
  });

  it('tells nobody who has left, and leaves no timer behind when it stops', async () => {
    const { heard, leave } = await listen(1);
    leave();
    live.tell({ type: 'work' });
    await pass();
    expect(heard).toHaveLength(1);
    live.stop();
    expect(clock.timers).toBe(0);
  });
});

describe('changes that are told together', () => {
  it('are one for the same accounts, people or message', () => {
    expect(merge([
      { type: 'mail', accounts: ['a'] }, { type: 'mail', accounts: ['b', 'a'] }, { type: 'work' }, { type: 'work' },
      { type: 'states', messages: ['x'], users: [2, 1] }, { type: 'states', messages: ['y'], users: [1, 2] }, { type: 'states', messages: ['z'], users: [3] },
      { type: 'notes', message: 'x' }, { type: 'presence', thread: 'x' }, { type: 'notes', message: 'x' }, { type: 'presence', thread: 'x' },
    ])).toEqual([
      { type: 'mail', accounts: ['a', 'b'] }, { type: 'work' }, { type: 'states', messages: ['x', 'y'], users: [2, 1] }, { type: 'states', messages: ['z'], users: [3] },
      { type: 'notes', message: 'x' }, { type: 'presence', thread: 'x' },
    ]);
  });
});
