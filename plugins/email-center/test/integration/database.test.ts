import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMigrations } from '../../server/src/adapters/database';
import { MailError } from '../../server/src/domain/mail/mail-error';
import { connectAccount, count, cursor, EVERYTHING, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';
import { SQL_CLIENTS } from '../servers/sql';

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'no error', (error: unknown) => (error instanceof MailError ? error.code : `not a MailError: ${String(error)}`));

/** Everything a filing may write, to compare before and after. */
async function everything(test: TestDatabase): Promise<Record<string, number>> {
  const tables = ['messages', 'deliveries', 'links', 'activities', 'document_folders', 'documents', 'sightings', 'correspondents'];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(test, `email_center_${table}`)] as const)));
}

describe.each(SQL_CLIENTS)('filing on %s', (client) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDatabase(client);
  });
  afterAll(() => test?.close());

  it('makes its tables once, and refuses tables of a newer version', async () => {
    await runMigrations(test.knex, client, test.clock.now());
    await test.knex('email_center_migrations').insert({ version: 99, name: 'from the future', applied_at: 1 });
    await expect(runMigrations(test.knex, client, test.clock.now())).rejects.toThrow(/version 99/);
    await test.knex('email_center_migrations').where({ version: 99 }).delete();
  });

  it('files a message with its delivery, links, activities, folder, documents, ledger row and cursor', async () => {
    const target = await connectAccount(test);
    await know(test, [{ address: 'full@example.org', recordId: 'full1' }, { address: 'full@example.org', recordId: 'full2', recordType: 'api::customer.customer' }]);
    const attachments = [1, 2].map((n) => ({ partNumber: String(n + 1), filename: 'CV.pdf', contentType: 'application/pdf', size: 10, inline: false, contentId: null }));
    const filed = await file(test, target, [mail(5, { messageId: 'full@x', subject: 'Bewerbung ü 😀', from: [{ name: '', address: 'Full@Example.org' }], attachments })]);
    expect(filed).toMatchObject({ accountId: target.account.id, outcomes: { imported: 1 } });
    expect(filed.messageIds).toHaveLength(1);
    expect(filed.activities.map((activity) => activity.recordId).sort()).toEqual(['full1', 'full2']);
    expect(test.events.at(-1)).toEqual(filed);

    const history = await test.database.queries.listActivities(EVERYTHING, { recordType: 'api::customer.customer', recordId: 'full2' }, { limit: 5 });
    expect(history.total).toBe(1);
    expect(history.items[0]?.folder.title).toBe('Bewerbung ü 😀, 2026-11-12 00:00 UTC');
    expect(history.items[0]?.folder.documents.map((document) => document.name)).toEqual(['Bewerbung ü 😀.eml', 'CV.pdf', 'CV (2).pdf']);
    const stored = await test.database.queries.loadMessage(EVERYTHING, history.items[0]!.messageId);
    expect(stored).toMatchObject({ subject: 'Bewerbung ü 😀', attachmentCount: 2, rawKey: 'a'.repeat(64), from: { address: 'Full@Example.org' }, receivedAt: '2026-11-12T00:00:05.000Z' });
    expect(stored?.links.map((link) => link.label).sort()).toEqual(['Label full1', 'Label full2']);
    expect(stored?.links[0]?.reasons[0]).toMatchObject({ rule: 'inbox-from', address: 'full@example.org', field: 'email' });
    expect(stored?.sightings).toMatchObject([{ mailbox: 'INBOX', uid: 5, outcome: 'imported' }]);
    expect((await test.database.mailboxes.list(target.account.id)).find((mailbox) => mailbox.role === 'inbox')?.cursor).toEqual(cursor(5));
    const status = await test.database.queries.accountStatus(target.account.id);
    expect(status).toMatchObject({ outcomes: { imported: 1 }, matched: 1, running: true });
  });

  it('changes nothing when the same batch is filed again', async () => {
    const target = await connectAccount(test);
    await know(test, [{ address: 'again@example.org', recordId: 'again' }]);
    const batch = [1, 2, 3].map((uid) => mail(uid, { messageId: `again${uid}@x`, from: [{ name: '', address: 'again@example.org' }] }));
    await file(test, target, batch);
    const before = await everything(test);
    const second = await file(test, target, batch);
    expect(second.outcomes).toEqual({});
    expect(await everything(test)).toEqual(before);
    expect((await test.database.queries.accountStatus(target.account.id))?.outcomes).toEqual({ imported: 3 });
  });

  it('stores one message once, however often and wherever it is sighted', async () => {
    const [anna, bert] = [await connectAccount(test), await connectAccount(test)];
    const message = mail(1, { messageId: 'once@x' });
    const copy = { ...message, uid: 2 };
    expect((await file(test, anna, [message, copy])).outcomes).toEqual({ imported: 1, duplicate: 1 });
    expect((await file(test, bert, [message])).outcomes).toEqual({ duplicate: 1 });
    expect((await file(test, anna, [message], { mailbox: anna.sent })).outcomes).toEqual({ duplicate: 1 });
    const page = await test.database.queries.listMessages(EVERYTHING, { limit: 10, q: '<once@x>' });
    expect(page.items).toHaveLength(1);
    expect(page.items[0]?.accounts.map((one) => one.id).sort()).toEqual([anna.account.id, bert.account.id].sort());
    const ledger = await test.database.queries.listLedger(EVERYTHING, { limit: 10, q: '<once@x>' });
    expect(ledger.items.map((row) => row.outcome)).toEqual(['duplicate', 'duplicate', 'duplicate', 'imported']);
    expect(ledger.items[1]?.reason).toMatch(/another account/);
  });

  it('recognises known messages after the server renumbered the mailbox and keeps the filed history', async () => {
    const target = await connectAccount(test);
    const message = mail(7, { messageId: 'epoch@x' });
    await file(test, target, [message]);
    const before = await everything(test);
    const second = await file(test, target, [{ ...message, uid: 1 }], { uidValidity: 2, cursor: cursor(1, 2) });
    expect(second.outcomes).toEqual({ duplicate: 1 });
    expect(await everything(test)).toEqual({ ...before, sightings: before.sightings! + 1, correspondents: before.correspondents! + 1 });
    expect((await test.database.queries.accountStatus(target.account.id))?.outcomes).toEqual({ duplicate: 1 });
  });

  it('adds the links of the other side when sent mail is seen in another mailbox, once', async () => {
    const [sender, receiver] = [await connectAccount(test), await connectAccount(test)];
    await know(test, [{ address: 'from-side@example.org', recordId: 'from-side' }, { address: 'to-side@example.org', recordId: 'to-side' }]);
    const message = mail(1, { messageId: 'sides@x', from: [{ name: '', address: 'from-side@example.org' }], to: [{ name: '', address: 'to-side@example.org' }] });
    await file(test, sender, [message], { mailbox: sender.sent });
    const filed = await file(test, receiver, [message]);
    expect(filed.activities.map((activity) => activity.recordId)).toEqual(['from-side']);
    await file(test, receiver, [{ ...message, uid: 2 }]);
    for (const recordId of ['from-side', 'to-side']) {
      expect((await test.database.queries.listActivities(EVERYTHING, { recordType: 'api::candidate.candidate', recordId }, { limit: 5 })).total).toBe(1);
    }
    expect((await test.database.queries.accountStatus(sender.account.id))?.matched).toBe(1);
    expect((await test.database.queries.accountStatus(receiver.account.id))?.matched).toBe(1);
  });

  it('counts a message of every account that has it when a later sighting links it', async () => {
    const [first, second] = [await connectAccount(test), await connectAccount(test)];
    const message = mail(1, { messageId: 'late@x', from: [{ name: '', address: 'nobody@example.org' }], to: [{ name: '', address: 'late-to@example.org' }] });
    await file(test, first, [message]);
    await know(test, [{ address: 'late-to@example.org', recordId: 'late-to' }]);
    await file(test, second, [message], { mailbox: second.sent });
    for (const one of [first, second]) {
      expect((await test.database.queries.accountStatus(one.account.id))?.matched).toBe(1);
      expect((await test.database.queries.listMessages(EVERYTHING, { limit: 5, account: one.account.id, links: 'linked' })).items).toHaveLength(1);
      expect((await test.database.queries.listMessages(EVERYTHING, { limit: 5, account: one.account.id, links: 'unmatched' })).items).toHaveLength(0);
    }
  });

  it('keeps a removed link removed and a manual link as it is', async () => {
    const [first, second] = [await connectAccount(test), await connectAccount(test)];
    await know(test, [{ address: 'tomb@example.org', recordId: 'removed' }, { address: 'tomb@example.org', recordId: 'manual' }]);
    const message = mail(1, { messageId: 'tomb@x', from: [{ name: '', address: 'tomb@example.org' }] });
    await file(test, first, [message]);
    await test.knex('email_center_links').where({ record_id: 'removed' }).update({ state: 'removed' });
    await test.knex('email_center_links').where({ record_id: 'manual' }).update({ manual: 1, reasons: '[]' });
    expect((await file(test, second, [message])).activities).toEqual([]);
    const links = (await test.knex('email_center_links').whereIn('record_id', ['removed', 'manual']).orderBy('record_id')) as { state: string; reasons: unknown }[];
    expect(links.map((link) => link.state)).toEqual(['active', 'removed']);
    expect(links[0]?.reasons).toBe('[]');
  });

  it('quarantines what cannot be read, skips what was not wanted and names what vanished', async () => {
    const target = await connectAccount(test);
    const error = { kind: 'malformed', code: 'too-deep', message: 'Too deeply nested.', remedier: 'provider' } as const;
    const filed = await file(test, target, [
      { ok: false, uid: 1, internalDate: '2026-11-12T00:00:00.000Z', size: 5, error, rawKey: 'b'.repeat(64), envelope: null },
      { ok: false, uid: 2, internalDate: '2026-11-12T00:00:00.000Z', size: 5, error: { ...error, code: 'too-large' }, rawKey: null, envelope: null },
    ], { vanished: [3], cursor: cursor(3) });
    expect(filed.outcomes).toEqual({ quarantined: 1, 'too-large': 1, vanished: 1 });
    const ledger = await test.database.queries.listLedger(EVERYTHING, { limit: 10, account: target.account.id });
    expect(ledger.items.map((row) => [row.uid, row.outcome, row.canReplay])).toEqual([[3, 'vanished', false], [2, 'too-large', false], [1, 'quarantined', true]]);
    expect(JSON.stringify(ledger)).not.toContain('b'.repeat(64));
    const only = await test.database.queries.listLedger(EVERYTHING, { limit: 10, account: target.account.id, outcome: 'quarantined' });
    expect(only.items.map((row) => row.error?.code)).toEqual(['too-deep']);
  });

  it('gives a quarantined UID its new outcome on replay and counts it anew', async () => {
    const target = await connectAccount(test);
    const error = { kind: 'malformed', code: 'too-deep', message: 'Too deeply nested.', remedier: 'provider' } as const;
    await file(test, target, [{ ok: false, uid: 1, internalDate: '2026-11-12T00:00:00.000Z', size: 5, error, rawKey: 'b'.repeat(64), envelope: null }]);
    await file(test, target, [mail(1, { messageId: 'replayed@x' })], { cursor: null, replaced: new Map([[1, 'quarantined']]) });
    const ledger = await test.database.queries.listLedger(EVERYTHING, { limit: 10, account: target.account.id });
    expect(ledger.items).toMatchObject([{ uid: 1, outcome: 'imported', error: null }]);
    expect((await test.database.queries.accountStatus(target.account.id))?.outcomes).toEqual({ imported: 1 });
    expect((await test.database.mailboxes.list(target.account.id)).find((mailbox) => mailbox.role === 'inbox')?.cursor).toEqual(cursor(1));
  });

  it('stores no unmatched message of an account that imports matches only', async () => {
    const target = await connectAccount(test, { importPolicy: 'matches-only' });
    await know(test, [{ address: 'known@example.org', recordId: 'known' }]);
    const filed = await file(test, target, [mail(1, { messageId: 'private@x' }), mail(2, { messageId: 'business@x', from: [{ name: '', address: 'known@example.org' }] })]);
    expect(filed.outcomes).toEqual({ 'unmatched-skipped': 1, imported: 1 });
    expect((await test.database.queries.listMessages(EVERYTHING, { limit: 5, q: '<private@x>' })).items).toEqual([]);
  });

  it('takes text that a database would refuse: NUL, half characters, very long headers, dates beyond the calendar', async () => {
    const target = await connectAccount(test);
    const odd = mail(1, {
      messageId: `${'x'.repeat(3000)}@x`, subject: `nul\u0000 half\ud800 ${'s'.repeat(5000)}`, text: `\u0000${'t'.repeat(200_000)}`, date: '+012026-01-01T00:00:00.000Z',
      from: [{ name: 'a\u0000\udc00b', address: 'odd@example.org' }], attachments: [{ partNumber: '2', filename: '\u0000', contentType: 'x'.repeat(500), size: 1, inline: false, contentId: null }],
    });
    expect((await file(test, target, [odd])).outcomes).toEqual({ imported: 1 });
  });

  it('writes nothing at all when any part of the transaction fails', async () => {
    const target = await connectAccount(test);
    await know(test, [{ address: 'atomic@example.org', recordId: 'x'.repeat(60) }]);
    const before = await everything(test);
    await test.knex('email_center_outcome_counts').insert({ mailbox_id: target.inbox.id, uid_validity: 1, outcome: 'imported', total: 0 });
    await test.knex.schema.alterTable('email_center_matched_counts', (table) => table.renameColumn('total', 'hidden'));
    const failed = await codeOf(file(test, target, [mail(1, { messageId: 'atomic@x', from: [{ name: '', address: 'atomic@example.org' }] })]));
    await test.knex.schema.alterTable('email_center_matched_counts', (table) => table.renameColumn('hidden', 'total'));
    expect(failed).toBe('bug');
    expect(await everything(test)).toEqual(before);
    expect((await test.database.mailboxes.list(target.account.id)).find((mailbox) => mailbox.role === 'inbox')?.cursor).toBeNull();
  });

  it('files nothing for a run whose lease was lost', async () => {
    const target = await connectAccount(test);
    const before = await everything(test);
    const sent = test.events.length;
    expect(await codeOf(file(test, { ...target, lease: { ...target.lease, token: 'other' } }, [mail(1, { messageId: 'fenced@x' })]))).toBe('lease-lost');
    test.clock.time += 3_601_000;
    expect(await codeOf(file(test, target, [mail(1, { messageId: 'fenced@x' })]))).toBe('lease-lost');
    expect(await codeOf(test.database.mailboxes.saveCursor(target.inbox.id, cursor(9), 1, target.lease))).toBe('lease-lost');
    expect(await everything(test)).toEqual(before);
    expect(test.events).toHaveLength(sent);
  });

  it('stores a message once when several accounts file it at the same moment', async () => {
    const targets: Connected[] = [];
    for (let index = 0; index < 4; index += 1) targets.push(await connectAccount(test));
    await know(test, [{ address: 'race@example.org', recordId: 'race' }]);
    const batch = Array.from({ length: 20 }, (_, index) => mail(index + 1, { messageId: `race${index}@x`, from: [{ name: '', address: 'race@example.org' }] }));
    const filed = await Promise.all(targets.map((target) => file(test, target, batch)));
    expect(filed.flatMap((one) => one.messageIds)).toHaveLength(20);
    expect(filed.reduce((sum, one) => sum + (one.outcomes.imported ?? 0), 0)).toBe(20);
    expect(filed.reduce((sum, one) => sum + (one.outcomes.duplicate ?? 0), 0)).toBe(60);
    expect((await test.database.queries.listActivities(EVERYTHING, { recordType: 'api::candidate.candidate', recordId: 'race' }, { limit: 5 })).total).toBe(20);
    for (const target of targets) expect((await test.database.queries.accountStatus(target.account.id))?.matched).toBe(20);
  });
});
