import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { concealForward } from '../../domain/intake/conceal-forward';
import { createFakeApplication, type FakeApplication } from '../../../../test/fakes/application';
import { fakeWriter, type FakeWriting } from '../../../../test/fakes/writing';
import { MailError } from '../../domain/mail/mail-error';
import type { StoredMessage } from '../queries';
import { outboxDrafts } from './send-draft';
import type { Writing } from './writing';

const PETRA = fakeWriter(1);
const BERT = fakeWriter(2);
const who = (address: string, name = '') => ({ name, address });
const octets = (text: string) => Readable.from([Buffer.from(text)]);
const html = '<p>Bewerbung <img data-part="2" alt="logo"></p>';
const files = [
  { partNumber: '2', filename: 'logo.png', contentType: 'image/png', size: 4, inline: true, contentId: 'logo@people' },
  { partNumber: '3', filename: 'CV.pdf', contentType: 'application/pdf', size: 6, inline: false, contentId: null },
];

let application: FakeApplication;
let fake: FakeWriting;
let writing: Writing;
let own: { id: string; address: string };

beforeEach(() => {
  application = createFakeApplication();
  fake = application.drafting;
  writing = fake.writing;
  own = application.addAccount(1, { name: 'B mail', address: 'petra@firm.test', tested: true, state: 'active' });
  application.reader.readBody = async () => ({ text: 'Bewerbung', html, blockedRemote: 0, inline: {} });
});

const message = (values: Partial<StoredMessage> = {}, accountId = own.id): StoredMessage => {
  const made = application.addMessage(accountId, { accounts: [{ id: accountId, name: 'B mail' }], to: [who('petra@firm.test'), who('b@people.test')], cc: [who('c@people.test')], attachments: files, ...values });
  application.files.set(`${made.rawKey}/2`, { contentType: 'image/png', filename: 'logo.png', content: 'LOGO' });
  application.files.set(`${made.rawKey}/3`, { contentType: 'application/pdf', filename: 'CV.pdf', content: 'THE CV' });
  application.files.set(`${made.rawKey}/`, { contentType: 'message/rfc822', filename: null, content: 'Subject: Bewerbung\r\n\r\n' });
  fake.threading.set(made.id, { messageId: 'orig@people.test', inReplyTo: [], references: ['root@people.test'] });
  return made;
};
const contentOf = async (draft: string, attachment: string): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await writing.drafts.open(PETRA, draft, attachment)).content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};
const fails = async (pending: Promise<unknown>): Promise<string> => pending.then(() => 'nothing failed', (error: MailError) => error.code + (error.field === undefined ? '' : ` ${error.field}`));

describe('the accounts one may send from', () => {
  it('are one\'s own by name, then groups; never intake and forward addresses', async () => {
    application.addAccount(1, { name: 'Info', kind: 'group', address: 'info@firm.test' });
    application.addAccount(1, { name: 'Cases', kind: 'intake' });
    application.addAccount(1, { name: 'Forward', kind: 'forward' });
    application.addAccount(1, { name: 'Z mail', address: 'z@firm.test', state: 'draft' });
    application.addAccount(2, { name: 'Theirs' });
    const identities = await writing.identities(PETRA);
    expect(identities.map(({ name, ready }) => [name, ready])).toEqual([['B mail', true], ['Z mail', false], ['Info', false]]);
    expect(identities[1]!.why).toContain('test');
  });

  it('show recipients the name that was set, else the owner\'s, and of a group its own', async () => {
    application.addAccount(1, { name: 'Info', kind: 'group' });
    expect((await writing.identities(PETRA)).map(({ displayName }) => displayName)).toEqual(['Owner', 'Info']);
    fake.settings.set(own.id, { displayName: 'Petra at Firm', signatureHtml: '<p>Petra</p>' });
    expect((await writing.identities(PETRA))[0]).toMatchObject({ displayName: 'Petra at Firm', signatureHtml: '<p>Petra</p>' });
  });
});

