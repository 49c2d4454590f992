import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/src/flow/queries';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, EVERYTHING, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const people = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));

describe.each(SQL_CLIENTS)('a search by address on %s', (client) => {
  let test: TestDatabase;
  let anna: Connected;
  let bert: Connected;
  const ofAnna: Viewer = { userId: 1, reads: 'own' };
  const ofBert: Viewer = { userId: 2, reads: 'own' };

  beforeAll(async () => {
    test = await openDatabase(client);
    [anna, bert] = [await connectAccount(test, { ownerId: 1 }), await connectAccount(test, { ownerId: 2 })];
    await know(test, [{ address: 'a@example.org', recordId: 'a' }]);
    const sent = { messageId: 'many@x', subject: 'Many', from: people(anna.account.address), to: people('a@example.org', 'B@Example.org', bert.account.address), cc: people('c@example.org') };
    await file(test, anna, [mail(1, { ...sent, bcc: people('d@example.org') })], { mailbox: anna.sent });
    await file(test, bert, [mail(1, sent)]);
  });
  afterAll(() => test?.close());

  const messages = async (viewer: Viewer, q: string, filter: object = {}) => (await test.database.queries.listMessages(viewer, { limit: 5, q, ...filter })).items.map((item) => item.subject);
  const ledger = async (viewer: Viewer, q: string, filter: object = {}) => (await test.database.queries.listLedger(viewer, { limit: 5, q, ...filter })).items.map((item) => `${item.role} ${item.outcome}`);

  it('finds a message and its ledger rows by every recipient', async () => {
    for (const address of ['a@example.org', 'b@example.org', 'c@example.org']) {
      expect(await messages(ofAnna, address), address).toEqual(['Many']);
      expect(await ledger(ofAnna, address), address).toEqual(['sent imported']);
      expect(await messages(EVERYTHING, address), address).toEqual(['Many']);
    }
    expect(await messages(EVERYTHING, 'nobody@example.org')).toEqual([]);
    expect(await ledger(EVERYTHING, 'nobody@example.org')).toEqual([]);
    expect(await ledger(EVERYTHING, 'b@example.org')).toEqual(['inbox duplicate', 'sent imported']);
    expect(await ledger(ofBert, 'b@example.org')).toEqual(['inbox duplicate']);
  });

  it('finds it by a Bcc recipient for the sender alone', async () => {
    expect(await messages(ofAnna, 'd@example.org')).toEqual(['Many']);
    expect(await ledger(ofAnna, 'd@example.org')).toEqual(['sent imported']);
    expect(await messages(EVERYTHING, 'd@example.org')).toEqual(['Many']);
    expect(await messages(ofBert, 'd@example.org')).toEqual([]);
    expect(await ledger(ofBert, 'd@example.org')).toEqual([]);
  });

  it('keeps to the other filters of the list', async () => {
    expect(await messages(EVERYTHING, 'c@example.org', { direction: 'outgoing' })).toEqual(['Many']);
    expect(await messages(EVERYTHING, 'c@example.org', { direction: 'incoming' })).toEqual([]);
    expect(await messages(ofBert, 'c@example.org', { direction: 'incoming', links: 'linked' })).toEqual(['Many']);
    expect(await messages(ofBert, 'c@example.org', { links: 'unmatched' })).toEqual([]);
    expect(await messages(EVERYTHING, 'c@example.org', { account: bert.account.id })).toEqual(['Many']);
    expect(await ledger(EVERYTHING, 'c@example.org', { outcome: 'duplicate' })).toEqual(['inbox duplicate']);
    expect(await ledger(EVERYTHING, 'c@example.org', { account: anna.account.id, outcome: 'duplicate' })).toEqual([]);
  });

  it('walks many messages through pages, each once, also when an account saw each of them twice', async () => {
    const all = Array.from({ length: 12 }, (_, n) => mail(n + 10, { messageId: `paged${n}@x`, subject: `Paged ${n}`, to: people('hr@firm.example', n % 2 === 0 ? 'paged@example.org' : 'first@example.org', 'paged@example.org') }));
    await file(test, anna, all);
    await file(test, anna, all, { uidValidity: 2 });
    const walk = async (viewer: Viewer): Promise<string[]> => {
      const subjects: string[] = [];
      for (let next: string | null | undefined; next !== null;) {
        const page = await test.database.queries.listMessages(viewer, { limit: 5, q: 'paged@example.org', cursor: next });
        subjects.push(...page.items.map((item) => item.subject));
        next = page.next;
      }
      return subjects;
    };
    const expected = Array.from({ length: 12 }, (_, n) => `Paged ${11 - n}`);
    expect(await walk(EVERYTHING)).toEqual(expected);
    expect(await walk(ofAnna)).toEqual(expected);
    const rows: string[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const page = await test.database.queries.listLedger(ofAnna, { limit: 5, q: 'paged@example.org', cursor: next });
      rows.push(...page.items.map((item) => item.id));
      next = page.next;
    }
    expect(new Set(rows).size).toBe(24);
    expect(rows).toHaveLength(24);
  });

  it('finds what was skipped or could not be read by its recipients too, and what was read later', async () => {
    const error = { kind: 'malformed', code: 'message-unreadable', message: 'too deep', remedier: 'developer' } as const;
    const later = mail(90, { messageId: 'later@x', subject: 'Later', to: people('hr@firm.example', 'later@example.org') });
    if (!later.ok) throw new Error('it is readable');
    await file(test, anna, [{ ok: false, uid: 90, internalDate: later.internalDate, size: 5, error, rawKey: 'b'.repeat(64), envelope: later.message }]);
    expect(await ledger(ofAnna, 'later@example.org')).toEqual(['inbox quarantined']);
    expect(await messages(ofAnna, 'later@example.org')).toEqual([]);
    await file(test, anna, [later], { replaced: new Map([[90, 'quarantined']]), cursor: null });
    expect(await ledger(ofAnna, 'later@example.org')).toEqual(['inbox imported']);
    expect(await messages(ofAnna, 'later@example.org')).toEqual(['Later']);
  });

  it('costs no row for a message from one person to the account', async () => {
    const before = await test.knex('email_center_correspondents').count({ n: '*' });
    await file(test, anna, [mail(95, { messageId: 'plain@x', to: people(anna.account.address.toUpperCase()) })]);
    expect(await test.knex('email_center_correspondents').count({ n: '*' })).toEqual(before);
  });
});
