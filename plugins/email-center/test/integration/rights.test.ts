import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, actionId, type Action } from '../../shared/contracts';
import { createFakeApplication, type FakeApplication } from '../fakes/application';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const ROLES = ['readOwn', 'readGroup', 'readAll', 'manageOwn', 'manageAll', 'run', 'ledger', 'ledger+run', 'manageRules', 'link', 'link+readOwn', 'receiveCases', 'assignWork', 'seeForward+manageOwn', 'erase+manageOwn', 'send+readOwn', 'erase+readOwn', 'none'] as const;
type Role = (typeof ROLES)[number];
const ANY: Role[] = ['readOwn', 'readGroup', 'readAll', 'manageOwn', 'manageAll', 'run', 'ledger', 'ledger+run', 'manageRules', 'link', 'link+readOwn', 'receiveCases', 'assignWork', 'seeForward+manageOwn', 'erase+manageOwn', 'send+readOwn', 'erase+readOwn'];
const READERS: Role[] = ['readOwn', 'readGroup', 'readAll', 'link+readOwn', 'send+readOwn', 'erase+readOwn'];
/** Those who read messages, and those who get cases: they read what they work on. */
const WORKERS: Role[] = [...READERS, 'receiveCases', 'assignWork'];
const MANAGERS: Role[] = ['manageOwn', 'manageAll', 'seeForward+manageOwn', 'erase+manageOwn'];
/** Those who keep lists: for themselves, their accounts, or everybody. */
const KEEPERS: Role[] = [...MANAGERS, 'manageRules'];
const LEDGER: Role[] = ['ledger', 'ledger+run'];
const RUNNERS: Role[] = ['run', 'ledger+run'];

const settings = {
  name: 'Info', address: 'info@firm.test', login: 'info', password: 'secret',
  imap: { host: 'imap.firm.test', port: 993, security: 'tls' }, smtp: { host: 'smtp.firm.test', port: 465, security: 'tls' },
};