describe('an answer', () => {
  it('goes to its author from the account the message came to, quoted below the signature', async () => {
    fake.settings.set(own.id, { signatureHtml: '<p>Petra</p>' });
    const draft = await writing.drafts.begin(PETRA, { kind: 'reply', about: message({ subject: 'AW: Bewerbung' }).id });
    expect(draft).toMatchObject({ kind: 'reply', version: 1, accountId: own.id, to: [who('anna@people.test', 'Anna')], cc: [], subject: 'Re: Bewerbung', plain: false });
    expect(draft.html).toMatch(/^<p><\/p><div data-email-signature=""><p>Petra<\/p><\/div><div data-email-quote=""><p>Am 2\. Januar 2026 um 01:00 schrieb Anna/);
    expect(fake.drafts.drafts.get(draft.id)).toMatchObject({ inReplyTo: ['orig@people.test'], references: ['root@people.test', 'orig@people.test'], answers: 'none' });
  });

  it('takes along the pictures of the quoted text and no attachment', async () => {
    const draft = await writing.drafts.begin(PETRA, { kind: 'reply-all', about: message().id });
    expect(draft.to.map(({ address }) => address)).toEqual(['anna@people.test', 'b@people.test']);
    expect(draft.cc).toEqual([who('c@people.test')]);
    expect(draft.attachments).toMatchObject([{ filename: 'logo.png', inline: true }]);
    expect(draft.html).toContain(`<img src="cid:${draft.attachments[0]!.contentId}" alt="logo">`);
    expect(await contentOf(draft.id, draft.attachments[0]!.id)).toBe('LOGO');
  });

  it('to what a forward address brought goes to whoever wrote it', async () => {
    const forwarded = {
      style: 'inline' as const, from: [who('customer@people.test', 'Customer')], to: [who('sales@firm.test')], cc: [], subject: 'Offer', date: null, why: '', direction: 'incoming' as const, by: who('rep@firm.test'),
      authentication: { spf: 'none' as const, dkim: 'none' as const, dmarc: 'none' as const },
    };
    expect(await writing.drafts.begin(PETRA, { kind: 'reply', about: message({ from: who('rep@firm.test'), subject: 'Fwd: Offer', forwarded }).id })).toMatchObject({ to: [who('customer@people.test', 'Customer')], subject: 'Re: Offer' });
  });

  it('is not begun to a message one does not see, or without an account to send from', async () => {
    expect(await fails(writing.drafts.begin(BERT, { kind: 'new' }))).toBe('invalid-input accountId');
    application.addAccount(2, { tested: true });
    expect(await fails(writing.drafts.begin(BERT, { kind: 'reply', about: message().id }))).toBe('not-found');
    expect(await fails(writing.drafts.begin(PETRA, { kind: 'reply' }))).toBe('invalid-input about');
    expect(fake.drafts.drafts.size).toBe(0);
  });

  it('quotes nothing of what the writer\'s role does not see', async () => {
    const careful = fakeWriter(1, { conceal: async (held) => (typeof held === 'object' ? { ...held, to: [], html: '<p>concealed</p>' } : held) });
    const draft = await writing.drafts.begin(careful, { kind: 'reply-all', about: message().id });
    expect(draft.html).toContain('<blockquote type="cite"><p>concealed</p></blockquote>');
    expect(draft.to.map(({ address }) => address)).toEqual(['anna@people.test']);
  });
});

