import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideView, shows } from '../../server/src/domain/access/decide-visibility';
import type { AccountKind, ColleagueView, MailAccount } from '../../server/src/domain/mail/account';
import { NO_GROUP } from '../../server/src/domain/mail/account';
import type { Viewer } from '../../server/src/flow/queries';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, file, know, mail, openDatabase } from './database-harness';
import type { Connected, TestDatabase } from './database-harness';

const [OWNER, COLLEAGUE, MEMBER, BOSS] = [1, 2, 3, 9];
const KINDS: AccountKind[] = ['personal', 'group', 'intake', 'forward'];
const VIEWS: ColleagueView[] = ['nothing', 'metadata', 'subject', 'everything'];
const VIEWERS: [string, Viewer][] = [
  ['the owner who reads own mail', { userId: OWNER, reads: 'own' }], ['the owner who reads groups', { userId: OWNER, reads: 'group' }],
  ['a colleague who reads own mail', { userId: COLLEAGUE, reads: 'own' }], ['a colleague who reads groups', { userId: COLLEAGUE, reads: 'group' }],
  ['a member who reads own mail', { userId: MEMBER, reads: 'own' }], ['a member who reads groups', { userId: MEMBER, reads: 'group' }],
  ['somebody who reads everything', { userId: BOSS, reads: 'all' }], ['an API token', { userId: null, reads: 'all' }], ['somebody who reads nothing', { userId: COLLEAGUE, reads: 'none' }],
];

interface Case {
  name: string;
  kind: AccountKind;
  colleagues: ColleagueView;
  at: Connected;
}