/** Every admin route and the roles it opens to, on things the person owns. `:account`, `:message`, `:sighting` are own ones. */
const MATRIX: Record<string, { opensTo: Role[]; url?: string; body?: object | string }> = {
  'GET /providers': { opensTo: MANAGERS },
  'POST /accounts': { opensTo: MANAGERS, body: settings },
  'GET /accounts': { opensTo: ANY },
  'GET /accounts/:id': { opensTo: ANY, url: '/accounts/:account' },
  'PUT /accounts/:id': { opensTo: MANAGERS, url: '/accounts/:account', body: { name: 'New' } },
  'GET /accounts/:id/sending': { opensTo: MANAGERS, url: '/accounts/:account/sending' },
  'PUT /accounts/:id/sending': { opensTo: MANAGERS, url: '/accounts/:account/sending', body: { displayName: 'Anna' } },
  'DELETE /accounts/:id': { opensTo: MANAGERS, url: '/accounts/:account' },
  'POST /discovery': { opensTo: MANAGERS, body: { address: 'anna@people.test' } },
  'POST /accounts/:id/estimate': { opensTo: MANAGERS, url: '/accounts/:account/estimate' },
  'POST /accounts/:id/test': { opensTo: MANAGERS, url: '/accounts/:account/test' },
  'POST /accounts/:id/activate': { opensTo: MANAGERS, url: '/accounts/:account/activate' },
  'POST /accounts/:id/pause': { opensTo: MANAGERS, url: '/accounts/:account/pause' },
  'POST /accounts/:id/sync': { opensTo: RUNNERS, url: '/accounts/:account/sync' },
  'POST /accounts/:id/reconcile': { opensTo: RUNNERS, url: '/accounts/:account/reconcile' },
  'GET /accounts/:id/status': { opensTo: ANY, url: '/accounts/:account/status' },
  'GET /messages': { opensTo: READERS },
  'GET /messages/:id': { opensTo: WORKERS, url: '/messages/:message' },
  'GET /messages/:id/raw': { opensTo: WORKERS, url: '/messages/:message/raw' },
  'GET /messages/:id/parts/:partNumber': { opensTo: WORKERS, url: '/messages/:message/parts/2' },
  'GET /messages/:id/files.zip': { opensTo: WORKERS, url: '/messages/:message/files.zip' },
  'GET /messages/:id/headers': { opensTo: WORKERS, url: '/messages/:message/headers' },
  'POST /messages/:id/parts/:partNumber/save': { opensTo: WORKERS, url: '/messages/:message/parts/2/save', body: {} },
  'GET /record-types': { opensTo: ANY },
  'GET /records/:recordType/:recordId/activities': { opensTo: READERS, url: '/records/api::candidate.candidate/abc/activities' },
  'GET /ledger': { opensTo: LEDGER },
  'POST /accounts/:id/rotate-address': { opensTo: ['seeForward+manageOwn'], url: '/accounts/:forward/rotate-address' },
  'POST /messages/:id/counterpart': { opensTo: ['link+readOwn'], url: '/messages/:message/counterpart', body: { address: 'anna@people.test', direction: 'incoming' } },
  'POST /ledger/:id/replay': { opensTo: ['ledger+run'], url: '/ledger/:sighting/replay' },
  'POST /address-index/rebuild': { opensTo: ['manageAll'] },
  'GET /settings/:name': { opensTo: ['manageRules'], url: '/settings/matching' },
  'PUT /settings/:name': { opensTo: ['manageRules'], url: '/settings/matching', body: { cc: true } },
  'POST /messages/:id/links': { opensTo: ['link+readOwn'], url: '/messages/:message/links', body: { recordType: 'api::candidate.candidate', recordId: 'abc' } },
  'DELETE /messages/:id/links/:recordType/:recordId': { opensTo: ['link+readOwn'], url: '/messages/:message/links/api::candidate.candidate/abc' },
  'GET /messages/:id/why': { opensTo: READERS, url: '/messages/:message/why' },
  'GET /search': { opensTo: READERS, url: '/search?q=anna' },
  'GET /search/suggest': { opensTo: READERS, url: '/search/suggest?q=an' },
  'GET /records/search': { opensTo: ['link+readOwn'], url: '/records/search?q=anna' },
  'POST /records/:recordType/:recordId/look-earlier': { opensTo: ['link+readOwn'], url: '/records/api::candidate.candidate/abc/look-earlier' },
  'GET /lists': { opensTo: KEEPERS },
  'POST /lists': { opensTo: KEEPERS, body: { kind: 'block', form: 'domain', value: 'spam.test', scope: 'user' } },
  'POST /lists/dry-run': { opensTo: KEEPERS, body: { kind: 'block', form: 'domain', value: 'spam.test', scope: 'user' } },
  'POST /lists/many': { opensTo: KEEPERS, body: { kind: 'block', form: 'domain', values: ['spam.test'], scope: 'user' } },
  'POST /lists/import': { opensTo: KEEPERS, body: { csv: 'value\nspam.test', scope: 'user' } },
  'GET /lists/export': { opensTo: KEEPERS, url: '/lists/export?scope=user' },
  'GET /lists/:id': { opensTo: KEEPERS, url: '/lists/:entry' },
  'PUT /lists/:id': { opensTo: KEEPERS, url: '/lists/:entry', body: { kind: 'block', form: 'domain', value: 'other.test' } },
  'DELETE /lists/:id': { opensTo: KEEPERS, url: '/lists/:entry' },
  'GET /lists/:id/blocked': { opensTo: KEEPERS, url: '/lists/:entry/blocked' },
  'GET /lists/:id/past': { opensTo: KEEPERS, url: '/lists/:entry/past' },
  'POST /lists/:id/freed': { opensTo: KEEPERS, url: '/lists/:entry/freed', body: {} },
  'POST /lists/:id/let-in': { opensTo: KEEPERS, url: '/lists/:entry/let-in', body: {} },
  'POST /lists/:id/apply': { opensTo: ['erase+manageOwn'], url: '/lists/:entry/apply', body: { action: 'hide' } },
  'GET /tasks': { opensTo: ANY, url: '/tasks?kind=count&subject=s' },
  'GET /tasks/:id': { opensTo: ANY, url: '/tasks/:task' },
  'GET /routes': { opensTo: ['manageRules'] },
  'GET /routes/candidates': { opensTo: ['manageRules'], url: '/routes/candidates?side=to' },
  'POST /routes': { opensTo: ['manageRules'], body: { from: 'karin', userIds: [1] } },
  'POST /routes/dry-run': { opensTo: ['manageRules'], body: { from: 'karin', userIds: [1] } },
  'PUT /routes/:id': { opensTo: ['manageRules'], url: '/routes/:route', body: { from: 'karin', userIds: [1] } },
  'DELETE /routes/:id': { opensTo: ['manageRules'], url: '/routes/:route' },
  'POST /routes/:id/route-unassigned': { opensTo: ['manageRules'], url: '/routes/:route/route-unassigned' },
  'GET /center/events': { opensTo: WORKERS },
  'POST /messages/:id/presence': { opensTo: WORKERS, url: '/messages/:message/presence', body: { doing: 'reading' } },
  'POST /work-items/take-offers': { opensTo: WORKERS },
  'GET /work-items/taken-offers': { opensTo: WORKERS },
  'POST /work-items/taken-offers/:id/dismiss': { opensTo: WORKERS, url: '/work-items/taken-offers/1/dismiss' },
  'GET /work-items': { opensTo: WORKERS },
  'GET /work-items/counts': { opensTo: WORKERS },
  'POST /work-items/:id/take': { opensTo: WORKERS, url: '/work-items/:work/take', body: {} },
  'POST /work-items/:id/release': { opensTo: WORKERS, url: '/work-items/:work/release', body: {} },
  'POST /work-items/:id/hand-over': { opensTo: WORKERS, url: '/work-items/:work/hand-over', body: { to: 1 } },
  'POST /work-items/:id/assign': { opensTo: ['assignWork'], url: '/work-items/:work/assign', body: { to: 1 } },
  'POST /work-items/:id/done': { opensTo: WORKERS, url: '/work-items/:work/done', body: {} },
  'POST /work-items/:id/reopen': { opensTo: WORKERS, url: '/work-items/:work/reopen', body: {} },
  'POST /work-items/:id/due': { opensTo: WORKERS, url: '/work-items/:work/due', body: { dueAt: null } },
  'GET /messages/:id/work': { opensTo: WORKERS, url: '/messages/:message/work' },
  'POST /messages/:id/unread': { opensTo: WORKERS, url: '/messages/:message/unread' },
  'GET /center/views': { opensTo: WORKERS },
  'GET /center/imports': { opensTo: WORKERS },
  'GET /center/messages': { opensTo: WORKERS },
  'POST /center/states': { opensTo: WORKERS, body: { ids: ['x'], set: { read: true } } },
  'POST /center/link': { opensTo: ['link+readOwn'], body: { ids: ['x'], recordType: 'api::candidate.candidate', recordId: 'abc' } },
  'POST /center/unlink': { opensTo: ['link+readOwn'], body: { ids: ['x'], recordType: 'api::candidate.candidate', recordId: 'abc' } },
  'POST /center/assign': { opensTo: WORKERS, body: { ids: ['x'], to: null } },
  'POST /center/erase': { opensTo: ['erase+readOwn'], body: { ids: ['x'] } },
  'GET /messages/:id/conversation': { opensTo: WORKERS, url: '/messages/:message/conversation' },
  'GET /messages/:id/people': { opensTo: WORKERS, url: '/messages/:message/people' },
  'POST /messages/:id/notes': { opensTo: WORKERS, url: '/messages/:message/notes', body: { text: 'Look' } },
  'DELETE /notes/:id': { opensTo: WORKERS, url: '/notes/:note' },
  'GET /tags': { opensTo: WORKERS },
  'POST /tags': { opensTo: READERS, body: { name: 'Urgent' } },
  'PUT /tags/:id': { opensTo: READERS, url: '/tags/:tag', body: { name: 'Later' } },
  'DELETE /tags/:id': { opensTo: READERS, url: '/tags/:tag' },
  'GET /saved-searches': { opensTo: READERS },
  'POST /saved-searches': { opensTo: READERS, body: { name: 'Invoices', q: 'invoice' } },
  'DELETE /saved-searches/:id': { opensTo: READERS, url: '/saved-searches/:search' },
  'GET /groups/people': { opensTo: ['manageAll'] },
  'GET /identities': { opensTo: ['send+readOwn'] },
  'GET /recipients': { opensTo: ['send+readOwn'], url: '/recipients?q=an' },
  'GET /drafts': { opensTo: ['send+readOwn'] },
  'POST /drafts': { opensTo: ['send+readOwn'], body: {} },
  'GET /drafts/:id': { opensTo: ['send+readOwn'], url: '/drafts/:draft' },
  'PUT /drafts/:id': { opensTo: ['send+readOwn'], url: '/drafts/:draft', body: { version: 1, subject: 'New' } },
  'DELETE /drafts/:id': { opensTo: ['send+readOwn'], url: '/drafts/:draft' },
  'GET /drafts/:id/check': { opensTo: ['send+readOwn'], url: '/drafts/:draft/check' },
  'POST /drafts/:id/send': { opensTo: ['send+readOwn'], url: '/drafts/:draft/send', body: { version: 1 } },
  'POST /drafts/:id/attachments': { opensTo: ['send+readOwn'], url: '/drafts/:draft/attachments?filename=b.txt', body: 'text' },
  'POST /drafts/:id/attach': { opensTo: ['send+readOwn'], url: '/drafts/:draft/attach', body: { from: 'document', documentId: 'document' } },
  'GET /drafts/:id/attachments/:attachment': { opensTo: ['send+readOwn'], url: '/drafts/:draft/attachments/:attachment' },
  'DELETE /drafts/:id/attachments/:attachment': { opensTo: ['send+readOwn'], url: '/drafts/:draft/attachments/:attachment' },
  'GET /outbox': { opensTo: ['send+readOwn'] },
  'POST /outbox/:id/cancel': { opensTo: ['send+readOwn'], url: '/outbox/:waiting/cancel' },
  'POST /outbox/:id/send-now': { opensTo: ['send+readOwn'], url: '/outbox/:waiting/send-now' },
  'POST /outbox/:id/retry': { opensTo: ['send+readOwn'], url: '/outbox/:failed/retry' },
  'POST /outbox/:id/dismiss': { opensTo: ['send+readOwn'], url: '/outbox/:failed/dismiss' },
  'GET /templates': { opensTo: ['send+readOwn'] },
  'POST /templates': { opensTo: ['send+readOwn'], body: { name: 'New', html: '<p>x</p>' } },
  'GET /templates/placeholders': { opensTo: ['send+readOwn'] },
  'PUT /templates/:id': { opensTo: ['send+readOwn'], url: '/templates/:template', body: { name: 'New', html: '<p>x</p>' } },
  'DELETE /templates/:id': { opensTo: ['send+readOwn'], url: '/templates/:template' },
  'POST /templates/:id/fill': { opensTo: ['send+readOwn'], url: '/templates/:template/fill', body: {} },
  'POST /tasks/:id/stop': { opensTo: ANY, url: '/tasks/:task/stop' },
};