describe('a forwarded message', () => {
  it('has its head and all its files, and answers nothing', async () => {
    const draft = await writing.drafts.begin(PETRA, { kind: 'forward', about: message({ subject: 'Re: Bewerbung' }).id });
    expect(draft).toMatchObject({ subject: 'Fwd: Bewerbung', to: [], cc: [] });
    expect(draft.html).toContain('---------- Weitergeleitete Nachricht ----------<br>Von: Anna &lt;anna@people.test&gt;');
    expect(draft.attachments.map(({ filename, inline, size }) => [filename, inline, size])).toEqual([['logo.png', true, 4], ['CV.pdf', false, 6]]);
    expect(await contentOf(draft.id, draft.attachments[1]!.id)).toBe('THE CV');
    expect(fake.drafts.drafts.get(draft.id)).toMatchObject({ inReplyTo: [], references: [], answers: null });
  });

  it('as an attachment is the original as it came', async () => {
    const draft = await writing.drafts.begin(PETRA, { kind: 'forward-attached', about: message().id });
    expect(draft.attachments).toMatchObject([{ filename: 'Bewerbung.eml', contentType: 'message/rfc822', inline: false }]);
    expect(await contentOf(draft.id, draft.attachments[0]!.id)).toBe('Subject: Bewerbung\r\n\r\n');
    expect(draft.html).not.toContain('data-email-quote');
  });

  it('leaves nothing behind when one of its files cannot be read', async () => {
    const original = message();
    application.files.delete(`${original.rawKey}/3`);
    expect(await fails(writing.drafts.begin(PETRA, { kind: 'forward', about: original.id }))).toBe('not-found');
    expect([fake.drafts.drafts.size, fake.drafts.rows.size, fake.blobs.octets.size]).toEqual([0, 0, 0]);
  });

  it('is not handed out as an original by whoever must not see it', async () => {
    const careful = fakeWriter(1, { originalOf: () => Promise.reject(new Error('forbidden')) });
    await expect(writing.drafts.begin(careful, { kind: 'forward-attached', about: message().id })).rejects.toThrow('forbidden');
  });
});

describe('a draft', () => {
  const begun = () => writing.drafts.begin(PETRA, { kind: 'new', to: [who('anna@people.test'), who('ANNA@people.test')] });

  it('begins with the default account and with each recipient once', async () => {
    application.addAccount(1, { name: 'Z mail', tested: true });
    expect(await begun()).toMatchObject({ accountId: own.id, to: [who('anna@people.test')], html: '<p></p>', about: null });
  });

  it('is nobody\'s but its author\'s, and neither are its files', async () => {
    const { id } = await begun();
    const { id: file } = await writing.drafts.upload(PETRA, id, { filename: 'a.txt', contentType: null, inline: false, octets: octets('x') });
    const attempts = [
      writing.drafts.load(BERT, id), writing.drafts.save(BERT, id, { version: 1, subject: 'x' }), writing.drafts.remove(BERT, id), writing.drafts.check(BERT, id),
      writing.drafts.send(BERT, id, { version: 1, sendAt: null, undoSeconds: 0 }), writing.drafts.open(BERT, id, file), writing.drafts.detach(BERT, id, file),
      writing.drafts.upload(BERT, id, { filename: 'b', contentType: null, inline: false, octets: octets('x') }), writing.drafts.attach(BERT, id, { from: 'media', fileId: 1 }),
    ];
    expect(await Promise.all(attempts.map(fails))).toEqual(attempts.map(() => 'not-found'));
    expect((await writing.drafts.list(BERT, { limit: 10 })).items).toEqual([]);
  });

  it('has its signature exchanged with its account, where the text does not come along', async () => {
    const other = application.addAccount(1, { name: 'Z mail', tested: true });
    fake.settings.set(own.id, { signatureHtml: 'Petra' }).set(other.id, { signatureHtml: 'Zoe' });
    const { id, html: first } = await begun();
    expect(first).toContain('>Petra<');
    expect((await writing.drafts.save(PETRA, id, { version: 1, accountId: other.id })).html).toBe('<p></p><div data-email-signature="">Zoe</div>');
    expect((await writing.drafts.save(PETRA, id, { version: 2, accountId: own.id, html: '<p>Mine</p>' })).html).toBe('<p>Mine</p>');
    await writing.drafts.save(PETRA, id, { version: 3, plain: true, text: 'Hello\n\n-- \nPetra\n' });
    expect(await writing.drafts.save(PETRA, id, { version: 4, accountId: other.id })).toMatchObject({ text: 'Hello\n\n-- \nZoe\n', html: '', plain: true });
  });

  it('does not go over to an account one does not send from', async () => {
    const { id } = await begun();
    const theirs = application.addAccount(2, { tested: true });
    expect(await fails(writing.drafts.save(PETRA, id, { version: 1, accountId: theirs.id }))).toBe('invalid-input accountId');
    expect(await fails(writing.drafts.begin(PETRA, { kind: 'new', accountId: theirs.id }))).toBe('invalid-input accountId');
  });

  it('is sent with text made from its HTML, whatever text came with it', async () => {
    const { id } = await begun();
    expect((await writing.drafts.save(PETRA, id, { version: 1, html: '<p>real</p>', text: 'other' })).text).toBe('real');
  });

  it('is not begun on a record one does not read', async () => {
    expect(await fails(writing.drafts.begin(PETRA, { kind: 'new', record: { recordType: 'api::candidate.candidate', recordId: 'secret' } }))).toBe('not-found');
    const draft = await writing.drafts.begin(PETRA, { kind: 'new', record: { recordType: 'api::candidate.candidate', recordId: 'c1' } });
    expect(draft.record).toEqual({ recordType: 'api::candidate.candidate', recordId: 'c1', label: 'Label c1', typeName: 'Candidate' });
    expect((await writing.drafts.load(fakeWriter(1, { readableLinks: () => [] }), draft.id)).record).toBeNull();
  });
});

