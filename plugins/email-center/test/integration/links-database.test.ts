import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type IntakePolicy } from '../../server/src/domain/intake/policy';
import type { RecordRef } from '../../server/src/domain/intake/decide-link';
import { linkByHand, unlinkByHand } from '../../server/src/flow/links/link-by-hand';
import { explainLinks } from '../../server/src/flow/links/why';
import { hasEarlierMail, rematchRecord, type Rematched } from '../../server/src/flow/rematch-record';
import { connectAccount, count, EVERYTHING, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';
import { SQL_CLIENTS } from '../servers/sql';

const candidate = (recordId: string): RecordRef => ({ recordType: 'api::candidate.candidate', recordId });
const from = (address: string) => [{ name: '', address }];

describe.each(SQL_CLIENTS)('links on %s', (client) => {
  let test: TestDatabase;
  let target: Connected;
  let policy: IntakePolicy = DEFAULT_POLICY;
  let uid = 100;

  beforeAll(async () => {
    test = await openDatabase(client);
    target = await connectAccount(test);
  });
  afterAll(() => test?.close());

  const ports = () => ({ links: test.database.links, addresses: test.database.addresses, policies: { load: async () => policy }, employees: { findByAddresses: async () => [] }, clock: test.clock });
  /** Files one message and resolves with its documentId. */
  const filed = async (address: string, message: Parameters<typeof mail>[1] = {}): Promise<string> => {
    uid += 1;
    const { messageIds } = await file(test, target, [mail(uid, { messageId: `link${uid}@x`, from: from(address), ...message })], { policy });
    return ((await test.knex('email_center_messages').where({ id: messageIds[0] }).first('document_id')) as { document_id: string }).document_id;
  };
  const link = (message: string, recordId: string, restore = false) => linkByHand(ports(), { message, record: candidate(recordId), userId: 7, restore });
  const unlink = (message: string, recordId: string) => unlinkByHand(ports(), { message, record: candidate(recordId), userId: 8, undo: false });
  const takeBack = (message: string, recordId: string) => unlinkByHand(ports(), { message, record: candidate(recordId), userId: 7, undo: true });
  const rematch = (recordId: string, addresses: string[] | null = null): Promise<Rematched> => rematchRecord(ports(), { ...candidate(recordId), addresses }, async () => undefined);
  const linksOf = async (message: string) => (await test.database.queries.loadMessage(EVERYTHING, message))!.links;
  const history = async (recordId: string) => test.database.queries.listActivities(EVERYTHING, candidate(recordId), { limit: 100 });
  const counter = async (table: string, where: object): Promise<number> => Number(((await test.knex(table).where(where).first('total')) as { total: unknown } | undefined)?.total ?? 0);
  const matched = () => counter('email_center_matched_counts', { account_id: target.account.id });
  const marks = async (message: string) => {
    const row = (await test.knex('email_center_messages').where({ document_id: message }).first()) as { id: number; linked: unknown };
    const delivery = (await test.knex('email_center_deliveries').where({ message_id: row.id }).first()) as { linked: unknown };
    return [Boolean(row.linked), Boolean(delivery.linked)];
  };
  const filesOf = async (recordId: string) => (await history(recordId)).items.map((item) => item.folder.documents.map((document) => document.name));

  it('made by hand have an activity and a folder as automatic ones have, and count', async () => {
    const before = await matched();
    const message = await filed('stranger@example.org', { subject: 'Hello', attachments: [{ partNumber: '2', filename: 'CV.pdf', contentType: 'application/pdf', size: 3, inline: false, contentId: null }] });
    expect(await marks(message)).toEqual([false, false]);
    await link(message, 'hand');
    expect(await linksOf(message)).toMatchObject([{ recordId: 'hand', reasons: [{ rule: 'manual', by: 7, enteredAt: test.clock.now().toISOString() }] }]);
    expect(await history('hand')).toMatchObject({ total: 1, items: [{ messageId: message, subject: 'Hello', direction: 'incoming', counterpart: 'stranger@example.org' }] });
    expect(await filesOf('hand')).toEqual([['Hello.eml', 'CV.pdf']]);
    expect(await marks(message)).toEqual([true, true]);
    expect(await matched()).toBe(before + 1);
    await link(message, 'hand');
    expect((await history('hand')).total).toBe(1);
    await link(message, 'hand2');
    expect(await matched()).toBe(before + 1);
  });

  it('removed by hand leave nothing on the record, count down with the last, and can be taken back as they were', async () => {
    await know(test, [{ address: 'auto@example.org', recordId: 'auto' }]);
    const before = await matched();
    const message = await filed('auto@example.org');
    await link(message, 'other');
    await unlink(message, 'auto');
    expect((await linksOf(message)).map((one) => one.recordId)).toEqual(['other']);
    expect(await history('auto')).toMatchObject({ total: 0, items: [] });
    expect(await marks(message)).toEqual([true, true]);
    await unlink(message, 'other');
    expect(await marks(message)).toEqual([false, false]);
    expect(await matched()).toBe(before);
    expect(await count(test, 'email_center_document_folders')).toBe(await count(test, 'email_center_activities'));
    await link(message, 'auto', true);
    expect(await linksOf(message)).toMatchObject([{ recordId: 'auto', reasons: [{ rule: 'inbox-from' }] }]);
    expect(await history('auto')).toMatchObject({ total: 1 });
    expect(await matched()).toBe(before + 1);
    expect(await test.knex('email_center_links').where({ record_id: 'auto' }).select('state', 'manual', 'removed_at', 'removed_by')).toMatchObject([{ state: 'active', removed_at: null, removed_by: null }]);
  });

  it('removed by hand stay removed: no import, no second account and no late matching brings them back', async () => {
    await know(test, [{ address: 'gone@example.org', recordId: 'gone' }]);
    const message = await filed('gone@example.org', { messageId: 'gone@x' });
    await unlink(message, 'gone');
    const second = await connectAccount(test);
    await file(test, second, [mail(1, { messageId: 'gone@x', from: from('gone@example.org') })]);
    expect(await rematch('gone')).toEqual({ looked: 1, linked: 0 });
    expect(await linksOf(message)).toEqual([]);
    expect((await history('gone')).total).toBe(0);
    const why = await explainLinks(ports(), message);
    expect(why?.links).toMatchObject([{ state: 'removed', recordId: 'gone', removedBy: 8, removedAt: test.clock.now().toISOString() }]);
    await link(message, 'gone');
    expect(await linksOf(message)).toMatchObject([{ recordId: 'gone', reasons: [{ rule: 'inbox-from' }, { rule: 'manual' }] }]);
  });

  it('made by hand and taken back leave what was before: nothing, an automatic link, or a tombstone', async () => {
    await know(test, [{ address: 'back@example.org', recordId: 'back' }]);
    const message = await filed('back@example.org');
    const rows = (recordId: string) => test.knex('email_center_links').where({ record_id: recordId }).select('state', 'removed_by');
    await link(message, 'new');
    await takeBack(message, 'new');
    expect([await rows('new'), (await history('new')).total]).toEqual([[], 0]);
    await link(message, 'back');
    await takeBack(message, 'back');
    expect(await linksOf(message)).toMatchObject([{ recordId: 'back', reasons: [{ rule: 'inbox-from' }] }]);
    expect((await history('back')).total).toBe(1);
    await unlink(message, 'back');
    await link(message, 'back');
    expect((await history('back')).total).toBe(1);
    await takeBack(message, 'back');
    expect([await linksOf(message), (await history('back')).total]).toEqual([[], 0]);
    expect(await rows('back')).toMatchObject([{ state: 'removed', removed_by: 8 }]);
    expect(await marks(message)).toEqual([false, false]);
  });

  it('made by hand of a newsletter that a setting keeps out of histories are seen there, until they are taken back', async () => {
    await know(test, [{ address: 'news@example.org', recordId: 'news' }]);
    policy = { ...DEFAULT_POLICY, automatic: { ...DEFAULT_POLICY.automatic, list: 'no-activity' } };
    const message = await filed('news@example.org', { automatic: { kind: 'list', why: 'List-Id' } });
    expect([(await linksOf(message)).length, (await history('news')).total]).toEqual([1, 0]);
    await link(message, 'news');
    expect((await history('news')).total).toBe(1);
    await takeBack(message, 'news');
    policy = DEFAULT_POLICY;
    expect([(await linksOf(message)).length, (await history('news')).total]).toEqual([1, 0]);
  });

  it('of past messages are made late, by counterpart and by every other recipient that counts, once and not again', async () => {
    const first = await filed('late@example.org');
    const second = await filed('late@example.org');
    const sent = await connectAccount(test);
    await file(test, sent, [mail(1, { messageId: 'sent-late@x', from: from('me@firm.example'), to: [...from('first@example.org'), ...from('late@example.org')] })], { mailbox: sent.sent });
    await file(test, sent, [mail(2, { messageId: 'copied@x', from: from('x@example.org'), cc: from('late@example.org') })]);
    await know(test, [{ address: 'late@example.org', recordId: 'late', field: 'email3' }]);
    expect(await hasEarlierMail(ports(), ['late@example.org'])).toBe(true);
    expect(await hasEarlierMail(ports(), ['nobody@example.org'])).toBe(false);
    const before = await matched();
    expect(await rematch('late')).toEqual({ looked: 4, linked: 3 });
    expect(await matched()).toBe(before + 2);
    expect((await history('late')).total).toBe(3);
    expect(await linksOf(first)).toMatchObject([{ reasons: [{ rule: 'inbox-from', address: 'late@example.org', field: 'email3' }] }]);
    expect(await rematch('late')).toEqual({ looked: 4, linked: 0 });
    expect((await history('late')).total).toBe(3);
    expect(await marks(second)).toEqual([true, true]);
  });

  it('that are filed stay when the address is removed from its record or moved to another', async () => {
    await know(test, [{ address: 'moved@example.org', recordId: 'before' }]);
    const message = await filed('moved@example.org');
    await test.knex('email_center_addresses').where({ address: 'moved@example.org' }).delete();
    expect(await rematch('before')).toEqual({ looked: 0, linked: 0 });
    await know(test, [{ address: 'moved@example.org', recordId: 'after' }]);
    expect(await rematch('after')).toEqual({ looked: 1, linked: 1 });
    expect((await linksOf(message)).map((one) => one.recordId).sort()).toEqual(['after', 'before']);
    expect((await history('before')).total).toBe(1);
  });

  it('are made late by equivalent domains and plus-addressing, where the options say so', async () => {
    const [google, detail, foreign] = [await filed('plus@googlemail.com'), await filed('plus+jobs@gmail.com'), await filed('plus+jobs@other.example')];
    await know(test, [{ address: 'plus@gmail.com', recordId: 'plus' }]);
    expect(await rematch('plus')).toMatchObject({ linked: 0 });
    policy = { ...DEFAULT_POLICY, matching: { ...DEFAULT_POLICY.matching, plusAddressing: true, equivalentDomains: [['gmail.com', 'googlemail.com']] } };
    expect(await hasEarlierMail(ports(), ['plus@gmail.com'])).toBe(true);
    expect(await rematch('plus')).toEqual({ looked: 2, linked: 2 });
    policy = DEFAULT_POLICY;
    expect([(await linksOf(google))[0]?.reasons[0]?.as, (await linksOf(detail))[0]?.reasons[0]?.as, await linksOf(foreign)]).toEqual(['equivalent-domain', 'plus', []]);
  });

  it('of hundreds of messages are made in several transactions, with progress, and what was done when it is stopped stays', async () => {
    const many = Array.from({ length: 450 }, (_, n) => mail(10_000 + n, { messageId: `many${n}@x`, from: from('many@example.org') }));
    await file(test, target, many);
    await know(test, [{ address: 'many@example.org', recordId: 'many' }]);
    const progress: [number, number][] = [];
    const stopped = rematchRecord(ports(), { ...candidate('many'), addresses: null }, async (done, total) => {
      progress.push([done, total]);
      if (done >= 400) throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(progress).toEqual([[200, 450], [400, 450]]);
    expect((await history('many')).total).toBe(400);
    expect(await rematch('many')).toEqual({ looked: 450, linked: 50 });
    expect((await history('many')).total).toBe(450);
  });

  it('changed by two people at the same moment change once', async () => {
    const message = await filed('race@example.org');
    await Promise.all([link(message, 'race'), link(message, 'race'), link(message, 'race')]);
    expect((await history('race')).total).toBe(1);
    await Promise.all([unlink(message, 'race'), unlink(message, 'race')]);
    expect((await history('race')).total).toBe(0);
    expect(await marks(message)).toEqual([false, false]);
  });

  it('that are missing are explained: what was looked up, what was left out, and which record knows the address by now', async () => {
    policy = { ...DEFAULT_POLICY, matching: { ...DEFAULT_POLICY.matching, internalDomains: ['firm.example'] } };
    const sent = await connectAccount(test);
    await file(test, sent, [mail(1, { messageId: 'why@x', from: from('me@firm.example'), to: [...from('why@example.org'), ...from('boss@firm.example')], cc: from('copy@example.org') })], { mailbox: sent.sent, policy });
    const { document_id: message } = (await test.knex('email_center_messages').where({ message_id: 'why@x' }).first('document_id')) as { document_id: string };
    await know(test, [{ address: 'why@example.org', recordId: 'why' }]);
    const why = await explainLinks(ports(), message);
    policy = DEFAULT_POLICY;
    expect(why).toMatchObject({
      links: [], lookedUp: [{ address: 'why@example.org', rule: 'sent-to' }],
      leftOut: [{ address: 'boss@firm.example', why: 'internal' }, { address: 'copy@example.org', rule: 'sent-cc', why: 'option-off' }],
      later: [{ recordId: 'why', reasons: [{ address: 'why@example.org', enteredAt: test.clock.now().toISOString() }] }],
    });
  });

  it('find records by the beginning of an address, a few of each type', async () => {
    await know(test, [
      ...Array.from({ length: 5 }, (_, n) => ({ address: `find${n}@example.org`, recordId: `find${n}` })), { address: 'find@firm.example', recordId: 'c1', recordType: 'api::company.company' },
      { address: 'find_me@example.org', recordId: 'under', recordType: 'api::company.company' },
    ]);
    const types = ['api::candidate.candidate', 'api::company.company'];
    expect((await test.database.links.findByAddress('find', types, 3)).map((hit) => hit.recordId).sort()).toEqual(['c1', 'find0', 'find1', 'find2', 'under']);
    expect((await test.database.links.findByAddress('find', ['api::company.company'], 3)).map((hit) => hit.recordId).sort()).toEqual(['c1', 'under']);
    expect((await test.database.links.findByAddress('find_', types, 3)).map((hit) => hit.recordId)).toEqual(['under']);
  });
});
