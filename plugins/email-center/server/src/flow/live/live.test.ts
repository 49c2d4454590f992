import { beforeEach, describe, expect, it } from 'vitest';
import type { CenterEvent } from '../../../../shared/contracts';
import { FakeClock } from '../../../../test/fakes/clock';
import { FakeLogger } from '../../../../test/fakes/notifier';
import type { Viewer } from '../queries';
import { merge, type Change } from './change';
import { createLive, type ChangeLog, type Live, type LivePorts } from './live';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const NAMES = new Map([[1, 'Ada'], [2, 'Ben'], [3, 'Cem']]);

describe('what is told to whoever looks', () => {
  let clock: FakeClock;
  let live: Live;
  let present: Map<string, { userId: number; doing: 'reading' | 'answering' }[]>;
  let appended: Change[];
  let fromOthers: Change[];
  /** Accounts by user. */
  const accounts: Record<number, string[]> = { 1: ['own-1', 'group'], 2: ['own-2', 'group'] };

  const ports = (over: Partial<LivePorts> = {}): LivePorts => ({
    log: null, clock, logger: new FakeLogger(),
    presence: {
      set: async (message, userId, doing) => void present.set(message, [...(present.get(message) ?? []).filter((one) => one.userId !== userId), { userId, doing }]),
      remove: async (message, userId) => void present.set(message, (present.get(message) ?? []).filter((one) => one.userId !== userId)),
      load: async (message) => present.get(message) ?? [],
    },
    queries: { listAccounts: async (userId) => ({ items: (accounts[userId ?? 0] ?? []).map((id) => ({ id, kind: id === 'group' ? 'group' : 'personal' }) as never), next: null }) },
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
    present = new Map();
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

  it('shows those who read a message to each other, and to nobody else', async () => {
    const [ada, ben, cem] = [await listen(1), await listen(2), await listen(3, 'all')];
    expect(await live.setPresence(1, 'm', 'reading')).toEqual([]);
    expect(await live.setPresence(2, 'm', 'answering')).toEqual([{ person: { id: 1, name: 'Ada' }, doing: 'reading' }]);
    await pass();
    expect(ada.heard.at(-1)).toEqual({ type: 'presence', message: 'm', people: [{ person: { id: 2, name: 'Ben' }, doing: 'answering' }] });
    expect(ben.heard.at(-1)).toEqual({ type: 'presence', message: 'm', people: [{ person: { id: 1, name: 'Ada' }, doing: 'reading' }] });
    expect(cem.heard).toHaveLength(1);
    await live.setPresence(2, 'm', 'gone');
    await pass();
    expect(ada.heard.at(-1)).toEqual({ type: 'presence', message: 'm', people: [] });
  });

  it('says nothing anew for a sign of life that changes nothing', async () => {
    const ada = await listen(1);
    await live.setPresence(1, 'm', 'reading');
    await pass();
    const before = ada.heard.length;
    await live.setPresence(1, 'm', 'reading');
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
      { type: 'notes', message: 'x' }, { type: 'presence', message: 'x' }, { type: 'notes', message: 'x' },
    ])).toEqual([
      { type: 'mail', accounts: ['a', 'b'] }, { type: 'work' }, { type: 'states', messages: ['x', 'y'], users: [2, 1] }, { type: 'states', messages: ['z'], users: [3] },
      { type: 'notes', message: 'x' }, { type: 'presence', message: 'x' },
    ]);
  });
});