describe('the records a message is written about', () => {
  const CANDIDATE = 'api::candidate.candidate';
  const link = (recordId: string) => ({ recordType: CANDIDATE, recordId, typeName: 'Candidate', label: `Label ${recordId}`, reasons: [] });
  const ref = (recordId: string) => ({ recordType: CANDIDATE, recordId });
  const idsOf = (records: readonly { recordId: string }[]) => records.map(({ recordId }) => recordId);

  it.each(['reply', 'forward'] as const)('are those of its original in a %s, as far as the writer reads them, and none of them is linked by hand', async (kind) => {
    const draft = await writing.drafts.begin(PETRA, { kind, about: message({ links: [link('secret'), link('c1'), link('c2')] }).id });
    expect(draft).toMatchObject({ record: { ...ref('c1'), label: 'Label c1', typeName: 'Candidate' }, recordChosen: false });
    expect(idsOf(draft.records)).toEqual(['c1', 'c2']);
    expect(fake.drafts.drafts.get(draft.id)?.record).toBeNull();
    expect(await writing.drafts.load(fakeWriter(1, { readableLinks: () => [] }), draft.id)).toMatchObject({ record: null, records: [] });
    const saved = await writing.drafts.save(PETRA, draft.id, { version: 1, to: [who('x@people.test')] });
    expect(saved.record).toEqual(draft.record);
    await writing.drafts.send(PETRA, draft.id, { version: 2, sendAt: null, undoSeconds: 0 });
    expect(fake.submitted[0]!.record).toBeNull();
  });

  it('are none of an original that its writer does not see any more', async () => {
    const original = message({ links: [link('c1')] });
    const draft = await writing.drafts.begin(PETRA, { kind: 'reply', about: original.id });
    const blind = fakeWriter(1, { viewer: { userId: 1, reads: 'none' } });
    expect(await writing.drafts.load(blind, draft.id)).toMatchObject({ record: null, records: [] });
  });

  it('may be those that know an address it goes to, which it is not about therefore', async () => {
    fake.addresses.set('c7', ['anna@people.test']).set('secret', ['anna@people.test']);
    const draft = await writing.drafts.begin(PETRA, { kind: 'new', to: [who('ANNA@people.test')], record: ref('c1') });
    expect(draft).toMatchObject({ record: ref('c1'), recordChosen: true });
    expect(idsOf(draft.records)).toEqual(['c1', 'c7']);
    const { id } = await writing.drafts.begin(PETRA, { kind: 'new' });
    const addressed = await writing.drafts.save(PETRA, id, { version: 1, cc: [who('anna@people.test'), who('half-typ')] });
    expect([addressed.record, idsOf(addressed.records)]).toEqual([null, ['c7']]);
  });

  it('are chosen by hand and let go again, among those the writer reads', async () => {
    const { id } = await writing.drafts.begin(PETRA, { kind: 'reply', about: message({ links: [link('c1')] }).id });
    expect(await fails(writing.drafts.save(PETRA, id, { version: 1, record: ref('secret') }))).toBe('not-found');
    const chosen = await writing.drafts.save(PETRA, id, { version: 1, record: ref('c9') });
    expect(chosen).toMatchObject({ version: 2, record: ref('c9'), recordChosen: true });
    expect(idsOf(chosen.records)).toEqual(['c9', 'c1']);
    expect(await writing.drafts.save(PETRA, id, { version: 2, subject: 'still' })).toMatchObject({ recordChosen: true });
    expect(await writing.drafts.save(PETRA, id, { version: 3, record: null })).toMatchObject({ record: ref('c1'), recordChosen: false });
    await writing.drafts.save(PETRA, id, { version: 4, record: ref('c9') });
    await writing.drafts.send(PETRA, id, { version: 5, sendAt: null, undoSeconds: 0 });
    expect(fake.submitted[0]!.record).toEqual(ref('c9'));
  });
});

