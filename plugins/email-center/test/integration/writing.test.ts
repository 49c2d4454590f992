import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACTIONS, actionId, cancelledSchema, draftAttachmentSchema, draftCheckSchema, draftPageSchema, draftSchema, filledTemplateSchema, identitiesSchema, messageDetailSchema, messagePageSchema, outboxItemSchema, placeholdersSchema,
  recipientsSchema, templateSchema, type Action, type DraftDto, type MessageDetail,
} from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const PETRA = 'petra@firm.test';
const ANNA = 'anna@people.test';
const PATIENCE = 90_000;
const LOGO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const CV = randomBytes(200_000);

const original = [
  `From: Anna Weber <${ANNA}>`, `To: ${PETRA}, Bo <bo@people.test>`, 'Cc: PETRA@firm.test', 'Subject: AW: Bewerbung', 'Message-ID: <orig@people.test>', 'References: <root@people.test>',
  'Date: Thu, 12 Nov 2026 09:41:00 +0100', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=m', '',
  '--m', 'Content-Type: multipart/related; boundary=r', '', '--r', 'Content-Type: text/html; charset=utf-8', '',
  '<p onclick="x()">Guten Tag <img src="cid:logo@people"><img src="https://track.test/1.gif"></p><script>alert(1)</script>', '',
  '--r', 'Content-Type: image/png', 'Content-Disposition: inline; filename=logo.png', 'Content-ID: <logo@people>', 'Content-Transfer-Encoding: base64', '', LOGO.toString('base64'), '--r--',
  '--m', 'Content-Type: application/pdf', 'Content-Disposition: attachment; filename="CV.pdf"', 'Content-Transfer-Encoding: base64', '', CV.toString('base64').replace(/.{76}/g, '$&\r\n'), '--m--', '',
].join('\r\n');

