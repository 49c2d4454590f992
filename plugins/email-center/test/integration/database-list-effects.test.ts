/** What a change of the lists means for mail that was decided before it, on real databases: what is here that they keep out now, and what they let in. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { because } from '../../server/src/domain/mail/reason';
import type { ListEntry } from '../../server/src/domain/intake/lists';
import { DEFAULT_POLICY } from '../../server/src/domain/intake/policy';
import { eraseListed, hideListed, showFreed, type ApplyPorts } from '../../server/src/flow/lists/apply-entry';
import { createLists, SHOW_FREED, type ListTarget } from '../../server/src/flow/lists/lists';
import type { StartTask, Task, TaskContext } from '../../server/src/flow/tasks';
import { FakeLogger } from '../fakes/notifier';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, EVERYTHING, file, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

const from = (address: string) => ({ from: [{ name: '', address }] });
const to = (...addresses: string[]) => ({ to: addresses.map((address) => ({ name: '', address })) });

describe.each(SQL_CLIENTS)('a change of the lists on %s', (client) => {
  let test: TestDatabase;
  let owners = 2_000;
  const started: StartTask[] = [];
  beforeAll(async () => {
    test = await openDatabase(client);
  }, 60_000);
  afterAll(() => test?.close());

  const start = async (request: StartTask): Promise<Task> => {
    started.push(request);
    return {} as Task;
  };
  const lists = () => createLists({ ...test.database.lists, clock: test.clock, newId: randomUUID, tasks: { start, load: async () => null, findOpen: async () => null, stop: async () => ({}) as Task } });
  const targetOf = ({ account }: Connected): ListTarget => ({ scope: 'account', accountId: account.id, userId: null });
  const add = async (target: Connected, value: string, change: Partial<ListEntry> = {}): Promise<ListEntry> => {
    test.clock.time += 1;
    return (await lists().add({ kind: 'block', form: 'address', value, note: '', ...change }, targetOf(target), 1)).entry;
  };
  const ports = (): ApplyPorts => ({ ...test.database.lists, blobs: { delete: async () => undefined }, logger: new FakeLogger() });
  const context = { task: { startedBy: 5 } as Task, signal: new AbortController().signal, place: { giveBack: () => false, takeAgain: async () => undefined }, progress: async () => undefined } satisfies TaskContext;
  const nowhere = async () => because('csv-unknown-account', { typed: '' });
  const own = () => connectAccount(test, { ownerId: (owners += 1) });
  const judged = async () => ({ policy: { ...DEFAULT_POLICY, lists: await test.database.lists.entries.loadAll() } });
  const subjects = async (target: Connected): Promise<string[]> => (await test.database.queries.listMessages(EVERYTHING, { limit: 100, account: target.account.id })).items.map(({ subject }) => subject).sort();
  /** Subjects are unlike across accounts: the identity of a message is made of them. */
  const letter = (target: Connected, uid: number, change: Parameters<typeof mail>[1], rest?: Parameters<typeof mail>[2]) => mail(uid, { messageId: `effect-${uid}-${target.account.id}`, ...change }, rest);

  it('tells how much of what is here an entry keeps out from now on, block or allow', async () => {
    const target = await own();
    await file(test, target, [letter(target, 1, from('a@past.example')), letter(target, 2, from('b@past.example')), letter(target, 3, from('c@other.example'))]);
    const one = await add(target, 'a@past.example');
    expect(await lists().countPast(one, false)).toEqual({ days: 30, count: 1, capped: false });
    const rest = await add(target, 'past.example', { form: 'domain' });
    expect(await lists().countPast(rest, false)).toMatchObject({ count: 1 });
    const allow = await add(target, 'b@past.example', { kind: 'allow' });
    expect(await lists().countPast(allow, false)).toMatchObject({ count: 1 });
    test.clock.time += 40 * 86_400_000;
    expect(await lists().countPast(one, false)).toMatchObject({ count: 0 });
    test.clock.time -= 40 * 86_400_000;
  });

  it('hides and erases for all entries of one import at once, and for an allow list what it does not name', async () => {
    const target = await own();
    await file(test, target, [letter(target, 1, from('a@csv.example')), letter(target, 2, from('b@csv.example')), letter(target, 3, from('c@kept.example')), letter(target, 4, from('d@else.example'))]);
    const { firsts } = await lists().takeIn('kind,value\nblock,a@csv.example\nblock,b@csv.example\n', targetOf(target), { skipWrong: false, userId: 1, findAccount: nowhere });
    const entry = (await lists().load(firsts[0]!))!;
    expect(await lists().countPast(entry, true)).toMatchObject({ count: 2 });
    expect(await lists().countPast(entry, false)).toMatchObject({ count: 1 });
    expect(await hideListed(ports(), { entryId: entry.id, together: true }, context)).toEqual({ hidden: 2 });
    expect(await subjects(target)).toEqual(['Subject 3', 'Subject 4']);
    const allow = await add(target, 'kept.example', { kind: 'allow', form: 'domain' });
    expect(await eraseListed(ports(), { entryId: allow.id }, context)).toEqual({ erased: 1 });
    expect(await subjects(target)).toEqual(['Subject 3']);
    await lists().removeTogether(entry, 1);
    expect((await lists().all()).filter(({ accountId }) => accountId === target.account.id).map(({ id }) => id)).toEqual([allow.id]);
  });

  it('are for the account that a line names, each with its own question', async () => {
    const [target, named] = [await own(), await own()];
    await file(test, target, [letter(target, 1, from('a@lines.example'))]);
    await file(test, named, [letter(named, 1, from('a@lines.example')), letter(named, 2, from('b@lines.example'))]);
    const csv = 'value,account\na@lines.example,\na@lines.example,Named\nb@lines.example,named\nc@lines.example,Other\n';
    const findAccount = async (typed: string) => (typed.toLowerCase() === 'named' ? named.account.id : because('csv-unknown-account', { typed }));
    expect(await lists().takeIn(csv, targetOf(target), { skipWrong: false, userId: 1, findAccount })).toMatchObject({ imported: false, firsts: [], wrong: [{ line: 5, reasons: [{ code: 'csv-unknown-account' }] }] });
    const { added, firsts } = await lists().takeIn(csv, targetOf(target), { skipWrong: true, userId: 1, findAccount });
    expect(added).toBe(3);
    const entries = await Promise.all(firsts.map((id) => lists().load(id)));
    expect(entries.map((entry) => entry?.accountId)).toEqual([target.account.id, named.account.id]);
    expect(await lists().countPast(entries[0]!, true)).toMatchObject({ count: 1 });
    expect(await lists().countPast(entries[1]!, true)).toMatchObject({ count: 2 });
    expect(await lists().takeIn(csv, targetOf(target), { skipWrong: true, userId: 1, findAccount })).toMatchObject({ added: 0, known: 3, firsts: [] });
    const handedOut = await lists().handOut({ scope: 'account', accountId: named.account.id, userId: null }, 'Named');
    expect(handedOut.split('\r\n').sort()).toEqual(['', 'block,address,a@lines.example,,Named', 'block,address,b@lines.example,,Named', 'kind,form,value,note,account']);
  });

  it('shows again what many allow entries let in at once', async () => {
    const target = await own();
    await file(test, target, [letter(target, 1, from('a@many-in.example')), letter(target, 2, from('b@many-in.example'))]);
    const allow = await add(target, 'else.example', { kind: 'allow', form: 'domain' });
    await hideListed(ports(), { entryId: allow.id }, context);
    started.length = 0;
    await lists().addMany({ kind: 'allow', form: 'address', note: '' }, ['a@many-in.example', 'nobody'], targetOf(target), 1);
    expect(started).toMatchObject([{ kind: SHOW_FREED, input: targetOf(target) }]);
    expect(await showFreed(ports(), targetOf(target), context)).toEqual({ shown: 1 });
    expect(await subjects(target)).toEqual(['Subject 1']);
  });

  it('shows again what it does not keep out any more', async () => {
    const target = await own();
    await file(test, target, [letter(target, 1, from('a@narrow.example')), letter(target, 2, from('b@narrow.example')), letter(target, 3, from('c@new.example'))]);
    const entry = await add(target, 'narrow.example', { form: 'domain' });
    await hideListed(ports(), { entryId: entry.id }, context);
    const allow = await add(target, 'narrow.example', { kind: 'allow', form: 'domain' });
    await hideListed(ports(), { entryId: allow.id }, context);
    expect(await subjects(target)).toEqual([]);
    started.length = 0;
    await lists().change(entry.id, { kind: 'block', form: 'address', value: 'a@narrow.example', note: '' }, 1);
    expect(started).toEqual([{ kind: SHOW_FREED, subject: 'lists', input: targetOf(target), userId: 1 }]);
    expect(await showFreed(ports(), targetOf(target), context)).toEqual({ shown: 1 });
    expect(await subjects(target)).toEqual(['Subject 2']);
    await add(target, 'new.example', { kind: 'allow', form: 'domain' });
    expect(await showFreed(ports(), targetOf(target), context)).toEqual({ shown: 1 });
    expect(await showFreed(ports(), targetOf(target), context)).toEqual({ shown: 0 });
    expect(await subjects(target)).toEqual(['Subject 2', 'Subject 3']);
  });

  it('lets in what a removed entry kept out, unless another one keeps it out still', async () => {
    const target = await own();
    const domain = await add(target, 'gone.example', { form: 'domain' });
    await add(target, 'still@gone.example');
    await file(test, target, [letter(target, 1, from('a@gone.example')), letter(target, 2, from('still@gone.example')), letter(target, 3, from('b@gone.example'), { internalDate: '2026-09-01T00:00:00.000Z' })], await judged());
    await file(test, target, [letter(target, 1, to('c@gone.example', 'd@gone.example')), letter(target, 2, to('still@gone.example', 'c@gone.example'))], { mailbox: target.sent, ...(await judged()) });
    expect(await subjects(target)).toEqual([]);
    expect(await lists().countBlocked(domain, 30)).toEqual({ count: 3, capped: false });
    expect(await lists().countBlocked(domain, 365)).toEqual({ count: 4, capped: false });
    // UIDs of a former epoch cannot be read any more.
    await file(test, target, [letter(target, 4, from('e@gone.example'))], { uidValidity: 2, cursor: { uidValidity: 2, baseUid: 0, lastUid: 4, highestModseq: null, backfill: null }, ...(await judged()) });
    expect(await lists().countBlocked(domain, 30)).toEqual({ count: 3, capped: false });
  });

  it('lets in what a new allow entry names, and all of it once the last one is removed', async () => {
    const target = await own();
    const first = await add(target, 'only@one.example', { kind: 'allow' });
    await file(test, target, [letter(target, 1, from('a@two.example')), letter(target, 2, from('b@two.example')), letter(target, 3, from('c@three.example'))], await judged());
    const tried = await lists().dryRun({ kind: 'allow', form: 'domain', value: 'two.example', note: '' }, targetOf(target), null, EVERYTHING);
    expect(tried).toMatchObject({ kept: 0, letsIn: 2 });
    const second = await add(target, 'two.example', { kind: 'allow', form: 'domain' });
    expect(await lists().countFreed(second, { days: 30, was: null })).toEqual({ count: 2, capped: false });
    started.length = 0;
    await lists().letIn(second, { days: 30, was: null }, 9);
    expect(started).toMatchObject([{ kind: 'import-blocked', userId: 9, input: { target: targetOf(target), change: { removed: [], made: { createdAt: second.createdAt } } } }]);
    expect(await lists().countBlocked(second, 30)).toMatchObject({ count: 0 });
    await lists().remove(first.id, null, 1);
    expect(await lists().countBlocked(second, 30)).toMatchObject({ count: 1 });
  });

  it('lets in what a changed entry does not name any more', async () => {
    const target = await own();
    const entry = await add(target, 'wide.example', { form: 'domain' });
    await file(test, target, [letter(target, 1, from('a@wide.example')), letter(target, 2, from('b@wide.example'))], await judged());
    const tried = await lists().dryRun({ kind: 'block', form: 'address', value: 'a@wide.example', note: '' }, targetOf(target), entry.id, EVERYTHING);
    expect(tried).toMatchObject({ kept: 0, letsIn: 1 });
    const { entry: narrowed, was } = await lists().change(entry.id, { kind: 'block', form: 'address', value: 'a@wide.example', note: '' }, 1);
    expect(await lists().countFreed(narrowed, { days: 30, was: { kind: was.kind, form: was.form, value: was.value } })).toEqual({ count: 1, capped: false });
    expect(await lists().countFreed(narrowed, { days: 30, was: { kind: 'block', form: 'address', value: 'a@wide.example' } })).toEqual({ count: 0, capped: false });
  });

  it('looks through a long ledger in batches, and counts for one person over all their accounts', async () => {
    const [target, further] = [await own(), await connectAccount(test, { ownerId: owners })];
    test.clock.time += 1;
    const { entry } = await lists().add({ kind: 'block', form: 'domain', value: 'many.example', note: '' }, { scope: 'user', accountId: null, userId: owners }, 1);
    await file(test, target, Array.from({ length: 1_100 }, (_, n) => letter(target, n + 1, from(`n${n}@many.example`))), await judged());
    await file(test, further, [letter(further, 1, from('x@many.example'))], await judged());
    expect(await lists().countBlocked(entry, 30)).toEqual({ count: 1_101, capped: false });
  });
});