describe('a file of a draft', () => {
  let draft: string;
  beforeEach(async () => {
    draft = (await writing.drafts.begin(PETRA, { kind: 'new' })).id;
  });

  it('has a safe name, a type told or known by its name, and goes with its octets', async () => {
    const file = await writing.drafts.upload(PETRA, draft, { filename: '../../CV ü.pdf', contentType: 'application/octet-stream', inline: false, octets: octets('cv') });
    expect(file).toMatchObject({ filename: 'CV ü.pdf', contentType: 'application/pdf', size: 2, contentId: null });
    await writing.drafts.detach(PETRA, draft, file.id);
    expect([fake.blobs.octets.size, fake.drafts.rows.size]).toEqual([0, 0]);
    expect(await fails(writing.drafts.open(PETRA, draft, file.id))).toBe('not-found');
  });

  it('is shown in the text only when it is a picture', async () => {
    const upload = (filename: string) => writing.drafts.upload(PETRA, draft, { filename, contentType: null, inline: true, octets: octets('x') });
    expect((await upload('a.png')).contentId).toMatch(/@draft$/);
    expect(await fails(upload('a.svg'))).toBe('invalid-input');
  });

  it('that is too large is refused while it comes in, without reading on', async () => {
    const small = createFakeApplication();
    const { writing: limited } = (await import('../../../../test/fakes/writing')).createFakeWriting(small.queries, small.reader, 10);
    small.addAccount(1, { tested: true });
    const { id } = await limited.drafts.begin(PETRA, { kind: 'new' });
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 4;
        yield Buffer.from('four');
      }
    }
    expect(await fails(limited.drafts.upload(PETRA, id, { filename: 'a', contentType: null, inline: false, octets: endless() }))).toBe('too-large');
    expect(sent).toBe(12);
  });

  it('comes from a message, a document or the media library, where the person may see it', async () => {
    const original = message();
    fake.documents.set('doc', { message: original.id, partNumber: '3', name: 'CV of Anna.pdf', contentType: 'application/pdf' });
    fake.media.set(7, { name: 'flyer.png', contentType: 'image/png', open: async () => octets('flyer') });
    expect(await writing.drafts.attach(PETRA, draft, { from: 'message', messageId: original.id, partNumber: '3' })).toMatchObject({ filename: 'CV.pdf', size: 6 });
    expect(await writing.drafts.attach(PETRA, draft, { from: 'document', documentId: 'doc' })).toMatchObject({ filename: 'CV of Anna.pdf', size: 6 });
    expect(await writing.drafts.attach(PETRA, draft, { from: 'media', fileId: 7 })).toMatchObject({ filename: 'flyer.png', size: 5, inline: false });
  });

  it('is not found where the person does not see it, or there is none', async () => {
    const theirs = application.addAccount(2, { tested: true });
    const hidden = message({}, theirs.id);
    fake.documents.set('doc', { message: hidden.id, partNumber: '3', name: 'x', contentType: 'x/y' });
    fake.media.set(7, { name: 'flyer.png', contentType: 'image/png', open: async () => octets('flyer') });
    const blind = fakeWriter(1, { mayReadMedia: async () => false });
    const attempts = [
      writing.drafts.attach(PETRA, draft, { from: 'message', messageId: hidden.id, partNumber: '3' }), writing.drafts.attach(PETRA, draft, { from: 'document', documentId: 'doc' }),
      writing.drafts.attach(blind, draft, { from: 'media', fileId: 7 }), writing.drafts.attach(PETRA, draft, { from: 'media', fileId: 8 }), writing.drafts.attach(PETRA, draft, { from: 'document', documentId: 'none' }),
      writing.drafts.attach(PETRA, draft, { from: 'message', messageId: message().id, partNumber: '1' }),
    ];
    expect(await Promise.all(attempts.map(fails))).toEqual(attempts.map(() => 'not-found'));
    expect(fake.drafts.rows.size).toBe(0);
  });

  it('that was cut off is deleted later, and one that is needed is not', async () => {
    const kept = await writing.drafts.upload(PETRA, draft, { filename: 'kept', contentType: null, inline: false, octets: octets('kept') });
    await fake.drafts.begin({ id: 'cut', draftId: draft, blobKey: 'cut', filename: 'x', contentType: 'x/y', size: 0, inline: false, contentId: null });
    fake.blobs.octets.set('cut', Buffer.from('half'));
    expect(await writing.sweep()).toEqual({ files: 0, drafts: 0 });
    fake.time += 3_700_000;
    expect(await writing.sweep()).toEqual({ files: 1, drafts: 0 });
    expect([...fake.drafts.rows.keys()]).toEqual([kept.id]);
    expect(fake.blobs.octets.size).toBe(1);
  });
});

