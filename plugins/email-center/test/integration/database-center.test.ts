import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateWish } from '../../server/src/domain/center/decide-states';
import type { Grants } from '../../server/src/domain/access/decide-access';
import { NO_GROUP } from '../../server/src/domain/mail/account';
import type { CenterViewer } from '../../server/src/flow/center/viewer';
import { Chance } from '../fakes/random';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const NONE: Grants = { readOwn: false, readGroup: false, readAll: false, manageOwn: false, manageAll: false, run: false, ledger: false, manageRules: false, runIntake: false, receiveCases: false, assignWork: false, seeForward: false, link: false, erase: false, send: false, manageTemplates: false };
const PETRA: CenterViewer = { userId: 1, reads: 'group', grants: { ...NONE, readOwn: true, readGroup: true } };
const BERT: CenterViewer = { userId: 2, reads: 'own', grants: { ...NONE, readOwn: true } };
const CHIEF: CenterViewer = { userId: 9, reads: 'all', grants: { ...NONE, readAll: true } };
const HOUR = 3_600_000;

/** What people do with messages, on the database: every view is an index range, and every kept number is what one would count. */
describe.each(SQL_CLIENTS)('the center on %s', (client) => {
  let test: TestDatabase;
  let own: Connected;
  let uid = 0;

  beforeAll(async () => {
    test = await openDatabase(client);
    own = await connectAccount(test, { ownerId: 1, name: 'Petra' });
  }, 60_000);
  afterAll(() => test?.close());

  /** Files a message; resolves with its documentId. */
  async function receive(target: Connected, message: Parameters<typeof mail>[1] = {}, rest: Parameters<typeof mail>[2] & { sent?: boolean } = {}): Promise<string> {
    uid += 1;
    const { sent, ...internal } = rest;
    await file(test, target, [mail(uid, { messageId: `c${uid}@example.org`, ...message }, internal)], sent === true ? { mailbox: target.sent } : {});
    const row = (await test.knex('email_center_messages').where({ message_id: message.messageId ?? `c${uid}@example.org` }).first('document_id')) as { document_id: string };
    return row.document_id;
  }

  const stores = () => test.database.centerStores;
  const list = async (viewer: CenterViewer, query: Partial<Parameters<TestDatabase['database']['centerStores']['views']['list']>[1]> = {}) => (await stores().views.list(viewer, { view: 'inbox', limit: 100, ...query })).items;
  const idsOf = async (viewer: CenterViewer, query: Parameters<typeof list>[1] = {}) => (await list(viewer, query)).map(({ id }) => id);
  const item = async (viewer: CenterViewer, id: string) => {
    const row = (await test.knex('email_center_messages').where({ document_id: id }).first('id')) as { id: number };
    return (await stores().items.describe(viewer, [Number(row.id)]))[0];
  };
  const set = async (viewer: CenterViewer, ids: readonly string[], wish: StateWish) => stores().states.write(viewer, await stores().items.targets(viewer, ids), wish);
  const kept = async () => (await test.knex('email_center_view_counts').where('total', '<>', 0)).map((row) => [row.account_id, Number(row.state), Number(row.unread), Number(row.total)].join(' ')).sort();
  const expectCounted = async (): Promise<void> => {
    const before = await kept();
    await stores().states.rebuildCounts();
    expect(before).toEqual(await kept());
  };

  it('shows new mail in the inbox of its owner, unread unless it was read elsewhere, and what was sent not', async () => {
    const before = (await stores().views.numbers(PETRA)).inbox;
    const [fresh, seen] = [await receive(own), await receive(own, {}, { seen: true })];
    const sent = await receive(own, {}, { sent: true });
    const inbox = await list(PETRA);
    expect(inbox.find(({ id }) => id === fresh)).toMatchObject({ unread: true, done: false, snoozedUntil: null, tags: [], notes: 0, answered: false, conversation: 1 });
    expect(inbox.find(({ id }) => id === seen)).toMatchObject({ unread: false });
    expect(inbox.map(({ id }) => id)).not.toContain(sent);
    expect(await idsOf(PETRA, { view: 'sent' })).toEqual([sent]);
    expect((await stores().views.numbers(PETRA)).inbox).toBe(before + 1);
    expect(await idsOf(CHIEF)).toEqual([]);
  });

  it('takes what is done out of the inbox and brings it back where it was', async () => {
    const [older, id, newer] = [await receive(own), await receive(own), await receive(own)];
    await set(PETRA, [id], { done: true, read: true });
    expect((await idsOf(PETRA)).slice(0, 2)).toEqual([newer, older]);
    expect(await idsOf(PETRA, { view: 'done' })).toEqual([id]);
    expect(await item(PETRA, id)).toMatchObject({ done: true, unread: false });
    await set(PETRA, [id], { done: false });
    expect((await idsOf(PETRA)).slice(0, 3)).toEqual([newer, id, older]);
    await expectCounted();
  });

  it('snoozes until a time, shows first what wakes first, and puts what woke on top of the inbox', async () => {
    const [first, second, last] = [await receive(own), await receive(own), await receive(own)];
    const at = (hours: number): string => new Date(test.clock.time + hours * HOUR).toISOString();
    await set(PETRA, [first], { snoozedUntil: at(3) });
    await set(PETRA, [second], { snoozedUntil: at(2) });
    expect(await idsOf(PETRA, { view: 'snoozed' })).toEqual([second, first]);
    expect(await item(PETRA, first)).toMatchObject({ snoozedUntil: at(3), done: false });
    expect((await stores().views.numbers(PETRA)).snoozed).toBe(2);
    expect(await stores().states.wakeDue(test.clock.time + HOUR)).toEqual([]);
    expect(await stores().states.wakeDue(test.clock.time + 2 * HOUR)).toEqual([{ id: second, userId: 1 }]);
    expect((await idsOf(PETRA)).slice(0, 2)).toEqual([second, last]);
    await set(PETRA, [first], { snoozedUntil: null });
    expect(await idsOf(PETRA, { view: 'snoozed' })).toEqual([]);
    expect((await idsOf(PETRA)).indexOf(first)).toBeGreaterThan((await idsOf(PETRA)).indexOf(last));
    await expectCounted();
  });

  it('wakes what is snoozed when new mail of its conversation comes in, and not for mail from the past', async () => {
    const asked = await receive(own, { messageId: 'asked@example.org' });
    await set(PETRA, [asked], { snoozedUntil: new Date(test.clock.time + 100 * HOUR).toISOString() });
    await receive(own, { messageId: 'past@example.org', inReplyTo: ['asked@example.org'] }, { internalDate: new Date(test.clock.time - HOUR).toISOString() });
    expect(await idsOf(PETRA, { view: 'snoozed' })).toEqual([asked]);
    await receive(own, { messageId: 'news@example.org', inReplyTo: ['asked@example.org'] }, { internalDate: new Date(test.clock.time + HOUR).toISOString() });
    expect(await idsOf(PETRA, { view: 'snoozed' })).toEqual([]);
    expect((await idsOf(PETRA)).slice(0, 3)).toContain(asked);
    await expectCounted();
  });

  it('counts the messages of a conversation that the viewer sees, and tells what was answered', async () => {
    const other = await connectAccount(test, { ownerId: 2, name: 'Bert' });
    const asked = await receive(own, { messageId: 'q1@example.org' });
    const answer = await receive(own, { messageId: 'a1@example.org', inReplyTo: ['q1@example.org'] }, { sent: true });
    const elsewhere = await receive(other, { messageId: 'b1@example.org', inReplyTo: ['a1@example.org'], references: ['q1@example.org'] });
    expect(await item(PETRA, asked)).toMatchObject({ conversation: 2, answered: true });
    expect(await item(PETRA, answer)).toMatchObject({ conversation: 2, answered: false });
    expect(await item(PETRA, elsewhere)).toBeUndefined();
    expect(await item(CHIEF, asked)).toMatchObject({ conversation: 3 });
    expect((await stores().views.conversation(PETRA, asked, { limit: 200 }))?.items.map(({ id }) => id)).toEqual([asked, answer]);
    expect((await stores().views.conversation(CHIEF, asked, { limit: 2 }))?.items.map(({ id }) => id)).toEqual([asked, answer]);
    const rest = await stores().views.conversation(CHIEF, asked, { limit: 2, cursor: (await stores().views.conversation(CHIEF, asked, { limit: 2 }))!.next! });
    expect([rest?.items.map(({ id }) => id), rest?.next]).toEqual([[elsewhere], null]);
    expect(await stores().views.conversation(BERT, asked, { limit: 200 })).toBeNull();
  });

  it('shows of shared mail only what is shared: no state, no tag, no note', async () => {
    const shared = await connectAccount(test, { ownerId: 2, name: 'Shared', colleagues: 'subject' });
    const id = await receive(shared, { subject: 'Salary' });
    const tag = await stores().tags.insert({ name: `Urgent ${client}`, color: 'danger' }, 2);
    await set(BERT, [id], { addTag: tag.id });
    expect(await item(BERT, id)).toMatchObject({ unread: true, tags: [{ name: `Urgent ${client}` }] });
    expect(await item(PETRA, id)).toMatchObject({ view: 'subject', subject: 'Salary', preview: '', unread: false, tags: [], notes: 0 });
    expect(await idsOf(BERT, { view: 'tag', id: tag.id })).toEqual([id]);
    expect(await list(PETRA, { view: 'tag', id: tag.id })).toEqual([]);
    await stores().tags.remove(tag.id);
    expect((await item(BERT, id))?.tags).toEqual([]);
    expect(await count(test, 'email_center_message_tags', { tag_id: tag.id })).toBe(0);
  });

  it('filters by unread, attachments, links and kind, also where no index serves, page by page', async () => {
    const filtered = await connectAccount(test, { ownerId: 5, name: 'Filtered' });
    const viewer: CenterViewer = { userId: 5, reads: 'own', grants: { ...NONE, readOwn: true } };
    await know(test, [{ address: 'linked@people.test', recordId: 'r1' }]);
    const attachment = { partNumber: '2', filename: 'cv.pdf', contentType: 'application/pdf', size: 3, inline: false, contentId: null };
    const ids = [
      await receive(filtered, { from: [{ name: '', address: 'linked@people.test' }] }), await receive(filtered, { attachments: [attachment] }), await receive(filtered, {}, { seen: true }),
      await receive(filtered, { automatic: { kind: 'list', why: 'List-Id' } }),
    ];
    const at = async (query: Parameters<typeof list>[1]) => (await idsOf(viewer, query)).map((id) => ids.indexOf(id)).sort();
    expect(await at({ unread: '1' })).toEqual([0, 1, 3]);
    expect(await at({ attachments: '1' })).toEqual([1]);
    expect(await at({ links: 'linked' })).toEqual([0]);
    expect(await at({ automatic: 'any' })).toEqual([3]);
    expect(await at({ view: 'all', unread: '1' })).toEqual([0, 1, 3]);
    expect(await at({ view: 'unmatched' })).toEqual([1, 2, 3]);
    expect(await at({ direction: 'outgoing' })).toEqual([]);
    const walked: string[] = [];
    for (let cursor: string | undefined, page = 0; page < 10; page += 1) {
      const { items, next } = await stores().views.list(viewer, { view: 'inbox', limit: 1, links: 'unmatched', ...(cursor === undefined ? {} : { cursor }) });
      walked.push(...items.map(({ id }) => id));
      if (next === null) break;
      cursor = next;
    }
    expect(walked).toEqual([ids[3], ids[2], ids[1]]);
  });

  it('keeps for each member who opened a message of a group, and its work says whether it is done', async () => {
    const group = await connectAccount(test, { kind: 'group', ownerId: 7, name: 'info', group: { ...NO_GROUP, members: [1, 2] } });
    const context = { kind: 'group' as const, members: [1, 2], defaultHandler: null, distribution: 'none' as const, lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map() };
    uid += 1;
    await file(test, group, [mail(uid, { messageId: `g${uid}@example.org` })], { context });
    const id = ((await test.knex('email_center_messages').where({ message_id: `g${uid}@example.org` }).first('document_id')) as { document_id: string }).document_id;
    const bert: CenterViewer = { ...BERT, reads: 'group', grants: { ...BERT.grants, readGroup: true } };
    expect(await item(PETRA, id)).toMatchObject({ unread: true, done: false, work: [{ state: 'open' }] });
    await test.database.readStates.markRead(1, id);
    expect([(await item(PETRA, id))?.unread, (await item(bert, id))?.unread]).toEqual([false, true]);
    expect(await idsOf(PETRA, { view: 'group', id: group.account.id, work: 'unhandled' })).toEqual([id]);
    expect(await idsOf(PETRA)).not.toContain(id);
    const [target] = await stores().items.targets(PETRA, [id]);
    const done = await stores().states.changeWork(target!.work.map((work) => work.id), 1, () => ({ change: { state: 'done', handlerId: 1 }, event: { kind: 'done', from: null, to: 1, note: '' } }));
    expect([...done.values()][0]?.work).toMatchObject({ state: 'done', handlerId: 1 });
    expect(await item(PETRA, id)).toMatchObject({ done: true });
    expect(await idsOf(PETRA, { view: 'mine-done' })).toEqual([id]);
  });

  it('marks what is opened as read for its owner, and notes nothing of other people\'s mail', async () => {
    const id = await receive(own);
    expect(await test.database.readStates.markRead(2, id)).toBe(false);
    expect([await test.database.readStates.markRead(1, id), await test.database.readStates.markRead(1, id)]).toEqual([true, false]);
    expect(await item(PETRA, id)).toMatchObject({ unread: false });
    expect(await test.database.readStates.markUnread(1, id)).toBe(true);
    expect(await item(PETRA, id)).toMatchObject({ unread: true });
    await expectCounted();
  });

  it('keeps notes with whom they name, unread until the message is opened, and erases them with their message', async () => {
    const id = await receive(own);
    const [target] = await stores().items.targets(PETRA, [id]);
    const note = await stores().notes.insert({ message: target!.id, authorId: 2, text: 'Please look, Petra', mentions: [1] });
    expect(await item(PETRA, id)).toMatchObject({ notes: 1 });
    expect(await idsOf(PETRA, { view: 'mentioned' })).toEqual([id]);
    expect((await stores().views.numbers(PETRA)).mentioned).toBe(1);
    await test.database.readStates.markRead(1, id);
    expect((await stores().views.numbers(PETRA)).mentioned).toBe(0);
    await stores().notes.remove(note.id, 1);
    expect(await stores().notes.ofMessages([id])).toEqual([]);
    expect(await idsOf(PETRA, { view: 'mentioned' })).toEqual([]);
    expect(await test.knex('email_center_notes').where({ id: Number(note.id) }).first()).toMatchObject({ text: '', removed_by: 1 });
    await stores().notes.insert({ message: target!.id, authorId: 1, text: 'Once more', mentions: [2] });
    await test.database.lists.erased.erase([{ messageId: target!.id, accountId: own.account.id }], 'test', 1);
    expect([await count(test, 'email_center_notes', { message_id: target!.id }), await count(test, 'email_center_mentions', { message_id: target!.id })]).toEqual([0, 0]);
    await expectCounted();
  });

  it('keeps the numbers of views right whatever is done with messages in whatever order', async () => {
    const chance = new Chance(20_261_122);
    const target = await connectAccount(test, { ownerId: 1, name: 'Random' });
    const known: { id: string; message: number }[] = [];
    const hidden = new Set<string>();
    for (let step = 0; step < 150; step += 1) {
      const some = known.filter(() => chance.chance(0.3));
      const wish = chance.pick<StateWish>([{ read: true }, { read: false }, { done: true }, { done: false }, { snoozedUntil: new Date(test.clock.time + chance.below(9) * HOUR + 1).toISOString() }, { snoozedUntil: null }]);
      const what = chance.below(10);
      if (known.length < 5 || what < 2) {
        const thread = known.length > 0 && chance.chance(0.5) ? { inReplyTo: [`c${uid}@example.org`] } : {};
        const id = await receive(target, thread, { seen: chance.chance(0.5), internalDate: new Date(test.clock.time + step * 1000).toISOString(), sent: chance.chance(0.2) });
        known.push({ id, message: Number(((await test.knex('email_center_messages').where({ document_id: id }).first('id')) as { id: number }).id) });
      } else if (what < 8) await set(PETRA, some.map(({ id }) => id), wish);
      else if (what === 8) await stores().states.wakeDue(test.clock.time + chance.below(9) * HOUR);
      else if (chance.chance(0.6)) {
        const entry = `entry-${chance.below(2)}`;
        if (hidden.has(entry)) await test.database.lists.hidden.show(entry, 100);
        else await test.database.lists.hidden.hide(some.map(({ message }) => ({ messageId: message, accountId: target.account.id })), entry, 1);
        if (!hidden.delete(entry)) hidden.add(entry);
      } else if (some[0] !== undefined) {
        await test.database.lists.erased.erase([{ messageId: some[0].message, accountId: target.account.id }], 'test', 1);
        known.splice(known.indexOf(some[0]), 1);
      }
    }
    const left = await count(test, 'email_center_snoozes', { account_id: target.account.id });
    expect(await count(test, 'email_center_deliveries', { account_id: target.account.id, state: 2 })).toBe(left);
    await expectCounted();
  });
});

