/** Lists on real databases: entries, the dry run, and hiding and erasing what had come in. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListEntry } from '../../server/src/domain/intake/lists';
import type { SightedMail } from '../../server/src/domain/intake/types';
import { DEFAULT_POLICY } from '../../server/src/domain/intake/policy';
import { eraseListed, hideListed, showHidden, type ApplyPorts } from '../../server/src/flow/lists/apply-entry';
import { createLists } from '../../server/src/flow/lists/lists';
import type { Task, TaskContext } from '../../server/src/flow/tasks';
import { FakeLogger } from '../fakes/notifier';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, EVERYTHING, file, know, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

const OWN = (userId: number) => ({ userId, reads: 'own' as const });
const from = (address: string) => ({ from: [{ name: '', address }] });

describe.each(SQL_CLIENTS)('block and allow lists on %s', (client) => {
  let test: TestDatabase;
  let owners = 1_000;
  beforeAll(async () => {
    test = await openDatabase(client);
  }, 60_000);
  afterAll(() => test?.close());

  const lists = () => createLists({ ...test.database.lists, clock: test.clock, newId: randomUUID, tasks: { start: async () => ({}) as Task, load: async () => null, findOpen: async () => null, stop: async () => ({}) as Task } });
  const add = async (target: Connected, value: string, change: Partial<ListEntry> = {}): Promise<ListEntry> =>
    (await lists().add({ kind: 'block', form: 'address', value, note: '', ...change }, { scope: 'account', accountId: target.account.id, userId: null }, 1)).entry;
  const deleted: string[] = [];
  const ports = (): ApplyPorts => ({ ...test.database.lists, blobs: { delete: async (key) => void deleted.push(key) }, logger: new FakeLogger() });
  const context = { task: { startedBy: 5 } as Task, signal: new AbortController().signal, place: { giveBack: () => false, takeAgain: async () => undefined }, progress: async () => undefined } satisfies TaskContext;
  const counts = async (tables: string[], messageIds: number[]) =>
    Object.fromEntries(await Promise.all(tables.map(async (table) => [table, Number(((await test.knex(table).whereIn('message_id', messageIds).count({ n: '*' }).first()) as { n: unknown }).n)] as const)));
  const outcomes = async (target: Connected): Promise<Record<string, number>> =>
    Object.fromEntries(((await test.knex('email_center_outcome_counts').where({ mailbox_id: target.inbox.id })) as { outcome: string; total: unknown }[]).filter((row) => Number(row.total) !== 0).map((row) => [row.outcome, Number(row.total)]));
  const matched = async (target: Connected): Promise<number> => Number(((await test.knex('email_center_matched_counts').where({ account_id: target.account.id }).first()) as { total: unknown } | undefined)?.total ?? 0);
  const idOf = async (one: SightedMail): Promise<number> => Number(((await test.knex('email_center_messages').where({ identity: one.ok ? one.message.identity : '' }).first('id')) as { id: unknown }).id);
  const own = () => connectAccount(test, { ownerId: (owners += 1) });

  it('are read again only after they changed', async () => {
    const { entries } = test.database.lists;
    const target = await own();
    const before = await entries.loadAll();
    expect(await entries.loadAll()).toBe(before);
    const entry = await add(target, 'changed@spam.example');
    const after = await entries.loadAll();
    expect(after).not.toBe(before);
    expect(after).toContainEqual(entry);
    await lists().change(entry.id, { kind: 'block', form: 'domain', value: 'spam.example', note: 'all of it' }, 1);
    expect((await entries.loadAll()).find(({ id }) => id === entry.id)).toMatchObject({ form: 'domain', value: 'spam.example', note: 'all of it' });
    await lists().remove(entry.id, null, 1);
    expect((await entries.loadAll()).some(({ id }) => id === entry.id)).toBe(false);
  });

  it('refuse what is there already, in words', async () => {
    const target = await own();
    await add(target, 'twice@spam.example');
    await expect(add(target, 'Twice@SPAM.example')).rejects.toMatchObject({ code: 'invalid-input', field: 'value', message: expect.stringContaining('already') });
  });

  it('say before an entry is saved what it would have kept out, and show it to those who may read it', async () => {
    const [target, other] = [await own(), await own()];
    await file(test, target, [mail(1, { messageId: `dry1-${target.account.id}`, ...from('a@dry.example') }), mail(2, { messageId: `dry2-${target.account.id}`, ...from('wanted@example.org') })]);
    await file(test, target, [mail(3, { messageId: `dry3-${target.account.id}`, to: [{ name: '', address: 'b@dry.example' }] }), mail(4, { messageId: `dry4-${target.account.id}`, to: [{ name: '', address: 'b@dry.example' }, { name: '', address: 'wanted@example.org' }] })], { mailbox: target.sent });
    await file(test, other, [mail(1, { messageId: `dry5-${other.account.id}`, ...from('c@dry.example') })]);
    const draft = { kind: 'block' as const, form: 'domain' as const, value: '@dry.example', note: '' };
    const forAccount = await lists().dryRun(draft, { scope: 'account', accountId: target.account.id, userId: null }, null, OWN(target.account.ownerId));
    expect(forAccount).toMatchObject({ days: 30, looked: 4, kept: 2, capped: false, warnings: [] });
    expect(forAccount.items.map((item) => item.subject).sort()).toEqual(['Subject 1', 'Subject 3']);
    const forOwner = await lists().dryRun(draft, { scope: 'user', accountId: null, userId: target.account.ownerId }, null, OWN(target.account.ownerId));
    expect(forOwner).toMatchObject({ looked: 4, kept: 2 });
    const everybody = await lists().dryRun(draft, { scope: 'everybody', accountId: null, userId: null }, null, OWN(other.account.ownerId));
    expect(everybody.kept).toBe(3);
    expect(everybody.items).toHaveLength(1);
    const allow = await lists().dryRun({ ...draft, kind: 'allow' }, { scope: 'account', accountId: target.account.id, userId: null }, null, EVERYTHING);
    expect(allow).toMatchObject({ kept: 1, warnings: [{ code: 'first-allow' }] });
    test.clock.time += 40 * 86_400_000;
    expect(await lists().dryRun(draft, { scope: 'account', accountId: target.account.id, userId: null }, null, EVERYTHING)).toMatchObject({ looked: 0, kept: 0 });
    test.clock.time -= 40 * 86_400_000;
  });

  it('hide what had come in from everybody, in lists, on records and when it is opened, and bring it back', async () => {
    const target = await own();
    const recordId = randomUUID();
    const record = { recordType: 'api::candidate.candidate', recordId };
    await know(test, [{ address: 'hide@spam.example', recordId }]);
    const sent = [1, 2].map((uid) => mail(uid, { messageId: `hide${uid}-${target.account.id}`, ...from(uid === 1 ? 'hide@spam.example' : 'stays@example.org') }));
    await file(test, target, sent);
    const viewers = [OWN(target.account.ownerId), EVERYTHING];
    const seen = async () => Promise.all(viewers.map(async (viewer) => {
      const { items } = await test.database.queries.listMessages(viewer, { limit: 100, account: target.account.id });
      const all = await test.database.queries.listMessages(viewer, { limit: 100, q: `<hide1-${target.account.id}>` });
      const activities = await test.database.queries.listActivities(viewer, record, { limit: 10 });
      return [items.length, all.items.length, activities.items.length, activities.total];
    }));
    expect(await seen()).toEqual([[2, 1, 1, 1], [2, 1, 1, 1]]);
    const id = ((await test.knex('email_center_messages').where({ id: await idOf(sent[0]!) }).first('document_id')) as { document_id: string }).document_id;
    const entry = await add(target, 'hide@spam.example');
    expect(await hideListed(ports(), { entryId: entry.id }, context)).toEqual({ hidden: 1 });
    expect(await hideListed(ports(), { entryId: entry.id }, context)).toEqual({ hidden: 0 });
    expect(await seen()).toEqual([[1, 0, 0, 0], [1, 0, 0, 0]]);
    expect(await matched(target)).toBe(0);
    for (const viewer of viewers) expect(await test.database.queries.loadMessage(viewer, id)).toBeNull();
    // The server renumbers the mailbox: what is out of sight stays so.
    await file(test, target, [{ ...sent[0]!, uid: 11 }], { uidValidity: 2, policy: DEFAULT_POLICY });
    expect(await seen()).toEqual([[1, 0, 0, 0], [1, 0, 0, 0]]);
    expect(await showHidden(ports(), { entryId: entry.id }, context)).toEqual({ shown: 1 });
    expect(await seen()).toEqual([[2, 1, 1, 1], [2, 1, 1, 1]]);
    expect(await matched(target)).toBe(1);
    expect(await test.database.queries.loadMessage(OWN(target.account.ownerId), id)).not.toBeNull();
  });

  it('erase a message with all that hangs on it, keep the counters right, and leave a tombstone that holds', async () => {
    const target = await own();
    const recordId = randomUUID();
    await know(test, [{ address: 'gone@spam.example', recordId }]);
    const attachments = [{ partNumber: '2', filename: 'CV.pdf', contentType: 'application/pdf', size: 10, inline: false, contentId: null }];
    const sent = [1, 2].map((uid) => ({ ...mail(uid, { messageId: `gone${uid}-${target.account.id}`, subject: `Secret ${uid}`, attachments, cc: [{ name: '', address: 'more@example.org' }], ...from(uid === 1 ? 'gone@spam.example' : 'kept@example.org') }), rawKey: String(uid).repeat(64) }));
    await file(test, target, sent);
    const id = await idOf(sent[0]!);
    const tables = ['email_center_deliveries', 'email_center_links', 'email_center_activities', 'email_center_documents', 'email_center_correspondents'];
    expect(Object.values(await counts(tables, [id])).every((n) => n > 0)).toBe(true);
    expect(await outcomes(target)).toEqual({ imported: 2 });
    const entry = await add(target, 'gone@spam.example');
    deleted.length = 0;
    expect(await eraseListed(ports(), { entryId: entry.id }, context)).toEqual({ erased: 1 });
    expect(await counts(tables, [id])).toEqual(Object.fromEntries(tables.map((table) => [table, 0])));
    expect(deleted).toEqual(['1'.repeat(64)]);
    expect(await count(test, 'email_center_messages', { id })).toBe(0);
    expect(await outcomes(target)).toEqual({ imported: 1, erased: 1 });
    expect(await matched(target)).toBe(0);
    expect((await test.database.queries.listActivities(EVERYTHING, { recordType: 'api::candidate.candidate', recordId }, { limit: 5 })).total).toBe(0);
    const ledger = await test.database.queries.listLedger(EVERYTHING, { account: target.account.id, limit: 10 });
    expect(ledger.items.find((row) => row.uid === 1)).toMatchObject({ outcome: 'erased', subject: '', counterpart: null, messageId: null, storedMessage: null });
    // The entry is removed, the mailbox renumbered: the tombstone holds.
    await lists().remove(entry.id, null, 1);
    const again = await file(test, target, [{ ...sent[0]!, uid: 21 }], { uidValidity: 2 });
    expect(again.outcomes).toEqual({ erased: 1 });
    expect(again.messageIds).toEqual([]);
    expect(await eraseListed(ports(), { entryId: (await add(target, 'gone@spam.example')).id }, context)).toEqual({ erased: 0 });
  });

  it('erase one account\'s copy alone where another account keeps the message', async () => {
    const [target, other] = [await own(), await own()];
    const shared = mail(1, { messageId: `shared-${target.account.id}`, ...from('both@spam.example') });
    const { messageIds } = await file(test, target, [shared]);
    await file(test, other, [{ ...shared, rawKey: 'b'.repeat(64) }]);
    deleted.length = 0;
    await eraseListed(ports(), { entryId: (await add(target, 'both@spam.example')).id }, context);
    expect(await count(test, 'email_center_messages', { id: messageIds[0] })).toBe(1);
    expect(await count(test, 'email_center_deliveries', { message_id: messageIds[0] })).toBe(1);
    // The message itself still names the copy that was stored first.
    expect(deleted).toEqual([]);
    expect(await outcomes(target)).toEqual({ erased: 1 });
    expect(await outcomes(other)).toEqual({ duplicate: 1 });
  });
});
