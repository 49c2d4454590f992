import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type IntakePolicy } from '../../server/src/domain/intake/policy';
import type { FilingContext } from '../../server/src/domain/intake/assign';
import type { Employee } from '../../server/src/domain/intake/route';
import type { Forwarded, ForwardSigns } from '../../server/src/domain/mail/forwarded';
import type { Message } from '../../server/src/domain/mail/message';
import type { RecordRef } from '../../server/src/domain/intake/decide-link';
import { explainLinks } from '../../server/src/flow/links/why';
import { hasEarlierMail, rematchRecord } from '../../server/src/flow/rematch-record';
import { createCorrespondentStore } from '../../server/src/adapters/database/writing';
import { connectAccount, EVERYTHING, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';
import { SQL_CLIENTS } from '../servers/sql';

const [PETRA, STRANGER, HERE, CASES] = ['petra@firm.example', 'stranger@else.example', 'forward@firm.example', 'vorgang@firm.example'];
const people = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));
const candidate = (recordId: string): RecordRef => ({ recordType: 'api::candidate.candidate', recordId });
const ALL_COUNT: IntakePolicy = { ...DEFAULT_POLICY, matching: { ...DEFAULT_POLICY.matching, cc: true, replyTo: true, sender: true } };

const petra: Employee = { recordType: 'api::employee.employee', recordId: 'petra', name: 'Petra', addresses: [PETRA, 'petra@home.example'], isCurrent: true };
const routed: FilingContext = {
  kind: 'intake', address: CASES,
  senders: new Map([[PETRA, { employees: [petra], routes: [{ route: { id: 'r', from: petra, userIds: [3] }, employee: petra, state: { isActive: true, userIds: [3], refusals: [] } }] }]]),
};
const unrouted: FilingContext = { kind: 'intake', address: CASES, senders: new Map([[PETRA, { employees: [petra], routes: [] }]]) };
const group: FilingContext = { kind: 'group', members: [3], defaultHandler: null, distribution: 'none', lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map() };
const forwarding: FilingContext = {
  kind: 'forward', colleagues: new Map([[PETRA, 'Petra']]), ownDomains: ['firm.example'], now: '2026-11-12T00:00:00.000Z', receiver: { host: 'imap.firm.example', domain: 'firm.example', authservId: null },
};
const NO_REASONS = { reasons: [] as never[] };
const NO_SIGNS: ForwardSigns = { ...NO_REASONS, why: '', deeper: [], redirectedBy: [], deliveredTo: [], authenticationResults: null, filesLeftOut: 0 };
const inner = (style: Forwarded['style'], from: string, to: string[], cc: string[] = []): Forwarded => ({ ...NO_REASONS, style, from: people(from), to: people(...to), cc: people(...cc), subject: 'Inner', date: '2026-11-02T08:41:00.000Z', why: 'Read.' });

type Where = 'personal' | 'second' | 'group' | 'intake' | 'forward';
interface Copy {
  in: Where;
  box?: 'inbox' | 'sent';
  context?: FilingContext;
  /** How this copy reads beyond the message itself. */
  read?: Partial<Message>;
}
interface Sample {
  what: string;
  message: (who: string) => Partial<Message>;
  copies: (who: string) => Copy[];
  /** The rules of the link that is made; none: no link. */
  rules: string[];
}

