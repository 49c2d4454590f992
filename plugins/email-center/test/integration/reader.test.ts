/** Files of messages beyond the single part, through a real Strapi: all of them in an archive, their headers, and copies in the media library. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, actionId } from '../../shared/contracts';
import type { StoredMessage } from '../../server/src/flow/queries';
import { concealForward } from '../../server/src/domain/intake/conceal-forward';
import { createFakeApplication, type FakeApplication } from '../fakes/application';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const file = (partNumber: string, filename: string | null, inline = false) => ({ partNumber, filename, contentType: 'text/plain', size: 1, inline, contentId: null });

describe('the files of a message', () => {
  let server: StrapiServer;
  let application: FakeApplication;
  let petra: TestUser;
  let withoutMedia: TestUser;
  let stranger: TestUser;

  beforeAll(async () => {
    server = await startStrapi();
    petra = await server.userWith([actionId(ACTIONS.readOwn), 'plugin::upload.assets.create', 'plugin::upload.read']);
    withoutMedia = await server.userWith([actionId(ACTIONS.readOwn)]);
    stranger = await server.userWith([actionId(ACTIONS.readOwn), 'plugin::upload.assets.create']);
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    application = createFakeApplication();
    server.strapi.plugin('email-center').service('application').set(application);
  });

  const call = (user: TestUser, method: string, url: string, body?: object) =>
    fetch(`${server.url}/email-center${url}`, { method, headers: { authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const addMessage = (owner: TestUser, parts: Record<string, string>, values: Partial<StoredMessage> = {}): StoredMessage => {
    const message = application.addMessage(application.addAccount(owner.id).id, { subject: 'Bewerbung: Müller/2026', ...values });
    for (const [part, content] of Object.entries(parts)) application.files.set(`${message.rawKey}/${part}`, { contentType: 'text/plain', filename: values.attachments?.find(({ partNumber }) => partNumber === part)?.filename ?? null, content });
    return message;
  };
  const namesOf = async () => ((await server.strapi.db.query('plugin::upload.file').findMany({ orderBy: 'id' })) as { name: string }[]).map(({ name }) => name);

  describe('in an archive', () => {
    it('are what the parts are, under names that are safe and different', async () => {
      const attachments = [file('2', '../../etc/passwd'), file('3', 'cv.txt'), file('4', 'CV.txt'), file('1.2', 'logo.png', true)];
      const message = addMessage(petra, { 2: 'not the users', 3: 'first', 4: 'second', '1.2': 'logo' }, { attachments });
      const answer = await call(petra, 'GET', `/messages/${message.id}/files.zip`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/zip');
      expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''Bewerbung%3A%20M%C3%BCller_2026.zip");
      expect([answer.headers.get('x-content-type-options'), answer.headers.get('cache-control'), answer.headers.get('content-security-policy')]).toEqual(['nosniff', 'private, no-store', "sandbox; default-src 'none'"]);
      const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
      expect(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString()]))).toEqual({ passwd: 'not the users', 'cv.txt': 'first', 'CV (2).txt': 'second' });
    });

    it('are not there for a message without any, nor for whoever does not see the message', async () => {
      const empty = addMessage(petra, {});
      expect((await call(petra, 'GET', `/messages/${empty.id}/files.zip`)).status).toBe(404);
      const message = addMessage(petra, { 2: 'x' }, { attachments: [file('2', 'a')] });
      expect((await call(stranger, 'GET', `/messages/${message.id}/files.zip`)).status).toBe(404);
    });

    it('are refused with a status when the original is gone, instead of half an archive', async () => {
      const message = addMessage(petra, {}, { attachments: [file('2', 'a')] });
      const answer = await call(petra, 'GET', `/messages/${message.id}/files.zip`);
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([404, null]);
    });
  });

  describe('and its headers', () => {
    it('are told as they came, without the body', async () => {
      const message = addMessage(petra, { '': 'Subject: x\r\nTo: info@firm.test\r\n\r\nthe body' });
      expect(await (await call(petra, 'GET', `/messages/${message.id}/headers`)).json()).toEqual({ headers: 'Subject: x\r\nTo: info@firm.test\r\n', truncated: false });
      expect((await call(stranger, 'GET', `/messages/${message.id}/headers`)).status).toBe(404);
    });

    it('are refused where the original is: no copy but that of the forward address is there', async () => {
      const message = addMessage(petra, { '': 'Delivered-To: secret@firm.test\r\n\r\n' });
      Object.assign(application.forward, { conceal: async () => concealForward(['secret@firm.test']), namelessCopy: async () => null, copyElsewhere: async () => null });
      for (const what of ['raw', 'headers']) {
        const answer = await call(petra, 'GET', `/messages/${message.id}/${what}`);
        expect([what, answer.status, await answer.text()]).toEqual([what, 403, expect.not.stringContaining('secret@firm.test')]);
      }
    });
  });

  describe('in the media library', () => {
    it('are copies that the library itself has taken in, under a safe name', async () => {
      const message = addMessage(petra, { 2: 'some words' }, { attachments: [file('2', '../notes.txt')] });
      const answer = await call(petra, 'POST', `/messages/${message.id}/parts/2/save`, {});
      const { file: saved } = (await answer.json()) as { file: { id: number; name: string; url: string } };
      expect([answer.status, saved.name]).toEqual([200, 'notes.txt']);
      expect(await readFile(path.join(server.appDir, 'public', saved.url), 'utf8')).toBe('some words');
      expect(await server.strapi.db.query('plugin::upload.file').findOne({ where: { id: saved.id } })).toMatchObject({ mime: 'text/plain', name: 'notes.txt' });
    });

    it('lie in the folder that was chosen', async () => {
      const folder = await server.strapi.plugin('upload').service('folder').create({ name: 'Candidates', parent: null });
      const message = addMessage(petra, { 2: 'some words' }, { attachments: [file('2', 'a.txt')] });
      const { file: saved } = (await (await call(petra, 'POST', `/messages/${message.id}/parts/2/save`, { folder: folder.id })).json()) as { file: { id: number } };
      expect(await server.strapi.db.query('plugin::upload.file').findOne({ where: { id: saved.id }, populate: ['folder'] })).toMatchObject({ folder: { id: folder.id } });
    });

    it('are not made by whoever may not add files there, nor from a message of somebody else', async () => {
      const before = await namesOf();
      const own = addMessage(withoutMedia, { 2: 'x' }, { attachments: [file('2', 'a.txt')] });
      expect((await call(withoutMedia, 'POST', `/messages/${own.id}/parts/2/save`, {})).status).toBe(403);
      expect((await call(stranger, 'POST', `/messages/${own.id}/parts/2/save`, {})).status).toBe(404);
      expect((await call(withoutMedia, 'POST', `/messages/${own.id}/parts/9/save`, {})).status).toBe(403);
      expect((await call(petra, 'POST', `/messages/${own.id}/parts/2/save`, { folder: 'x' })).status).toBe(400);
      expect(await namesOf()).toEqual(before);
    });

    it('are refused with the sentence of the library when it does not take such files', async () => {
      const settings = server.strapi.config.get('plugin::upload') as Record<string, unknown>;
      server.strapi.config.set('plugin::upload', { ...settings, security: { allowedTypes: ['image/*'] } });
      try {
        const message = addMessage(petra, { 2: 'some words' }, { attachments: [file('2', 'a.txt')] });
        const answer = await call(petra, 'POST', `/messages/${message.id}/parts/2/save`, {});
        expect(answer.status).toBe(400);
        expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("'text/plain' is not allowed"), details: { code: 'invalid-input' } } });
      } finally {
        server.strapi.config.set('plugin::upload', settings);
      }
    });

    it('are images there when they are images here', async () => {
      const message = application.addMessage(application.addAccount(petra.id).id, { attachments: [file('2', 'photo.png')] });
      application.reader.openPart = async () => ({ contentType: 'image/png', filename: 'photo.png', content: (async function* () { yield PNG; })() });
      const { file: saved } = (await (await call(petra, 'POST', `/messages/${message.id}/parts/2/save`, {})).json()) as { file: { id: number } };
      expect(await server.strapi.db.query('plugin::upload.file').findOne({ where: { id: saved.id } })).toMatchObject({ mime: 'image/png', width: 1, height: 1 });
    });
  });
});
