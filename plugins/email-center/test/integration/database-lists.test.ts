import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../server/src/flow/queries';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, EVERYTHING, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

type ListQuery = Parameters<TestDatabase['database']['queries']['listMessages']>[1];

describe.each(SQL_CLIENTS)('lists on %s', (client) => {
  let test: TestDatabase;
  let anna: Connected;
  let bert: Connected;
  const owner: Viewer = { userId: 1, reads: 'own' };
  const stranger: Viewer = { userId: 2, reads: 'own' };

  beforeAll(async () => {
    test = await openDatabase(client);
    [anna, bert] = [await connectAccount(test, { ownerId: 1, name: 'Anna' }), await connectAccount(test, { ownerId: 2, name: 'Bert' })];
    await know(test, [{ address: 'known@example.org', recordId: 'known' }]);
    // Forty messages to Anna, every third from somebody known; every fourth is Bert's too; times collide on purpose.
    const all = Array.from({ length: 40 }, (_, n) => mail(n + 1, {
      messageId: `list${n}@x`, subject: n % 10 === 0 ? `Angebot ÄPFEL ${n}` : `Betreff ${n}`, from: [{ name: '', address: n % 3 === 0 ? 'known@example.org' : `u${n}@example.net` }],
    }, { internalDate: new Date(Date.parse('2026-11-01T00:00:00.000Z') + Math.floor(n / 5) * 1000).toISOString() }));
    await file(test, anna, all);
    await file(test, bert, all.filter((_, n) => n % 4 === 0));
    await file(test, bert, [mail(1, { messageId: 'sent@x', subject: 'Gesendet', to: [{ name: '', address: 'known@example.org' }] })], { mailbox: bert.sent });
  });
  afterAll(() => test?.close());

  const walk = async (viewer: Viewer, query: Partial<ListQuery>): Promise<string[]> => {
    const subjects: string[] = [];
    let next: string | undefined;
    do {
      const page = await test.database.queries.listMessages(viewer, { limit: 7, ...query, cursor: next });
      expect(page.items.length).toBeLessThanOrEqual(7);
      subjects.push(...page.items.map((item) => item.subject));
      next = page.next ?? undefined;
    } while (next !== undefined);
    return subjects;
  };

  it('walks all messages newest first, each once, through pages of equal times', async () => {
    const subjects = await walk(EVERYTHING, {});
    expect(subjects).toHaveLength(41);
    expect(new Set(subjects).size).toBe(41);
    expect(subjects[0]).toBe('Gesendet');
    expect(subjects.at(-1)).toMatch(/ [0-4]$/);
  });

  it('shows an owner only what was delivered to their accounts, and names no other account', async () => {
    expect(await walk(owner, {})).toHaveLength(40);
    expect(await walk(stranger, {})).toHaveLength(11);
    expect(await walk({ userId: 3, reads: 'own' }, {})).toEqual([]);
    expect(await walk({ userId: 1, reads: 'none' }, {})).toEqual([]);
    const shared = (await test.database.queries.listMessages(stranger, { limit: 5, q: '<list0@x>' })).items[0];
    expect(shared?.accounts.map((account) => account.name)).toEqual(['Bert']);
    const everywhere = (await test.database.queries.listMessages(EVERYTHING, { limit: 5, q: '<list0@x>' })).items[0];
    expect(everywhere?.accounts.map((account) => account.name)).toEqual(['Anna', 'Bert']);
  });

  it('finds no message, sighting or account list of others by asking for it directly', async () => {
    const mine = (await test.database.queries.listMessages(owner, { limit: 5, q: '<list1@x>' })).items[0]!;
    expect(await test.database.queries.loadMessage(owner, mine.id)).not.toBeNull();
    expect(await test.database.queries.loadMessage(stranger, mine.id)).toBeNull();
    expect(await walk(stranger, { account: anna.account.id })).toEqual([]);
    const sighting = (await test.database.queries.listLedger(owner, { limit: 1 })).items[0]!;
    expect(await test.database.queries.loadSighting(owner, sighting.id)).toMatchObject({ accountId: anna.account.id });
    expect(await test.database.queries.loadSighting(stranger, sighting.id)).toBeNull();
    expect((await test.database.queries.listLedger(stranger, { limit: 50, account: anna.account.id })).items).toEqual([]);
  });

  it('filters by account, direction and link, in every combination, for every viewer', async () => {
    expect(await walk(EVERYTHING, { links: 'linked' })).toHaveLength(15);
    expect(await walk(EVERYTHING, { links: 'unmatched' })).toHaveLength(26);
    expect(await walk(EVERYTHING, { direction: 'outgoing' })).toEqual(['Gesendet']);
    expect(await walk(owner, { links: 'linked', direction: 'incoming' })).toHaveLength(14);
    expect(await walk(stranger, { links: 'linked' })).toHaveLength(5);
    expect(await walk(stranger, { direction: 'outgoing', links: 'unmatched' })).toEqual([]);
    expect(await walk(EVERYTHING, { account: bert.account.id })).toHaveLength(11);
  });

  it('searches by address and Message-ID exactly, and by words in subject and address', async () => {
    expect(await walk(EVERYTHING, { q: 'Known@Example.org' })).toHaveLength(15);
    expect(await walk(stranger, { q: 'known@example.org' })).toHaveLength(5);
    expect(await walk(EVERYTHING, { q: 'known@example.org', direction: 'outgoing' })).toEqual(['Gesendet']);
    expect(await walk(EVERYTHING, { q: 'list7@x' })).toEqual(['Betreff 7']);
    expect(await walk(stranger, { q: '<list7@x>' })).toEqual([]);
    expect(await walk(EVERYTHING, { q: 'äpfel' })).toHaveLength(4);
    expect(await walk(owner, { q: 'ÄPFEL', links: 'linked' })).toHaveLength(2);
    expect(await walk(EVERYTHING, { q: '@example.net' })).toHaveLength(26);
    expect(await walk(EVERYTHING, { q: "%' or 1=1 --" })).toEqual([]);
  });

  it('pages the ledger by decision and answers why a message is here', async () => {
    const rows: string[] = [];
    let next: string | undefined;
    do {
      const page = await test.database.queries.listLedger(EVERYTHING, { limit: 8, cursor: next });
      rows.push(...page.items.map((row) => row.id));
      next = page.next ?? undefined;
    } while (next !== undefined);
    expect(rows).toHaveLength(51);
    expect(rows.map(Number)).toEqual([...rows.map(Number)].sort((a, b) => b - a));
    expect((await test.database.queries.listLedger(EVERYTHING, { limit: 50, outcome: 'duplicate' })).items).toHaveLength(10);
    expect((await test.database.queries.listLedger(owner, { limit: 50, q: 'u1@example.net' })).items).toMatchObject([{ outcome: 'imported', subject: 'Betreff 1' }]);
    expect((await test.database.queries.listLedger(EVERYTHING, { limit: 50, q: 'äpfel', account: bert.account.id })).items.map((row) => row.outcome)).toEqual(['duplicate', 'duplicate']);
    expect((await test.database.queries.listLedger(stranger, { limit: 50, q: '<list1@x>' })).items).toEqual([]);
  });

  it("pages a record's history and counts what the viewer may see", async () => {
    const record = { recordType: 'api::candidate.candidate', recordId: 'known' };
    const times: string[] = [];
    let next: string | undefined;
    do {
      const page = await test.database.queries.listActivities(EVERYTHING, record, { cursor: next, limit: 4 });
      expect(page.total).toBe(15);
      times.push(...page.items.map((item) => item.occurredAt));
      next = page.next ?? undefined;
    } while (next !== undefined);
    expect(times).toHaveLength(15);
    expect(times).toEqual([...times].sort().reverse());
    const partly = await test.database.queries.listActivities(stranger, record, { limit: 3 });
    expect([partly.total, partly.items.length, partly.next === null]).toEqual([5, 3, false]);
    expect(await test.database.queries.listActivities({ userId: 9, reads: 'own' }, record, { limit: 3 })).toEqual({ items: [], next: null, total: 0 });
  });

  it("narrows a record's history by direction and to what came with files", async () => {
    await know(test, [{ address: 'files@example.org', recordId: 'files' }]);
    await file(test, anna, [mail(900, { from: [{ name: '', address: 'files@example.org' }], attachments: [{ partNumber: '2', filename: 'cv.pdf', contentType: 'application/pdf', size: 3, inline: false, contentId: null }] }), mail(901, { from: [{ name: '', address: 'files@example.org' }] })]);
    await file(test, anna, [mail(902, { subject: 'Sent', from: [{ name: '', address: 'anna@firm.test' }], to: [{ name: '', address: 'files@example.org' }] })], { mailbox: anna.sent });
    const record = { recordType: 'api::candidate.candidate', recordId: 'files' };
    const history = (filter: { direction?: 'incoming' | 'outgoing'; attachments?: '1' }, viewer: Viewer = EVERYTHING) => test.database.queries.listActivities(viewer, record, { limit: 2, ...filter });
    expect((await history({ direction: 'outgoing' })).items.map(({ subject }) => subject)).toEqual(['Sent']);
    expect((await history({ direction: 'incoming' })).items.map(({ direction }) => direction)).toEqual(['incoming', 'incoming']);
    const { items, next, total } = await history({ attachments: '1' });
    expect(items.map(({ folder }) => folder.documents.map(({ name }) => name).includes('cv.pdf'))).toEqual([true]);
    expect([next, total]).toEqual([null, 3]);
    expect((await history({ attachments: '1', direction: 'outgoing' })).items).toEqual([]);
    expect((await history({ attachments: '1' }, stranger)).items).toEqual([]);
  });
});

describe('a message to very many', () => {
  it('lists no more recipients in a row than a screen shows, and all of them with the message', async () => {
    const test = await openDatabase('sqlite');
    const target = await connectAccount(test);
    await file(test, target, [mail(1, { to: Array.from({ length: 500 }, (_, n) => ({ name: '', address: `to${n}@example.org` })) })]);
    const [item] = (await test.database.queries.listMessages(EVERYTHING, { limit: 5 })).items;
    expect(item?.to).toHaveLength(20);
    expect((await test.database.queries.loadMessage(EVERYTHING, item!.id))?.to).toHaveLength(500);
    await test.close();
  });
});
