import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountSchema, ACTIONS, actionId, activityPageSchema, messageDetailSchema, messagePageSchema, type AccountDto, type Action,
} from '../../shared/contracts';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createDatabase } from '../../server/src/adapters/database';
import { createMimeParser } from '../../server/src/adapters/mime';
import { createSecrets } from '../../server/src/adapters/secrets';
import type { ReadScope } from '../../server/src/domain/access/decide-access';
import { decideView, shows } from '../../server/src/domain/access/decide-visibility';
import { NO_GROUP, type AccountKind, type ColleagueView } from '../../server/src/domain/mail/account';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';
import { WITH_GRAPHQL } from '../servers/strapi-app';
import { TEST_KEYS } from '../servers/strapi-app';
import { connectAccount, file, know, type TestDatabase } from './database-harness';

const CANDIDATE = 'api::candidate.candidate';
const BOX = 'petra@firm.test';
const PATIENCE = 90_000;
const KINDS: AccountKind[] = ['personal', 'group', 'intake', 'forward'];
const VIEWS: ColleagueView[] = ['nothing', 'metadata', 'subject', 'everything'];
/** Roles, and how far each reads. `owner` owns all accounts, `member` belongs to the groups. */
const ROLES: Record<string, { rights: (keyof typeof ACTIONS)[]; reads: ReadScope }> = {
  owner: { rights: ['readOwn', 'manageOwn'], reads: 'own' }, member: { rights: ['readGroup'], reads: 'group' }, colleague: { rights: ['readOwn', 'link'], reads: 'own' },
  boss: { rights: ['readAll'], reads: 'all' }, manager: { rights: ['manageAll'], reads: 'none' },
};

const raw = (name: string): Buffer => Buffer.from([
  `From: Box <box@firm.test>`, `To: Anna <to-${name}@people.test>`, `Bcc: bcc-${name}@people.test`, `Subject: Salary ${name}`, `Message-ID: <${name}@firm.test>`, 'Date: Mon, 02 Nov 2026 09:41:00 +0100',
  'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', `Body ${name}`, '--b', 'Content-Type: application/pdf',
  `Content-Disposition: attachment; filename="contract-${name}.pdf"`, '', 'the file', '--b--', '',
].join('\r\n'));

interface Case {
  name: string;
  kind: AccountKind;
  colleagues: ColleagueView;
  accountId: string;
  messageId: string;
  recordId: string;
}

