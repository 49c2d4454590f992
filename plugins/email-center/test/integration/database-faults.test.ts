import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailError } from '../../server/src/domain/mail/mail-error';
import { connectAccount, count, cursor, file, know, mail, openDatabase } from './database-harness';
import type { TestDatabase } from './database-harness';

interface Writer {
  exec(sql: string): unknown;
  close(): void;
}

const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', (error: unknown) => (error instanceof MailError ? `${error.kind} ${error.code}` : error));

describe('a database that cannot take a filing', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await openDatabase('sqlite');
  });
  afterEach(() => test.close());

  it('says that the disk is full, writes nothing, and files the same batch once there is room', async () => {
    const target = await connectAccount(test);
    await know(test, [{ address: 'anna@example.org', recordId: 'anna' }]);
    const [{ page_count: pages }] = (await test.knex.raw('pragma page_count')) as [{ page_count: number }];
    await test.knex.raw(`pragma max_page_count = ${pages + 8}`);
    const batch = Array.from({ length: 50 }, (_, n) => mail(n + 1, { messageId: `full${n}@x`, text: randomBytes(20_000).toString('base64') }));
    expect(await outcomeOf(file(test, target, batch))).toBe('transient disk-full');
    expect(await count(test, 'email_center_sightings')).toBe(0);
    expect(await count(test, 'email_center_messages')).toBe(0);
    expect(test.events).toEqual([]);
    await test.knex.raw('pragma max_page_count = 1000000');
    expect((await file(test, target, batch)).outcomes).toEqual({ imported: 50 });
    expect((await test.database.queries.accountStatus(target.account.id))?.matched).toBe(50);
  });

  it('says that it is busy while another process writes, and files the same batch afterwards', async () => {
    const target = await connectAccount(test);
    const { filename } = (test.knex.client as { connectionSettings: { filename: string } }).connectionSettings;
    const Sqlite = createRequire(__filename)('better-sqlite3') as new (filename: string) => Writer;
    const other = new Sqlite(filename);
    await test.knex.raw('pragma busy_timeout = 1');
    other.exec('begin immediate');
    expect(await outcomeOf(file(test, target, [mail(1)]))).toBe('transient database-busy');
    expect(await outcomeOf(test.database.mailboxes.saveCursor(target.inbox.id, cursor(1), 1, target.lease))).toBe('transient database-busy');
    other.exec('rollback');
    other.close();
    expect((await file(test, target, [mail(1)])).outcomes).toEqual({ imported: 1 });
  });

  it('keeps what is in a statement out of the error', async () => {
    const target = await connectAccount(test);
    await test.knex.schema.dropTable('email_center_documents');
    await know(test, [{ address: 'anna@example.org', recordId: 'anna' }]);
    const error = (await file(test, target, [mail(1, { text: 'very private', attachments: [] })]).catch((failure: unknown) => failure)) as MailError;
    expect(error).toMatchObject({ kind: 'bug' });
    expect(error.message).toMatch(/no such table/);
    expect(`${JSON.stringify(error)} ${error.stack ?? ''} ${String((error.cause as Error).stack)}`).not.toContain('Subject 1');
  });
});
