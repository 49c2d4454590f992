import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkGrants } from '../../server/src/domain/access/decide-work-access';
import type { GroupContext } from '../../server/src/domain/intake/group';
import { because } from '../../server/src/domain/mail/reason';
import { decideWorkStep, type Work, type WorkStep } from '../../server/src/domain/work-items/step';
import { removeWork } from '../../server/src/adapters/database/work-items/remove-work';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, file, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const [ANNA, BERT, CLARA] = [1, 2, 3];
const grants: WorkGrants = { readGroup: true, readAll: false, receiveCases: true, assignWork: false };
const viewer = (userId: number, change: Partial<WorkGrants> = {}) => ({ userId, grants: { ...grants, ...change } });
const CHIEF = viewer(9, { assignWork: true, readGroup: false });

describe.each(SQL_CLIENTS)('work on %s', (client) => {
  let test: TestDatabase;
  let info: Connected;
  let uid = 0;

  beforeAll(async () => {
    test = await openDatabase(client);
    info = await connectGroup('info');
  });
  afterAll(() => test?.close());

  async function connectGroup(name: string): Promise<Connected> {
    const group = { members: [ANNA, BERT], defaultHandler: null, distribution: 'none' as const };
    const made = await connectAccount(test, { kind: 'group', name, group });
    await test.knex('email_center_members').where({ account_id: made.account.id }).delete();
    await test.knex('email_center_members').insert(group.members.map((user_id, position) => ({ account_id: made.account.id, user_id, position })));
    return made;
  }

  const context = (change: Partial<GroupContext> = {}): GroupContext => ({
    kind: 'group', members: [ANNA, BERT], defaultHandler: null, distribution: 'none', lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map(), ...change,
  });

  /** Files so many new messages to the group; returns their work, oldest first. */
  async function receive(target: Connected, amount: number, change: Partial<GroupContext> = {}): Promise<number[]> {
    const first = uid + 1;
    uid += amount;
    const mails = Array.from({ length: amount }, (_, n) => mail(first + n, { messageId: `${target.account.id}${first + n}@x` }));
    const { messageIds } = await file(test, target, mails, { context: context(change) });
    return (await test.knex('email_center_work').whereIn('message_id', messageIds).orderBy('message_id').pluck('id')).map(Number);
  }

  const step = (id: number, actor: number, what: WorkStep) =>
    test.database.work.change(id, actor, (work: Work) =>
      decideWorkStep(work, { userId: actor, access: { see: true, take: true, takeOver: true, assign: false } }, what, (userId) => userId !== 66));
  const list = async (view: Parameters<TestDatabase['database']['workQueries']['list']>[1]['view'], who = viewer(ANNA), limit = 50) => {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await test.database.workQueries.list(who, { view, limit, cursor });
      ids.push(...page.items.map((item) => Number(item.id)));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return ids;
  };
  /** The kept numbers are those one would count. */
  const expectCounted = async (): Promise<void> => {
    const kept = (await test.knex('email_center_work_counts').where('total', '<>', 0)).map((row) => `${row.account_id} ${row.kind} ${row.state} ${row.handler_id} ${Number(row.total)}`);
    const rows = await test.knex('email_center_work').select('account_id', 'kind', 'state', 'handler_id', 'offered', 'id');
    const amounts = new Map<string, number>();
    for (const row of rows) {
      const offered = Number(row.offered) === 1;
      const users = offered ? [0, ...(await test.knex('email_center_offers').where({ work_id: row.id, is_open: 1 }).pluck('user_id'))] : [row.handler_id];
      for (const user of users) {
        const key = `${row.account_id} ${offered ? 'offer' : row.kind} ${row.state} ${Number(user)}`;
        amounts.set(key, (amounts.get(key) ?? 0) + 1);
      }
    }
    expect(kept.sort()).toEqual([...amounts].map(([key, amount]) => `${key} ${amount}`).sort());
  };

  it('is made by a message to a group, once, with its first event and its counter', async () => {
    const [id] = await receive(info, 1);
    expect(await test.database.work.load(id!)).toMatchObject({ kind: 'group', state: 'open', handlerId: null, accountId: info.account.id });
    expect(await test.knex('email_center_work_events').where({ work_id: id })).toMatchObject([{ event: 'created', actor_id: null, to_user: null }]);
    expect(await test.database.workQueries.counts(viewer(ANNA))).toMatchObject({ mine: 0, unhandled: 1, groups: [{ account: { name: 'info' }, unhandled: 1, open: 1 }] });
    const again = mail(uid, { messageId: `${info.account.id}${uid}@x` });
    await file(test, info, [{ ...again, uid: ++uid }], { context: context() });
    expect(await count(test, 'email_center_work')).toBe(1);
    await expectCounted();
  });

  it('stays what it is when its delivery was taken away and comes again', async () => {
    const [id] = await receive(info, 1);
    await test.knex('email_center_deliveries').where({ account_id: info.account.id }).whereIn('message_id', test.knex('email_center_work').where({ id }).select('message_id')).delete();
    const again = mail(uid, { messageId: `${info.account.id}${uid}@x` });
    await file(test, info, [{ ...again, uid: ++uid }], { context: context() });
    expect(await count(test, 'email_center_work_events', { work_id: id })).toBe(1);
    await expectCounted();
  });

  it('goes round by turns, and the turn is kept in the transaction of the filing', async () => {
    const group = await connectGroup('turns');
    const ids = await receive(group, 3, { distribution: 'round-robin' });
    expect(await test.knex('email_center_work').whereIn('id', ids).orderBy('id').pluck('handler_id')).toEqual([ANNA, BERT, ANNA]);
    expect((await test.knex('email_center_accounts').where({ id: group.account.id }).first()).last_assigned).toBe(ANNA);
    expect(await test.knex('email_center_work').whereIn('id', ids).whereNotNull('taken_at')).toHaveLength(3);
    await expectCounted();
  });

  it('is not given to somebody who left the group while the batch was on its way', async () => {
    const group = await connectGroup('leaving');
    const [id] = await receive(group, 1, { members: [CLARA], distribution: 'round-robin' });
    expect(await test.database.work.load(id!)).toMatchObject({ handlerId: null });
    await expectCounted();
  });

  it('is got by exactly one of fifty who take it at the same moment, and the numbers are right', async () => {
    const [id] = await receive(info, 1);
    const before = await test.database.workQueries.counts(viewer(ANNA));
    const people = Array.from({ length: 50 }, (_, n) => 100 + n);
    const results = await Promise.all(people.map((userId) => step(id!, userId, { step: 'take', from: null })));
    const winners = people.filter((_, index) => 'change' in results[index]!.decision);
    expect(winners).toHaveLength(1);
    expect(results.filter(({ decision }) => 'refused' in decision && decision.refused === 'taken')).toHaveLength(49);
    expect(await test.database.work.load(id!)).toMatchObject({ handlerId: winners[0] });
    expect(await test.knex('email_center_work_events').where({ work_id: id, event: 'taken' })).toMatchObject([{ actor_id: winners[0], to_user: winners[0] }]);
    expect((await test.database.workQueries.counts(viewer(ANNA))).unhandled).toBe(before.unhandled - 1);
    expect((await test.database.workQueries.counts(viewer(winners[0]!))).mine).toBe(1);
    await expectCounted();
  });

  it('is got by exactly one of fifty whom it is offered to, and the others see that', async () => {
    const [id] = await receive(info, 1);
    const people = Array.from({ length: 50 }, (_, n) => 200 + n);
    const { message_id, received_at } = await test.knex('email_center_work').where({ id }).first();
    await test.knex('email_center_work').where({ id }).update({ kind: 'case', offered: 1 });
    await test.knex('email_center_offers').insert(people.map((user_id) => ({ work_id: id, user_id, offered_at: 1, message_id, received_at })));
    await test.knex('email_center_work_counts').where({ account_id: info.account.id, kind: 'group', state: 'open', handler_id: 0 }).decrement('total', 1);
    await test.knex('email_center_work_counts').insert([0, ...people].map((handler_id) => ({ account_id: info.account.id, kind: 'offer', state: 'open', handler_id, total: 1 })));
    expect(await test.database.workQueries.counts(viewer(200))).toMatchObject({ offers: 1, mine: 0 });
    expect(await list('offers', viewer(200))).toEqual([id]);
    const results = await Promise.all(people.map((userId) => step(id!, userId, { step: 'take', from: null })));
    const winner = people[results.findIndex(({ decision }) => 'change' in decision)]!;
    expect(results.filter(({ decision }) => 'change' in decision)).toHaveLength(1);
    const other = people.find((userId) => userId !== winner)!;
    expect([await list('offers', viewer(other)), await list('mine', viewer(winner))]).toEqual([[], [id]]);
    expect(await test.database.work.load(id!)).toMatchObject({ handlerId: winner, offeredTo: [] });
    expect((await test.database.work.load(id!))!.onceOfferedTo).toHaveLength(50);
    await expectCounted();
  });

  it('tells its whole history: who, when, and with which note', async () => {
    const [id] = await receive(info, 1);
    await step(id!, ANNA, { step: 'take', from: null });
    test.clock.time += 60_000;
    await step(id!, ANNA, { step: 'hand-over', to: BERT, note: 'You know her.' });
    await step(id!, BERT, { step: 'due', dueAt: '2026-12-01T00:00:00.000Z' });
    await step(id!, BERT, { step: 'done', note: '' });
    await step(id!, ANNA, { step: 'reopen', note: '' });
    const { document_id } = await test.knex('email_center_messages').whereIn('id', test.knex('email_center_work').where({ id }).select('message_id')).first();
    const [shown] = await test.database.workQueries.ofMessage(viewer(ANNA), document_id);
    expect(shown).toMatchObject({ state: 'open', handler: { id: BERT, name: 'User 2' }, dueAt: '2026-12-01T00:00:00.000Z', can: { take: false, takeOver: true, done: false } });
    expect(shown!.events.map(({ event, actor, to }) => [event, actor?.id, to?.id])).toEqual([
      ['created', undefined, undefined], ['taken', ANNA, ANNA], ['handed-over', ANNA, BERT], ['due', BERT, BERT], ['done', BERT, BERT], ['reopened', ANNA, BERT],
    ]);
    expect(shown!.events[2]).toMatchObject({ note: 'You know her.' });
    expect(new Date(shown!.events[2]!.at).getTime() - new Date(shown!.events[1]!.at).getTime()).toBe(60_000);
    expect(shown!.informed.map(({ person }) => person.id)).toEqual([ANNA, BERT]);
    expect(await test.database.workQueries.ofMessage(viewer(77), document_id)).toEqual([]);
    await expectCounted();
  });

  it('is listed in its views, newest first, through pages of any size, and for nobody else', async () => {
    const group = await connectGroup('views');
    const ids = await receive(group, 9);
    for (const id of ids.slice(0, 3)) await step(id, ANNA, { step: 'take', from: null });
    for (const id of ids.slice(3, 5)) await step(id, BERT, { step: 'done', note: '' });
    const newest = (some: number[]) => [...some].reverse();
    const inGroup = async (view: 'unhandled' | 'open' | 'done', who = viewer(ANNA)) =>
      (await test.database.workQueries.list(who, { view, account: group.account.id, limit: 50 })).items.map((item) => Number(item.id));
    expect(await inGroup('unhandled')).toEqual(newest(ids.slice(5)));
    expect(await inGroup('open')).toEqual(newest([...ids.slice(0, 3), ...ids.slice(5)]));
    expect(await inGroup('done')).toEqual(newest(ids.slice(3, 5)));
    expect(await inGroup('open', CHIEF)).toHaveLength(7);
    expect(await inGroup('open', viewer(77))).toEqual([]);
    expect(await inGroup('open', viewer(ANNA, { readGroup: false }))).toEqual([]);
    const mine = await list('mine');
    expect(mine.filter((id) => ids.includes(id))).toEqual(newest(ids.slice(0, 3)));
    for (const limit of [1, 2, 3, 7]) expect(await list('open', viewer(ANNA), limit)).toEqual(await list('open'));
    const [item] = (await test.database.workQueries.list(viewer(ANNA), { view: 'unhandled', account: group.account.id, limit: 1 })).items;
    expect(item).toMatchObject({ message: { subject: `Subject ${uid}`, accounts: [{ name: 'views' }] }, can: { take: true, release: false, assign: false } });
    expect(await list('mine-done', viewer(BERT))).toEqual(newest(ids.slice(3, 5)));
  });

  it('shows what nobody has only to those who give work or read everything', async () => {
    const [id] = await receive(info, 1);
    await test.knex('email_center_work').where({ id }).update({ kind: 'case' });
    expect([await list('unassigned'), await list('unassigned', CHIEF), await list('unassigned', viewer(8, { readAll: true }))]).toEqual([[], [id], [id]]);
    expect((await test.database.workQueries.counts(viewer(ANNA))).unassigned).toBe(0);
    await test.knex('email_center_work').where({ id }).update({ kind: 'group' });
  });

  it('goes with its message and leaves the numbers right', async () => {
    const group = await connectGroup('going');
    const ids = await receive(group, 3);
    await step(ids[0]!, ANNA, { step: 'take', from: null });
    const messages = (await test.knex('email_center_work').whereIn('id', ids).orderBy('id').pluck('message_id')).map(Number);
    await test.knex.transaction((trx) => removeWork(trx, client, messages.slice(0, 1), group.account.id));
    await test.knex.transaction((trx) => removeWork(trx, client, messages.slice(1)));
    expect(await count(test, 'email_center_work', { account_id: group.account.id })).toBe(0);
    expect(await test.knex('email_center_work_events').whereIn('work_id', ids)).toEqual([]);
    await expectCounted();
  });

  it('goes back to nobody, visibly, when somebody leaves, and an offer made to nobody else becomes nobody\'s case', async () => {
    const group = await connectGroup('returning');
    const ids = await receive(group, 5);
    for (const id of ids.slice(0, 3)) await step(id, BERT, { step: 'take', from: null });
    await step(ids[3]!, BERT, { step: 'done', note: '' });
    expect(await test.database.work.returnAll(BERT, group.account.id, because('deactivated', { name: 'Bert' }))).toBe(3);
    expect(await test.knex('email_center_work').whereIn('id', ids).orderBy('id').pluck('handler_id')).toEqual([0, 0, 0, BERT, 0]);
    expect(await test.knex('email_center_work_events').where({ work_id: ids[0], event: 'returned' })).toMatchObject([{ actor_id: null, from_user: BERT, note: 'Bert was deactivated.' }]);
    expect(await test.database.work.returnAll(BERT, group.account.id, because('deactivated', { name: 'Bert' }))).toBe(0);
    await expectCounted();
    const { message_id, received_at } = await test.knex('email_center_work').where({ id: ids[4] }).first();
    await test.knex('email_center_work').where({ id: ids[4] }).update({ kind: 'case', offered: 1 });
    await test.knex('email_center_offers').insert([BERT, CLARA].map((user_id) => ({ work_id: ids[4], user_id, offered_at: 1, message_id, received_at })));
    await test.knex('email_center_work_counts').where({ account_id: group.account.id, kind: 'group', state: 'open', handler_id: 0 }).decrement('total', 1);
    await test.knex('email_center_work_counts').insert([0, BERT, CLARA].map((handler_id) => ({ account_id: group.account.id, kind: 'offer', state: 'open', handler_id, total: 1 })));
    expect(await test.database.work.returnAll(BERT, null, because('deactivated', { name: 'Bert' }))).toBeGreaterThanOrEqual(1);
    expect(await test.database.work.load(ids[4]!)).toMatchObject({ offeredTo: [CLARA] });
    await test.database.work.returnAll(CLARA, null, because('deactivated', { name: 'Clara' }));
    expect(await test.database.work.load(ids[4]!)).toMatchObject({ offeredTo: [], handlerId: null });
    await expectCounted();
  });
});

