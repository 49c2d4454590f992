import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, actionId, testEventSchema, type TestEvent } from '../../shared/contracts';
import { MailError } from '../../server/src/domain/mail/mail-error';
import { createFakeApplication, type FakeApplication } from '../fakes/application';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const settings = {
  name: 'Info', address: 'info@firm.test', login: 'info', password: 'very secret',
  imap: { host: 'imap.firm.test', port: 993, security: 'tls' }, smtp: { host: 'smtp.firm.test', port: 465, security: 'tls' },
};

describe('the admin API', () => {
  let server: StrapiServer;
  let application: FakeApplication;
  let petra: TestUser;

  const call = (method: string, url: string, body?: object, signal?: AbortSignal) =>
    fetch(`${server.url}/email-center${url}`, {
      method, signal, headers: { authorization: `Bearer ${petra.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body),
    });

  beforeAll(async () => {
    server = await startStrapi();
    petra = await server.userWith(Object.values(ACTIONS).map(actionId));
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    application = createFakeApplication();
    server.strapi.plugin('email-center').service('application').set(application);
  });

  describe('for accounts', () => {
    it('creates one for the person who asks and never shows its password again', async () => {
      const answer = await call('POST', '/accounts', settings);
      const text = await answer.text();
      expect(answer.status).toBe(201);
      expect(JSON.parse(text)).toMatchObject({ name: 'Info', state: 'draft', owner: { id: petra.id }, can: { manage: true, run: true }, backfillDays: 30 });
      expect(text).not.toContain('very secret');
      expect(await (await call('GET', '/accounts')).text()).not.toContain('very secret');
    });

    it('refuses what is not complete, naming each field', async () => {
      const answer = await call('POST', '/accounts', { ...settings, address: 'nobody', imap: { ...settings.imap, security: 'none' } });
      expect(answer.status).toBe(400);
      const { error } = (await answer.json()) as { error: { name: string; details: { code: string; errors: { path: string[] }[] } } };
      expect(error.name).toBe('ValidationError');
      expect(error.details.code).toBe('invalid-input');
      expect(error.details.errors.map((each) => each.path.join('.'))).toEqual(['address', 'imap.security']);
    });

    it('refuses fields that nobody may set from outside', async () => {
      expect((await call('POST', '/accounts', { ...settings, state: 'active' })).status).toBe(400);
      const account = application.addAccount(petra.id);
      expect((await call('PUT', `/accounts/${account.id}`, { tested: true })).status).toBe(400);
    });

    it('refuses another server without the password, naming that field, and so the stored one is never sent there', async () => {
      const account = application.addAccount(petra.id);
      const answer = await call('PUT', `/accounts/${account.id}`, { imap: { ...account.imap, host: 'imap.elsewhere.test' } });
      expect(answer.status).toBe(400);
      const { error } = (await answer.json()) as { error: { name: string; details: { code: string; errors: { path: string[] }[] } } };
      expect(error).toMatchObject({ name: 'ValidationError', details: { code: 'invalid-input' } });
      expect(error.details.errors.map((each) => each.path.join('.'))).toEqual(['password']);
      expect((await call('PUT', `/accounts/${account.id}`, { imap: { ...account.imap, host: 'imap.elsewhere.test' }, password: 'very secret' })).status).toBe(200);
    });

    it('refuses an owner who does not exist', async () => {
      expect((await call('POST', '/accounts', { ...settings, ownerId: 99_999 })).status).toBe(400);
    });

    it('does not activate what has not passed the test, and says so in the shape of every error', async () => {
      const account = application.addAccount(petra.id, { tested: false });
      const answer = await call('POST', `/accounts/${account.id}/activate`);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ data: null, error: { status: 409, message: 'Test the account first.', details: { code: 'conflict', remedier: 'owner' } } });
    });

    it('answers a fault of ours without its inner life', async () => {
      application.queries.listAccounts = () => Promise.reject(new Error('select secret from accounts'));
      const answer = await call('GET', '/accounts');
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain('secret');
    });
  });

  describe('for the test of an account', () => {
    const step: TestEvent = { type: 'step', step: 'resolve', status: 'passed', ms: 3 };
    const lines = async (answer: Response) => (await answer.text()).trim().split('\n').map((line) => testEventSchema.parse(JSON.parse(line)));

    it('tells each step while it runs and ends with the result', async () => {
      const account = application.addAccount(petra.id, { state: 'ready' });
      application.testEvents = [step];
      const answer = await call('POST', `/accounts/${account.id}/test`);
      expect(answer.headers.get('content-type')).toMatch('application/x-ndjson');
      const reader = answer.body!.getReader();
      const first = await reader.read();
      expect(JSON.parse(Buffer.from(first.value!).toString())).toEqual(step);
      application.finishTest(true);
      const last = await reader.read();
      expect(JSON.parse(Buffer.from(last.value!).toString())).toEqual({ type: 'result', passed: true, state: 'ready' });
      expect((await reader.read()).done).toBe(true);
    });

    it('says so when the test itself breaks off', async () => {
      const account = application.addAccount(petra.id);
      const answer = await call('POST', `/accounts/${account.id}/test`);
      application.finishTest(new MailError({ kind: 'transient', code: 'database-busy', message: 'The database is busy.', remedier: 'administrator' }));
      expect(await lines(answer)).toEqual([{ type: 'error', error: { kind: 'transient', code: 'database-busy', message: 'The database is busy.', remedier: 'administrator' } }]);
    });

    it('runs once at a time for an account, and three times for a person', async () => {
      const accounts = [1, 2, 3, 4].map(() => application.addAccount(petra.id));
      const finish: (() => void)[] = [];
      for (const { id } of accounts.slice(0, 3)) {
        expect((await call('POST', `/accounts/${id}/test`)).status).toBe(200);
        const { finishTest } = application;
        finish.push(() => finishTest(true));
      }
      const again = await call('POST', `/accounts/${accounts[0]!.id}/test`);
      expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('being tested already')]);
      const fourth = await call('POST', `/accounts/${accounts[3]!.id}/test`);
      expect([fourth.status, await fourth.text()]).toEqual([429, expect.stringContaining('tests running already')]);
      for (const end of finish) end();
    });

    it('is given up when nobody watches any more', async () => {
      const account = application.addAccount(petra.id);
      const browser = new AbortController();
      await call('POST', `/accounts/${account.id}/test`, undefined, browser.signal);
      const aborted = once(application.testSignal!, 'abort');
      browser.abort();
      await aborted;
      expect(application.testSignal!.aborted).toBe(true);
    });
  });

  describe('for messages', () => {
    it('shows the sanitised body and keeps the key of the raw message to itself', async () => {
      const message = application.addMessage(application.addAccount(petra.id).id);
      const body = (await (await call('GET', `/messages/${message.id}`)).json()) as object;
      expect(body).toMatchObject({ id: message.id, html: '<p>Guten Tag</p>', blockedRemote: 1 });
      expect(body).not.toHaveProperty('rawKey');
    });

    it('gives the original as a file that no browser runs and no cache keeps', async () => {
      const message = application.addMessage(application.addAccount(petra.id).id, { subject: 'Bewerbung: Müller/2026' });
      application.files.set(`${message.rawKey}/`, { contentType: '', filename: null, content: 'Subject: x\r\n\r\nhallo' });
      const answer = await call('GET', `/messages/${message.id}/raw`);
      expect(await answer.text()).toBe('Subject: x\r\n\r\nhallo');
      expect(answer.headers.get('content-type')).toBe('message/rfc822');
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="Bewerbung: Muller_2026.eml"; filename*=UTF-8''Bewerbung%3A%20M%C3%BCller_2026.eml`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    });

    it.each(['HEAD', 'GET'])('closes a file that nobody reads to its end: %s', async (method) => {
      const message = application.addMessage(application.addAccount(petra.id).id);
      const closed = new Promise<void>((resolve) => {
        application.reader.openRaw = async () => (async function* () {
          try {
            for (;;) yield Buffer.alloc(65_536);
          } finally {
            resolve();
          }
        })();
      });
      const browser = new AbortController();
      expect((await call(method, `/messages/${message.id}/raw`, undefined, browser.signal)).status).toBe(200);
      browser.abort();
      await closed;
    });

    it('refuses with a status what cannot be opened, instead of half a file', async () => {
      const message = application.addMessage(application.addAccount(petra.id).id);
      application.reader.openRaw = async () => (async function* (): AsyncGenerator<Uint8Array> {
        throw new MailError({ kind: 'malformed', code: 'blob-missing', message: 'The original is gone.', remedier: 'administrator' });
      })();
      const answer = await call('GET', `/messages/${message.id}/raw`);
      expect(answer.status).toBe(410);
      expect(answer.headers.get('content-disposition')).toBeNull();
    });

    it('gives an HTML attachment as a file, even when it is asked for inline', async () => {
      const message = application.addMessage(application.addAccount(petra.id).id);
      application.files.set(`${message.rawKey}/2`, { contentType: 'text/html', filename: 'evil.html', content: '<script>' });
      expect((await call('GET', `/messages/${message.id}/parts/2`)).headers.get('content-disposition')).toMatch(/^attachment/);
      expect((await call('GET', `/messages/${message.id}/parts/2?inline=1`)).status).toBe(404);
    });

    it('shows raster images inline', async () => {
      const message = application.addMessage(application.addAccount(petra.id).id);
      application.files.set(`${message.rawKey}/1.2`, { contentType: 'image/png', filename: 'logo.png', content: 'png' });
      const answer = await call('GET', `/messages/${message.id}/parts/1.2?inline=1`);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    });

    it.each(['0', '1.0', '..%2F..%2Fetc', '2%2F..', 'x'])('does not take %s for a part number', async (partNumber) => {
      const message = application.addMessage(application.addAccount(petra.id).id);
      expect((await call('GET', `/messages/${message.id}/parts/${partNumber}`)).status).toBe(404);
    });

    it('refuses a page size beyond its bounds and filters it does not know', async () => {
      expect((await call('GET', '/messages?limit=1000')).status).toBe(400);
      expect((await call('GET', '/messages?filters[x]=1')).status).toBe(400);
    });
  });

  it('says that it is starting or stopping while there is no application', async () => {
    server.strapi.plugin('email-center').service('application').set(null);
    expect((await call('GET', '/accounts')).status).toBe(503);
  });
});