/** Who sees what of which account, by every way the store has: each answer is compared with the one decision (X13). */
describe.each(SQL_CLIENTS)('what is seen of an account\'s mail on %s', (client) => {
  let test: TestDatabase;
  const cases: Case[] = [];
  const record = (name: string) => ({ recordType: 'api::candidate.candidate', recordId: name });

  /** One sent message with a Bcc recipient, and one automatic answer, each with words of its own. */
  const fill = async (name: string, at: Connected, n: number): Promise<void> => {
    await know(test, [{ address: `to-${name}@people.test`, recordId: name }]);
    await file(test, at, [mail(n, {
      messageId: `sent-${name}@firm.test`, subject: `Salary of ${name} settled`, from: [{ name: '', address: `box-${name}@firm.test` }], to: [{ name: 'To', address: `to-${name}@people.test` }],
      cc: [{ name: '', address: `cc-${name}@people.test` }], bcc: [{ name: '', address: `bcc-${name}@people.test` }], text: `Text about ${name}`,
      attachments: [{ partNumber: '2', filename: `contract-${name}.pdf`, contentType: 'application/pdf', size: 3, inline: false, contentId: null }],
    })], { mailbox: at.sent });
    await file(test, at, [mail(n + 1, {
      messageId: `away-${name}@people.test`, subject: `Away ${name} until Monday`, from: [{ name: '', address: `away-${name}@people.test` }], automatic: { kind: 'auto-reply', why: `because ${name}` },
    })]);
  };

  beforeAll(async () => {
    test = await openDatabase(client);
    for (const kind of KINDS) {
      for (const colleagues of VIEWS) {
        const change: Partial<MailAccount> = { ownerId: OWNER, kind, colleagues, name: `${kind} ${colleagues}`, group: kind === 'group' ? { ...NO_GROUP, members: [MEMBER] } : NO_GROUP };
        const one = { name: `${kind}-${colleagues}`, kind, colleagues, at: await connectAccount(test, change) };
        await fill(one.name, one.at, cases.length * 10 + 1);
        cases.push(one);
      }
    }
  }, 180_000);
  afterAll(() => test?.close());

  const list = async (viewer: Viewer, query: object) => (await test.database.queries.listMessages(viewer, { limit: 100, ...query })).items;
  const found = async (viewer: Viewer, query: object) => (await list(viewer, query)).length;
  const viewOf = (viewer: Viewer, { kind, colleagues }: Case) => decideView({ userId: viewer.userId, reads: viewer.reads }, { kind, ownerId: OWNER, members: kind === 'group' ? [MEMBER] : [], colleagues });
  const isOwn = (viewer: Viewer, { kind }: Case) =>
    viewer.reads === 'all' || (viewer.reads !== 'none' && ((kind === 'personal' && viewer.userId === OWNER) || (kind === 'group' && viewer.reads === 'group' && viewer.userId === MEMBER)));
  /** The answers of the store for one account, and what they must be. */
  const compare = async (viewer: Viewer, what: (one: Case) => Promise<unknown>, wanted: (view: ColleagueView, one: Case) => unknown) => {
    for (const one of cases) expect([one.name, await what(one)]).toEqual([one.name, wanted(viewOf(viewer, one), one)]);
  };
  const when = (view: ColleagueView, atLeast: 'metadata' | 'subject' | 'everything', count = 1) => (shows(view, atLeast) ? count : 0);

  describe.each(VIEWERS)('by %s', (_name, viewer) => {
    it('in the list, where own and group mail stands unasked and shared mail when asked for', async () => {
      const unasked = await list(viewer, {});
      const asked = await list(viewer, { shared: '1' });
      const of = (items: typeof asked, { at }: Case) => items.filter((item) => item.accounts.some(({ id }) => id === at.account.id)).length;
      await compare(viewer, async (one) => of(unasked, one), (_view, one) => (isOwn(viewer, one) ? 2 : 0));
      await compare(viewer, async (one) => of(asked, one), (view) => when(view, 'metadata', 2));
      await compare(viewer, (one) => found(viewer, { account: one.at.account.id }), (view) => when(view, 'metadata', 2));
    });

    it('in the rows of the list: as much as is shared', async () => {
      await compare(viewer, async (one) => {
        const [, sent] = (await list(viewer, { account: one.at.account.id }));
        return sent && [sent.view ?? 'everything', sent.subject, sent.preview !== '', sent.to[0]?.address, sent.attachmentCount];
      }, (view, one) => (view === 'nothing' ? undefined : [view, shows(view, 'subject') ? `Salary of ${one.name} settled` : '', view === 'everything', `to-${one.name}@people.test`, 1]));
    });

    it('in a search by words of the subject', async () => {
      await compare(viewer, (one) => found(viewer, { shared: '1', q: `salary of ${one.name} settled` }), (view) => when(view, 'subject'));
      await compare(viewer, (one) => found(viewer, { account: one.at.account.id, q: 'monday' }), (view) => when(view, 'subject'));
    });

    it('in a search by the address of a participant, whole or in part', async () => {
      for (const who of ['to', 'cc', 'box']) await compare(viewer, (one) => found(viewer, { shared: '1', q: `${who}-${one.name}@people.test`.replace(/^(box.*)people/, '$1firm') }), (view) => when(view, 'metadata'));
      await compare(viewer, (one) => found(viewer, { shared: '1', q: `to-${one.name}@` }), (view) => when(view, 'metadata'));
    });

    it('in searches by what a list keeps back: Bcc, Message-ID, text, names of files, the kind of automatic mail', async () => {
      await compare(viewer, (one) => found(viewer, { shared: '1', q: `bcc-${one.name}@people.test` }), (view) => when(view, 'everything'));
      await compare(viewer, (one) => found(viewer, { shared: '1', q: `<sent-${one.name}@firm.test>` }), (view) => when(view, 'everything'));
      await compare(viewer, (one) => found(viewer, { account: one.at.account.id, automatic: 'auto-reply' }), (view) => when(view, 'everything'));
      await compare(viewer, (one) => found(viewer, { account: one.at.account.id, q: 'contract' }), () => 0);
      await compare(viewer, (one) => found(viewer, { account: one.at.account.id, q: 'Text about' }), () => 0);
    });

    it('when it is opened, and its files are for those who see everything', async () => {
      const { queries } = test.database;
      const all = await list({ userId: null, reads: 'all' }, {});
      await compare(viewer, async (one) => {
        const { id } = all.find((item) => item.subject === `Salary of ${one.name} settled`)!;
        const [opened, whole] = [await queries.openMessage(viewer, id), await queries.loadMessage(viewer, id)];
        if (opened === null) return [null, whole === null];
        return 'whole' in opened ? ['everything', opened.whole.text, opened.whole.bcc.length, whole?.rawKey.length]
          : [opened.partly.view, opened.partly.subject, opened.partly.owner, opened.partly.cc.length, opened.partly.bcc.length, JSON.stringify(opened).includes('rawKey'), whole === null];
      }, (view, one) => {
        if (view === 'nothing') return [null, true];
        const owner = one.kind === 'personal' ? `User ${OWNER}` : one.at.account.name;
        return view === 'everything' ? ['everything', `Text about ${one.name}`, 1, 64] : [view, shows(view, 'subject') ? `Salary of ${one.name} settled` : '', owner, 1, 0, false, true];
      });
    });

    it('in the history of a record', async () => {
      await compare(viewer, async (one) => {
        const { items, total } = await test.database.queries.listActivities(viewer, record(one.name), { limit: 5 });
        return [total, items.map((item) => [item.view ?? 'everything', item.subject, item.counterpart, item.attachmentCount ?? item.folder.documents.filter(({ kind }) => kind === 'attachment').length, item.folder.documents.length])];
      }, (view, one) => (view === 'nothing' ? [0, []] : [1, [[view, shows(view, 'subject') ? `Salary of ${one.name} settled` : '', `to-${one.name}@people.test`, 1, view === 'everything' ? 2 : 0]]]));
    });

    it('in the ledger, which sharing does not widen', async () => {
      await compare(viewer, async (one) => (await test.database.queries.listLedger(viewer, { limit: 5, account: one.at.account.id })).items.length, (_view, one) => (isOwn(viewer, one) ? 2 : 0));
    });
  });

  describe('tells how far an import is', () => {
    const running = async (viewer: Viewer, limit = 100) => {
      const { imports, more } = await test.database.queries.runningImports(viewer, limit);
      return { names: imports.map(({ account }) => account.name), more, progress: imports.map(({ progress: { done, total } }) => `${done}/${total}`) };
    };
    const run = ({ at: { lease } }: Pick<Case, 'at'>, progress: { done: number; total: number }, seconds = 60) =>
      test.database.accounts.renewLease(lease, seconds, { startedAt: test.clock.now().toISOString(), ...progress });
    const everybody: Viewer = { userId: BOSS, reads: 'all' };
    afterAll(async () => {
      for (const one of cases) await run(one, { done: 0, total: 0 });
    });

    it('to whoever reads the mail whole or owns the account, and to nobody else', async () => {
      for (const one of cases) await run(one, { done: 4, total: 10 });
      for (const [name, viewer] of VIEWERS) {
        const owns = (one: Case) => viewer.userId === OWNER && one.kind !== 'group';
        const wanted = cases.filter((one) => viewOf(viewer, one) === 'everything' || owns(one)).map(({ at }) => at.account.name);
        expect([name, (await running(viewer)).names.sort()]).toEqual([name, wanted.sort()]);
      }
      expect(await running(everybody, 3)).toMatchObject({ names: { length: 3 }, more: true, progress: ['4/10', '4/10', '4/10'] });
    });

    it('and nothing of runs that found nothing new, nor of those that were given up', async () => {
      const [first, ...others] = cases as [Case, ...Case[]];
      await run(first, { done: 1, total: 2 });
      for (const one of others) await run(one, { done: 0, total: 0 });
      // Of an account of its own: a run that is over cannot be told to go on.
      const givenUp = { at: await connectAccount(test, { ownerId: 53 }) };
      await run(givenUp, { done: 1, total: 2 });
      expect((await running(everybody)).names).toHaveLength(2);
      await run(givenUp, { done: 1, total: 2 }, -1);
      expect(await running(everybody)).toEqual({ names: [first.at.account.name], more: false, progress: ['1/2'] });
    });
  });

  it('is the most any account shows of a message that several have', async () => {
    const [little, more] = [await connectAccount(test, { ownerId: 51, colleagues: 'metadata' }), await connectAccount(test, { ownerId: 52, colleagues: 'subject' })];
    const both = mail(900, { messageId: 'both@x', subject: 'In both accounts', from: [{ name: '', address: 'both@people.test' }] });
    for (const at of [little, more]) await file(test, at, [both]);
    const viewer: Viewer = { userId: COLLEAGUE, reads: 'own' };
    expect(await list(viewer, { shared: '1', q: 'in both accounts' })).toMatchObject([{ view: 'subject', accounts: [{}, {}] }]);
    expect(await list(viewer, { account: little.account.id, q: 'in both accounts' })).toMatchObject([{ view: 'subject' }]);
    expect(await list({ userId: 51, reads: 'own' }, {})).toMatchObject([{ subject: 'In both accounts' }]);
    expect((await list({ userId: 51, reads: 'own' }, {}))[0]!.view).toBeUndefined();
  });

  it('names no Bcc recipient to a recipient by way of the sender\'s account that is shared, and leaves no page that tells of one', async () => {
    const [sender, recipient] = [await connectAccount(test, { ownerId: 61, colleagues: 'subject' }), await connectAccount(test, { ownerId: 62 })];
    const copy = (bcc: { name: string; address: string }[]) => mail(901, { messageId: 'bcc@x', subject: 'To many', from: [{ name: '', address: 'sender@firm.test' }], to: [{ name: '', address: 'recipient@firm.test' }], bcc });
    await file(test, sender, [copy([{ name: '', address: 'hidden@people.test' }])], { mailbox: sender.sent });
    await file(test, recipient, [copy([])]);
    for (const viewer of [{ userId: 62, reads: 'own' }, { userId: COLLEAGUE, reads: 'own' }] as const) {
      expect(await test.database.queries.listMessages(viewer, { limit: 1, shared: '1', q: 'hidden@people.test' })).toEqual({ items: [], next: null });
      expect(await found(viewer, { shared: '1', q: 'sender@firm.test' })).toBe(1);
    }
    expect(await found({ userId: 61, reads: 'own' }, { q: 'hidden@people.test' })).toBe(1);
  });

  it('is read on in pages, each message once, own and shared ones in one order', async () => {
    const [own, shared] = [await connectAccount(test, { ownerId: 71 }), await connectAccount(test, { ownerId: 72, colleagues: 'metadata' })];
    for (const at of [own, shared]) await file(test, at, Array.from({ length: 9 }, (_, n) => mail(1_000 + n * 2 + (at === own ? 0 : 1), { messageId: `page${n}-${at.account.id}@x`, from: [{ name: '', address: 'pages@people.test' }] })));
    const viewer: Viewer = { userId: 71, reads: 'own' };
    for (const query of [{ q: 'pages@people.test' }, { q: 'pages@' }, { account: shared.account.id }, { q: 'pages@people.test', direction: 'incoming', links: 'unmatched' }]) {
      const ids: string[] = [];
      let next: string | null = null;
      do {
        const page = await test.database.queries.listMessages(viewer, { limit: 4, shared: '1', ...query, cursor: next ?? undefined } as Parameters<typeof test.database.queries.listMessages>[1]);
        ids.push(...page.items.map((item) => item.id));
        next = page.next;
      } while (next !== null);
      expect([query, new Set(ids).size, ids.length]).toEqual([query, 'account' in query ? 9 : 18, 'account' in query ? 9 : 18]);
    }
  });

  it.runIf(client === 'sqlite')('is found behind two thousand messages that name the address in secret only, by reading on', async () => {
    const sender = await connectAccount(test, { ownerId: 91, colleagues: 'metadata' });
    const sent = (uid: number, fields: object) => mail(uid, { messageId: `many${uid}@x`, to: [{ name: '', address: 'open@people.test' }], ...fields });
    await file(test, sender, [sent(1, { cc: [{ name: '', address: 'often@people.test' }] })], { mailbox: sender.sent });
    for (let start = 2; start <= 2_050; start += 250) {
      const uids = Array.from({ length: Math.min(250, 2_051 - start) }, (_, n) => start + n);
      await file(test, sender, uids.map((uid) => sent(uid, { bcc: [{ name: '', address: 'often@people.test' }] })), { mailbox: sender.sent });
    }
    const viewer: Viewer = { userId: COLLEAGUE, reads: 'own' };
    const first = await test.database.queries.listMessages(viewer, { limit: 5, shared: '1', q: 'often@people.test' });
    expect([first.items.length, typeof first.next]).toEqual([0, 'string']);
    const second = await test.database.queries.listMessages(viewer, { limit: 5, shared: '1', q: 'often@people.test', cursor: first.next! });
    expect([second.items.length, second.next]).toEqual([1, null]);
    expect((await list({ userId: 91, reads: 'own' }, { q: 'often@people.test' })).length).toBe(100);
  });

  it('ends with the account: what was shared of a removed one is not seen any more', async () => {
    const gone = await connectAccount(test, { ownerId: 81, colleagues: 'everything' });
    await file(test, gone, [mail(950, { messageId: 'gone@x', subject: 'Gone' })]);
    const viewer: Viewer = { userId: COLLEAGUE, reads: 'own' };
    const [item] = await list(viewer, { account: gone.account.id });
    expect(await test.database.queries.openMessage(viewer, item!.id)).toMatchObject({ whole: { subject: 'Gone' } });
    await test.database.accounts.remove(gone.account.id);
    expect(await list(viewer, { account: gone.account.id })).toEqual([]);
    expect(await test.database.queries.openMessage(viewer, item!.id)).toBeNull();
  });
});
