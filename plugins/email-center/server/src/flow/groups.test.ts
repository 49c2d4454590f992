import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type IntakePolicy } from '../domain/intake/policy';
import type { GroupOptions } from '../domain/mail/account';
import { inEnglish } from '../domain/mail/reason';
import { FakeLogger } from '../../../test/fakes/notifier';
import { createGroups, groupContext, type GroupPeople, type GroupStore } from './groups';

const [ANNA, BERT, CLARA] = [1, 2, 3];
const NAMES = new Map([[ANNA, 'Anna'], [BERT, 'Bert'], [CLARA, 'Clara']]);

/** A panel and its groups in memory. */
class Office {
  active = new Set([ANNA, BERT, CLARA]);
  reading = new Set([ANNA, BERT, CLARA]);
  known = new Map(NAMES);
  groups = new Map<string, GroupOptions>([['info', { members: [ANNA, BERT], defaultHandler: BERT, distribution: 'round-robin' }]]);
  /** Who has open work where. */
  work: { userId: number; accountId: string }[] = [];
  addresses = [{ id: 'info', address: 'info@firm.test' }];
  policy: IntakePolicy = DEFAULT_POLICY;
  returned: string[] = [];

  readonly people: GroupPeople = {
    eligible: async () => [...this.active].filter((id) => this.reading.has(id)).map((id) => ({ id, name: NAMES.get(id)!, email: '' })),
    active: async (ids) => new Set(ids.filter((id) => this.active.has(id))),
    names: async (ids) => new Map(ids.flatMap((id) => (this.known.has(id) ? [[id, this.known.get(id)!] as const] : []))),
  };
  readonly store: GroupStore = {
    loadRound: async (id) => ({ ...this.groups.get(id)!, lastAssigned: null, open: new Map() }),
    loadThreads: async () => ({ threads: new Map(), handlers: new Map() }),
    removeMember: async (accountId, userId) => {
      const group = this.groups.get(accountId)!;
      this.groups.set(accountId, { ...group, members: group.members.filter((id) => id !== userId), defaultHandler: group.defaultHandler === userId ? null : group.defaultHandler });
      return group.members.includes(userId);
    },
    groupsOf: async (userId) => [...this.groups].filter(([, { members }]) => members.includes(userId)).map(([id]) => id),
    peopleInvolved: async () => [...new Set([...[...this.groups.values()].flatMap(({ members }) => [...members]), ...this.work.map(({ userId }) => userId)])],
    strayHandlers: async () => this.work.filter(({ userId, accountId }) => this.groups.get(accountId)?.members.includes(userId) === false),
    findInUse: async (addresses) => this.addresses.filter(({ address }) => addresses.includes(address.toLowerCase())),
  };
  readonly flow = createGroups({
    groupStore: this.store, groupPeople: this.people, logger: new FakeLogger(), policies: { load: async () => this.policy },
    work: {
      returnAll: async (userId, accountId, why) => {
        const before = this.work.length;
        this.work = this.work.filter((one) => one.userId !== userId || (accountId !== null && one.accountId !== accountId));
        if (this.work.length < before) this.returned.push(`${accountId ?? 'everywhere'}: ${inEnglish([why])}`);
        return before - this.work.length;
      },
    },
  });
}

const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'allowed', (error: Error) => error.message);

describe('a user who leaves', () => {
  it('drops out of every group, as default handler too, and their open work goes back with the reason', async () => {
    const office = new Office();
    office.work = [{ userId: BERT, accountId: 'info' }, { userId: BERT, accountId: 'intake' }, { userId: ANNA, accountId: 'info' }];
    office.active.delete(BERT);
    await office.flow.dropLeavers();
    expect(office.groups.get('info')).toMatchObject({ members: [ANNA], defaultHandler: null });
    expect(office.work).toEqual([{ userId: ANNA, accountId: 'info' }]);
    expect(office.returned).toEqual(['everywhere: Bert was deactivated.']);
  });
  it('and was removed from the panel altogether is said to be', async () => {
    const office = new Office();
    office.work = [{ userId: BERT, accountId: 'info' }];
    office.active.delete(BERT);
    office.known.delete(BERT);
    await office.flow.dropLeavers();
    expect(office.returned).toEqual(['everywhere: #2 was removed from the panel.']);
  });
  it('is looked for again without any change', async () => {
    const office = new Office();
    office.work = [{ userId: ANNA, accountId: 'info' }];
    await office.flow.dropLeavers();
    await office.flow.dropLeavers();
    expect([office.returned, office.groups.get('info')!.members]).toEqual([[], [ANNA, BERT]]);
  });
  it('one group gives back the work of that group only', async () => {
    const office = new Office();
    office.work = [{ userId: BERT, accountId: 'info' }, { userId: BERT, accountId: 'intake' }];
    await office.flow.membersChanged('info', [ANNA, BERT], [ANNA, CLARA]);
    expect(office.work).toEqual([{ userId: BERT, accountId: 'intake' }]);
    expect(office.returned).toEqual(['info: Bert was taken out of the group.']);
  });
  it('is found at the next look when the process died between the two steps', async () => {
    const office = new Office();
    office.work = [{ userId: CLARA, accountId: 'info' }];
    await office.flow.dropLeavers();
    expect(office.returned).toEqual(['info: Clara is no member of the group any more.']);
  });
});

describe('a member whose role lost the right to read groups', () => {
  it('gets nothing new and stays a member', async () => {
    const office = new Office();
    office.reading.delete(BERT);
    await office.flow.dropLeavers();
    expect((await groupContext({ groupStore: office.store, groupPeople: office.people }, { id: 'info', address: 'info@firm.test' }, [])).members).toEqual([ANNA]);
    expect(office.groups.get('info')!.members).toEqual([ANNA, BERT]);
  });
});

describe('the members of a group', () => {
  const group = { members: [ANNA, BERT], defaultHandler: null, distribution: 'none' } as const;
  const check = (office: Office, before: { id: string; group: { members: { id: number; name: string }[]; defaultHandler: null; distribution: 'none' } } | null) =>
    refusal(office.flow.check({ group: { ...group, members: [...group.members] } }, before));
  it('are people who may read groups; whoever may not is refused by name', async () => {
    const office = new Office();
    office.reading.delete(BERT);
    expect(await check(office, null)).toMatch(/not so for Bert\.$/);
  });
  it('may stay when they lost the right, so that other changes can be saved', async () => {
    const office = new Office();
    office.reading.delete(BERT);
    expect(await check(office, { id: 'info', group: { ...group, members: [{ id: BERT, name: 'Bert' }] } })).toBe('allowed');
  });
});

describe('an address', () => {
  it('of an account is refused to another one and left to itself', async () => {
    const office = new Office();
    expect(await refusal(office.flow.check({ address: 'INFO@firm.test' }, null))).toMatch(/belongs to an account already/);
    expect(await refusal(office.flow.check({ address: 'info@firm.test' }, { id: 'info' }))).toBe('allowed');
  });
  it('counts as taken under a domain held for the same, and only then', async () => {
    const office = new Office();
    expect(await refusal(office.flow.check({ address: 'info@firma.test' }, null))).toBe('allowed');
    office.policy = { ...DEFAULT_POLICY, matching: { ...DEFAULT_POLICY.matching, equivalentDomains: [['firm.test', 'firma.test']] } };
    expect(await refusal(office.flow.check({ address: 'info@firma.test' }, null))).toMatch(/the same as info@firm\.test/);
  });
});