describe('the plans of the center', () => {
  it('read no table of mail, states, tags or notes whole and sort nothing whole, in any view, conversation or number', async () => {
    const test = await openDatabase('sqlite');
    const [own, second] = [await connectAccount(test, { ownerId: 1 }), await connectAccount(test, { ownerId: 1 })];
    for (const target of [own, second]) await file(test, target, Array.from({ length: 20 }, (_, n) => mail(n + 1, { messageId: `${target.account.id}${n}@x`, references: ['start@x'] })));
    const { items: messages } = await test.database.queries.listMessages({ userId: null, reads: 'all' }, { limit: 40 });
    const { items, states, notes, tags, views } = test.database.centerStores;
    const tag = await tags.insert({ name: 'Plan', color: 'neutral' }, 1);
    const statements: { sql: string; bindings: string[] }[] = [];
    test.knex.on('query', (query: { sql: string; bindings: string[] }) => void statements.push(query));
    const everything: CenterViewer = { ...PETRA, reads: 'all', assignsWork: true, grants: { ...PETRA.grants, readAll: true, receiveCases: true, assignWork: true } };
    for (const viewer of [PETRA, everything]) {
      const targets = await items.targets(viewer, messages.slice(0, 10).map(({ id }) => id));
      await states.write(viewer, targets, { read: true, addTag: tag.id, snoozedUntil: new Date(test.clock.time + HOUR).toISOString() });
      await notes.insert({ message: targets[0]!.id, authorId: 1, text: 'x', mentions: [1] });
      for (const view of ['inbox', 'done', 'snoozed', 'mentioned', 'tag', 'all', 'unmatched', 'sent', 'mine', 'offers'] as const) {
        for (const filter of [{}, { unread: '1' as const }, { attachments: '1' as const }]) {
          const { next } = await views.list(viewer, { view, limit: 5, ...filter, ...(view === 'tag' ? { id: tag.id } : {}) });
          if (next !== null) await views.list(viewer, { view, limit: 5, cursor: next, ...filter, ...(view === 'tag' ? { id: tag.id } : {}) });
        }
      }
      const page = await views.conversation(viewer, messages[0]!.id, { limit: 10 });
      if (page?.next != null) await views.conversation(viewer, messages[0]!.id, { limit: 10, cursor: page.next });
      await views.numbers(viewer);
      await states.wakeDue(test.clock.time + 2 * HOUR);
    }
    test.knex.removeAllListeners('query');
    const complaints: string[] = [];
    for (const { sql, bindings } of statements.filter((one) => /^select/i.test(one.sql))) {
      const plan = (await test.knex.raw(`explain query plan ${sql}`, [...bindings])) as { detail: string }[];
      for (const { detail } of plan) {
        const walksAlongIndex = / INDEX /.test(detail) && /limit/i.test(sql);
        const whole = /^SCAN (w|o|d|m|n|mt|email_center_(work|offers|reads|messages|deliveries|snoozes|message_tags|notes|mentions|links))\b/.test(detail);
        if ((!walksAlongIndex && whole) || (/TEMP B-TREE FOR ORDER BY/.test(detail) && /limit/i.test(sql))) complaints.push(`${detail} in ${sql}`);
      }
    }
    expect([...new Set(complaints)]).toEqual([]);
    await test.close();
  }, 120_000);
});