describe('writing', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let petra: TestUser;
  let bert: TestUser;
  let message: MessageDetail;
  let candidate: { documentId: string };

  const call = (user: TestUser, method: string, url: string, body?: object | Buffer, type = 'application/json') =>
    fetch(`${server.url}/email-center${url}`, {
      method, headers: { authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : type } : {}) }, body: body && (Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body)),
    });
  const answered = async (pending: Promise<Response>): Promise<unknown> => {
    const answer = await pending;
    const body: unknown = await answer.json();
    expect(answer.status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  };
  const begin = async (input: object, user = petra): Promise<DraftDto> => draftSchema.parse(await answered(call(user, 'POST', '/drafts', { language: 'de', timeZone: 'Europe/Berlin', ...input })));
  const octets = async (user: TestUser, url: string): Promise<Buffer> => {
    const answer = await call(user, 'GET', url);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const rights = (...keys: (keyof typeof ACTIONS)[]) => keys.map((key) => actionId(ACTIONS[key] as Action));
  const mailbox = (address: string, mailboxName: string) => dovecot.doveadm('fetch', '-u', address, 'text', 'mailbox', mailboxName);

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [PETRA]: 'password', [ANNA]: 'password', 'bo@people.test': 'password' } });
    await dovecot.deliver(PETRA, 'INBOX', [{ raw: original }]);
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    const readCandidates = { action: 'plugin::content-manager.explorer.read', subject: 'api::candidate.candidate' };
    petra = await server.userWith([...rights('readOwn', 'manageOwn', 'send', 'run'), readCandidates]);
    bert = await server.userWith(rights('readOwn', 'manageOwn', 'send', 'manageTemplates'));
    candidate = await server.strapi.documents('api::candidate.candidate').create({ data: { name: 'Anna Weber', email: ANNA } as never });
    const { imap, smtp, login } = dovecot.settings(PETRA);
    const account = (await answered(call(petra, 'POST', '/accounts', { name: 'Petra', address: PETRA, login, password: 'password', imap, smtp }))) as { id: string };
    const events = (await (await call(petra, 'POST', `/accounts/${account.id}/test`)).text()).trim().split('\n');
    expect(JSON.parse(events.at(-1)!)).toMatchObject({ passed: true });
    await answered(call(petra, 'POST', `/accounts/${account.id}/activate`));
    const item = await eventually(async () => {
      const { items } = messagePageSchema.parse(await answered(call(petra, 'GET', '/messages?limit=50')));
      const found = items.find(({ subject }) => subject === 'AW: Bewerbung');
      expect(found).toBeDefined();
      return found!;
    }, PATIENCE);
    message = messageDetailSchema.parse(await answered(call(petra, 'GET', `/messages/${item.id}`)));
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('knows the accounts one may send from', async () => {
    const { identities } = identitiesSchema.parse(await answered(call(petra, 'GET', '/identities')));
    expect(identities).toMatchObject([{ name: 'Petra', address: PETRA, ready: true, why: null }]);
    expect(identitiesSchema.parse(await answered(call(bert, 'GET', '/identities'))).identities).toEqual([]);
  });

  it('begins an answer to all with the original quoted and made safe, its pictures as files of the draft', async () => {
    const draft = await begin({ kind: 'reply-all', about: message.id });
    expect(draft).toMatchObject({ subject: 'Re: Bewerbung', to: [{ name: 'Anna Weber', address: ANNA }, { name: 'Bo', address: 'bo@people.test' }], cc: [], about: message.id });
    expect(draft.html).toContain('Am 12. November 2026 um 09:41 schrieb Anna Weber &lt;anna@people.test&gt;:');
    expect(draft.html).not.toMatch(/script|onclick|track\.test/);
    // What it is about comes from the message; nothing was chosen by hand.
    expect(draft).toMatchObject({ record: { recordType: 'api::candidate.candidate', recordId: candidate.documentId, label: 'Anna Weber', typeName: 'Candidate' }, recordChosen: false });
    expect(draft.records.map(({ recordId }) => recordId)).toEqual([candidate.documentId]);
    const [logo] = draft.attachments;
    expect(draft.html).toContain(`<img src="cid:${logo!.contentId}"`);
    expect((await octets(petra, `/drafts/${draft.id}/attachments/${logo!.id}`)).equals(LOGO)).toBe(true);
    expect(draft.text).toContain('> Guten Tag');
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('keeps what is typed, cleans it, and refuses to save over what was saved elsewhere', async () => {
    const draft = await begin({});
    const saved = draftSchema.parse(await answered(call(petra, 'PUT', `/drafts/${draft.id}`, { version: 1, html: '<p>Hi <b>there</b><img src="https://t.test/x.gif"><script>x</script></p>', subject: 'Grüße 😀', to: [{ name: '', address: 'half-typ' }] })));
    expect(saved).toMatchObject({ version: 2, html: '<p>Hi <b>there</b></p>', text: 'Hi there\n', subject: 'Grüße 😀', to: [{ address: 'half-typ' }] });
    expect((await call(petra, 'PUT', `/drafts/${draft.id}`, { version: 1, subject: 'Late' })).status).toBe(409);
    expect(draftSchema.parse(await answered(call(petra, 'GET', `/drafts/${draft.id}`))).subject).toBe('Grüße 😀');
    const { items } = draftPageSchema.parse(await answered(call(petra, 'GET', '/drafts')));
    expect(items.find(({ id }) => id === draft.id)).toMatchObject({ preview: 'Hi there', attachmentCount: 0 });
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('takes files as they stream in, and gives them back', async () => {
    const draft = await begin({});
    const file = randomBytes(5_000_000);
    const attachment = draftAttachmentSchema.parse(await answered(call(petra, 'POST', `/drafts/${draft.id}/attachments?filename=${encodeURIComponent('Zeugnis ü.pdf')}&type=application/pdf`, file)));
    expect(attachment).toMatchObject({ filename: 'Zeugnis ü.pdf', size: file.length, inline: false });
    expect((await octets(petra, `/drafts/${draft.id}/attachments/${attachment.id}`)).equals(file)).toBe(true);
    expect((await call(petra, 'POST', `/drafts/${draft.id}/attachments?filename=a.json`, { a: 1 })).status).toBe(415);
    expect((await call(petra, 'POST', `/drafts/${draft.id}/attachments?filename=a.png&inline=1&type=image/svg%2Bxml`, LOGO)).status).toBe(400);
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
    expect((await call(petra, 'GET', `/drafts/${draft.id}/attachments/${attachment.id}`)).status).toBe(404);
  });

  it('refuses a file that is larger than a message may be, and goes on', async () => {
    const draft = await begin({});
    expect((await call(petra, 'POST', `/drafts/${draft.id}/attachments?filename=big.bin`, Buffer.alloc(37 * 1024 * 1024))).status).toBe(413);
    expect(draftSchema.parse(await answered(call(petra, 'GET', `/drafts/${draft.id}`))).attachments).toEqual([]);
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('leaves nothing behind of a file whose upload breaks off', async () => {
    const draft = await begin({});
    const rows = () => server.strapi.db.connection('email_center_draft_files').where({ draft_id: draft.id });
    const upload = request(`${server.url}/email-center/drafts/${draft.id}/attachments?filename=half.bin`, { method: 'POST', headers: { authorization: `Bearer ${petra.token}`, 'content-type': 'application/octet-stream', 'content-length': '1000000' } });
    upload.on('error', () => undefined);
    upload.write(Buffer.alloc(1000));
    await eventually(async () => expect(await rows()).toHaveLength(1), PATIENCE);
    upload.destroy();
    await eventually(async () => expect(await rows()).toEqual([]), PATIENCE);
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('takes files of messages and of the media library, where the person may see them', async () => {
    const draft = await begin({});
    const cv = message.attachments.find(({ filename }) => filename === 'CV.pdf')!;
    const attached = draftAttachmentSchema.parse(await answered(call(petra, 'POST', `/drafts/${draft.id}/attach`, { from: 'message', messageId: message.id, partNumber: cv.partNumber })));
    expect((await octets(petra, `/drafts/${draft.id}/attachments/${attached.id}`)).equals(CV)).toBe(true);
    await writeFile(path.join(server.strapi.dirs.static.public, 'uploads', 'flyer_1.txt'), 'flyer');
    const media = (await server.strapi.db.query('plugin::upload.file').create({ data: { name: 'flyer', hash: 'flyer_1', ext: '.txt', mime: 'text/plain', size: 1, url: '/uploads/flyer_1.txt', provider: 'local', folderPath: '/' } })) as { id: number };
    expect((await call(petra, 'POST', `/drafts/${draft.id}/attach`, { from: 'media', fileId: media.id })).status).toBe(404);
    const librarian = await server.userWith([...rights('readOwn', 'manageOwn', 'send'), 'plugin::upload.read']);
    expect((await call(librarian, 'POST', `/drafts/${draft.id}/attach`, { from: 'media', fileId: media.id })).status).toBe(404);
    const reader = await server.superAdmin();
    const { imap, smtp, login } = dovecot.settings(ANNA);
    await answered(call(reader, 'POST', '/accounts', { name: 'Anna', address: ANNA, login, password: 'password', imap, smtp }));
    const theirs = await begin({}, reader);
    expect(draftAttachmentSchema.parse(await answered(call(reader, 'POST', `/drafts/${theirs.id}/attach`, { from: 'media', fileId: media.id })))).toMatchObject({ filename: 'flyer.txt', contentType: 'text/plain', size: 5 });
    expect((await call(reader, 'POST', `/drafts/${theirs.id}/attach`, { from: 'media', fileId: 99_999 })).status).toBe(404);
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('lets nobody see another\'s draft or its files, and attach what they may not read', async () => {
    const draft = await begin({ kind: 'forward', about: message.id });
    const [file] = draft.attachments;
    const attempts: [string, string, object?][] = [
      ['GET', `/drafts/${draft.id}`], ['PUT', `/drafts/${draft.id}`, { version: 1, subject: 'x' }], ['DELETE', `/drafts/${draft.id}`], ['GET', `/drafts/${draft.id}/check`], ['POST', `/drafts/${draft.id}/send`, { version: 1 }],
      ['GET', `/drafts/${draft.id}/attachments/${file!.id}`], ['DELETE', `/drafts/${draft.id}/attachments/${file!.id}`], ['POST', `/drafts/${draft.id}/attach`, { from: 'message', messageId: message.id, partNumber: '2' }],
    ];
    const superAdmin = await server.superAdmin();
    for (const [method, url, body] of attempts) for (const user of [bert, superAdmin]) expect((await call(user, method, url, body)).status, `${method} ${url}`).toBe(404);
    const { imap, smtp, login } = dovecot.settings('bo@people.test');
    await answered(call(bert, 'POST', '/accounts', { name: 'Bo', address: 'bo@people.test', login, password: 'password', imap, smtp }));
    const own = await begin({}, bert);
    const cv = message.attachments.find(({ filename }) => filename === 'CV.pdf')!;
    expect((await call(bert, 'POST', `/drafts/${own.id}/attach`, { from: 'message', messageId: message.id, partNumber: cv.partNumber })).status).toBe(404);
    expect((await call(bert, 'POST', '/drafts', { kind: 'reply', about: message.id })).status).toBe(404);
    expect((await call(bert, 'POST', '/drafts', { kind: 'new', record: { recordType: 'api::candidate.candidate', recordId: candidate.documentId } })).status).toBe(404);
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('lets a record be chosen, and offers those that know a recipient, as far as the writer reads them', async () => {
    const record = { recordType: 'api::candidate.candidate', recordId: candidate.documentId };
    const [draft, theirs] = [await begin({ to: [{ name: '', address: ANNA }] }), await begin({ to: [{ name: '', address: ANNA }] }, bert)];
    expect(draft).toMatchObject({ record: null, recordChosen: false, records: [{ ...record, label: 'Anna Weber' }] });
    expect(theirs.records).toEqual([]);
    expect(draftSchema.parse(await answered(call(petra, 'PUT', `/drafts/${draft.id}`, { version: 1, record })))).toMatchObject({ record, recordChosen: true });
    expect(draftSchema.parse(await answered(call(petra, 'PUT', `/drafts/${draft.id}`, { version: 2, record: null })))).toMatchObject({ record: null, recordChosen: false });
    expect((await call(bert, 'PUT', `/drafts/${theirs.id}`, { version: 1, record })).status).toBe(404);
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
    await answered(call(bert, 'DELETE', `/drafts/${theirs.id}`));
  });

  it('completes people from records and past mail, each once', async () => {
    const { recipients } = recipientsSchema.parse(await answered(call(petra, 'GET', '/recipients?q=anna')));
    expect(recipients.filter(({ address }) => address === ANNA)).toMatchObject([{ name: 'Anna Weber', source: 'record', record: { recordId: candidate.documentId, typeName: 'Candidate' }, failing: false }]);
    expect(recipientsSchema.parse(await answered(call(bert, 'GET', '/recipients?q=anna'))).recipients.filter(({ address }) => address === ANNA)).toEqual([]);
  });

  it('fills templates from the record, as far as the person reads it, and shares them only with the right', async () => {
    const input = { name: 'Invite', subject: 'Dear {{record.name}}', html: '<p onclick="x">{{record.name}} {{record.password}} {{user.email}}</p>' };
    expect((await call(petra, 'POST', '/templates', { ...input, shared: true })).status).toBe(403);
    const template = templateSchema.parse(await answered(call(bert, 'POST', '/templates', { ...input, shared: true, recordType: 'api::candidate.candidate' })));
    expect(template.html).not.toContain('onclick');
    expect((await call(petra, 'PUT', `/templates/${template.id}`, { ...input })).status).toBe(403);
    expect((await call(petra, 'DELETE', `/templates/${template.id}`)).status).toBe(403);
    const record = { recordType: 'api::candidate.candidate', recordId: candidate.documentId };
    expect(filledTemplateSchema.parse(await answered(call(petra, 'POST', `/templates/${template.id}/fill`, { record })))).toEqual({ subject: 'Dear Anna Weber', html: `<p>Anna Weber {{record.password}} ${petra.email}</p>`, missing: ['record.password'] });
    expect(filledTemplateSchema.parse(await answered(call(bert, 'POST', `/templates/${template.id}/fill`, { record }))).missing).toContain('record.name');
    const { placeholders } = placeholdersSchema.parse(await answered(call(petra, 'GET', '/templates/placeholders?recordType=api::candidate.candidate')));
    expect(placeholders.map(({ name }) => name)).toEqual(expect.arrayContaining(['record.name', 'record.email', 'today']));
    expect(placeholdersSchema.parse(await answered(call(bert, 'GET', '/templates/placeholders?recordType=api::candidate.candidate'))).placeholders.some(({ name }) => name.startsWith('record.'))).toBe(false);
  });

  it('takes a message back while there is time, with everything in it', async () => {
    const draft = await begin({ kind: 'forward', about: message.id, to: [{ name: '', address: 'bo@people.test' }] });
    const item = outboxItemSchema.parse(await answered(call(petra, 'POST', `/drafts/${draft.id}/send`, { version: 1, undoSeconds: 60 })));
    expect(item).toMatchObject({ state: 'held', subject: 'Fwd: Bewerbung', attachmentCount: 1, can: { cancel: true } });
    expect(outboxItemSchema.parse(await answered(call(petra, 'POST', `/drafts/${draft.id}/send`, { version: 1, undoSeconds: 60 }))).id).toBe(item.id);
    expect((await call(petra, 'GET', `/drafts/${draft.id}`)).status).toBe(404);
    expect(cancelledSchema.parse(await answered(call(petra, 'POST', `/outbox/${item.id}/cancel`))).draft).toBe(draft.id);
    const back = draftSchema.parse(await answered(call(petra, 'GET', `/drafts/${draft.id}`)));
    expect(back).toMatchObject({ html: draft.html, attachments: draft.attachments });
    await answered(call(petra, 'DELETE', `/drafts/${draft.id}`));
  });

  it('sends an answer with its picture and file, in its conversation, and keeps nothing of the draft', async () => {
    const draft = await begin({ kind: 'reply', about: message.id });
    const html = `<p>Vielen Dank, anbei der Vertrag.</p>${draft.html}`;
    await answered(call(petra, 'PUT', `/drafts/${draft.id}`, { version: 1, html }));
    expect(draftCheckSchema.parse(await answered(call(petra, 'GET', `/drafts/${draft.id}/check`))).warnings).toMatchObject([{ code: 'forgotten-attachment', detail: 'anbei' }]);
    await answered(call(petra, 'POST', `/drafts/${draft.id}/attachments?filename=Vertrag.pdf`, CV));
    expect(draftCheckSchema.parse(await answered(call(petra, 'GET', `/drafts/${draft.id}/check`))).warnings).toEqual([]);
    const item = outboxItemSchema.parse(await answered(call(petra, 'POST', `/drafts/${draft.id}/send`, { version: 2, undoSeconds: 0 })));
    expect(item).toMatchObject({ to: [{ address: ANNA }], subject: 'Re: Bewerbung', attachmentCount: 1 });
    const received = await eventually(async () => {
      const all = await mailbox(ANNA, 'INBOX');
      expect(all).toContain('Subject: Re: Bewerbung');
      return all;
    }, PATIENCE);
    expect(received).toMatch(/In-Reply-To: <orig@people\.test>/);
    expect(received).toMatch(/References: <root@people\.test>\s+<orig@people\.test>/);
    // Quoted-printable breaks long lines anywhere, also within an identifier (RFC 2045 6.7).
    const unbroken = received.replace(/=\r?\n/g, '');
    expect(unbroken).toContain('Vertrag.pdf');
    expect(unbroken).toContain(`Content-ID: <${draft.attachments[0]!.contentId}>`);
    expect(unbroken).toContain(`cid:${draft.attachments[0]!.contentId}`);
    expect(unbroken).not.toMatch(/data-email-|Bcc:/);
    await eventually(async () => expect(await server.strapi.db.connection('email_center_drafts').where({ id: draft.id })).toEqual([]), PATIENCE);
    await eventually(async () => expect(await server.strapi.db.connection('email_center_draft_files').where({ draft_id: draft.id })).toEqual([]), PATIENCE);
  }, 200_000);
});