describe('a draft that is sent', () => {
  const send = (id: string, version = 1, more: { sendAt?: string; undoSeconds?: number } = {}) => writing.drafts.send(PETRA, id, { version, sendAt: more.sendAt ?? null, undoSeconds: more.undoSeconds ?? 10 });
  const ready = async () => (await writing.drafts.begin(PETRA, { kind: 'reply', about: message().id })).id;

  it('goes into the outbox as a whole, held for a moment, and is out of the list', async () => {
    const id = await ready();
    const { id: pdf } = await writing.drafts.upload(PETRA, id, { filename: 'a.pdf', contentType: null, inline: false, octets: octets('pdf') });
    expect(await send(id)).toBe('outbox-1');
    const [submission] = fake.submitted;
    expect(submission).toMatchObject({
      accountId: own.id, userId: 1, from: who('petra@firm.test', 'Owner'), to: [who('anna@people.test', 'Anna')], subject: 'Re: Bewerbung', inReplyTo: ['orig@people.test'], draftId: id, waits: 'held', sendAt: fake.time + 10_000,
    });
    expect(submission!.files.map(({ filename, contentId }) => [filename, contentId === null])).toEqual([['logo.png', false], ['a.pdf', true]]);
    expect(fake.blobs.octets.get(submission!.files[1]!.blobKey)?.toString()).toBe('pdf');
    expect(submission!.html).not.toContain('data-email-');
    expect(submission!.answers).not.toBeNull();
    expect((await writing.drafts.list(PETRA, { limit: 5 })).items).toEqual([]);
    expect(await fails(writing.drafts.load(PETRA, id))).toBe('not-found');
    expect(await fails(writing.drafts.detach(PETRA, id, pdf))).toBe('not-found');
  });

  it('is submitted once however often it is pressed', async () => {
    const id = await ready();
    const results = await Promise.allSettled([send(id), send(id), send(id)]);
    expect(fake.submitted).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await send(id)).toBe('outbox-1');
    expect(fake.submitted).toHaveLength(1);
  });

  it('later waits for the time that was chosen', async () => {
    const at = new Date(fake.time + 86_400_000).toISOString();
    await send(await ready(), 1, { sendAt: at });
    expect(fake.submitted[0]).toMatchObject({ waits: 'scheduled', sendAt: Date.parse(at) });
  });

  it('leaves out pictures that are no longer shown, and gaps of those that were taken away', async () => {
    const id = await ready();
    const { id: gone, contentId } = await writing.drafts.upload(PETRA, id, { filename: 'x.png', contentType: null, inline: true, octets: octets('x') });
    await writing.drafts.save(PETRA, id, { version: 1, html: `<p>a<img src="cid:${contentId}">b</p>` });
    await writing.drafts.detach(PETRA, id, gone);
    await send(id, 2);
    expect(fake.submitted[0]).toMatchObject({ html: '<p>ab</p>', files: [] });
  });

  it('as plain text has no HTML', async () => {
    const id = await ready();
    await writing.drafts.save(PETRA, id, { version: 1, plain: true, text: 'plain' });
    await send(id, 2);
    expect(fake.submitted[0]).toMatchObject({ html: null, text: 'plain', files: [] });
  });

  it('stays where it is when something is wrong with it', async () => {
    const id = await ready();
    expect(await fails(send(id, 9))).toBe('conflict');
    await writing.drafts.save(PETRA, id, { version: 1, to: [] });
    expect(await fails(send(id, 2))).toBe('invalid-input to');
    await writing.drafts.save(PETRA, id, { version: 2, to: [who('anna@people.test')], cc: [who('not an address')] });
    expect(await fails(send(id, 3))).toBe('invalid-input cc');
    await writing.drafts.save(PETRA, id, { version: 3, cc: [] });
    fake.refusal = new MailError({ kind: 'transient', code: 'disk-full', message: 'full', remedier: 'administrator' });
    expect(await fails(send(id, 4))).toBe('disk-full');
    expect(await writing.drafts.load(PETRA, id)).toMatchObject({ version: 5 });
    expect(fake.submitted).toEqual([]);
  });

  it('comes back with all its files when it is taken back, and is gone with them when it was sent', async () => {
    const id = await ready();
    await send(id);
    const { release, sent } = outboxDrafts(fake.ports);
    await release(id);
    const back = await writing.drafts.load(PETRA, id);
    expect([back.version, back.attachments.length]).toEqual([2, 1]);
    await send(id, 2);
    await sent(id);
    expect([fake.drafts.drafts.size, fake.drafts.rows.size, fake.blobs.octets.size]).toEqual([0, 0, 0]);
    await sent(id);
    await release(id);
  });

  it('by a process that died meanwhile can be sent again after a while', async () => {
    const id = await ready();
    await fake.drafts.claim(1, id, 1, 0);
    expect(await fails(send(id))).toBe('being-sent');
    expect((await writing.sweep()).drafts).toBe(1);
    expect(await send(id, 2)).toBe('outbox-1');
  });
});