interface Route {
  method: string;
  path: string;
  config: { auth?: unknown; policies?: (string | { name: string; config?: { right?: string } })[] };
}

describe('the rights on the admin routes', () => {
  let server: StrapiServer;
  let application: FakeApplication;
  const users = new Map<Role, TestUser>();
  let stranger: TestUser;

  const userOf = (role: Role): TestUser => users.get(role)!;
  /** A text goes up as octets. */
  const call = (user: TestUser | null, method: string, url: string, body?: object | string) =>
    fetch(`${server.url}/email-center${url}`, {
      method,
      headers: { ...(user ? { authorization: `Bearer ${user.token}` } : {}), ...(body ? { 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' } : {}) },
      body: typeof body === 'string' ? body : body && JSON.stringify(body),
    });
  const routes = (): Route[] => (server.strapi.plugin('email-center').routes as unknown as { admin: { routes: Route[] } }).admin.routes;

  beforeAll(async () => {
    server = await startStrapi();
    const readCandidates = { action: 'plugin::content-manager.explorer.read', subject: 'api::candidate.candidate' };
    for (const role of ROLES) {
      const actions = role === 'none' ? [] : role.split('+').map((key) => actionId((ACTIONS as Record<string, Action>)[key]!));
      users.set(role, await server.userWith([...actions, readCandidates, 'plugin::upload.assets.create']));
    }
    stranger = await server.userWith([]);
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    application = createFakeApplication();
    application.drafting.ports.outbox = { submit: async ({ userId }) => ({ id: await application.addOutboxItem(userId, 'scheduled') }) };
    server.strapi.plugin('email-center').service('application').set(application);
  });

  /** Things that belong to the user, and the url with their ids in place. */
  const own = async (user: TestUser, url: string): Promise<string> => {
    const account = application.addAccount(user.id, { tested: true });
    const message = application.addMessage(account.id, { attachments: [{ partNumber: '2', filename: 'a.pdf', contentType: 'application/pdf', size: 3, inline: false, contentId: null }] });
    const sighting = application.addSighting(account.id);
    application.files.set(`${message.rawKey}/`, { contentType: 'message/rfc822', filename: null, content: 'Subject: x\r\n\r\n' });
    application.files.set(`${message.rawKey}/2`, { contentType: 'application/pdf', filename: 'a.pdf', content: 'pdf' });
    const task = application.addTask(user.id);
    const work = application.work.addWork(user.id, message.id);
    application.drafting.documents.set('document', { message: message.id, partNumber: null, name: 'original.eml', contentType: 'message/rfc822' });
    const { draft, attachment, template } = await application.addDraft(user.id, account.id);
    const [waiting, failed] = [await application.addOutboxItem(user.id, 'scheduled'), await application.addOutboxItem(user.id, 'failed')];
    return url.replace(':waiting', waiting).replace(':failed', failed).replace(':draft', draft).replace(':attachment', attachment).replace(':template', template).replace(':work', work.id).replace(':route', application.routing.addRoute().id).replace(':task', task.id).replace(':entry', application.addListEntry(user.id).id).replace(':account', account.id).replace(':forward', application.addAccount(user.id, { kind: 'forward', tested: true }).id).replace(':note', application.center.addStoredNote(user.id, message.id).id).replace(':tag', application.center.addTag().id).replace(':search', application.center.addSearch(user.id).id).replace(':message', message.id).replace(':sighting', sighting.id);
  };

  it('are declared by every route that is registered', () => {
    for (const route of routes()) {
      const right = route.config.policies?.find((policy) => typeof policy === 'object' && policy.name === 'plugin::email-center.has-right');
      expect(right, `${route.method} ${route.path}`).toMatchObject({ config: { right: expect.any(String) } });
      expect(route.config.policies).toContain('admin::isAuthenticatedAdmin');
      expect(route.config.auth).not.toBe(false);
    }
  });

  it('are known to this test for every path the server answers under /email-center', () => {
    const served = server.strapi.server.listRoutes().filter((layer) => layer.path.startsWith('/email-center'));
    const named = served.flatMap((layer) => layer.methods.filter((method: string) => method !== 'HEAD').map((method: string) => `${method} ${layer.path.slice('/email-center'.length)}`));
    expect([...new Set(named)].sort()).toEqual(Object.keys(MATRIX).sort());
  });

  describe.each(Object.entries(MATRIX))('of %s', (name, { opensTo, url, body }) => {
    const [method, path] = name.split(' ') as [string, string];

    it('refuse whoever is not logged in', async () => {
      expect((await call(null, method, url ?? path, body)).status).toBe(401);
    });

    it.each(ROLES)('open or refuse the role %s as the table says', async (role) => {
      const user = userOf(role);
      const target = await own(user, url ?? path);
      const pending = call(user, method, target, body);
      if (path.endsWith('/test') && opensTo.includes(role)) await pending.then(() => application.finishTest(true));
      const answer = await pending;
      // A stream of events has no end.
      await (answer.headers.get('content-type')?.startsWith('text/event-stream') ? answer.body?.cancel() : answer.arrayBuffer());
      if (opensTo.includes(role)) expect(answer.status, role).toBeLessThan(300);
      else expect(answer.status, role).toBe(403);
    });
  });

  describe('on what belongs to somebody else', () => {
    it.each(Object.entries(MATRIX).filter(([, { url }]) => url && !url.startsWith('/records') && !url.startsWith('/settings') && !url.startsWith('/tags') && !url.startsWith('/routes') && !url.startsWith('/work-items/taken') && !url.includes('?')))('keep %s from finding it', async (name, { url, body, opensTo }) => {
      const [method] = name.split(' ') as [string];
      const role = opensTo.find((candidate) => !['readAll', 'manageAll'].includes(candidate))!;
      const answer = await call(userOf(role), method, await own(stranger, url!), body);
      expect(answer.status).toBe(404);
      expect(application.calls).toEqual([]);
    });

    it('tell how far an import is to whoever reads the mail, and what became of the messages to those who see the account', async () => {
      const reader = userOf('readOwn');
      const [mine, theirs] = [application.addAccount(reader.id, { name: 'Mine' }), application.addAccount(stranger.id, { name: 'Theirs' })];
      for (const { id } of [mine, theirs]) application.running.add(id);
      const told = (await (await call(reader, 'GET', '/center/imports')).json()) as unknown;
      const progress = { done: 3, total: 10, perSecond: 1, secondsLeft: 7 };
      expect(told).toEqual({ more: false, imports: [
        { account: { id: mine.id, name: 'Mine' }, progress, outcomes: {}, matched: 0 }, { account: { id: theirs.id, name: 'Theirs' }, progress, outcomes: null, matched: null },
      ] });
    });

    it('let those who manage all change it', async () => {
      const target = await own(stranger, '/accounts/:account');
      expect((await call(userOf('manageAll'), 'PUT', target, { name: 'New' })).status).toBe(200);
    });

    it('let those who read all see the account and keep them from changing it', async () => {
      const both = await server.userWith([actionId(ACTIONS.readAll), actionId(ACTIONS.manageOwn)]);
      const target = await own(stranger, '/accounts/:account');
      expect((await call(both, 'GET', target)).status).toBe(200);
      expect((await call(both, 'PUT', target, { name: 'New' })).status).toBe(403);
    });
  });

  it('keep the list of all accounts from those who manage their own', async () => {
    expect((await call(userOf('manageOwn'), 'GET', '/accounts?scope=all')).status).toBe(403);
    expect((await call(userOf('manageAll'), 'GET', '/accounts?scope=all')).status).toBe(200);
  });

  it('let nobody give an account to somebody else but those who manage all', async () => {
    const gift = { ...settings, ownerId: stranger.id };
    expect((await call(userOf('manageOwn'), 'POST', '/accounts', gift)).status).toBe(403);
    expect((await call(userOf('manageAll'), 'POST', '/accounts', gift)).status).toBe(201);
    const account = application.addAccount(userOf('manageOwn').id);
    expect((await call(userOf('manageOwn'), 'PUT', `/accounts/${account.id}`, { ownerId: stranger.id })).status).toBe(403);
  });

  it('let nobody take an account that was activated, and with it somebody else\'s mail, without the right to read all messages', async () => {
    const thief = await server.userWith([actionId(ACTIONS.manageAll), actionId(ACTIONS.readOwn)]);
    const taken = application.addAccount(stranger.id, { state: 'active' });
    const answer = await call(thief, 'PUT', `/accounts/${taken.id}`, { ownerId: thief.id });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('only those who may read all messages') } });
    expect(application.calls).toEqual([]);
    const draft = application.addAccount(stranger.id, { state: 'draft' });
    expect((await call(thief, 'PUT', `/accounts/${draft.id}`, { ownerId: thief.id })).status).toBe(200);
    const both = await server.userWith([actionId(ACTIONS.manageAll), actionId(ACTIONS.readAll)]);
    expect((await call(both, 'PUT', `/accounts/${taken.id}`, { ownerId: both.id })).status).toBe(200);
  });

  it('keep records from those who may not read such records, wherever a message names them', async () => {
    const link = (recordType: string) => ({ recordType, recordId: 'abc', typeName: 'Type', label: `Secret ${recordType}`, reasons: [{ rule: 'inbox-from' as const, address: 'anna@people.test', field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' }] });
    const seenBy = async (user: TestUser): Promise<unknown> => {
      const account = application.addAccount(user.id);
      const message = application.addMessage(account.id, { links: [link('api::candidate.candidate'), link('api::customer.customer')] });
      const list = (await (await call(user, 'GET', '/messages')).json()) as { items: { links: { label: string }[] }[] };
      const detail = (await (await call(user, 'GET', `/messages/${message.id}`)).json()) as { links: { label: string }[] };
      return [list.items[0]!.links, detail.links].map((links) => links.map(({ label }) => label));
    };
    const candidatesOnly = await server.userWith([actionId(ACTIONS.readOwn), { action: 'plugin::content-manager.explorer.read', subject: 'api::candidate.candidate' }]);
    expect(await seenBy(candidatesOnly)).toEqual([['Secret api::candidate.candidate'], ['Secret api::candidate.candidate']]);
    expect(await seenBy(await server.userWith([actionId(ACTIONS.readOwn)]))).toEqual([[], []]);
  });

  it('keep the history of a record from those who may not read such records', async () => {
    const reader = await server.userWith([actionId(ACTIONS.readAll)]);
    expect((await call(reader, 'GET', '/records/api::candidate.candidate/abc/activities')).status).toBe(403);
  });
});