describe('the visibility of mail', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  const users = new Map<string, TestUser>();
  const cases: Case[] = [];

  const call = (who: string, method: string, url: string, body?: object) =>
    fetch(`${server.url}/email-center${url}`, { method, headers: { authorization: `Bearer ${users.get(who)!.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const get = (who: string, url: string) => call(who, 'GET', url);
  const listed = async (who: string, query: string) => messagePageSchema.parse(await (await get(who, `/messages?limit=100&${query}`)).json()).items;
  const viewOf = (who: string, { kind, colleagues }: Case): ColleagueView =>
    decideView({ userId: users.get(who)!.id, reads: ROLES[who]!.reads }, { kind, ownerId: users.get('owner')!.id, members: kind === 'group' ? [users.get('member')!.id] : [], colleagues });

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [BOX]: 'password' } });
    server = await startStrapi({ plugins: WITH_GRAPHQL, pluginConfig: { caFile: dovecot.caFile } });
    const readCandidates = { action: 'plugin::content-manager.explorer.read', subject: CANDIDATE };
    for (const [who, { rights }] of Object.entries(ROLES)) users.set(who, await server.userWith([...rights.map((key) => actionId(ACTIONS[key] as Action)), readCandidates]));
    users.set('colleague without records', await server.userWith([actionId(ACTIONS.readOwn)]));
    await fill();
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  async function fill(): Promise<void> {
    const clock = { time: Date.now(), now: () => new Date() };
    const knex = server.strapi.db.connection;
    const database = createDatabase({
      knex, client: 'sqlite', clock, secrets: createSecrets(TEST_KEYS), host: { hostname: 'here', pid: process.pid, bootId: 'boot' },
      recordNames: { describe: async () => new Map() }, owners: { load: async () => new Map() },
    });
    const test: TestDatabase = { knex, client: 'sqlite', database, clock, events: [], close: async () => undefined };
    const [blobs, parser] = [createFolderBlobStore({ folder: path.join(server.appDir, 'blobs'), durable: false }), createMimeParser()];
    for (const kind of KINDS) {
      for (const colleagues of VIEWS) {
        const name = `${kind}-${colleagues}`;
        const record = await server.strapi.documents(CANDIDATE as 'admin::user').create({ data: { name, email: `known-${name}@people.test` } as never });
        await know(test, [{ address: `to-${name}@people.test`, recordId: record.documentId }]);
        const at = await connectAccount(test, { ownerId: users.get('owner')!.id, kind, colleagues, name, state: 'paused', group: kind === 'group' ? { ...NO_GROUP, members: [users.get('member')!.id] } : NO_GROUP });
        const octets = raw(name);
        const { key } = await blobs.put(octets);
        await file(test, at, [{ ok: true, uid: 1, internalDate: '2026-11-02T08:41:00.000Z', size: octets.length, seen: true, rawKey: key, message: parser.parse(octets) }], { mailbox: at.sent });
        const row = (await knex('email_center_messages').where({ subject: `Salary ${name}` }).first('document_id')) as { document_id: string };
        cases.push({ name, kind, colleagues, accountId: at.account.id, messageId: row.document_id, recordId: record.documentId });
      }
    }
  }

  describe.each(Object.keys(ROLES))('for the role %s', (who) => {
    const compare = async (what: (one: Case) => Promise<unknown>, wanted: (view: ColleagueView, one: Case) => unknown) => {
      for (const one of cases) expect([one.name, await what(one)]).toEqual([one.name, wanted(viewOf(who, one), one)]);
    };
    const reads = ROLES[who]!.reads !== 'none';

    it('holds in lists and searches', async () => {
      if (!reads) {
        expect((await get(who, '/messages?shared=1')).status).toBe(403);
        return;
      }
      const all = await listed(who, 'shared=1');
      const subjectOf = (view: ColleagueView, { name }: Case) => (shows(view, 'subject') ? [`Salary ${name}`] : shows(view, 'metadata') ? [''] : []);
      await compare(async ({ messageId }) => all.filter(({ id }) => id === messageId).map(({ subject }) => subject), subjectOf);
      await compare(async ({ accountId }) => (await listed(who, `account=${accountId}`)).map(({ subject }) => subject), subjectOf);
      await compare(async ({ name }) => (await listed(who, `shared=1&q=salary ${name}`)).length, (view) => Number(shows(view, 'subject')));
      await compare(async ({ name }) => (await listed(who, `shared=1&q=to-${name}@people.test`)).length, (view) => Number(shows(view, 'metadata')));
      await compare(async ({ name }) => (await listed(who, `shared=1&q=bcc-${name}@people.test`)).length, (view) => Number(shows(view, 'everything')));
      await compare(async ({ name }) => (await listed(who, `shared=1&q=contract-${name}`)).length, () => 0);
    });

    it('holds for one message, its parts and its original', async () => {
      await compare(async ({ messageId, name }) => {
        const answer = await get(who, `/messages/${messageId}`);
        if (answer.status !== 200) return answer.status;
        const text = await answer.text();
        const { view, subject, to, attachmentCount } = messageDetailSchema.parse(JSON.parse(text));
        return [view ?? 'everything', subject, to[0]!.address, attachmentCount, text.includes(`Body ${name}`), text.includes(`contract-${name}`), text.includes(`bcc-${name}`)];
      }, (view, { name }) => {
        // Nobody without a right to read or to work gets as far as a message.
        if (!reads) return 403;
        const isWhole = view === 'everything';
        return view === 'nothing' ? 404 : [view, shows(view, 'subject') ? `Salary ${name}` : '', `to-${name}@people.test`, 1, isWhole, isWhole, isWhole];
      });
      for (const rest of ['/raw', '/parts/2', '/parts/2?inline=1', '/why', '/work']) {
        const open = rest.includes('inline') ? 404 : 200;
        // The original names the forward address, which is for those who may see it.
        const whole = ({ kind }: Case) => (rest === '/raw' && kind === 'forward' ? 403 : open);
        await compare(async ({ messageId }) => (await get(who, `/messages/${messageId}${rest}`)).status, (view, one) => (!reads ? 403 : view === 'everything' ? whole(one) : 404));
      }
    });

    it('holds on records', async () => {
      await compare(async ({ recordId, name }) => {
        const answer = await get(who, `/records/${CANDIDATE}/${recordId}/activities`);
        if (answer.status !== 200) return answer.status;
        const text = await answer.text();
        const { items, total } = activityPageSchema.parse(JSON.parse(text));
        return [total, items.map((item) => [item.view ?? 'everything', item.subject, item.counterpart, item.folder.documents.length]), text.includes(`contract-${name}`)];
      }, (view, { name }) => {
        if (!reads) return 403;
        return view === 'nothing' ? [0, [], false] : [1, [[view, shows(view, 'subject') ? `Salary ${name}` : '', `to-${name}@people.test`, view === 'everything' ? 2 : 0]], view === 'everything'];
      });
    });
  });

  it('lets nobody link what they do not see whole', async () => {
    for (const one of cases) {
      const view = viewOf('colleague', one);
      const answer = await call('colleague', 'POST', `/messages/${one.messageId}/links`, { recordType: CANDIDATE, recordId: cases[0]!.recordId });
      expect([one.name, answer.status]).toEqual([one.name, view === 'everything' ? 200 : 404]);
    }
  });

  it('tells of a record only whoever may read records of its type', async () => {
    const shared = cases.find(({ name }) => name === 'intake-metadata')!;
    expect(messageDetailSchema.parse(await (await get('colleague', `/messages/${shared.messageId}`)).json()).links).toMatchObject([{ recordId: shared.recordId, reasons: [{ rule: 'sent-to' }] }]);
    expect(messageDetailSchema.parse(await (await get('colleague without records', `/messages/${shared.messageId}`)).json()).links).toEqual([]);
  });

  describe('for the content API', () => {
    const OURS = 'plugin::email-center';
    const rest = (url: string, token: string | null) => fetch(`${server.url}/api${url}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    const ask = async (query: string, token: string | null) =>
      (await (await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify({ query }) })).text());
    const ENTRIES = ['/email-center/messages', '/email-center/activities', '/email-center/documents', '/email-center/document-folders'];
    const QUERIES = [
      '{ emailCenterMessages { subject text } }', '{ emailCenterMessages(filters: {subject: {contains: "Salary"}}) { documentId } }', '{ emailCenterActivities { subject message { subject } } }',
      '{ emailCenterDocuments { name } }', '{ emailCenterDocumentFolders { title } }', '{ candidates { emailActivities { subject } } }', '{ emailCenterMessages_connection(filters: {subject: {contains: "Salary"}}) { pageInfo { total } } }',
    ];

    it('gives tokens with the permission everything, whatever accounts share with colleagues', async () => {
      const token = await server.apiToken([`${CANDIDATE}.find`, `${OURS}.message.find`, `${OURS}.activity.find`, `${OURS}.message.raw`, `${OURS}.message.part`, `${OURS}.message.body`, `${OURS}.forward-address.find`]);
      const { data } = (await (await rest('/email-center/messages?pagination[limit]=100', token)).json()) as { data: { subject: string }[] };
      for (const { name, messageId } of cases) {
        expect(data.map(({ subject }) => subject)).toContain(`Salary ${name}`);
        for (const file of ['raw', 'parts/2', 'body']) expect((await rest(`/email-center/messages/${messageId}/${file}`, token)).status).toBe(200);
      }
      expect(await ask('{ candidates(pagination: {limit: 100}) { emailActivities { subject message { subject } } } }', token)).toContain('Salary personal-nothing');
    });

    it('gives nothing of it to people of the panel, to the public, to users of the site, and to tokens without the permission', async () => {
      await server.strapi.documents('plugin::users-permissions.user' as 'admin::user').create({ data: { username: 'site', email: 'site@people.test', password: 'Site-password-1', confirmed: true, provider: 'local', role: ((await server.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as { id: number }).id } as never });
      const login = await fetch(`${server.url}/api/auth/local`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ identifier: 'site@people.test', password: 'Site-password-1' }) });
      const site = ((await login.json()) as { jwt: string }).jwt;
      expect(site).toBeTruthy();
      const records = await server.apiToken([`${CANDIDATE}.find`, `${CANDIDATE}.findOne`]);
      for (const token of [users.get('boss')!.token, users.get('owner')!.token, null, site, records]) {
        for (const url of [...ENTRIES, ...cases.slice(0, 4).flatMap(({ messageId }) => ['', '/raw', '/parts/2', '/body'].map((file) => `/email-center/messages/${messageId}${file}`)), '/candidates?populate=emailActivities']) {
          expect([url, [401, 403].includes((await rest(url, token)).status)]).toEqual([url, true]);
        }
        for (const query of QUERIES) expect(await ask(query, token)).not.toMatch(/Salary|contract-|"total"|"documentId"/);
      }
    });

    it('tells a token that may find activities, or documents, no more by populate, filter or sort than these hold', async () => {
      const token = await server.apiToken([`${CANDIDATE}.find`, `${OURS}.activity.find`, `${OURS}.document.find`]);
      const bodies = async (url: string): Promise<string> => (await rest(url, token)).text();
      for (const url of ['/email-center/activities?populate=*', '/email-center/activities?populate=message', '/email-center/documents?populate=*', '/candidates?populate=emailActivities']) {
        expect([url, /"message":\{|"folder":\{|bcc-/.test(await bodies(url))]).toEqual([url, false]);
      }
      for (const query of ['filters[message][text][$contains]=Body', 'filters[message][subject][$startsWith]=Salary', 'filters[message][bcc][$contains]=bcc', 'sort=message.subject']) {
        for (const entry of ['activities', 'documents']) expect([entry, query, (await rest(`/email-center/${entry}?${query}`, token)).status]).toEqual([entry, query, 400]);
      }
      // Strapi passes over what may not be populated; a filter in there changes nothing.
      for (const entry of ['activities', 'documents']) expect(await bodies(`/email-center/${entry}?populate[message][filters][text][$contains]=nowhere`)).toBe(await bodies(`/email-center/${entry}`));
      for (const query of ['filters[emailActivities][subject][$contains]=Salary', 'sort=emailActivities.subject', 'filters[activities][subject][$contains]=Salary']) expect([query, (await rest(`/candidates?${query}`, token)).status]).toEqual([query, 400]);
      for (const query of ['{ emailCenterActivities { message { text } } }', '{ emailCenterActivities(filters: {message: {text: {contains: "Body"}}}) { documentId } }', '{ candidates { emailActivities { message { text } } } }', '{ emailCenterDocuments(filters: {message: {text: {contains: "Body"}}}) { documentId } }']) {
        expect(await ask(query, token)).not.toMatch(/Body |"documentId"/);
      }
    });

    it('is the only way to them: the content manager does not know them, not even for a super administrator', async () => {
      const { token } = await server.superAdmin();
      for (const url of [`/content-manager/collection-types/${OURS}.message`, `/content-manager/collection-types/${OURS}.activity?filters[subject][$contains]=Salary`, `/content-manager/relations/${OURS}.activity/message`]) {
        expect((await fetch(`${server.url}${url}`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
      }
    });
  });

  describe('of an account that its owner connects', () => {
    let account: AccountDto;
    const answered = async (pending: Promise<Response>): Promise<unknown> => {
      const answer = await pending;
      const body: unknown = await answer.json();
      expect(answer.status, JSON.stringify(body)).toBeLessThan(300);
      return body;
    };
    const settings = () => {
      const { imap, smtp, login } = dovecot.settings(BOX);
      return { name: 'Petra', address: BOX, login, password: 'password', imap, smtp };
    };
    const asColleague = () => listed('colleague', `account=${account.id}`);

    it('is nothing for colleagues unless the owner says otherwise', async () => {
      account = accountSchema.parse(await answered(call('owner', 'POST', '/accounts', settings())));
      expect(account.colleagues).toBe('nothing');
    });

    it('is not widened by those who manage all accounts without reading all mail', async () => {
      expect((await call('manager', 'PUT', `/accounts/${account.id}`, { colleagues: 'everything' })).status).toBe(403);
      expect((await call('manager', 'POST', '/accounts', { ...settings(), address: 'other@firm.test', ownerId: users.get('owner')!.id, colleagues: 'everything' })).status).toBe(403);
      expect((await call('colleague', 'PUT', `/accounts/${account.id}`, { colleagues: 'everything' })).status).toBe(403);
      expect(accountSchema.parse(await answered(get('owner', `/accounts/${account.id}`))).colleagues).toBe('nothing');
    });

    it('follows the choice at once, with mail that came from the server', { timeout: PATIENCE }, async () => {
      await dovecot.deliver(BOX, 'INBOX', [{ raw: raw('delivered').toString().replace('From: Box <box@firm.test>', 'From: Cora <cora@people.test>').replace('To: Anna <to-delivered@people.test>', `To: ${BOX}`), receivedAt: new Date(Date.now() - 86_400_000) }]);
      await (await call('owner', 'POST', `/accounts/${account.id}/test`)).text();
      await answered(call('owner', 'POST', `/accounts/${account.id}/activate`));
      await eventually(async () => expect((await listed('owner', `account=${account.id}&q=salary`)).length).toBe(1), PATIENCE);
      expect(await asColleague()).toEqual([]);
      expect(accountSchema.parse(await answered(call('owner', 'PUT', `/accounts/${account.id}`, { colleagues: 'metadata' })))).toMatchObject({ colleagues: 'metadata', state: 'active', tested: true });
      const seen = (await asColleague()).find(({ from }) => from?.address === 'cora@people.test');
      expect(seen).toMatchObject({ view: 'metadata', subject: '', preview: '', attachmentCount: 1 });
      const detail = messageDetailSchema.parse(await answered(get('colleague', `/messages/${seen!.id}`)));
      expect(detail).toMatchObject({ view: 'metadata', owner: expect.stringMatching(/^User \d+$/), text: '', html: null, attachments: [] });
      await answered(call('owner', 'PUT', `/accounts/${account.id}`, { colleagues: 'subject' }));
      expect((await asColleague()).map(({ subject }) => subject)).toContain('Salary delivered');
      await answered(call('manager', 'PUT', `/accounts/${account.id}`, { colleagues: 'nothing' }));
      expect(await asColleague()).toEqual([]);
      expect((await get('colleague', `/messages/${seen!.id}`)).status).toBe(404);
    });
  });
});
