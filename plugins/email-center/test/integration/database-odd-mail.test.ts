import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMimeParser } from '../../server/src/adapters/mime';
import type { SightedMail } from '../../server/src/domain/intake/types';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, EVERYTHING, file, openDatabase } from './database-harness';
import type { TestDatabase } from './database-harness';

const parser = createMimeParser();

const sight = (uid: number, lines: string[]): SightedMail => {
  const octets = Buffer.from(lines.join('\r\n'));
  return { ok: true, uid, internalDate: '2026-11-12T09:41:00.000Z', size: octets.length, seen: false, rawKey: String(uid).repeat(64).slice(0, 64), message: parser.parse(octets) };
};

describe.each(SQL_CLIENTS)('odd mail on %s', (client) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDatabase(client);
  });
  afterAll(() => test?.close());

  it('is two messages when a sender uses one Message-ID for two', async () => {
    const target = await connectAccount(test);
    const reused = (text: string): string[] => ['From: robot@example.org', 'Message-ID: <always-the-same@robot>', `Subject: ${text}`, '', `Report of ${text}`, ''];
    const filed = await file(test, target, [sight(1, reused('Monday')), sight(2, reused('Tuesday')), sight(3, reused('Monday'))]);
    expect(filed.outcomes).toEqual({ imported: 2, duplicate: 1 });
    const found = await test.database.queries.listMessages(EVERYTHING, { limit: 5, q: '<always-the-same@robot>' });
    expect(found.items.map((item) => item.subject).sort()).toEqual(['Monday', 'Tuesday']);
  });

  it('is filed without Message-ID, Date, From and body', async () => {
    const target = await connectAccount(test, { ownerId: 7 });
    const viewer = { userId: 7, reads: 'own' } as const;
    expect((await file(test, target, [sight(1, ['Subject: hardly anything', '', '']), sight(2, ['X-Nothing: at all', '', ''])])).outcomes).toEqual({ imported: 2 });
    const { items } = await test.database.queries.listMessages(viewer, { limit: 5 });
    expect(items.map((item) => [item.subject, item.from, item.preview]).sort()).toEqual([['', null, ''], ['hardly anything', null, '']]);
    const opened = await test.database.queries.loadMessage(viewer, items.find((item) => item.subject !== '')!.id);
    expect(opened).toMatchObject({ messageId: null, date: null, from: null, to: [], text: '', attachments: [] });
    expect((await test.database.queries.listLedger(viewer, { limit: 5 })).items.map((row) => [row.outcome, row.counterpart, row.messageId])).toEqual([['imported', null, null], ['imported', null, null]]);
    expect(await count(test, 'email_center_correspondents', { account_id: target.account.id })).toBe(0);
  });
});