describe('the plans of work', () => {
  it('read no table of messages or work whole and sort nothing whole, in any view', async () => {
    const test = await openDatabase('sqlite');
    const group = await connectAccount(test, { kind: 'group', group: { members: [ANNA], defaultHandler: null, distribution: 'none' } });
    const context: GroupContext = { kind: 'group', members: [ANNA], defaultHandler: null, distribution: 'none', lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map() };
    await file(test, group, Array.from({ length: 20 }, (_, n) => mail(n + 1, { messageId: `work${n}@x` })), { context });
    const statements: { sql: string; bindings: string[] }[] = [];
    test.knex.on('query', (query: { sql: string; bindings: string[] }) => void statements.push(query));
    const all = viewer(ANNA, { assignWork: true, readAll: true });
    for (const view of ['mine', 'mine-done', 'unhandled', 'open', 'done', 'offers', 'offered', 'unassigned', 'look'] as const) {
      const { next } = await test.database.workQueries.list(all, { view, limit: 5 });
      if (next !== null) await test.database.workQueries.list(all, { view, limit: 5, cursor: next });
    }
    await test.database.workQueries.counts(all);
    const [{ items: [first] }, { items: messages }] = [await test.database.workQueries.list(all, { view: 'unhandled', limit: 1 }), await test.database.queries.listMessages({ userId: null, reads: 'all' }, { limit: 20 })];
    await test.database.workQueries.ofMessage(all, first!.message.id);
    await test.database.workQueries.ofMessages(all, messages.map(({ id }) => id));
    await test.database.readStates.load(ANNA, messages.map(({ id }) => id));
    test.knex.removeAllListeners('query');
    const complaints: string[] = [];
    for (const { sql, bindings } of statements.filter((one) => /^select/i.test(one.sql))) {
      const plan = (await test.knex.raw(`explain query plan ${sql}`, [...bindings])) as { detail: string }[];
      for (const { detail } of plan) {
        const walksAlongIndex = / INDEX /.test(detail) && /limit/i.test(sql);
        if ((!walksAlongIndex && /^SCAN (w|o|d|m|email_center_(work|offers|work_events|reads|messages|deliveries))\b/.test(detail)) || (/TEMP B-TREE FOR ORDER BY/.test(detail) && /limit/i.test(sql))) complaints.push(`${detail} in ${sql}`);
      }
    }
    expect(complaints).toEqual([]);
    await test.close();
  }, 60_000);
});
