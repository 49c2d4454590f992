import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IntakeContext } from '../../server/src/domain/intake/intake';
import type { Employee } from '../../server/src/domain/intake/route';
import { createOffers, type Offers } from '../../server/src/flow/offers';
import { healCases } from '../../server/src/flow/routing/case-history';
import { routeUnassigned } from '../../server/src/flow/routing/route-unassigned';
import { createWork, type WorkApplication } from '../../server/src/flow/work';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const PEOPLE = Array.from({ length: 50 }, (_, index) => index + 1);
const karin: Employee = { recordType: 'api::employee.employee', recordId: 'karin', name: 'Karin', addresses: ['anna@example.org'], isCurrent: true };
const grants = { readGroup: false, readAll: false, receiveCases: true, assignWork: false };
const caseUser = (id: number) => ({ id, name: `User ${id}`, email: `user${id}@firm.example`, isActive: true, receivesCases: true });

describe.each(SQL_CLIENTS)('offers on %s', (client) => {
  let test: TestDatabase;
  let intake: Connected;
  let work: WorkApplication;
  let offers: Offers;
  let uid = 0;

  const state = (userIds: number[]) => ({ isActive: true as const, userIds, refusals: [] });
  const route = (userIds: number[]) => ({ id: 'r1', from: karin, userIds, note: '', inactiveReason: null, createdBy: null, createdAt: '2026-11-01T00:00:00.000Z' });
  const context = (userIds: number[]): IntakeContext => ({
    kind: 'intake', address: 'vorgang@firm.example',
    senders: new Map([['anna@example.org', { employees: [karin], routes: userIds.length === 0 ? [] : [{ route: route(userIds), employee: karin, state: state(userIds) }] }]]),
  });
  /** Files one new message; resolves with its work. */
  const receive = async (userIds: number[], text = 'Nobody is named.'): Promise<string> => {
    uid += 1;
    const { messageIds } = await file(test, intake, [mail(uid, { messageId: `case${uid}@x`, text })], { context: context(userIds) });
    const [id] = await test.knex('email_center_work').whereIn('message_id', messageIds).pluck('id');
    return String(id);
  };
  /** The kept numbers are those one would count. */
  const expectCounted = async (): Promise<void> => {
    const counted = await test.knex('email_center_work_counts').where('total', '<>', 0).select('kind', 'state', 'handler_id', 'total');
    const expected = new Map<string, number>();
    const add = (key: string): void => void expected.set(key, (expected.get(key) ?? 0) + 1);
    for (const row of await test.knex('email_center_work').select('id', 'kind', 'state', 'handler_id', 'offered')) {
      if (Number(row.offered) === 0) add(`${row.kind} ${row.state} ${Number(row.handler_id)}`);
      else for (const user of [0, ...(await test.knex('email_center_offers').where({ work_id: row.id, is_open: 1 }).pluck('user_id'))]) add(`offer ${row.state} ${Number(user)}`);
    }
    expect(Object.fromEntries(counted.map((row) => [`${row.kind} ${row.state} ${Number(row.handler_id)}`, Number(row.total)]))).toEqual(Object.fromEntries(expected));
  };

  beforeAll(async () => {
    test = await openDatabase(client);
    intake = await connectAccount(test, { kind: 'intake', address: 'vorgang@firm.example' });
    work = createWork({ ...test.database, notifier: { statesChanged: () => undefined }, owners: { load: async (ids) => new Map(ids.map((id) => [id, { id, name: `User ${id}`, email: '' }])) }, receivers: async () => PEOPLE.map((id) => ({ id, name: `User ${id}` })) });
    offers = createOffers({
      offers: test.database.routing.offers, work, settings: test.database.settings, clock: test.clock,
      users: { load: async (ids) => new Map(ids.map((id) => [id, caseUser(id)])), search: async () => [] },
    });
  });
  afterAll(() => test?.close());

  it('are taken by exactly one of fifty users who press "take it" at the same time', async () => {
    const id = await receive(PEOPLE);
    const results = await Promise.all(PEOPLE.map((userId) => work.step({ userId, grants }, id, { step: 'take', from: null })));
    expect(results.filter((result) => 'work' in result)).toHaveLength(1);
    const winner = results.findIndex((result) => 'work' in result) + 1;
    expect(Number((await test.knex('email_center_work').where({ id }).first('handler_id')).handler_id)).toBe(winner);
    expect(results.filter((result) => 'refused' in result && result.refused === 'taken' && result.sentence === `User ${winner} has taken it.`)).toHaveLength(49);
    expect(await count(test, 'email_center_work_events', { work_id: id, event: 'taken' })).toBe(1);
    expect(await count(test, 'email_center_offers', { work_id: id, is_open: 1 })).toBe(0);
    await expectCounted();
  }, 180_000);

  it('are each taken by exactly one of fifty users who sign in at the same time', async () => {
    const ids = [await receive(PEOPLE), await receive(PEOPLE), await receive(PEOPLE)];
    const taken = await Promise.all(PEOPLE.map((userId) => offers.signedIn(userId)));
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(ids.length);
    for (const id of ids) expect(await count(test, 'email_center_work_events', { work_id: id, event: 'taken' })).toBe(1);
    await expectCounted();
  }, 180_000);

  it('show the others who took them, until they say so or a week has passed', async () => {
    const id = await receive([1, 2, 3]);
    await work.step({ userId: 2, grants }, id, { step: 'take', from: null });
    const shown = async (userId: number) => (await offers.takenByOthers(userId)).filter(({ workId }) => workId === id).map(({ takenBy }) => takenBy.name);
    expect([await shown(1), await shown(2), await shown(3)]).toEqual([['User 2'], [], ['User 2']]);
    await offers.dismiss(1, id);
    expect([await shown(1), await shown(3)]).toEqual([[], ['User 2']]);
    test.clock.time += 8 * 24 * 60 * 60 * 1000;
    expect(await shown(3)).toEqual([]);
    test.clock.time -= 8 * 24 * 60 * 60 * 1000;
  });

  describe('that come of messages nobody had', () => {
    const routed = (userIds: number[]) => routeUnassigned({ ...test.database.routing, addresses: test.database.addresses }, { route: route(userIds), employee: karin, state: state(userIds) }, 9);

    it('are made once, whoever routes them at the same time, with the history of the records they name', async () => {
      await know(test, [{ address: 'berta@example.org', recordId: 'berta' }]);
      const id = await receive([], 'It is about berta@example.org.');
      expect(await count(test, 'email_center_activities', { record_id: 'berta' })).toBe(0);
      const done = await Promise.all([routed([1, 2]), routed([1, 2]), routed([1, 2])]);
      expect(done.reduce((sum, one) => sum + one, 0)).toBe(1);
      expect(await count(test, 'email_center_activities', { record_id: 'berta', kind: 'case' })).toBe(1);
      expect(await count(test, 'email_center_links', { record_id: 'berta', state: 'active' })).toBe(1);
      expect(Number((await test.knex('email_center_activity_counts').where({ record_id: 'berta' }).first('total')).total)).toBe(1);
      expect((await test.knex('email_center_offers').where({ work_id: id, is_open: 1 }).orderBy('user_id').pluck('user_id')).map(Number)).toEqual([1, 2]);
      await expectCounted();
    });

    it('have their history at the next start, when the process ended before it was made', async () => {
      const id = await receive([], 'It is about berta@example.org again.');
      // The step alone, as it stands when the process ends behind it.
      await work.step({ userId: 9, grants: { ...grants, assignWork: true } }, id, { step: 'assign', to: 7, note: '' });
      const ports = { ...test.database.routing, addresses: test.database.addresses, employees: { findByAddresses: async () => [karin] } };
      expect(await healCases(ports)).toBe(1);
      expect(await count(test, 'email_center_activities', { record_id: 'berta', kind: 'case' })).toBe(2);
      expect(await healCases(ports)).toBe(0);
    });

    it('are left to whoever was given them meanwhile', async () => {
      const id = await receive([]);
      await work.step({ userId: 9, grants: { ...grants, assignWork: true } }, id, { step: 'assign', to: 7, note: '' });
      expect(await routed([1, 2])).toBe(0);
      await expectCounted();
    });
  });
});
