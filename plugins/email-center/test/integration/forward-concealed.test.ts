/** S5.3: whoever must not see forward addresses finds them nowhere in what leaves the server, whichever way the mail that names them came in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, activityPageSchema, actionId, centerViewSchema, draftSchema, ledgerPageSchema, messagePageSchema, workViewSchema, type Action, type CreateAccountInput } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { EMPLOYEES, EMPLOYEE_TYPE } from '../servers/employees';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';
import { WITH_GRAPHQL } from '../servers/strapi-app';

const [HERE, PETRA, INFO, KARIN, ANNA] = ['forward@firm.test', 'petra@firm.test', 'info@firm.test', 'karin@firm.test', 'anna@people.test'];
const [OLD, ENCODED] = ['forward+old7@firm.test', 'mailto:?cc=%3Cforward%2Bold7%40firm.test%3E'];
const NAMED = /forward(?:\+|%2B|=2B)?[\w-]*(?:@|%40|=40)firm\.test/i;
const WAITS = 90_000;
/** A server that was busy for long closes a connection that waits for its next request. */
const APART = { connection: 'close' };
const CANDIDATE = 'api::candidate.candidate';
const OURS = 'plugin::email-center';
/** Holds a message, so that mail is reached by a relation of the host, too. */
const DOSSIER = {
  dossier: { plural: 'dossiers', attributes: {
    title: { type: 'string' }, mails: { type: 'relation', relation: 'manyToMany', target: `${OURS}.message` }, drawer: { type: 'relation', relation: 'manyToOne', target: 'api::drawer.drawer', inversedBy: 'dossiers' },
    pages: { type: 'component', repeatable: true, component: 'shared.page' },
  } },
  /** One step further away. */
  drawer: { plural: 'drawers', attributes: { title: { type: 'string' }, dossiers: { type: 'relation', relation: 'oneToMany', target: 'api::dossier.dossier', mappedBy: 'drawer' } } },
};
const PAGE = { page: { note: { type: 'string' }, mails: { type: 'relation', relation: 'oneToMany', target: `${OURS}.message` } } };

