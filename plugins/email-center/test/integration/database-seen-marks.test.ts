import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMigrations } from '../../server/src/adapters/database';
import type { StateWish } from '../../server/src/domain/center/decide-states';
import type { Grants } from '../../server/src/domain/access/decide-access';
import type { MailAccount } from '../../server/src/domain/mail/account';
import type { CenterViewer } from '../../server/src/flow/center/viewer';
import { SQL_CLIENTS } from '../servers/sql';
import { account, connectAccount, count, cursor, file, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const GRANTS: Grants = { readOwn: true, readGroup: false, readAll: false, manageOwn: false, manageAll: false, run: false, ledger: false, manageRules: false, runIntake: false, receiveCases: false, assignWork: false, seeForward: false, link: false, erase: false, send: false, manageTemplates: false };
const PETRA: CenterViewer = { userId: 1, reads: 'own', grants: GRANTS };

describe.each(SQL_CLIENTS)('what is to be marked on the mail server, on %s', (client) => {
  let test: TestDatabase;
  let uid = 0;
  beforeAll(async () => {
    test = await openDatabase(client);
  }, 60_000);
  afterAll(() => test?.close());

  interface Received {
    id: number;
    documentId: string;
    uid: number;
  }
  const connect = (change: Partial<MailAccount> = {}): Promise<Connected> => connectAccount(test, { ownerId: 1, marksSeen: true, ...change });
  async function receive(target: Connected, messageId = `seen${uid + 1}@example.org`): Promise<Received> {
    uid += 1;
    await file(test, target, [mail(uid, { messageId })]);
    const row = (await test.knex('email_center_messages').where({ message_id: messageId }).first('id', 'document_id')) as { id: number; document_id: string };
    return { id: Number(row.id), documentId: row.document_id, uid };
  }
  const set = async (messages: readonly Received[], wish: StateWish): Promise<number[]> => {
    const { items, states } = test.database.centerStores;
    return states.write(PETRA, await items.targets(PETRA, messages.map(({ documentId }) => documentId)), wish);
  };
  const read = (messages: readonly Received[], isRead = true): Promise<number[]> => set(messages, { read: isRead });
  const marksOf = async ({ account: { id } }: Connected) => (await test.database.seenMarks.waiting(id, 0, 100)).map(({ seen, places }) => [seen, ...places.map((place) => `${place.path} ${place.epoch} ${place.uid}`)]);
  const waiting = (target: Connected): Promise<number> => count(test, 'email_center_seen_marks', { account_id: target.account.id });

  it('is noted of accounts that say so, and nothing is written for others', async () => {
    const [says, saysNot] = [await connect(), await connect({ marksSeen: false })];
    const messages = [await receive(says), await receive(saysNot)];
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }): void => void statements.push(sql);
    test.knex.on('query', listen);
    await read(messages);
    test.knex.removeListener('query', listen);
    expect(await marksOf(says)).toEqual([[true, `INBOX 1 ${messages[0]!.uid}`]]);
    expect(await waiting(saysNot)).toBe(0);
    expect(statements.filter((sql) => /^insert .*seen_marks/i.test(sql))).toHaveLength(1);
    statements.length = 0;
    test.knex.on('query', listen);
    await read([messages[1]!], false);
    test.knex.removeListener('query', listen);
    expect(statements.filter((sql) => !/^select/i.test(sql) && sql.includes('seen_marks'))).toEqual([]);
  });

  it('is noted when a message is opened, and when its row is marked unread again: one mark, the last wish', async () => {
    const target = await connect();
    const message = await receive(target);
    await test.database.readStates.markRead(1, message.documentId);
    expect(await marksOf(target)).toMatchObject([[true, expect.anything()]]);
    await test.database.readStates.markUnread(1, message.documentId);
    expect(await marksOf(target)).toMatchObject([[false, expect.anything()]]);
    expect(await waiting(target)).toBe(1);
  });

  it('is nothing when only another state changes, or when somebody else looks on', async () => {
    const target = await connect();
    const message = await receive(target);
    await set([message], { done: true });
    await test.database.readStates.markRead(2, message.documentId);
    await read([message], false);
    expect(await waiting(target)).toBe(0);
  });

  it('is forgotten when it is done, unless it was turned round meanwhile', async () => {
    const target = await connect();
    const messages = [await receive(target), await receive(target)];
    await read(messages);
    const marks = await test.database.seenMarks.waiting(target.account.id, 0, 100);
    expect(await test.database.seenMarks.waiting(target.account.id, marks[0]!.id, 100)).toHaveLength(1);
    await read([messages[1]!], false);
    await test.database.seenMarks.forget(marks);
    expect(await marksOf(target)).toEqual([[false, `INBOX 1 ${messages[1]!.uid}`]]);
  });

  it('names messages by UIDs of the present epoch and of mailboxes that are read', async () => {
    const target = await connect({ sentMailbox: null });
    const message = await receive(target);
    await file(test, target, [mail(7, { messageId: `seen${message.uid}@example.org` })], { mailbox: target.sent, cursor: cursor(7) });
    await read([message]);
    expect((await marksOf(target))[0]).toHaveLength(3);
    await test.database.mailboxes.ensure(target.account.id, 'sent', 'Sent items');
    expect(await marksOf(target)).toEqual([[true, `INBOX 1 ${message.uid}`]]);
    await test.database.mailboxes.saveCursor(target.inbox.id, cursor(0, 2), 1, target.lease);
    expect(await marksOf(target)).toEqual([[true]]);
  });

  it('ends with the option, and begins with none when it is turned on', async () => {
    const target = await connect();
    const message = await receive(target);
    await read([message]);
    await test.database.accounts.update(target.account.id, { name: 'Renamed', marksSeen: true });
    expect(await waiting(target)).toBe(1);
    await test.database.accounts.update(target.account.id, { marksSeen: false });
    expect(await waiting(target)).toBe(0);
    await test.knex('email_center_seen_marks').insert({ account_id: target.account.id, message_id: message.id, seen: 1 });
    await test.database.accounts.update(target.account.id, { marksSeen: true });
    expect(await waiting(target)).toBe(0);
    expect(await test.database.accounts.load(target.account.id)).toMatchObject({ marksSeen: true });
  });

  it('goes with a message that is erased or hidden, and with its account', async () => {
    const [target, other] = [await connect(), await connect()];
    const [erased, hidden, last] = [await receive(target), await receive(target), await receive(target)];
    await read([erased, hidden, last]);
    const elsewhere = await receive(other);
    await read([elsewhere]);
    const copyOf = ({ id }: Received) => [{ messageId: id, accountId: target.account.id }];
    await test.database.lists.erased.erase(copyOf(erased), 'test', 1);
    await test.database.lists.hidden.hide(copyOf(hidden), 'entry', 1);
    expect(await marksOf(target)).toEqual([[true, `INBOX 1 ${last.uid}`]]);
    await test.database.accounts.remove(target.account.id);
    expect([await waiting(target), await waiting(other)]).toEqual([0, 1]);
    await read([last], false);
    expect(await waiting(target)).toBe(0);
  });

  it('is off for accounts of before, whose tables get it by a step that may be run again', async () => {
    const made = account();
    await test.database.accounts.insert(made, 'x');
    await test.knex('email_center_migrations').where({ version: 14 }).delete();
    await runMigrations(test.knex, client, test.clock.now());
    await test.knex.schema.alterTable('email_center_accounts', (table) => table.dropColumn('marks_seen'));
    await test.knex.schema.dropTable('email_center_seen_marks');
    await test.knex('email_center_migrations').where({ version: 14 }).delete();
    await runMigrations(test.knex, client, test.clock.now());
    expect(await test.database.accounts.load(made.id)).toMatchObject({ marksSeen: false });
    expect(await count(test, 'email_center_seen_marks')).toBe(0);
  });
});