/** One line for each way in which an import decides. `who` is the address that a record knows: before the message comes, or only later. */
const SAMPLES: Sample[] = [
  { what: 'personal: From of received mail', message: (who) => ({ from: people(who) }), copies: () => [{ in: 'personal' }], rules: ['inbox-from'] },
  { what: 'personal: Reply-To', message: (who) => ({ replyTo: people(who) }), copies: () => [{ in: 'personal' }], rules: ['inbox-reply-to'] },
  { what: 'personal: Sender', message: (who) => ({ sender: people(who) }), copies: () => [{ in: 'personal' }], rules: ['inbox-sender'] },
  { what: 'personal: To of received mail is no counterpart', message: (who) => ({ to: people('hr@firm.example', who) }), copies: () => [{ in: 'personal' }], rules: [] },
  { what: 'personal: Cc of sent mail', message: (who) => ({ from: people(PETRA), to: people(STRANGER), cc: people(who) }), copies: () => [{ in: 'personal', box: 'sent' }], rules: ['sent-cc'] },
  { what: 'personal: Reply-To of sent mail is no counterpart', message: (who) => ({ from: people(PETRA), replyTo: people(who), to: people(STRANGER) }), copies: () => [{ in: 'personal', box: 'sent' }], rules: [] },
  { what: 'personal: seen in the Inbox first and in Sent, too', message: (who) => ({ from: people(PETRA), to: people(PETRA, who) }), copies: () => [{ in: 'personal' }, { in: 'personal', box: 'sent' }], rules: ['sent-to'] },
  { what: 'personal: the sender of mail that another account sent', message: (who) => ({ from: people(who), to: people(STRANGER) }), copies: () => [{ in: 'second', box: 'sent' }, { in: 'personal' }], rules: ['inbox-from'] },
  { what: 'group: From of received mail', message: (who) => ({ from: people(who) }), copies: () => [{ in: 'group', context: group }], rules: ['inbox-from'] },
  { what: 'intake, unassigned: its sender', message: (who) => ({ from: people(who) }), copies: () => [{ in: 'intake', context: unrouted }], rules: [] },
  { what: 'intake, unassigned: an address it mentions', message: (who) => ({ from: people(PETRA), text: `Call ${who}.` }), copies: () => [{ in: 'intake', context: unrouted }], rules: [] },
  { what: 'intake, a case: an address in its text', message: (who) => ({ from: people(PETRA), to: people(CASES), text: `Please call ${who} back.` }), copies: () => [{ in: 'intake', context: routed }], rules: ['case-mention'] },
  { what: 'intake, a case: its Reply-To', message: (who) => ({ from: people(PETRA), to: people(CASES), replyTo: people(who) }), copies: () => [{ in: 'intake', context: routed }], rules: ['case-mention'] },
  { what: 'intake, a case: its Cc', message: (who) => ({ from: people(PETRA), to: people(CASES), cc: people(who) }), copies: () => [{ in: 'intake', context: routed }], rules: ['case-mention'] },
  { what: 'intake: what the account itself sent', message: (who) => ({ from: people(CASES), to: people(who) }), copies: () => [{ in: 'intake', box: 'sent', context: routed }], rules: ['sent-to'] },
  { what: 'intake, unassigned, and in a personal account, too', message: (who) => ({ from: people(who), to: people(CASES, 'hr@firm.example') }), copies: () => [{ in: 'intake', context: unrouted }, { in: 'personal' }], rules: ['inbox-from'] },
  {
    what: 'forward: a customer whose sender the receiving server does not believe', message: (who) => ({ from: people(who), to: people(PETRA) }),
    copies: (who) => [{ in: 'forward', context: forwarding, read: { forwarded: inner('redirect', who, [PETRA]), forwardSigns: { ...NO_SIGNS, redirectedBy: [PETRA], authenticationResults: 'imap.firm.example; dmarc=fail header.from=people.example' } } }],
    rules: [],
  },
  { what: 'forward: what could not be read', message: (who) => ({ from: people(PETRA), to: people(HERE), replyTo: people(who) }), copies: () => [{ in: 'forward', context: forwarding, read: { forwarded: null, forwardSigns: { ...NO_SIGNS, why: 'Nothing.' } } }], rules: [] },
  { what: 'forward: the sender of the message within', message: () => ({ from: people(PETRA), to: people(HERE) }), copies: (who) => [{ in: 'forward', context: forwarding, read: { forwarded: inner('inline', who, [PETRA]), forwardSigns: NO_SIGNS } }], rules: ['forwarded-from'] },
  { what: 'forward: a recipient of the message within', message: () => ({ from: people(PETRA), to: people(HERE) }), copies: (who) => [{ in: 'forward', context: forwarding, read: { forwarded: inner('attached', PETRA, [STRANGER], [who]), forwardSigns: NO_SIGNS } }], rules: ['forwarded-to'] },
  {
    what: 'forward: the message within, when the colleague\'s Sent was imported first', message: () => ({ from: people(PETRA), to: people(HERE) }),
    copies: (who) => [{ in: 'personal', box: 'sent' }, { in: 'forward', context: forwarding, read: { forwarded: inner('inline', who, [PETRA]), forwardSigns: NO_SIGNS } }], rules: ['forwarded-from'],
  },
  {
    what: 'personal: a further recipient of a forward that the forward address imported first', message: (who) => ({ from: people(PETRA), to: people(STRANGER, who, HERE) }),
    copies: () => [{ in: 'forward', context: forwarding, read: { forwarded: inner('inline', 'customer@else.example', [PETRA]), forwardSigns: NO_SIGNS } }, { in: 'personal', box: 'sent' }], rules: ['sent-to'],
  },
  {
    what: 'bounce: whom it did not reach', message: (who) => ({ from: people('mailer-daemon@mx.example'), automatic: { kind: 'bounce', why: '', bounced: { messageId: null, failed: [{ address: who, status: '5.1.1', permanent: true, why: '' }] } } }),
    copies: () => [{ in: 'personal' }], rules: ['bounced'],
  },
];

