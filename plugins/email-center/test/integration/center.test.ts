import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACTIONS, actionId, bulkResultSchema, centerPageSchema, centerViewsSchema, conversationSchema, messagePeopleSchema, noteSchema, savedSearchesSchema, tagSchema, type Action, type CenterItem,
} from '../../shared/contracts';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createDatabase } from '../../server/src/adapters/database';
import { createMimeParser } from '../../server/src/adapters/mime';
import { createSecrets } from '../../server/src/adapters/secrets';
import { NO_GROUP } from '../../server/src/domain/mail/account';
import { eventually } from '../servers/eventually';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';
import { TEST_KEYS } from '../servers/strapi-app';
import { connectAccount, file, type Connected, type TestDatabase } from './database-harness';

const CANDIDATE = 'api::candidate.candidate';
const ROLES = {
  petra: ['readGroup', 'link', 'erase', 'send'], bert: ['readGroup'], chief: ['readAll', 'assignWork', 'manageRules', 'ledger'], agent: ['receiveCases'], stranger: ['readOwn', 'erase', 'link'],
} as const satisfies Record<string, readonly (keyof typeof ACTIONS)[]>;
type Who = keyof typeof ROLES;
const PATIENCE = 60_000;

/** Through a real Strapi: its users, roles and requests. */
describe('the center', () => {
  let server: StrapiServer;
  let test: TestDatabase;
  let info: Connected;
  const users = {} as Record<Who, TestUser>;
  const boxes = {} as Record<'petra' | 'bert' | 'shared', Connected>;
  let uid = 0;

  const call = (who: Who, method: string, url: string, body?: object) =>
    fetch(`${server.url}/email-center${url}`, { method, headers: { authorization: `Bearer ${users[who].token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const answer = async (who: Who, method: string, url: string, body?: object): Promise<unknown> => {
    const response = await call(who, method, url, body);
    const said: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(said)}`);
    return said;
  };
  const views = async (who: Who) => centerViewsSchema.parse(await answer(who, 'GET', '/center/views')).views;
  const countOf = async (who: Who, view: string) => (await views(who)).find((one) => one.view === view)?.count;
  const list = async (who: Who, query = ''): Promise<CenterItem[]> => centerPageSchema.parse(await answer(who, 'GET', `/center/messages?${query}`)).items;
  const subjects = async (who: Who, query = '') => (await list(who, query)).map(({ subject }) => subject);
  const set = async (who: Who, ids: string[], wish: object) => bulkResultSchema.parse(await answer(who, 'POST', '/center/states', { ids, set: wish }));

  beforeAll(async () => {
    server = await startStrapi();
    const readCandidates = { action: 'plugin::content-manager.explorer.read', subject: CANDIDATE };
    for (const [who, rights] of Object.entries(ROLES)) users[who as Who] = await server.userWith([...rights.map((key) => actionId(ACTIONS[key] as Action)), readCandidates]);
    const clock = { time: Date.now(), now: () => new Date() };
    const knex = server.strapi.db.connection;
    const database = createDatabase({
      knex, client: 'sqlite', clock, secrets: createSecrets(TEST_KEYS), host: { hostname: 'here', pid: process.pid, bootId: 'boot' },
      recordNames: { describe: async () => new Map() }, owners: { load: async () => new Map() },
    });
    test = { knex, client: 'sqlite', database, clock, events: [], close: async () => undefined };
    boxes.petra = await connectAccount(test, { ownerId: users.petra.id, name: 'Petra', state: 'paused' });
    boxes.bert = await connectAccount(test, { ownerId: users.bert.id, name: 'Bert', state: 'paused' });
    boxes.shared = await connectAccount(test, { ownerId: users.bert.id, name: 'Shared', state: 'paused', colleagues: 'everything' });
    info = await connectAccount(test, { kind: 'group', ownerId: users.chief.id, name: 'info@', state: 'paused', group: { ...NO_GROUP, members: [users.petra.id, users.bert.id] } });
  }, 180_000);
  afterAll(() => server?.stop());

  async function receive(target: Connected, subject: string, headers: string[] = []): Promise<string> {
    uid += 1;
    const octets = Buffer.from([`From: Anna <anna@people.test>`, 'To: <box@firm.test>', `Subject: ${subject}`, `Message-ID: <m${uid}@people.test>`, ...headers, '', `Text of ${subject}`, ''].join('\r\n'));
    const { key } = await createFolderBlobStore({ folder: path.join(server.appDir, 'blobs'), durable: false }).put(octets);
    const members = [users.petra.id, users.bert.id];
    const context = { kind: 'group' as const, members, defaultHandler: null, distribution: 'none' as const, lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map() };
    const mail = { ok: true as const, uid, internalDate: new Date(Date.UTC(2026, 9, 1) + uid * 60_000).toISOString(), size: octets.length, seen: false, rawKey: key, message: createMimeParser().parse(octets) };
    await file(test, target, [mail], target === info ? { context } : {});
    return ((await test.knex('email_center_messages').where({ subject }).first('document_id')) as { document_id: string }).document_id;
  }

  it('shows each person the views their rights allow, in their order', async () => {
    const names = async (who: Who) => (await views(who)).map(({ view, label }) => (label === null ? view : `${view} ${label}`)).join(', ');
    expect(await names('petra')).toBe('inbox, mine, group info@, mentioned, unmatched, sent, drafts, outbox, snoozed, done, mine-done, all');
    expect(await names('stranger')).toBe('inbox, mentioned, unmatched, sent, snoozed, done, all');
    expect(await names('agent')).toBe('mine, offers, mentioned, mine-done');
    expect(await names('chief')).toBe('inbox, mine, group info@, unassigned, offered, look, mentioned, unmatched, sent, snoozed, done, mine-done, all, blocked');
  });

  it('counts what is unread, marks what is opened as read, and makes it unread again', async () => {
    const id = await receive(boxes.petra, 'Opened');
    const before = (await countOf('petra', 'inbox')) ?? 0;
    expect((await list('petra')).find((item) => item.id === id)?.unread).toBe(true);
    await answer('chief', 'GET', `/messages/${id}`);
    expect(await countOf('petra', 'inbox')).toBe(before);
    await answer('petra', 'GET', `/messages/${id}`);
    expect(await countOf('petra', 'inbox')).toBe(before - 1);
    await answer('petra', 'POST', `/messages/${id}/unread`);
    expect(await countOf('petra', 'inbox')).toBe(before);
  });

  it('puts many aside at once and takes that back, each message for itself', async () => {
    const ids = [await receive(boxes.petra, 'One'), await receive(boxes.petra, 'Two'), await receive(boxes.bert, 'Bert\'s')];
    const done = await set('petra', ids, { done: true, read: true });
    expect([done.changed, done.refused]).toEqual([ids.slice(0, 2), [{ id: ids[2], why: 'There is no such message.' }]]);
    expect(await subjects('petra', 'view=done')).toEqual(['Two', 'One']);
    expect(await subjects('petra')).not.toContain('One');
    await set('petra', done.changed, { done: false });
    expect(await subjects('petra', 'view=done')).toEqual([]);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await set('petra', [ids[0]!], { snoozedUntil: until });
    expect((await list('petra', 'view=snoozed')).map(({ subject, snoozedUntil }) => [subject, snoozedUntil])).toEqual([['One', until]]);
    expect((await call('petra', 'POST', '/center/states', { ids: [ids[0]], set: { done: true, snoozedUntil: until } })).status).toBe(400);
  });

  it('lets nobody change, note, or learn of mail they do not see', async () => {
    const id = await receive(boxes.petra, 'Private');
    const tag = tagSchema.parse(await answer('petra', 'POST', '/tags', { name: 'Mine', color: 'primary' }));
    for (const wish of [{ read: true }, { done: true }, { snoozedUntil: new Date(Date.now() + 1e7).toISOString() }, { addTag: tag.id }]) {
      for (const who of ['bert', 'stranger', 'agent'] as const) expect((await set(who, [id], wish)).refused).toEqual([{ id, why: 'There is no such message.' }]);
    }
    for (const who of ['bert', 'stranger', 'agent'] as const) {
      for (const url of ['conversation', 'people']) expect([who, url, (await call(who, 'GET', `/messages/${id}/${url}`)).status]).toEqual([who, url, 404]);
      expect((await call(who, 'POST', `/messages/${id}/notes`, { text: 'Hello' })).status).toBe(404);
    }
    expect((await call('stranger', 'POST', '/center/erase', { ids: [id] })).status).toBe(404);
    const record = await server.strapi.documents(CANDIDATE as 'admin::user').create({ data: { name: 'Private', email: 'private@people.test' } as never });
    expect(bulkResultSchema.parse(await answer('stranger', 'POST', '/center/link', { ids: [id], recordType: CANDIDATE, recordId: record.documentId })).changed).toEqual([]);
    const seen = (await list('petra')).find((item) => item.id === id);
    expect(seen).toMatchObject({ unread: true, done: false, snoozedUntil: null, tags: [], notes: 0, links: [] });
  });

  it('changes nothing for their owner when somebody who reads everything looks, and tags what they read', async () => {
    const id = await receive(boxes.petra, 'Watched');
    expect((await set('chief', [id], { done: true })).refused[0]?.why).toContain('other people\'s mail');
    const tag = tagSchema.parse(await answer('chief', 'POST', '/tags', { name: 'Audit' }));
    expect((await set('chief', [id], { addTag: tag.id })).changed).toEqual([id]);
    expect((await list('petra', `view=tag&id=${tag.id}`)).map((item) => item.tags.map(({ name }) => name))).toEqual([['Audit']]);
    expect(await list('stranger', `view=tag&id=${tag.id}`)).toEqual([]);
    expect((await call('chief', 'POST', '/tags', { name: 'audit' })).status).toBe(400);
    expect((await call('petra', 'POST', '/center/states', { ids: [id], set: { addTag: 'none' } })).status).toBe(400);
  });

  it('takes notes for those who read the message, naming only people who can read it', async () => {
    const id = await receive(boxes.petra, 'Noted');
    const people = messagePeopleSchema.parse(await answer('petra', 'GET', `/messages/${id}/people`)).people.map((person) => person.id);
    for (const who of Object.keys(ROLES) as Who[]) expect([who, people.includes(users[who].id)]).toEqual([who, (await call(who, 'GET', `/messages/${id}`)).status === 200]);
    const refused = await call('petra', 'POST', `/messages/${id}/notes`, { text: 'Bert?', mentions: [users.bert.id] });
    expect([refused.status, JSON.stringify(await refused.json())]).toEqual([400, expect.stringContaining('cannot read this message')]);
    const note = noteSchema.parse(await answer('petra', 'POST', `/messages/${id}/notes`, { text: 'Please look', mentions: [users.chief.id] }));
    expect(note).toMatchObject({ text: 'Please look', author: { id: users.petra.id }, mentions: [{ id: users.chief.id }], canRemove: true });
    expect([await countOf('chief', 'mentioned'), await subjects('chief', 'view=mentioned')]).toEqual([1, ['Noted']]);
    await answer('chief', 'GET', `/messages/${id}`);
    expect(await countOf('chief', 'mentioned')).toBe(0);
    const { items, notes } = conversationSchema.parse(await answer('chief', 'GET', `/messages/${id}/conversation`));
    expect([items.map(({ subject }) => subject), notes.map(({ text, canRemove }) => [text, canRemove])]).toEqual([['Noted'], [['Please look', false]]]);
    expect((await call('chief', 'DELETE', `/notes/${note.id}`)).status).toBe(400);
    expect((await call('stranger', 'DELETE', `/notes/${note.id}`)).status).toBe(404);
    await answer('petra', 'DELETE', `/notes/${note.id}`);
    expect(conversationSchema.parse(await answer('petra', 'GET', `/messages/${id}/conversation`)).notes).toEqual([]);
  });

  it('shows a conversation across accounts, oldest first, as far as one sees it', async () => {
    const first = await receive(boxes.petra, 'Asked', ['References: <start@people.test>']);
    await receive(info, 'Asked again', ['References: <start@people.test>']);
    await receive(boxes.bert, 'Asked Bert', ['References: <start@people.test>']);
    const of = async (who: Who) => conversationSchema.parse(await answer(who, 'GET', `/messages/${first}/conversation`)).items.map(({ subject }) => subject);
    expect(await of('petra')).toEqual(['Asked', 'Asked again']);
    expect(await of('chief')).toEqual(['Asked', 'Asked again', 'Asked Bert']);
    expect((await list('petra')).find(({ id }) => id === first)).toMatchObject({ conversation: 2 });
  });

  it('assigns the work of many to a person and back to nobody, by the rules of work', async () => {
    const [work, own] = [await receive(info, 'Work'), await receive(boxes.petra, 'No work')];
    const assign = async (who: Who, ids: string[], to: number | null) => bulkResultSchema.parse(await answer(who, 'POST', '/center/assign', { ids, to }));
    expect(await assign('chief', [work, own], users.bert.id)).toEqual({ changed: [work], refused: [{ id: own, why: expect.stringContaining('no work') }] });
    expect(await subjects('bert', 'view=mine')).toEqual(['Work']);
    expect((await assign('chief', [work], users.agent.id)).refused[0]?.why).toContain('member of the group');
    expect((await assign('petra', [work], null)).refused[0]?.why).toContain('Only who works on it');
    expect((await assign('petra', [work], users.petra.id)).changed).toEqual([work]);
    expect((await set('petra', [work], { done: true })).changed).toEqual([work]);
    expect((await list('petra', `view=group&id=${info.account.id}&work=done`)).map(({ subject, done }) => [subject, done])).toEqual([['Work', true]]);
    expect((await set('petra', [work], { done: false })).changed).toEqual([work]);
    expect((await assign('petra', [work], null)).changed).toEqual([work]);
    expect(await subjects('bert', `view=group&id=${info.account.id}&work=unhandled`)).toContain('Work');
    expect(await subjects('stranger', `view=group&id=${info.account.id}`)).toEqual([]);
  });

  it('links many to a record, and takes back what was done', async () => {
    const ids = [await receive(boxes.petra, 'L1'), await receive(boxes.petra, 'L2')];
    const record = await server.strapi.documents(CANDIDATE as 'admin::user').create({ data: { name: 'Anna', email: 'other@people.test' } as never });
    const link = async (how: string, more = {}) => bulkResultSchema.parse(await answer('petra', 'POST', `/center/${how}`, { ids, recordType: CANDIDATE, recordId: record.documentId, ...more }));
    const linked = async () => (await list('petra')).filter(({ id }) => ids.includes(id)).map(({ links }) => links.length);
    expect((await link('link')).changed).toEqual(ids);
    expect(await linked()).toEqual([1, 1]);
    await link('unlink', { undo: true });
    expect([await linked(), await test.knex('email_center_links').where({ record_id: record.documentId })]).toEqual([[0, 0], []]);
    await link('link');
    await link('unlink');
    expect(await linked()).toEqual([0, 0]);
    await link('link', { undo: true });
    expect(await linked()).toEqual([1, 1]);
    expect((await call('petra', 'POST', '/center/link', { ids, recordType: CANDIDATE, recordId: 'nobody' })).status).toBe(404);
  });

  it('erases what is one\'s own, by a task, and leaves what colleagues have or only share', async () => {
    const [own, both, shared] = [await receive(boxes.petra, 'Erase me'), await receive(boxes.petra, 'Both'), await receive(boxes.shared, 'Shared with all')];
    const row = (await test.knex('email_center_messages').where({ document_id: both }).first('id')) as { id: number };
    const copy = (await test.knex('email_center_deliveries').where({ message_id: row.id }).first()) as object;
    await test.knex('email_center_deliveries').insert({ ...copy, account_id: boxes.bert.account.id });
    await test.database.centerStores.states.rebuildCounts();
    expect((await call('petra', 'POST', '/center/erase', { ids: [shared] })).status).toBe(404);
    const task = (await answer('petra', 'POST', '/center/erase', { ids: [own, both, shared] })) as { id: string };
    await eventually(async () => {
      expect(await answer('petra', 'GET', `/tasks/${task.id}`)).toMatchObject({ state: 'done', result: { erased: 1, kept: 1 } });
    }, PATIENCE);
    expect((await call('petra', 'GET', `/messages/${own}`)).status).toBe(404);
    expect((await call('petra', 'GET', `/messages/${both}`)).status).toBe(404);
    expect((await call('bert', 'GET', `/messages/${both}`)).status).toBe(200);
    expect((await call('petra', 'GET', `/messages/${shared}`)).status).toBe(200);
  }, PATIENCE * 2);

  it('keeps searches of one\'s own; those for everybody are saved by those who keep the rules', async () => {
    await answer('petra', 'POST', '/saved-searches', { name: 'Invoices', q: 'invoice' });
    expect((await call('petra', 'POST', '/saved-searches', { name: 'All', q: 'x', shared: true })).status).toBe(400);
    await answer('chief', 'POST', '/saved-searches', { name: 'Complaints', q: 'complaint', shared: true });
    const of = async (who: Who) => savedSearchesSchema.parse(await answer(who, 'GET', '/saved-searches')).searches;
    expect((await of('petra')).map(({ name, own }) => [name, own])).toEqual([['Complaints', false], ['Invoices', true]]);
    expect((await of('stranger')).map(({ name }) => name)).toEqual(['Complaints']);
    expect((await views('stranger')).filter(({ view }) => view === 'search').map(({ label }) => label)).toEqual(['Complaints']);
    const [complaints] = await of('stranger');
    await receive(boxes.petra, 'A complaint about the roof');
    await eventually(async () => {
      expect((await list('petra', `view=search&id=${complaints!.id}`)).map(({ subject, found }) => [subject, found?.subject.filter(({ hit }) => hit).length])).toEqual([['A complaint about the roof', 1]]);
    }, PATIENCE);
    expect(await list('stranger', `view=search&id=${complaints!.id}`)).toEqual([]);
    expect((await call('stranger', 'GET', `/center/messages?view=search&id=none`)).status).toBe(404);
    expect((await call('stranger', 'DELETE', `/saved-searches/${complaints!.id}`)).status).toBe(404);
    expect((await call('chief', 'DELETE', `/saved-searches/${complaints!.id}`)).status).toBe(200);
  }, PATIENCE * 2);
});
