import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grants } from '../../server/src/domain/access/decide-access';
import { NO_GROUP } from '../../server/src/domain/mail/account';
import type { Viewer } from '../../server/src/flow/queries';
import { runMigrations } from '../../server/src/adapters/database';
import { createSearch, type Asker, type SearchApplication } from '../../server/src/flow/search/search';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, file, know, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

const NOTHING: Grants = {
  readOwn: false, readGroup: false, readAll: false, manageOwn: false, manageAll: false, run: false, ledger: false, manageRules: false, runIntake: false, receiveCases: false, assignWork: false,
  seeForward: false, link: false, erase: false, send: false, manageTemplates: false,
};
const [OWNER, COLLEAGUE, MEMBER] = [1, 2, 3];
const RECORD = { recordType: 'api::candidate.candidate', recordId: 'rec1', typeName: 'Candidate', label: 'Anna Weber' };

describe.each(SQL_CLIENTS)('the search on %s', (client) => {
  let test: TestDatabase;
  let search: SearchApplication;
  let own: Connected;
  let group: Connected;
  let uid = 0;

  const askerOf = (userId: number, reads: Viewer['reads'] = 'own'): Asker => ({
    viewer: { userId, reads, grants: { ...NOTHING, readOwn: true, readGroup: reads === 'group', readAll: reads === 'all' } }, conceal: (text) => text, records: async () => [RECORD],
  });
  const ALL = askerOf(9, 'all');
  const filed = (at: Connected, message: Parameters<typeof mail>[1], rest?: Parameters<typeof mail>[2], where: 'inbox' | 'sent' = 'inbox') =>
    file(test, at, [mail((uid += 1), message, rest)], { mailbox: at[where] });
  const follow = async () => {
    while ((await test.database.searchIndexer.follow(7)) > 0);
  };
  const subjects = async (q: string, asker = ALL) => (await search.search(asker, { q, limit: 50 })).items.map((item) => item.subject);

  beforeAll(async () => {
    test = await openDatabase(client);
    const { items, tags, searches } = test.database.centerStores;
    search = createSearch({
      store: test.database.search, clock: test.clock, describe: (viewer, ids) => items.describe(viewer, ids), tags: () => tags.list(), savedSearches: (userId) => searches.list(userId),
      furtherNames: (ids) => test.database.queries.furtherNames(ids),
    });
    own = await connectAccount(test, { ownerId: OWNER, name: 'Anna at work', address: 'work@firm.test' });
    group = await connectAccount(test, { ownerId: 8, kind: 'group', name: 'Info', address: 'info@firm.test', group: { ...NO_GROUP, members: [MEMBER] } });
    await know(test, [{ address: 'anna@people.test', recordId: 'rec1' }]);
    await filed(own, {
      subject: 'Angebot für Büro Müller', from: [{ name: 'Anna Weber', address: 'anna@people.test' }], to: [{ name: '', address: 'work@firm.test' }], cc: [{ name: 'Chef', address: 'boss@firm.test' }],
      text: 'Die Rechnungen liegen bei.\nMit freundlichen Grüßen', attachments: [{ partNumber: '2', filename: 'Lebenslauf.pdf', contentType: 'application/pdf', size: 3, inline: false, contentId: null }],
    });
    await filed(own, { subject: 'Rückfrage', from: [{ name: 'Jan', address: 'jan@people.test' }], to: [{ name: '', address: 'work@firm.test' }], text: 'Grüße, mit freundlichen Worten: keine Rechnung, the cv of it' });
    await filed(own, { subject: 'Antwort', from: [{ name: 'Work', address: 'work@firm.test' }], to: [{ name: 'Anna Weber', address: 'anna@people.test' }], bcc: [{ name: '', address: 'secret@people.test' }], text: 'Hier die Antwort' }, {}, 'sent');
    const asked = mail((uid += 1), { subject: 'Frage an alle', from: [{ name: 'Jan', address: 'jan@people.test' }], to: [{ name: '', address: 'info@firm.test' }], text: 'Rechnung offen' });
    await file(test, group, [asked], { context: { kind: 'group', members: [MEMBER], defaultHandler: null, distribution: 'none', lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map() } });
    await follow();
  }, 120_000);
  afterAll(() => test?.close());

  it('finds words wherever they stand, whatever their case and accents', async () => {
    expect(await subjects('rechnung ')).toEqual(['Frage an alle', 'Rückfrage']);
    expect(await subjects('GRUSSE ')).toEqual(['Rückfrage']);
    expect(await subjects('mueller büro ')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('lebenslauf ')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('weber ')).toEqual(['Antwort', 'Angebot für Büro Müller']);
    expect(await subjects('nirgends ')).toEqual([]);
  });
  it('finds an unfinished last word, and short words and words other indexes pass over', async () => {
    expect(await subjects('rechn')).toEqual(['Frage an alle', 'Rückfrage', 'Angebot für Büro Müller']);
    expect([await subjects('cv '), await subjects('the '), await subjects('of it ')]).toEqual([['Rückfrage'], ['Rückfrage'], ['Rückfrage']]);
  });
  it('finds phrases word by word', async () => {
    expect(await subjects('"mit freundlichen Grüßen"')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('anna@people.test ')).toEqual(['Antwort', 'Angebot für Büro Müller']);
    expect(await subjects('"freundlichen mit"')).toEqual([]);
  });
  it('leaves out what must not occur', async () => {
    expect(await subjects('rechnung -offen ')).toEqual(['Rückfrage']);
    expect(await subjects('rechn* -"mit freundlichen" ')).toEqual(['Frage an alle']);
    expect((await search.search(ALL, { q: '-offen', limit: 5 })).trouble).toMatchObject([{ code: 'only-not' }]);
  });
  it('finds by the operators', async () => {
    expect(await subjects('from:anna ')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('to:anna ')).toEqual(['Antwort']);
    expect(await subjects('cc:chef ')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('subject:frage ')).toEqual(['Frage an alle']);
    expect(await subjects('filename:lebens')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('has:attachment ')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('in:sent ')).toEqual(['Antwort']);
    expect(await subjects('account:info ')).toEqual(['Frage an alle']);
    expect(await subjects('is:linked in:inbox ')).toEqual(['Angebot für Büro Müller']);
    expect(await subjects('is:unmatched ')).toEqual(['Frage an alle', 'Rückfrage']);
    expect(await subjects('record:"Anna Weber" ')).toEqual(['Antwort', 'Angebot für Büro Müller']);
    expect(await subjects('is:unassigned ', askerOf(MEMBER, 'group'))).toEqual(['Frage an alle']);
  });
  it('tells names nobody knows, and leaves them out', async () => {
    const { trouble, items } = await search.search(ALL, { q: 'rechnung account:nowhere tag:never ', limit: 5 });
    expect([trouble.map(({ code, value }) => [code, value]), items.length]).toEqual([[['unknown-account', 'nowhere'], ['unknown-tag', 'never']], 2]);
    expect((await search.search(ALL, { q: 'account:nowhere', limit: 5 })).items).toEqual([]);
  });
  it('shows where it was found', async () => {
    const [item] = (await search.search(ALL, { q: 'büro rechnungen', limit: 5 })).items;
    const shown = (pieces: { text: string; hit: boolean }[]) => pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
    expect([shown(item!.found!.subject), shown(item!.found!.snippet)]).toEqual(['Angebot für [Büro] Müller', 'Die [Rechnungen] liegen bei. Mit freundlichen Grüßen']);
  });
  it('says where it was found when neither subject nor a piece of the text shows it', async () => {
    const where = async (q: string, asker = ALL) => (await search.search(asker, { q, limit: 5 })).items.map(({ subject, found }) => [subject, found!.elsewhere]);
    expect(await where('boss@firm.test ')).toEqual([['Angebot für Büro Müller', 'people']]);
    expect(await where('lebenslauf ')).toEqual([['Angebot für Büro Müller', 'file']]);
    expect(await where('filename:lebenslauf ')).toEqual([['Angebot für Büro Müller', 'file']]);
    expect((await where('from:jan ')).at(0)).toEqual(['Frage an alle', 'people']);
    expect((await where('büro ')).at(0)).toEqual(['Angebot für Büro Müller', null]);
    expect((await where('is:linked ')).map(([, elsewhere]) => elsewhere)).toEqual([null, null]);
    await filed(own, { subject: 'A long report', from: [{ name: 'Work', address: 'work@firm.test' }], to: [{ name: 'Kim', address: 'kim@people.test' }], text: `${'word '.repeat(10_000)} haystackneedle` }, {}, 'sent');
    await follow();
    expect(await where('haystackneedle ')).toEqual([['A long report', 'text']]);
    expect(await where('subject:report haystackneedle ')).toEqual([['A long report', null]]);
  });
  it('gives the words that are to be marked in what is opened, folded, without those that must not occur', async () => {
    const { marks } = await search.search(ALL, { q: 'Müller subject:"Altes Angebot" -Entwurf rechn', limit: 1 });
    expect(marks).toEqual([
      { words: ['muller'], prefix: false, field: 'any' }, { words: ['mueller'], prefix: false, field: 'any' }, { words: ['altes', 'angebot'], prefix: false, field: 'subject' }, { words: ['rechn'], prefix: true, field: 'any' },
    ]);
  });
  it('does not find by Bcc, not even for the sender', async () => expect(await subjects('secret@people.test ', askerOf(OWNER))).toEqual([]));

  it('finds what the person sees, and nothing else', async () => {
    expect(await subjects('rechnung ', askerOf(OWNER))).toEqual(['Rückfrage']);
    expect(await subjects('rechnung ', askerOf(COLLEAGUE))).toEqual([]);
    expect(await subjects('rechnung ', askerOf(MEMBER))).toEqual([]);
    expect(await subjects('rechnung ', askerOf(MEMBER, 'group'))).toEqual(['Frage an alle']);
    expect(await subjects('rechnung ', askerOf(COLLEAGUE, 'none'))).toEqual([]);
    expect(await subjects('account:info ', askerOf(OWNER))).toEqual([]);
  });
  it('finds shared mail by what is shared of it', async () => {
    await test.knex('email_center_accounts').where({ id: own.account.id }).update({ colleagues: 'subject' });
    expect([await subjects('müller ', askerOf(COLLEAGUE)), await subjects('from:jan ', askerOf(COLLEAGUE))]).toEqual([['Angebot für Büro Müller'], ['Rückfrage']]);
    expect([await subjects('rechn', askerOf(COLLEAGUE)), await subjects('lebenslauf ', askerOf(COLLEAGUE))]).toEqual([[], []]);
    const [item] = (await search.search(askerOf(COLLEAGUE), { q: 'müller ', limit: 5 })).items;
    expect([item!.view, item!.found!.snippet]).toEqual(['subject', []]);
    await test.knex('email_center_accounts').where({ id: own.account.id }).update({ colleagues: 'metadata' });
    expect([await subjects('müller ', askerOf(COLLEAGUE)), (await search.search(askerOf(COLLEAGUE), { q: 'weber ', limit: 5 })).items.map(({ view, subject }) => [view, subject])]).toEqual([[], [['metadata', ''], ['metadata', '']]]);
    await test.knex('email_center_accounts').where({ id: own.account.id }).update({ colleagues: 'nothing' });
    expect(await subjects('weber ', askerOf(COLLEAGUE))).toEqual([]);
  });

  it('knows what is unread, done, put off and tagged', async () => {
    const { states, tags, items } = test.database.centerStores;
    const asker = askerOf(OWNER);
    const idOf = async (q: string) => Number((await test.knex('email_center_messages').where({ document_id: (await search.search(asker, { q, limit: 5 })).items[0]!.id }).first('id')).id);
    const id = await idOf('subject:rückfrage ');
    expect(await subjects('is:unread ', asker)).toEqual(['Rückfrage', 'Angebot für Büro Müller']);
    const [target] = await items.targets(asker.viewer, [(await search.search(asker, { q: 'subject:rückfrage ', limit: 5 })).items[0]!.id]);
    await states.write(asker.viewer, [target!], { read: true, done: true });
    expect([await subjects('is:unread ', asker), await subjects('is:done ', asker), await subjects('-is:done in:inbox ', asker)]).toEqual([['Angebot für Büro Müller'], ['Rückfrage'], ['Angebot für Büro Müller']]);
    const tag = await tags.insert({ name: 'Dringend', color: 'danger' }, OWNER);
    await states.write(asker.viewer, [target!], { addTag: tag.id });
    await follow();
    expect([await subjects('tag:dringend ', asker), await subjects('rechn* -tag:dringend ', asker)]).toEqual([['Rückfrage'], ['Angebot für Büro Müller']]);
    await tags.remove(tag.id);
    await follow();
    expect([(await search.search(asker, { q: 'tag:dringend', limit: 5 })).trouble.length, id > 0]).toEqual([1, true]);
  });

  it('goes on with what is stored beside it: hidden, shown again, linked by hand, erased', async () => {
    const at = await connectAccount(test, { ownerId: 31 });
    await filed(at, { subject: 'Kurzlebig', text: 'Einhorn im Text' });
    await follow();
    const [id] = (await test.knex('email_center_messages').where({ subject: 'Kurzlebig' }).pluck('id')) as number[];
    const copy = { messageId: Number(id), accountId: at.account.id };
    const entry = '11111111-1111-1111-1111-111111111111';
    const { hidden, erased } = test.database.lists;
    await hidden.hide([copy], entry, null);
    expect(await subjects('einhorn ')).toEqual([]);
    await follow();
    expect([await subjects('einhorn '), await count(test, 'email_center_search', { message_id: id })]).toEqual([[], 0]);
    await hidden.show(entry, 10);
    await follow();
    expect(await subjects('einhorn ')).toEqual(['Kurzlebig']);
    const before = (await test.database.search.progress()).indexed;
    await erased.erase([copy], 'asked for', null);
    expect(await subjects('einhorn ')).toEqual([]);
    await follow();
    expect([await count(test, 'email_center_search', { message_id: id }), (await test.database.search.progress()).indexed]).toEqual([0, before - 1]);
  });
  it('finds a message that came to a second account for its owner, too', async () => {
    const [first, second] = [await connectAccount(test, { ownerId: 41 }), await connectAccount(test, { ownerId: 42 })];
    const both = mail((uid += 1), { messageId: 'both@x', subject: 'Doppelt', text: 'Zweimal zugestellt' });
    await file(test, first, [both]);
    await follow();
    expect([await subjects('zweimal ', askerOf(41)), await subjects('zweimal ', askerOf(42))]).toEqual([['Doppelt'], []]);
    await file(test, second, [both]);
    await follow();
    expect([await subjects('zweimal ', askerOf(42)), await subjects('zweimal ')]).toEqual([['Doppelt'], ['Doppelt']]);
  });
  it('never finds by a forward address, by its beginning, or by where it stands in a text', async () => {
    const forward = await connectAccount(test, { ownerId: 51, kind: 'forward', address: 'crmbox@firm.test' });
    await filed(forward, { subject: 'Weitergeleitet', from: [{ name: 'Kunde', address: 'kunde@people.test' }], to: [{ name: 'Crmname', address: 'crmbox+s3cret@firm.test' }], text: 'an crmbox+s3cret@firm.test geschickt' });
    await follow();
    expect([await subjects('kunde '), await subjects('crmb'), await subjects('to:crm'), await subjects('s3cret '), await subjects('crmname ')]).toEqual([['Weitergeleitet'], [], [], [], []]);
  });

  it('does not find by an address that became a forward address later, nor by one it had before', async () => {
    await filed(own, { subject: 'Vorher da', from: [{ name: '', address: 'work@firm.test' }], to: [{ name: '', address: 'laterbox@firm.test' }], text: 'x' }, {}, 'sent');
    await filed(own, { subject: 'Auch da', from: [{ name: '', address: 'work@firm.test' }], to: [{ name: '', address: 'movedbox@firm.test' }], text: 'x' }, {}, 'sent');
    await follow();
    expect([await subjects('to:laterb'), await subjects('to:movedb')]).toEqual([['Vorher da'], ['Auch da']]);
    const forward = await connectAccount(test, { ownerId: 52, kind: 'forward', address: 'laterbox+k3y@firm.test' });
    await follow();
    expect([await subjects('to:laterb'), await subjects('to:movedb')]).toEqual([[], ['Auch da']]);
    await test.database.accounts.update(forward.account.id, { address: 'movedbox@firm.test', forward: { ...forward.account.forward, earlier: ['laterbox@firm.test'] } });
    await follow();
    expect([await subjects('to:laterb'), await subjects('to:movedb')]).toEqual([[], []]);
  });

  it('is read on in pages, newest first whatever came in first, each message once', async () => {
    const at = await connectAccount(test, { ownerId: 61 });
    const days = [5, 1, 9, 3, 7, 2, 8, 4, 6, 10];
    for (const day of days) await filed(at, { subject: `Tag ${day}`, text: 'Seitenweise' }, { internalDate: `2025-03-${String(day).padStart(2, '0')}T12:00:00.000Z` });
    for (let n = 0; n < 30; n += 1) await filed(at, { subject: 'Zugleich', text: 'Seitenweise' }, { internalDate: '2025-02-01T12:00:00.000Z' });
    await follow();
    for (const q of ['seitenweise ', 'seiten', 'account:mail after:2025-02 before:2025-04 seitenweise ', '-is:done seitenweise ']) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await search.search(askerOf(61), { q, limit: 7, cursor });
        found.push(...page.items.map((item) => item.subject));
        cursor = page.next ?? undefined;
        expect(page.items.length).toBeLessThanOrEqual(7);
      } while (cursor !== undefined);
      expect([q, found]).toEqual([q, [...days].sort((a, b) => b - a).map((day) => `Tag ${day}`).concat(Array.from({ length: 30 }, () => 'Zugleich'))]);
    }
    expect(await subjects('seitenweise after:2025-03-08 ', askerOf(61))).toEqual(['Tag 10', 'Tag 9', 'Tag 8']);
    expect(await subjects('seitenweise after:2025-03-02 before:2025-03-04 ', askerOf(61))).toEqual(['Tag 3', 'Tag 2']);
    await expect(search.search(ALL, { q: 'seitenweise', limit: 5, cursor: 'bm90' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('finds no phrase whose words are neighbours of others, and none that is only begun', async () => {
    const at = await connectAccount(test, { ownerId: 81 });
    await filed(at, { subject: 'Getrennt', text: 'blaue Berge; Berge am Meer; blaue Berge im Nebel' });
    await follow();
    const asked = ['"blaue berge am meer"', '"blaue berge im nebel"', 'berge.im.nebel', 'berge.im.nebe', 'berge.im.nebx', '-"blaue berge am" nebel ', '-"blaue berge im" nebel '];
    expect(await Promise.all(asked.map((q) => subjects(q, askerOf(81))))).toEqual([[], ['Getrennt'], ['Getrennt'], ['Getrennt'], [], ['Getrennt'], []]);
  });
  it('finds by the first four letters what begins so, and what is no longer than they are', async () => {
    const at = await connectAccount(test, { ownerId: 82 });
    for (const [subject, text] of [['Lang', 'Kranführerschein'], ['Kurz', 'ein Kran'], ['Umlaut', 'Kräne'], ['Anders', 'Krach']] as const) await filed(at, { subject, text });
    await follow();
    expect([await subjects('kran', askerOf(82)), await subjects('kran ', askerOf(82)), await subjects('kran*', askerOf(82)), await subjects('subject:lan', askerOf(82))]).toEqual([['Umlaut', 'Kurz', 'Lang'], ['Kurz'], ['Umlaut', 'Kurz', 'Lang'], ['Lang']]);
  });
  it('takes in a message with more different words than a row of the index holds, and finds it by the first of them', async () => {
    const at = await connectAccount(test, { ownerId: 83 });
    let n = 0;
    const people = () => Array.from({ length: 200 }, () => ({ name: Array.from({ length: 130 }, () => `beiname${(n += 1)}`).join(' '), address: `p${n}@people.test` }));
    await filed(at, { subject: 'Namensliste', from: people(), to: people(), cc: people(), text: 'vorn im Text' });
    await filed(at, { subject: 'Danach', text: 'beiname7' });
    await follow();
    // InnoDB moves so many new words from memory into its tables by itself, and finds some of them only when it has.
    await expect.poll(() => subjects('beiname7 ', askerOf(83))).toEqual(['Danach', 'Namensliste']);
    expect(await subjects('namensliste ', askerOf(83))).toEqual(['Namensliste']);
  }, 60_000);

  it('suggests operators, people of the mail one sees, accounts, tags, records and saved searches', async () => {
    const inserts = async (q: string, asker = askerOf(OWNER)) => (await search.suggest(asker, { q })).map(({ kind, insert }) => `${kind} ${insert}`);
    expect(await inserts('fro')).toEqual(['operator from:']);
    expect(await inserts('from:we')).toEqual(['person from:anna@people.test']);
    expect(await inserts('to:anna')).toEqual(['person to:anna@people.test']);
    expect(await inserts('from:jan')).toEqual(['person from:jan@people.test']);
    expect(await inserts('from:jan', askerOf(COLLEAGUE))).toEqual([]);
    expect(await inserts('rechnung -is:u')).toEqual(['value -is:unread', 'value -is:unassigned', 'value -is:snoozed', 'value -is:unmatched']);
    expect(await inserts('account:', askerOf(OWNER))).toEqual(['account account:"Anna at work"']);
    expect(await inserts('record:web')).toEqual(['record record:"Anna Weber"']);
    expect(await inserts('before:7')).toEqual(['value before:7d']);
    await test.database.centerStores.searches.insert({ name: 'Offene Rechnungen', q: 'rechnung is:unread', shared: false }, OWNER);
    expect(await inserts('offe')).toEqual(['saved rechnung is:unread']);
    const [one] = await search.suggest(askerOf(OWNER), { q: 'alpha fro beta', at: 9 });
    expect(one).toMatchObject({ insert: 'from:', at: 6, length: 3 });
  });

  it('tells how far the index is, and catches up with what was stored before it', async () => {
    const total = await count(test, 'email_center_messages');
    const done = await test.database.search.progress();
    expect([done.complete, done.indexed]).toEqual([true, total]);
    const newest = Number(((await test.knex('email_center_messages').max({ id: 'id' }).first()) as { id: number }).id);
    const places = await test.knex('email_center_search').pluck('place');
    for (const table of client === 'sqlite' ? ['email_center_search', 'email_center_search_words'] : ['email_center_search']) await test.knex(table).whereIn(table.endsWith('words') ? 'rowid' : 'place', places).delete();
    if (client === 'postgres') await test.knex('email_center_search_days').delete();
    await test.knex('email_center_search_state').where({ id: 1 }).update({ indexed: 0, remaining: total, below: newest + 1 });
    expect(await test.database.search.progress()).toEqual({ complete: false, indexed: 0, total });
    await test.database.searchIndexer.follow(5);
    expect(await test.database.search.progress()).toEqual({ complete: false, indexed: 5, total });
    // The last batch is full: only the one after it finds that there is no more.
    await test.database.searchIndexer.follow(total - 5);
    await follow();
    expect([await test.database.search.progress(), await subjects('lebenslauf ')]).toEqual([{ complete: true, indexed: total, total }, ['Angebot für Büro Müller']]);
  });
  it.skipIf(client !== 'postgres')('takes what was indexed before there were marks of phrases out, and in again', async () => {
    const total = await count(test, 'email_center_messages');
    await test.knex('email_center_search').where('message_id', '>', 0).update({ words: test.knex.raw("to_tsvector('simple', 'rechnung')") });
    await test.knex('email_center_migrations').where({ version: 12 }).delete();
    await runMigrations(test.knex, client, test.clock.now());
    expect(await test.database.search.progress()).toEqual({ complete: false, indexed: 0, total });
    await follow();
    expect([await test.database.search.progress(), await subjects('"mit freundlichen Grüßen"')]).toEqual([{ complete: true, indexed: total, total }, ['Angebot für Büro Müller']]);
  });
  it.skipIf(client !== 'postgres')('keeps the words of a short message apart from its row too, also of what was indexed before', async () => {
    const total = await count(test, 'email_center_messages');
    await test.knex.raw('alter table email_center_search drop column filler');
    await test.knex('email_center_migrations').where({ version: 13 }).delete();
    await runMigrations(test.knex, client, test.clock.now());
    expect(await test.database.search.progress()).toEqual({ complete: false, indexed: 0, total });
    await follow();
    // Again, as a message that got a tag: a row that is changed must not become wide.
    await test.knex('email_center_search_queue').insert({ message_id: 1 });
    await follow();
    await test.knex.raw('vacuum full email_center_search');
    const { rows: [table] } = (await test.knex.raw("select reltoastrelid::regclass::text as apart from pg_class where relname = 'email_center_search'")) as { rows: { apart: string }[] };
    const { rows: [stored] } = (await test.knex.raw(`select count(distinct chunk_id)::int as vectors from ${table!.apart}`)) as { rows: { vectors: number }[] };
    expect([stored!.vectors, await subjects('"mit freundlichen Grüßen"')]).toEqual([total, ['Angebot für Büro Müller']]);
  });
  it('indexes each message once when several nodes follow at the same time', async () => {
    const at = await connectAccount(test, { ownerId: 71 });
    for (let n = 0; n < 12; n += 1) await filed(at, { subject: `Knoten ${n}`, text: 'Gleichzeitig' });
    const others = [test.database.searchIndexer, test.database.searchIndexer, test.database.searchIndexer];
    await Promise.all(others.map(async (node) => {
      while ((await node.follow(3)) > 0);
    }));
    expect([(await subjects('gleichzeitig ')).length, (await test.database.search.progress()).indexed]).toEqual([12, await count(test, 'email_center_messages')]);
  });
});