describe('people for an address field', () => {
  it('are each named once, lately written with first, with their record', async () => {
    fake.records = [{ recordType: 'api::candidate.candidate', recordId: 'c1', typeName: 'Candidate', label: 'Anna Weber', address: null }];
    fake.addresses.set('c1', ['anna@people.test', 'anna2@people.test']);
    fake.people = [{ id: 3, name: 'Anna Colleague', email: 'anna@panel.test', isActive: true }, { id: 4, name: 'Anna Gone', email: 'gone@panel.test', isActive: false }];
    fake.mail = [{ name: 'Anna W.', address: 'ANNA@people.test', lastAt: 5 }, { name: 'Anke', address: 'anke@shop.test', lastAt: 9 }];
    fake.failing.add('anna2@people.test');
    const found = await writing.recipients(PETRA, 'An');
    expect(found.map(({ address, name, source, failing }) => [address, name, source, failing])).toEqual([
      ['anke@shop.test', 'Anke', 'mail', false], ['anna@people.test', 'Anna Weber', 'record', false], ['anna2@people.test', 'Anna Weber', 'record', true], ['anna@panel.test', 'Anna Colleague', 'user', false],
    ]);
    expect(found[1]!.record).toEqual({ recordType: 'api::candidate.candidate', recordId: 'c1', label: 'Anna Weber', typeName: 'Candidate' });
  });

  it('are not those whose address the person\'s role does not see', async () => {
    fake.mail = [{ name: '', address: 'secret-forward@firm.test', lastAt: 5 }];
    expect(await writing.recipients(fakeWriter(1, { conceal: async (held) => concealForward(['secret-forward@firm.test']).everywhere(held) }), 'sec')).toEqual([]);
  });
});