interface Sent { to: string; cc?: string; bcc?: string; subject: string; id: string; trace?: string[]; text?: string; file?: string }
function mail({ to, cc, bcc, subject, id, trace = [], text = 'The text.', file }: Sent, from = `Petra Klein <${PETRA}>`): string {
  const header = [...trace, `From: ${from}`, `To: ${to}`, ...(cc ? [`Cc: ${cc}`] : []), ...(bcc ? [`Bcc: ${bcc}`] : []), `Subject: ${subject}`, `Message-ID: <${id}@firm.test>`, 'Date: Mon, 02 Nov 2026 10:15:00 +0100', 'MIME-Version: 1.0'];
  if (file === undefined) return [...header, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n');
  const attached = ['--b', 'Content-Type: text/plain; name=note.txt', 'Content-Disposition: attachment; filename=note.txt', 'Content-Transfer-Encoding: base64', '', Buffer.from(file).toString('base64')];
  return [...header, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', text, ...attached, '--b--', ''].join('\r\n');
}

const SENT = [
  mail({ id: 'bcc', to: `Anna Weber <${ANNA}>`, bcc: HERE, subject: 'Offer' }),
  mail({ id: 'cc', to: ANNA, cc: `Center <${OLD}>`, subject: 'Invitation' }),
  mail({ id: 'by-hand', to: `Forward it <${HERE}>`, subject: `Fwd: for ${HERE}`, text: `---------- Forwarded message ---------\r\nFrom: Anna Weber <${ANNA}>\r\nTo: ${HERE}\r\nSubject: Job\r\n\r\nWrite to ${OLD}, please. ${ENCODED}` }),
  mail({ id: 'file', to: ANNA, subject: 'Notes', file: `Send it to ${HERE}.` }),
];
const received = (id: string, subject: string, to: string, trace: string[]): string => mail({ id, to, subject, trace }, `Anna Weber <${ANNA}>`);

describe('to somebody without the right, a forward address', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let blind: TestUser;
  let chief: TestUser;
  let candidate: string;
  const accounts = new Map<string, string>();

  const call = (user: TestUser, method: string, path: string, body?: object) =>
    fetch(`${server.url}/email-center${path}`, { method, headers: { ...APART, authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  /** Header and body; of a stream of events, which has no end, the first. */
  const textOf = async (answer: Response): Promise<string> => {
    const header = [...answer.headers].join('\n');
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return `${header}\n${Buffer.from(await answer.arrayBuffer()).toString()}`;
    const reader = answer.body!.getReader();
    const first = await reader.read();
    await reader.cancel();
    return `${header}\n${Buffer.from(first.value ?? []).toString()}`;
  };
  const idOf = async (subject: string): Promise<string> => {
    const { items } = messagePageSchema.parse(await (await call(chief, 'GET', '/messages?limit=100')).json());
    const found = items.find((item) => item.subject.includes(subject));
    if (found === undefined) throw new Error(`There is no message "${subject}" among ${items.map((item) => item.subject).join(', ')}.`);
    return found.id;
  };
  const connect = async (address: string, options: Partial<CreateAccountInput>): Promise<string> => {
    const id = await panel.connect({ ...dovecot.settings(address), accountId: '' }, options);
    accounts.set(address, id);
    return id;
  };

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [HERE]: 'secret', [PETRA]: 'secret', [INFO]: 'secret', [KARIN]: 'secret' } });
    const recently = (raws: string[]) => raws.map((raw, index) => ({ raw, receivedAt: new Date(Date.now() - 3_600_000 + index * 60_000) }));
    await dovecot.deliver(PETRA, 'Sent', recently(SENT));
    await dovecot.deliver(INFO, 'INBOX', recently([received('both', 'To both', INFO, [`Delivered-To: ${INFO}`]), received('open', 'Openly', `${INFO}, ${HERE}`, [`Delivered-To: ${INFO}`])]));
    await dovecot.deliver(HERE, 'INBOX', recently([received('both', 'To both', INFO, [`Delivered-To: ${HERE}`, `Resent-From: ${PETRA}`]), received('alone', 'Alone', PETRA, [`Delivered-To: ${HERE}`, `Resent-From: ${PETRA}`])]));
    server = await startStrapi({ plugins: WITH_GRAPHQL, moreTypes: { ...EMPLOYEE_TYPE, ...DOSSIER }, components: PAGE, pluginConfig: { caFile: dovecot.caFile, employees: EMPLOYEES } });
    chief = await server.superAdmin();
    panel = openPanel(server.url, chief.token);
    const records = ['candidate', 'company'].map((name) => ({ action: 'plugin::content-manager.explorer.read', subject: `api::${name}.${name}` }));
    blind = await server.userWith([...Object.values(ACTIONS).filter((action) => action !== ACTIONS.seeForward).map((action: Action) => actionId(action)), ...records]);
    candidate = (await server.strapi.documents(CANDIDATE as 'admin::user').create({ data: { name: 'Anna Weber', email: ANNA } as never })).documentId;
    await server.strapi.documents('api::employee.employee' as 'admin::user').create({ data: { name: 'Petra Klein', email: PETRA, active: true } as never });
    // Whoever writes has an account to write from.
    await openPanel(server.url, blind.token).connect({ ...dovecot.settings(KARIN), accountId: '' }, { name: 'Karin' });
    // The forward address comes first, so that its copy of a message is the one stored first.
    const here = await connect(HERE, { name: `Center ${HERE}`, kind: 'forward' });
    await panel.activate(here);
    await panel.imported(here, 3, WAITS);
    await panel.request('POST', `/email-center/accounts/${here}/rotate-address`, { graceDays: 14 });
    for (const [address, messages] of [[PETRA, 5], [INFO, 3]] as const) {
      const id = await connect(address, { name: address });
      await panel.activate(id);
      await panel.imported(id, messages, WAITS);
    }
  }, WAITS * 4);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  /** Every GET route, on every message there is; `null`: holds nothing of mail, with the reason. */
  async function routes(user: TestUser): Promise<Record<string, string[] | null>> {
    const { items } = messagePageSchema.parse(await (await call(chief, 'GET', '/messages?limit=100')).json());
    const of = (path: string): string[] => items.map(({ id }) => `/messages/${id}${path}`);
    const account = (path = ''): string[] => [...accounts.values()].map((id) => `/accounts/${id}${path}`);
    const entry = (await (await call(chief, 'POST', '/lists', { kind: 'block', form: 'address', value: HERE, scope: 'everybody', note: `That is ${HERE}` })).json()) as { entry?: { id: string } };
    await call(chief, 'POST', `/messages/${items[0]!.id}/notes`, { text: `Sent to ${HERE}.` });
    const lists = (await (await call(chief, 'GET', '/lists?view=everybody')).json()) as { items: { id: string }[] };
    const listed = entry.entry?.id ?? lists.items[0]!.id;
    const draft = draftSchema.parse(await (await call(user, 'POST', '/drafts', { kind: 'reply-all', about: await idOf('Invitation') })).json());
    return {
      '/providers': ['/providers'], '/accounts': ['/accounts?scope=all'], '/accounts/:id': account(), '/accounts/:id/status': account('/status'), '/accounts/:id/sending': account('/sending'),
      '/messages': ['/messages?limit=100', '/messages?q=anna'], '/messages/:id': [...of(''), ...of('?images=1')], '/messages/:id/raw': of('/raw'), '/messages/:id/headers': of('/headers'),
      '/messages/:id/parts/:partNumber': [...of('/parts/1'), ...of('/parts/2')], '/messages/:id/files.zip': of('/files.zip'), '/messages/:id/why': of('/why'), '/messages/:id/work': of('/work'),
      '/messages/:id/conversation': of('/conversation'), '/messages/:id/people': of('/people'),
      '/record-types': ['/record-types'], '/records/:recordType/:recordId/activities': [`/records/${CANDIDATE}/${candidate}/activities?limit=50`], '/records/search': ['/records/search?q=anna'],
      '/ledger': ['/ledger?limit=100', '/ledger?q=offer'], '/settings/:name': ['/settings/matching'],
      '/search': ['/search?q=petra', '/search?q=text', '/search?q=write', '/search?q=to:center'], '/search/suggest': ['/search/suggest?q=forw', '/search/suggest?q=to:forw', '/search/suggest?q=account:cen'],
      '/lists': ['/lists?view=everybody'], '/lists/export': ['/lists/export?scope=everybody'], '/lists/:id': [`/lists/${listed}`], '/lists/:id/blocked': [`/lists/${listed}/blocked`], '/lists/:id/past': [`/lists/${listed}/past`],
      '/tasks': ['/tasks?kind=count&subject=s'], '/tasks/:id': null, '/routes': ['/routes'], '/routes/candidates': ['/routes/candidates?side=to', '/routes/candidates?side=from'],
      '/center/events': ['/center/events'], '/center/imports': ['/center/imports'], '/center/views': ['/center/views'],
      '/center/messages': centerViewSchema.options.map((view) => `/center/messages?view=${view}`),
      '/work-items': workViewSchema.options.map((view) => `/work-items?view=${view}`), '/work-items/counts': ['/work-items/counts'], '/work-items/taken-offers': ['/work-items/taken-offers'],
      '/tags': ['/tags'], '/saved-searches': ['/saved-searches'], '/groups/people': ['/groups/people'], '/identities': ['/identities'], '/recipients': ['/recipients?q=forw', '/recipients?q=cen', '/recipients?q=firm'],
      '/drafts': ['/drafts'], '/drafts/:id': [`/drafts/${draft.id}`], '/drafts/:id/check': [`/drafts/${draft.id}/check`], '/drafts/:id/attachments/:attachment': null, '/outbox': ['/outbox'],
      '/templates': ['/templates'], '/templates/placeholders': ['/templates/placeholders'],
    };
  }

  it('is in no answer of any admin route, for any of the mail that names it', async () => {
    const table = await routes(blind);
    const served = server.strapi.server.listRoutes().filter(({ path, methods }) => path.startsWith('/email-center') && methods.includes('GET')).map(({ path }) => path.slice('/email-center'.length));
    expect([...new Set(served)].filter((path) => table[path] === undefined)).toEqual([]);
    const told: string[] = [];
    let answered = 0;
    for (const url of Object.values(table).flatMap((urls) => urls ?? [])) {
      const answer = await call(blind, 'GET', url);
      if (answer.ok) answered += 1;
      const found = NAMED.exec(await textOf(answer));
      if (found) told.push(`${url}: ${found[0]}`);
    }
    expect(told).toEqual([]);
    expect(answered).toBeGreaterThan(60);
  }, WAITS * 2);

  it('is there for those who have the right: the same mail, the same routes', async () => {
    const told = async (path: string): Promise<boolean> => NAMED.test(await textOf(await call(chief, 'GET', path)));
    for (const path of ['/accounts?scope=all', '/messages?limit=100', `/messages/${await idOf('Offer')}`, `/messages/${await idOf('Offer')}/raw`, '/ledger?limit=100', `/records/${CANDIDATE}/${candidate}/activities?limit=50`, '/lists?view=everybody']) {
      expect([path, await told(path)]).toEqual([path, path.startsWith('/records') ? expect.any(Boolean) : true]);
    }
  });

  it('is in no answer to what a person does with such mail', async () => {
    const answers: Response[] = [];
    for (const kind of ['reply', 'reply-all', 'forward']) for (const subject of ['Invitation', 'Fwd: for', 'Openly', 'Offer']) answers.push(await call(blind, 'POST', '/drafts', { kind, about: await idOf(subject) }));
    answers.push(await call(blind, 'POST', '/lists/dry-run', { kind: 'block', form: 'domain', value: 'firm.test', scope: 'everybody' }));
    answers.push(await call(blind, 'POST', `/messages/${await idOf('Fwd: for')}/links`, { recordType: CANDIDATE, recordId: candidate }));
    answers.push(await call(blind, 'PUT', `/accounts/${accounts.get(HERE)}`, { name: 'New' }));
    for (const answer of answers) expect([answer.url, answer.ok || answer.status === 403, NAMED.exec(await textOf(answer))?.[0]]).toEqual([answer.url, true, undefined]);
  });

  it('is not among the recipients of an answer to all, where it stood in Cc', async () => {
    const { to, cc } = draftSchema.parse(await (await call(blind, 'POST', '/drafts', { kind: 'reply-all', about: await idOf('Invitation') })).json());
    expect([...to, ...cc]).toEqual([{ name: expect.any(String), address: ANNA }]);
  });

  it('is found by no search and no part of it: a right guess is answered like a wrong one', async () => {
    const count = async (path: string): Promise<number> => ((await (await call(blind, 'GET', path)).json()) as { items: unknown[] }).items.length;
    for (const guess of [HERE, OLD, 'forward@', 'forward+old', '@firm.test, forward', 'rward@firm']) {
      const q = encodeURIComponent(guess);
      expect([guess, await count(`/ledger?q=${q}`), await count(`/messages?q=${q}`)]).toEqual([guess, 0, 0]);
    }
    expect(await count(`/messages?q=${encodeURIComponent(ANNA)}`)).toBeGreaterThan(3);
    for (const guess of [HERE, 'to:forw', 'cc:forward', 'cc:forwa', 'old7 ', 'to:old', 'cc:center', 'account:forward@firm']) {
      const found = (await (await call(blind, 'GET', `/search?q=${encodeURIComponent(guess)}`)).json()) as { items: { subject: string }[] };
      expect([guess, found.items.map(({ subject }) => subject)]).toEqual([guess, []]);
    }
    for (const path of ['/search/suggest?q=forw', '/search/suggest?q=to:forw', '/recipients?q=forw', '/recipients?q=forward%40firm']) {
      expect([path, JSON.stringify(await (await call(blind, 'GET', path)).json())]).toEqual([path, expect.not.stringContaining('•')]);
    }
    expect([await count('/lists?view=everybody&q=forward%40'), await count('/lists?view=everybody&q=backward')]).toEqual([0, 0]);
    const run = async (value: string): Promise<unknown> => ((await (await call(blind, 'POST', '/lists/dry-run', { kind: 'block', form: 'pattern', value, scope: 'everybody' })).json()) as { kept: unknown }).kept;
    expect([await run('forward*@firm.test'), await run('backward*@firm.test')]).toEqual([0, 0]);
  });

  it('keeps no original from them of which a copy does not name it, and refuses the others with what can be done', async () => {
    const both = await call(blind, 'GET', `/messages/${await idOf('To both')}/raw`);
    expect([both.status, await textOf(both)]).toEqual([200, expect.stringContaining(`Delivered-To: ${INFO}`)]);
    for (const subject of ['Offer', 'Invitation', 'Fwd: for', 'Openly', 'Alone']) {
      const refused = await call(blind, 'GET', `/messages/${await idOf(subject)}/raw`);
      expect([subject, refused.status, await refused.json()]).toEqual([subject, 403, { data: null, error: expect.objectContaining({ message: expect.stringContaining('whoever may see forward addresses') }) }]);
      const headers = await call(blind, 'GET', `/messages/${await idOf(subject)}/headers`);
      if (subject === 'Alone') expect(headers.status).toBe(403);
      else expect(await headers.json()).toEqual({ headers: expect.stringContaining('Subject: '), truncated: false });
      expect((await call(chief, 'GET', `/messages/${await idOf(subject)}/raw`)).status).toBe(200);
    }
    expect((await call(blind, 'GET', `/messages/${await idOf('Notes')}/parts/2`)).status).toBe(403);
    expect((await call(chief, 'GET', `/messages/${await idOf('Notes')}/parts/2`)).status).toBe(200);
  });

  it('is concealed in the ledger and on records, and the other side of other mail is not', async () => {
    const rows = ledgerPageSchema.parse(await (await call(blind, 'GET', '/ledger?limit=100')).json()).items;
    expect(rows.find(({ subject }) => subject.startsWith('Fwd: for'))).toMatchObject({ counterpart: '•••', subject: 'Fwd: for •••' });
    expect(rows.find(({ subject }) => subject === 'Offer')).toMatchObject({ counterpart: ANNA });
    const { items } = activityPageSchema.parse(await (await call(blind, 'GET', `/records/${CANDIDATE}/${candidate}/activities?limit=50`)).json());
    expect(items.find(({ subject }) => subject === 'Offer')).toMatchObject({ counterpart: ANNA });
  });

  describe('over REST and GraphQL', () => {
    let token: string;
    let seeing: string;
    const get = async (path: string, bearer = token) => fetch(`${server.url}/api${path}`, { headers: { ...APART, authorization: `Bearer ${bearer}` } });
    const ask = async (query: string, bearer = token): Promise<string> =>
      (await fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...APART, authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: JSON.stringify({ query }) })).text();
    const total = async (path: string, bearer = token): Promise<number> => {
      const answer = await get(path, bearer);
      const body = (await answer.json()) as { meta?: { pagination: { total: number } } };
      if (body.meta === undefined) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
      return body.meta.pagination.total;
    };
    const inMessages = (field: string, operator: string, value: string): string => `/email-center/messages?filters[${field}][${operator}]=${encodeURIComponent(value)}`;

    beforeAll(async () => {
      const rights = [
        ...['message.find', 'message.findOne', 'message.search', 'message.body', 'message.raw', 'message.part', 'activity.find', 'activity.findOne', 'document-folder.find', 'document.find'].map((right) => `${OURS}.${right}`),
        `${CANDIDATE}.find`, `${CANDIDATE}.findOne`, 'api::dossier.dossier.find', 'api::drawer.drawer.find',
      ];
      token = await server.apiToken(rights);
      seeing = await server.apiToken([...rights, `${OURS}.forward-address.find`]);
      const { items } = messagePageSchema.parse(await (await call(chief, 'GET', '/messages?limit=100')).json());
      // Activities of mail that names it: the message of a forward by hand belongs to no record by itself.
      await call(chief, 'POST', `/messages/${await idOf('Fwd: for')}/links`, { recordType: CANDIDATE, recordId: candidate });
      const mails = items.map(({ id }) => id);
      const dossier = await server.strapi.documents('api::dossier.dossier' as 'admin::user').create({ data: { title: 'All', mails, pages: [{ note: 'One', mails }] } as never });
      await server.strapi.documents('api::drawer.drawer' as 'admin::user').create({ data: { title: 'Left', dossiers: [dossier.documentId] } as never });
    }, WAITS);

    it('is in no answer, but for those granted to see it', async () => {
      const { items } = messagePageSchema.parse(await (await call(chief, 'GET', '/messages?limit=100')).json());
      const urls = [
        '/email-center/messages?pagination[pageSize]=100', '/email-center/activities?populate=*&pagination[pageSize]=100', '/email-center/document-folders?populate[activity][populate]=message',
        '/drawers?populate[dossiers][populate][pages][populate]=mails', '/dossiers?populate[pages][populate]=*',
        '/email-center/documents?populate=*&pagination[pageSize]=100', '/email-center/search?q=text', '/email-center/search?q=write', '/candidates?populate=emailActivities', '/dossiers?populate=mails', '/dossiers?populate=*',
        ...items.flatMap(({ id }) => [`/email-center/messages/${id}`, `/email-center/messages/${id}/body`, `/email-center/messages/${id}/raw`, `/email-center/messages/${id}/parts/2`]),
      ];
      const told: string[] = [];
      for (const url of urls) if (NAMED.test(await textOf(await get(url)))) told.push(url);
      expect(told).toEqual([]);
      expect(NAMED.test(await textOf(await get(urls[0]!, seeing)))).toBe(true);
      expect((await get('/email-center/forward-addresses')).status).toBe(403);
      expect(await (await get('/email-center/forward-addresses', seeing)).json()).toMatchObject({ data: [{ address: expect.stringMatching(/^forward\+/) }] });
      const fields = 'subject preview from to cc bcc replyTo text counterpart forwarded attachments';
      const queries = [
        `{ emailCenterMessages(pagination: {limit: 100}) { ${fields} } }`, `{ emailCenterMessages_connection { nodes { ${fields} } } }`, `{ emailCenterActivities(pagination: {limit: 100}) { subject preview counterpart message { ${fields} } } }`,
        `{ candidates { emailActivities { subject preview counterpart message { ${fields} } } } }`, '{ emailCenterDocumentFolders { title } emailCenterDocuments { name } }', `{ dossiers { mails { ${fields} } } }`,
        `{ drawers { dossiers { pages { mails { ${fields} } } mails_connection { nodes { ...what } } } } } fragment what on EmailCenterMessage { a: counterpart b: to c: text ${fields} }`,
      ];
      for (const query of queries) {
        const answer = await ask(query);
        expect([query, answer.includes('"errors"'), NAMED.exec(answer)?.[0]]).toEqual([query, false, undefined]);
      }
      expect(await ask(queries[0]!, seeing)).toMatch(NAMED);
    }, WAITS);

    it('is told by no filter: a right guess is answered like a wrong one', async () => {
      const guesses = [['counterpart', '$eq', HERE], ['counterpart', '$startsWith', 'forward'], ['counterpart', '$in', HERE], ['to', '$containsi', 'FORWARD@FIRM'], ['bcc', '$contains', HERE], ['cc', '$contains', 'old7'], ['subject', '$contains', 'forward@'], ['text', '$contains', 'forward+old']] as const;
      for (const [field, operator, value] of guesses) {
        expect([field, await total(inMessages(field, operator, value)), await total(inMessages(field, operator, value), seeing)]).toEqual([field, 0, operator === '$in' ? expect.any(Number) : expect.any(Number)]);
        expect([field, await total(inMessages(field, operator, value), seeing) > 0]).toEqual([field, true]);
      }
      const same = async (path: (value: string) => string): Promise<void> => {
        const [right, wrong] = [path('forward'), path('backward')];
        expect([right, await total(right)]).toEqual([right, await total(wrong)]);
        expect([right, await total(right, seeing)]).not.toEqual([right, await total(wrong, seeing)]);
      };
      await same((value) => `/email-center/messages?filters[$not][counterpart][$startsWith]=${value}`);
      await same((value) => `/email-center/messages?filters[$or][0][$and][0][counterpart][$notContains]=${value}`);
      await same((value) => `/email-center/activities?filters[message][counterpart][$startsWith]=${value}`);
      await same((value) => `/dossiers?filters[mails][counterpart][$startsWith]=${value}`);
      // What holds no such address is filtered as ever.
      expect(await total(inMessages('counterpart', '$eq', ANNA))).toBeGreaterThan(3);
      expect(await total(inMessages('subject', '$contains', 'Offer'))).toBe(1);
      const nested = async (value: string, bearer = token): Promise<number> =>
        ((await (await get(`/dossiers?populate[mails][filters][counterpart][$startsWith]=${value}`, bearer)).json()) as { data: { mails: unknown[] }[] }).data[0]!.mails.length;
      expect([await nested('forward'), await nested('backward'), (await nested('forward', seeing)) > 0]).toEqual([0, 0, true]);
      const connected = (value: string, bearer = token) => ask(`{ emailCenterMessages_connection(filters: {counterpart: {startsWith: "${value}"}}) { pageInfo { total } } }`, bearer);
      expect(await connected('forward')).toBe(await connected('backward'));
      expect(await connected('forward', seeing)).not.toBe(await connected('backward', seeing));
      const questions = [
        'dossiers { mails(filters: {counterpart: {startsWith: "forward"}}) { documentId } }', 'dossiers { mails_connection(filters: {or: [{not: {subject: {contains: "f"}}}]}) { nodes { documentId } } }',
        'drawers { dossiers(filters: {mails: {and: [{counterpart: {startsWith: "forward"}}]}}) { title } }', 'drawers { dossiers(sort: "mails.counterpart") { title } }',
        'dossiers { pages(filters: {mails: {to: {contains: "forward"}}}) { note } }', 'dossiers { pages { mails(filters: {subject: {contains: "forward"}}) { documentId } } }',
      ];
      for (const question of questions) {
        expect([question, await ask(`{ ${question} }`)]).toEqual([question, expect.stringContaining('forward-address.find')]);
        // Strapi cannot order a relation by another one, whoever asks.
        if (!question.includes('sort')) expect([question, await ask(`{ ${question} }`, seeing)]).toEqual([question, expect.not.stringContaining('"errors"')]);
      }
      // What the host's own fields are asked stays as it is.
      expect(await ask('{ drawers { dossiers(filters: {title: {eq: "All"}}, sort: "title") { title pages(filters: {note: {eq: "One"}}) { note } } } }')).toContain('"One"');
      const deep = (value: string, bearer = token): Promise<number> => total(`/drawers?filters[dossiers][pages][mails][counterpart][$startsWith]=${value}`, bearer);
      expect([await deep('forward'), await deep('backward'), await deep('forward', seeing)]).toEqual([0, 0, 1]);
    }, WAITS);

    it('is told by no order and no search over all fields: they are refused, and told which right is missing', async () => {
      for (const path of ['/email-center/messages?sort=counterpart', '/email-center/messages?sort[0]=subject:desc', '/email-center/activities?sort=message.counterpart', '/email-center/messages?_q=forward', '/dossiers?populate[mails][sort]=counterpart']) {
        const refused = await get(path);
        expect([path, refused.status, await refused.json()]).toEqual([path, 400, expect.objectContaining({ error: expect.objectContaining({ message: expect.stringContaining('forward-address.find') }) })]);
        expect([path, (await get(path, seeing)).status]).toEqual([path, 200]);
      }
      expect((await get('/email-center/messages?sort=receivedAt:desc')).status).toBe(200);
      expect(await ask('{ emailCenterMessages(sort: "counterpart") { documentId } }')).toContain('forward-address.find');
    });
  });
});