describe.each(SQL_CLIENTS)('late matching on %s', (client) => {
  let test: TestDatabase;
  let accounts: Record<Where, Connected>;
  let policy: IntakePolicy = ALL_COUNT;
  let uid = 0;

  beforeAll(async () => {
    test = await openDatabase(client);
    accounts = {
      personal: await connectAccount(test), second: await connectAccount(test), group: await connectAccount(test, { kind: 'group' }),
      intake: await connectAccount(test, { kind: 'intake', address: CASES }), forward: await connectAccount(test, { kind: 'forward', address: HERE }),
    };
  });
  afterAll(() => test?.close());

  const ports = () => ({
    links: test.database.links, addresses: test.database.addresses, policies: { load: async () => policy },
    employees: { findByAddresses: async (addresses: readonly string[]) => (addresses.includes(PETRA) ? [petra] : []) },
  });
  const rematch = (recordId: string) => rematchRecord(ports(), { ...candidate(recordId), addresses: null }, async () => undefined);
  const receive = async ({ message, copies }: Sample, who: string): Promise<string> => {
    const messageId = `${who}#${(uid += 1)}`;
    for (const { in: where, box = 'inbox', context, read } of copies(who)) {
      uid += 1;
      await file(test, accounts[where], [mail(uid, { messageId, ...message(who), ...read })], { mailbox: accounts[where][box], policy, ...(context === undefined ? {} : { context }) });
    }
    return ((await test.knex('email_center_messages').where({ message_id: messageId }).first('document_id')) as { document_id: string }).document_id;
  };
  const rulesOf = async (message: string, recordId: string): Promise<string[]> =>
    (await test.database.queries.loadMessage(EVERYTHING, message))!.links.filter((link) => link.recordId === recordId).flatMap((link) => link.reasons.map((reason) => reason.rule));
  const historyOf = async (recordId: string) =>
    (await test.database.queries.listActivities(EVERYTHING, candidate(recordId), { limit: 10 })).items.map(({ kind, direction, subject, counterpart, occurredAt }) => ({ kind, direction, subject: subject.replace(/\d+/, ''), other: counterpart?.replace(/early|late/, '') ?? null, at: occurredAt.slice(0, 10) }));

  it.each(SAMPLES.map((sample, index) => ({ ...sample, index })))('decides as an import with the new address would have: $what', async ({ index, ...sample }) => {
    const [early, late] = [`early${index}`, `late${index}`];
    await know(test, [{ address: `${early}@people.example`, recordId: early }]);
    const before = await receive(sample, `${early}@people.example`);
    const after = await receive(sample, `${late}@people.example`);
    await know(test, [{ address: `${late}@people.example`, recordId: late }]);
    expect((await explainLinks(ports(), after))!.later.map((match) => [match.recordId, ...match.reasons.map((reason) => reason.rule)])).toEqual(sample.rules.length === 0 ? [] : [[late, ...sample.rules]]);
    expect(await rematch(late)).toMatchObject({ linked: sample.rules.length === 0 ? 0 : 1 });
    expect(await rulesOf(before, early)).toEqual(sample.rules);
    expect(await rulesOf(after, late)).toEqual(sample.rules);
    expect(await historyOf(late)).toEqual(await historyOf(early));
    expect(await rematch(late)).toMatchObject({ linked: 0 });
  });

  const personal = (message: Partial<Message>) => receive({ what: '', message: () => message, copies: () => [{ in: 'personal' }], rules: [] }, `note${(uid += 1)}@people.example`);
  const count = async (table: string, where: object = {}) => Number(((await test.knex(table).where(where).count({ n: '*' }).first()) as { n: unknown }).n);

  it('finds by Reply-To and Sender only where the options say so, and a case by what it names once it is somebody\'s', async () => {
    const message = await personal({ replyTo: people('asked@people.example'), sender: people('asked@people.example') });
    await know(test, [{ address: 'asked@people.example', recordId: 'asked' }]);
    policy = DEFAULT_POLICY;
    expect(await rematch('asked')).toMatchObject({ linked: 0 });
    policy = ALL_COUNT;
    expect(await rematch('asked')).toMatchObject({ linked: 1 });
    expect(await rulesOf(message, 'asked')).toEqual(['inbox-sender', 'inbox-reply-to']);
    await receive({ what: '', message: () => ({ from: people(PETRA), text: 'About given@people.example.' }), copies: () => [{ in: 'intake', context: unrouted }], rules: [] }, 'unassigned');
    await know(test, [{ address: 'given@people.example', recordId: 'given' }]);
    expect(await rematch('given')).toMatchObject({ looked: 1, linked: 0 });
    const [work] = await test.knex('email_center_work').orderBy('id', 'desc').limit(1);
    await test.knex('email_center_work').where({ id: (work as { id: number }).id }).update({ handler_id: 3 });
    expect(await rematch('given')).toMatchObject({ looked: 1, linked: 1 });
  });

  it('looks through mail that was stored before, a batch at a time, and finds the same', async () => {
    const [replied, bounced] = [
      await personal({ replyTo: people('older@people.example') }),
      await personal({ from: people('mailer-daemon@mx.example'), automatic: { kind: 'bounce', why: '', bounced: { messageId: null, failed: [{ address: 'older@people.example', status: '5.1.1', permanent: true, why: '' }] } } }),
    ];
    const named = await receive({ what: '', message: () => ({ from: people(PETRA), text: 'About older@people.example.' }), copies: () => [{ in: 'intake', context: routed }], rules: [] }, 'older-case');
    const received = await receive({ what: '', message: () => ({ from: people('older@people.example'), to: people(STRANGER) }), copies: () => [{ in: 'second', box: 'sent' }, { in: 'personal' }], rules: [] }, 'older-sent');
    const before = await test.knex('email_center_namings').orderBy(['message_id', 'address']);
    await test.knex('email_center_namings').delete();
    await know(test, [{ address: 'older@people.example', recordId: 'older' }]);
    const newest = Number(((await test.knex('email_center_messages').max({ id: 'id' }).first()) as { id: unknown }).id);
    await test.knex('email_center_naming_state').where({ id: 1 }).update({ below: newest + 1 });
    expect(await test.database.links.isCaughtUp()).toBe(false);
    expect(await hasEarlierMail(ports(), ['nobody@people.example'])).toBe(true);
    // What is out of sight now may be shown again later.
    const { id: hidden } = (await test.knex('email_center_messages').where({ document_id: received }).first('id')) as { id: number };
    await test.database.lists.hidden.hide([{ messageId: hidden, accountId: accounts.personal.account.id }] as never, 'older', null);
    expect(await test.database.links.catchUp(2)).toBeGreaterThan(0);
    await test.database.lists.hidden.show('older', 10);
    expect(await count('email_center_namings', { address: 'older@people.example' })).toBe(2);
    expect(await rematch('older')).toMatchObject({ linked: 4 });
    expect([await rulesOf(replied, 'older'), await rulesOf(bounced, 'older'), await rulesOf(named, 'older'), await rulesOf(received, 'older')]).toEqual([['inbox-reply-to'], ['bounced'], ['case-mention'], ['inbox-from']]);
    expect([await test.database.links.isCaughtUp(), await test.database.links.catchUp(2)]).toEqual([true, 0]);
    const after = new Set((await test.knex('email_center_namings')).map((row) => `${row.message_id} ${row.address} ${Number(row.received_at)}`));
    // A message is found by its counterpart itself. What is noted of a stored one may name more than its import would look up, never less.
    const counterparts = new Map((await test.knex('email_center_messages').select('id', 'counterpart')).map((row) => [Number(row.id), String(row.counterpart)]));
    expect(before.filter((row) => counterparts.get(Number(row.message_id)) !== row.address).map((row) => `${row.message_id} ${row.address} ${Number(row.received_at)}`).filter((row) => !after.has(row))).toEqual([]);
  });

  it('lets nobody find a message by what only matching reads of it: neither its owner, nor who shares it, nor the address fields', async () => {
    const shared = await connectAccount(test, { ownerId: 7, colleagues: 'everything' });
    const message = mail((uid += 1), { messageId: 'aside@x', subject: 'Aside', replyTo: people('aside@people.example'), sender: people('aside@people.example') });
    await file(test, shared, [message]);
    expect(await count('email_center_namings', { address: 'aside@people.example' })).toBe(1);
    for (const viewer of [EVERYTHING, { userId: 7, reads: 'own' }, { userId: 8, reads: 'own' }] as const) {
      for (const filter of [{}, { shared: '1' }] as const) {
        expect((await test.database.queries.listMessages(viewer, { limit: 5, q: 'aside@people.example', ...filter })).items).toEqual([]);
        expect((await test.database.queries.listMessages(viewer, { limit: 5, q: 'aside@', ...filter })).items).toEqual([]);
      }
      expect((await test.database.queries.listLedger(viewer, { limit: 5, q: 'aside@people.example' })).items).toEqual([]);
      expect(await createCorrespondentStore(test).find(viewer, 'aside@', 5)).toEqual([]);
    }
    expect(await test.database.links.mailsNaming('aside@people.example', null, 5)).toHaveLength(1);
  });

  it('forgets what an erased message named', async () => {
    const message = await personal({ replyTo: people('erased@people.example') });
    const { id } = (await test.knex('email_center_messages').where({ document_id: message }).first('id')) as { id: number };
    expect(await count('email_center_namings', { message_id: id })).toBe(1);
    await test.database.lists.erased.erase([{ messageId: id, accountId: accounts.personal.account.id }], 'asked for', null);
    expect(await count('email_center_namings', { message_id: id })).toBe(0);
  });

  it('keeps what an account read of a message while its copy is out of sight', async () => {
    const who = 'shown@people.example';
    await receive({ what: '', message: () => ({ from: people(PETRA), to: people(HERE) }), copies: () => [{ in: 'personal', box: 'sent' }, { in: 'forward', context: forwarding, read: { forwarded: inner('inline', PETRA, [STRANGER, who]), forwardSigns: NO_SIGNS } }], rules: [] }, 'hidden-forward');
    const { message_id: messageId } = (await test.knex('email_center_deliveries').where({ account_id: accounts.forward.account.id }).orderBy('message_id', 'desc').first('message_id')) as { message_id: number };
    const copy = [{ messageId, accountId: accounts.forward.account.id }];
    await test.database.lists.hidden.hide(copy as never, 'entry', null);
    await know(test, [{ address: who, recordId: 'shown' }]);
    expect(await rematch('shown')).toMatchObject({ linked: 0 });
    await test.database.lists.hidden.show('entry', 10);
    expect(await rematch('shown')).toMatchObject({ linked: 1 });
  });
});
