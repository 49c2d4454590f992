import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCorrespondentStore, createDraftStore, createOriginalStore, createTemplateStore } from '../../server/src/adapters/database/writing';
import type { CorrespondentStore, DraftFile, DraftStore, OriginalStore, StoredDraft, TemplateStore } from '../../server/src/flow/writing/ports';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, file, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

const HOUR = 3_600_000;

describe.each(SQL_CLIENTS)('writing kept in %s', (client) => {
  let test: TestDatabase;
  let drafts: DraftStore;
  let templates: TemplateStore;
  let originals: OriginalStore;
  let correspondents: CorrespondentStore;
  let users = 100;

  beforeAll(async () => {
    test = await openDatabase(client);
    drafts = createDraftStore(test);
    templates = createTemplateStore(test);
    originals = createOriginalStore(test);
    correspondents = createCorrespondentStore(test);
  }, 60_000);
  afterAll(() => test?.close());

  const draft = (userId: number, change: Partial<StoredDraft> = {}): StoredDraft => ({
    id: randomUUID(), userId, state: 'open', version: 1, kind: 'reply', accountId: randomUUID(), to: [{ name: 'Anna ü 😀', address: 'anna@people.test' }], cc: [], bcc: [{ name: '', address: 'b@people.test' }],
    subject: 'Re: Bewerbung', html: `<p>${'ä'.repeat(40_000)}</p>`, text: 'Hallo\n> alt\nneu', plain: false, about: 'message-1', answers: 'none', inReplyTo: ['a@x'], references: ['r@x', 'a@x'],
    record: { recordType: 'api::candidate.candidate', recordId: 'c1' }, sendAt: null, outboxId: null, updatedAt: test.clock.time, ...change,
  });
  const inserted = async (userId: number, change: Partial<StoredDraft> = {}): Promise<StoredDraft> => {
    const made = draft(userId, change);
    await drafts.insert(made);
    return made;
  };
  const newFile = (draftId: string, change: Partial<DraftFile> = {}): DraftFile => ({
    id: randomUUID(), draftId, blobKey: 'f'.repeat(64), filename: 'Lebenslauf ü.pdf', contentType: 'application/pdf', size: 0, inline: false, contentId: null, ...change,
  });
  const kept = async (draftId: string, change: Partial<DraftFile> = {}): Promise<DraftFile> => {
    const made = newFile(draftId, change);
    await drafts.begin(made);
    expect(await drafts.keep(made.id, 5_000_000_000)).toBe(true);
    return made;
  };

  describe('a draft', () => {
    it('comes back as it was put in, to its author alone', async () => {
      const made = await inserted(++users);
      expect(await drafts.load(users, made.id)).toEqual(made);
      expect(await drafts.load(users + 1, made.id)).toBeNull();
    });

    it('is saved over the version it was read in, and over no other', async () => {
      const made = await inserted(++users);
      const saved = await drafts.save(users, made.id, 1, { subject: 'New', plain: true, html: '', text: 'plain', to: [] });
      expect(saved).toMatchObject({ version: 2, subject: 'New', plain: true, html: '', text: 'plain', to: [], cc: [] });
      await expect(drafts.save(users, made.id, 1, { subject: 'Old' })).rejects.toMatchObject({ code: 'conflict' });
      await expect(drafts.save(users + 1, made.id, 2, { subject: 'Theirs' })).rejects.toMatchObject({ code: 'not-found' });
      expect((await drafts.load(users, made.id))?.subject).toBe('New');
    });

    it('keeps the record that is chosen, until it is let go', async () => {
      const made = await inserted(++users);
      const record = { recordType: 'api::company.company', recordId: 'ü-2' };
      expect((await drafts.save(users, made.id, 1, { record })).record).toEqual(record);
      expect((await drafts.save(users, made.id, 2, { subject: 'still' })).record).toEqual(record);
      expect((await drafts.save(users, made.id, 3, { record: null })).record).toBeNull();
    });

    it('is saved by one of many who save at the same time', async () => {
      const made = await inserted(++users);
      const results = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => drafts.save(users, made.id, 1, { subject: `by ${index}` })));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await drafts.load(users, made.id))?.version).toBe(2);
    });

    it('is listed newest first in pages, with what was written above the quotation and its attachments', async () => {
      const userId = ++users;
      const made: StoredDraft[] = [];
      for (let index = 0; index < 5; index += 1) made.push(await inserted(userId, { subject: `Draft ${index}`, updatedAt: test.clock.time + Math.floor(index / 2) }));
      await inserted(userId + 1_000);
      await kept(made[4]!.id);
      await kept(made[4]!.id, { inline: true, contentId: 'x@draft' });
      const first = await drafts.list(userId, { limit: 3 });
      const second = await drafts.list(userId, { limit: 3, cursor: first.next! });
      expect(second.next).toBeNull();
      const all = [...first.items, ...second.items];
      expect(all).toHaveLength(5);
      expect(new Set(all.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
      expect(all[0]).toMatchObject({ id: made[4]!.id, preview: 'Hallo neu', attachmentCount: 1, to: [{ name: 'Anna ü 😀' }], record: { recordId: 'c1' } });
      expect(all.slice(1).every(({ attachmentCount }) => attachmentCount === 0)).toBe(true);
      await expect(drafts.list(userId, { limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid-input' });
    });

    it('goes into the outbox once, is found there by its author only to be sent again, and comes back with a new version', async () => {
      const made = await inserted(++users);
      const claims = await Promise.all(Array.from({ length: 6 }, () => drafts.claim(users, made.id, 1, 99)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect((await drafts.list(users, { limit: 10 })).items).toEqual([]);
      await expect(drafts.save(users, made.id, 1, { subject: 'Late' })).rejects.toMatchObject({ code: 'not-found' });
      expect(await drafts.remove(users, made.id)).toBeNull();
      await drafts.submitted(made.id, 'outbox-1');
      expect(await drafts.load(users, made.id)).toMatchObject({ state: 'sending', outboxId: 'outbox-1', sendAt: 99 });
      expect(await drafts.reopen(made.id)).toBe(true);
      expect(await drafts.reopen(made.id)).toBe(false);
      expect(await drafts.load(users, made.id)).toMatchObject({ state: 'open', outboxId: null, version: 2 });
    });

    it('that was claimed by a process that died is found', async () => {
      const [stuck, fine] = [await inserted(++users), await inserted(users)];
      await drafts.claim(users, stuck.id, 1, 0);
      await drafts.claim(users, fine.id, 1, 0);
      await drafts.submitted(fine.id, 'outbox-2');
      expect(await drafts.listStuck(test.clock.time)).toEqual([]);
      expect(await drafts.listStuck(test.clock.time + 1)).toEqual([{ id: stuck.id, userId: users }]);
      await drafts.reopen(stuck.id);
    });

    it('that is thrown away or sent leaves its files marked until their octets are gone', async () => {
      const [one, other] = [await inserted(++users), await inserted(users)];
      const [first, second] = [await kept(one.id), await kept(other.id)];
      expect((await drafts.remove(users, one.id))?.map(({ id }) => id)).toEqual([first.id]);
      await drafts.claim(users, other.id, 1, 0);
      expect((await drafts.finish(other.id)).map(({ id }) => id)).toEqual([second.id]);
      expect(await drafts.load(users, other.id)).toBeNull();
      const left = (await drafts.listLeftOvers(test.clock.time + 1)).map(({ id }) => id);
      expect(left).toEqual(expect.arrayContaining([first.id, second.id]));
      await drafts.forget([first.id, second.id]);
      expect((await drafts.listLeftOvers(test.clock.time + 1)).map(({ id }) => id)).not.toEqual(expect.arrayContaining([first.id]));
    });
  });

  describe('a file of a draft', () => {
    it('is there when its octets are, in the order the files came', async () => {
      const made = await inserted(++users);
      const first = newFile(made.id);
      await drafts.begin(first);
      expect(await drafts.files(made.id)).toEqual([]);
      await drafts.keep(first.id, 5_000_000_000);
      test.clock.time += 1;
      const second = await kept(made.id, { inline: true, contentId: 'x@draft', contentType: 'image/png' });
      expect(await drafts.files(made.id)).toEqual([{ ...first, size: 5_000_000_000 }, { ...second, size: 5_000_000_000 }]);
    });

    it('is not kept when its draft went away while it came in, and is found to be deleted', async () => {
      const made = await inserted(++users);
      const late = newFile(made.id);
      await drafts.begin(late);
      await drafts.remove(users, made.id);
      expect(await drafts.keep(late.id, 1)).toBe(false);
      expect((await drafts.listLeftOvers(test.clock.time + 1)).map(({ id }) => id)).toContain(late.id);
    });

    it('that was never finished is found after a while', async () => {
      const made = await inserted(++users);
      const cut = newFile(made.id);
      await drafts.begin(cut);
      expect((await drafts.listLeftOvers(test.clock.time)).map(({ id }) => id)).not.toContain(cut.id);
      expect((await drafts.listLeftOvers(test.clock.time + HOUR)).map(({ id }) => id)).toContain(cut.id);
    });

    it('is dropped from its own draft only, and once', async () => {
      const [made, other] = [await inserted(++users), await inserted(users)];
      const one = await kept(made.id);
      expect(await drafts.drop(other.id, one.id)).toBeNull();
      expect((await drafts.drop(made.id, one.id))?.blobKey).toBe(one.blobKey);
      expect(await drafts.drop(made.id, one.id)).toBeNull();
      expect(await drafts.files(made.id)).toEqual([]);
    });
  });

  it('templates are one\'s own or shared, by name', async () => {
    const template = { subject: 'Über {{record.job}}', html: '<p>ü 😀</p>', shared: false, recordType: null, updatedAt: '2026-11-12T10:00:00.000Z' };
    const [mine, theirs, shared] = [{ id: randomUUID(), ownerId: 7001, name: 'B' }, { id: randomUUID(), ownerId: 7002, name: 'A' }, { id: randomUUID(), ownerId: 7002, name: 'C' }];
    await templates.save({ ...template, ...mine });
    await templates.save({ ...template, ...theirs });
    await templates.save({ ...template, ...shared, shared: true, recordType: 'api::candidate.candidate' });
    expect((await templates.list(7001)).map(({ name }) => name)).toEqual(['B', 'C']);
    await templates.save({ ...template, ...mine, name: 'D', subject: '' });
    expect(await templates.load(mine.id)).toEqual({ ...template, ...mine, name: 'D', subject: '' });
    expect((await templates.list(7001)).map(({ name }) => name)).toEqual(['C', 'D']);
    await templates.remove(mine.id);
    expect(await templates.load(mine.id)).toBeNull();
  });

  describe('people of past mail', () => {
    let mine: Connected;
    let theirs: Connected;
    const viewer = { userId: 8001, reads: 'own' } as const;
    const found = async (prefix: string, reads: 'own' | 'all' | 'none' = 'own', limit = 10): Promise<string[]> => (await correspondents.find({ ...viewer, reads }, prefix, limit)).map(({ address }) => address);

    beforeAll(async () => {
      [mine, theirs] = [await connectAccount(test, { ownerId: 8001 }), await connectAccount(test, { ownerId: 8002 })];
      const from = (name: string, address: string) => ({ from: [{ name, address }] });
      await file(test, mine, [
        mail(1, from('Anna Weber', 'anna@oldest.test')), mail(2, from('', 'ANNA@oldest.test')), mail(3, from('Bert Anders', 'bert@people.test')), mail(4, from('Shop', 'andy@shop.test'), {}),
        mail(5, { ...from('Robot', 'andrea@robot.test'), automatic: { kind: 'bulk', why: '' } }), mail(6, from('An "der" Tür', 'under_score%@people.test')),
      ]);
      await file(test, mine, [mail(11, { from: [{ name: 'Me', address: 'me@firm.test' }], to: [{ name: 'Anke', address: 'anke@people.test' }], cc: [{ name: '', address: 'anton@people.test' }] })], { mailbox: mine.sent });
      await file(test, theirs, [mail(21, from('Secret', 'anna@secret.test'))]);
    });

    it('are found by the beginning of their address or of a word of their name, lately written with first', async () => {
      expect(await found('an')).toEqual(['anke@people.test', 'anton@people.test', 'under_score%@people.test', 'andy@shop.test', 'bert@people.test', 'anna@oldest.test']);
      expect(await found('web')).toEqual(['anna@oldest.test']);
      expect(await found('nna')).toEqual([]);
    });

    it('have the newest name that is known', async () => {
      expect(await correspondents.find(viewer, 'anna@', 10)).toMatchObject([{ name: 'Anna Weber', address: 'anna@oldest.test' }]);
    });

    it('are those of mail one may read', async () => {
      expect(await found('anna@s')).toEqual([]);
      expect(await found('anna@s', 'all')).toEqual(['anna@secret.test']);
      expect(await found('an', 'none')).toEqual([]);
    });

    it('are looked for as they are written', async () => {
      expect(await found('under_')).toEqual(['under_score%@people.test']);
      expect(await found('%')).toEqual([]);
      expect(await found('a_na')).toEqual([]);
    });

    it.each(['own', 'all'] as const)('are found behind very much newer mail by their address, each once, for who reads %s', async (reads) => {
      for (let start = 100; start < 500; start += 100) {
        await file(test, mine, Array.from({ length: 100 }, (_, index) => mail(start + index + (reads === 'own' ? 0 : 1_000), { from: [{ name: '', address: `zz${(start + index) % 7}@people.test` }] }, { internalDate: '2026-11-13T00:00:00.000Z' })));
      }
      expect(await found('ann', reads, 5)).toEqual(reads === 'own' ? ['anna@oldest.test'] : ['anna@secret.test', 'anna@oldest.test']);
      expect((await found('zz', reads)).sort()).toEqual(['zz0@people.test', 'zz1@people.test', 'zz2@people.test', 'zz3@people.test', 'zz4@people.test', 'zz5@people.test', 'zz6@people.test']);
    });

    it('whose mail comes back are told', async () => {
      await test.knex('email_center_failing_addresses').insert({ address: 'gone@people.test', permanent: 1, status: '5.1.1', why: 'no such user', since: 1, last_at: 1, message_id: null });
      expect(await correspondents.failing(['gone@people.test', 'anna@oldest.test'])).toEqual(new Set(['gone@people.test']));
    });
  });

  it('an original is told with what it refers to', async () => {
    const target = await connectAccount(test, { ownerId: 8003 });
    await file(test, target, [mail(900, { messageId: 'orig@x', inReplyTo: ['b@x'], references: ['a@x', 'b@x'] })]);
    const row = (await test.knex('email_center_messages').where({ message_id: 'orig@x' }).first('document_id')) as { document_id: string };
    expect(await originals.threading(row.document_id)).toEqual({ messageId: 'orig@x', inReplyTo: ['b@x'], references: ['a@x', 'b@x'] });
    expect(await originals.threading('nothing')).toBeNull();
    expect(await originals.findDocument('nothing')).toBeNull();
  });
});