describe('a template', () => {
  const input = { name: 'Invite', subject: 'Hello {{record.firstName}}', html: '<p>{{record.firstName}}, {{user.name}}, {{record.secret}}, {{today}}</p>', shared: false, recordType: null };
  beforeEach(() => fake.fields.set('firstName', 'Anna').set('secret', 'salary'));

  it('is filled with what the person may read, and tells what is missing', async () => {
    const { id } = await writing.templates.add(PETRA, input);
    const careful = fakeWriter(1, { mayReadField: (_type, field) => field !== 'secret' });
    const filled = await writing.templates.fill(careful, id, { record: { recordType: 'api::candidate.candidate', recordId: 'c1' } });
    expect(filled).toEqual({ subject: 'Hello Anna', html: '<p>Anna, Petra Klein, {{record.secret}}, 12. November 2026</p>', missing: ['record.secret'] });
    expect((await writing.templates.placeholders(careful, 'api::candidate.candidate')).map(({ name }) => name)).toEqual(['record.firstName', 'user.name', 'user.firstName', 'user.lastName', 'user.email', 'account.name', 'account.displayName', 'account.address', 'today']);
    expect((await writing.templates.placeholders(careful, 'api::other.other')).map(({ name }) => name)).not.toContain('record.firstName');
  });

  it('begins a message above the signature, filled from the record it is about', async () => {
    fake.settings.set(own.id, { signatureHtml: 'Petra' });
    const { id } = await writing.templates.add(PETRA, { ...input, html: '<p>{{record.firstName}}</p>' });
    const draft = await writing.drafts.begin(PETRA, { kind: 'new', templateId: id, record: { recordType: 'api::candidate.candidate', recordId: 'c1' } });
    expect(draft).toMatchObject({ subject: 'Hello Anna', html: '<p>Anna</p><div data-email-signature="">Petra</div>' });
  });

  it('of somebody else is found only when it is shared', async () => {
    const [mine, shared] = [await writing.templates.add(PETRA, input), await writing.templates.add(PETRA, { ...input, name: 'All', shared: true })];
    expect((await writing.templates.list(BERT)).map(({ name, own: isOwn }) => [name, isOwn])).toEqual([['All', false]]);
    expect(await Promise.all([writing.templates.load(BERT, mine.id), writing.templates.change(BERT, mine.id, input), writing.templates.remove(BERT, mine.id), writing.templates.fill(BERT, mine.id, { record: null })].map(fails))).toEqual(Array(4).fill('not-found'));
    expect(await writing.templates.load(BERT, shared.id)).toMatchObject({ own: false, shared: true });
    expect(await fails(writing.templates.add(PETRA, { ...input, recordType: 'api::nothing.nothing' }))).toBe('invalid-input recordType');
  });
});

it('what one may have overlooked is told of the draft as it stands', async () => {
  const { id } = await writing.drafts.begin(PETRA, { kind: 'reply', about: message({ automatic: 'auto-reply', subject: '', from: who('no-reply@shop.test') }).id });
  fake.failing.add('gone@people.test');
  await writing.drafts.save(PETRA, id, { version: 1, cc: [who('gone@people.test')], subject: '', html: '<p>Anbei</p><div data-email-quote="">attached {{record.x}}</div>' });
  const { warnings, bytes } = await writing.drafts.check(PETRA, id);
  expect(warnings.map(({ code }) => code)).toEqual(['forgotten-attachment', 'no-subject', 'no-reply-address', 'failing-recipient', 'automatic-original']);
  expect(bytes).toBeGreaterThan(4_000);
  await writing.drafts.upload(PETRA, id, { filename: 'a.pdf', contentType: null, inline: false, octets: octets('pdf') });
  expect((await writing.drafts.check(PETRA, id)).warnings.map(({ code }) => code)).not.toContain('forgotten-attachment');
});
