/** Block and allow lists through a real mail server, a real Strapi and its database. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  blockedCountSchema, dryRunSchema, importedListsSchema, isOpenTask, ledgerPageSchema, listEntryPageSchema, listEntrySchema, messagePageSchema, pastCountSchema, removedListEntrySchema, savedListEntrySchema, startedTaskSchema,
  taskSchema, type ListEntryInput, type TaskDto,
} from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { openPanel, type Panel } from '../servers/panel';
import { startRawLog } from '../servers/raw-log';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const OWNER = 'owner@firm.test';
const PATIENCE = 60_000;
const SECRET = 'What a blocked sender writes';

function mail(from: string, subject: string, to = OWNER, text = from.includes('spam') ? SECRET : 'Guten Tag'): { raw: string } {
  return {
    raw: [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${subject.replace(/\W/g, '-')}@mail.test>`, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n'),
  };
}

describe('block and allow lists', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let account: string;
  let said: (side: 'in' | 'out') => Promise<string>;

  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object): Promise<unknown> => (await panel.request(method, `/email-center${url}`, body)).json();
  const add = async (entry: Partial<ListEntryInput> & { value: string }) => savedListEntrySchema.parse(await call('POST', '/lists', { kind: 'block', form: 'domain', scope: 'everybody', ...entry }));
  const ledger = async () => ledgerPageSchema.parse(await call('GET', `/ledger?account=${account}&limit=100`)).items;
  const outcomeOf = async (subject: string) => (await ledger()).filter((row) => row.subject === subject).map((row) => row.outcome);
  const subjects = async () => messagePageSchema.parse(await call('GET', `/messages?account=${account}`)).items.map((message) => message.subject).sort();
  const ended = (task: TaskDto): Promise<TaskDto> => eventually(async () => {
    const now = taskSchema.parse(await call('GET', `/tasks/${task.id}`));
    if (isOpenTask(now)) throw new Error(`still open: ${JSON.stringify(now)}`);
    return now;
  }, PATIENCE);
  const deliver = async (mailbox: string, ...mails: { raw: string }[]): Promise<void> => {
    const before = (await ledger()).length;
    await dovecot.deliver(OWNER, mailbox, mails);
    await call('POST', `/accounts/${account}/sync`);
    await panel.imported(account, before + mails.length, PATIENCE);
  };
  const blobs = async (): Promise<number> => (await readdir(path.join(server.strapi.dirs.app.root, 'blobs'), { recursive: true, withFileTypes: true })).filter((file) => file.isFile()).length;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    await dovecot.deliver(OWNER, 'INBOX', [mail('anna@people.test', 'First'), mail('x@old.test', 'Old one'), mail('y@old.test', 'Old two')]);
    said = await startRawLog(dovecot);
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    account = await panel.connect(dovecot.settings(OWNER));
    await panel.activate(account);
    // The message of the account's test is the fourth.
    await panel.imported(account, 4, PATIENCE);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('never let the body of a blocked message leave the mail server, and name the entry in the ledger', { timeout: PATIENCE }, async () => {
    const { entry, warnings } = await add({ value: '@spam.test', note: 'trade fair' });
    expect(warnings).toEqual([]);
    await deliver('INBOX', mail('x@spam.test', 'Buy now'), mail('anna@people.test', 'Second'));
    await deliver('Sent', mail(OWNER, 'Only to them', 'y@spam.test'), mail(OWNER, 'To both', 'y@spam.test, anna@people.test'));
    const rows = await ledger();
    expect(rows.find((row) => row.subject === 'Buy now')).toMatchObject({ outcome: 'blocked', counterpart: 'x@spam.test', storedMessage: null, reason: 'Blocked for everybody by the entry @spam.test (trade fair).' });
    expect(await outcomeOf('Only to them')).toEqual(['blocked']);
    expect(await outcomeOf('To both')).toEqual(['imported']);
    expect(await outcomeOf('Second')).toEqual(['imported']);
    expect(await said('out')).toContain('Buy now');
    expect(await said('out')).not.toContain(SECRET);
    expect(blockedCountSchema.parse(await call('GET', `/lists/${entry.id}/blocked`))).toEqual({ days: 30, count: 2, capped: false });
  });

  it('import what an entry had blocked when it is removed, and only that', { timeout: PATIENCE }, async () => {
    await add({ form: 'address', value: 'z@spam.test', scope: 'account', accountId: account });
    await deliver('INBOX', mail('z@spam.test', 'Still unwanted'));
    const [entry] = listEntryPageSchema.parse(await call('GET', '/lists?view=everybody')).items;
    const { task } = removedListEntrySchema.parse(await call('DELETE', `/lists/${entry!.id}?importDays=30`));
    expect(await ended(task!)).toMatchObject({ state: 'done', result: { imported: 2, looked: 2, failed: [] } });
    expect(await outcomeOf('Buy now')).toEqual(['imported']);
    expect(await outcomeOf('Only to them')).toEqual(['imported']);
    expect(await outcomeOf('Still unwanted')).toEqual(['blocked']);
    expect((await panel.status(account)).outcomes).toMatchObject({ blocked: 1 });
    expect(await subjects()).toContain('Buy now');
  });

  it('let in nothing but what an allow list with entries names, and import the rest when its last entry goes', { timeout: 2 * PATIENCE }, async () => {
    const { entry: people, warnings } = await add({ kind: 'allow', value: 'people.test', scope: 'account', accountId: account });
    expect(warnings).toEqual([{ code: 'first-allow' }]);
    // Here are two from old.test, one from spam.test and one to it.
    expect(pastCountSchema.parse(await call('GET', `/lists/${people.id}/past`))).toEqual({ days: 30, count: 4, capped: false });
    await deliver('INBOX', mail('anna@people.test', 'Named'), mail('a@strange.test', 'Unasked', OWNER, 'What nobody named writes'));
    await deliver('Sent', mail(OWNER, 'To a stranger', 'b@other.test', 'What nobody named is written'), mail(OWNER, 'To one who is named', 'b@other.test, anna@people.test'));
    expect((await ledger()).find((row) => row.subject === 'Unasked')).toMatchObject({
      outcome: 'blocked', storedMessage: null, reason: 'Blocked for this account: the allow list does not name a@strange.test.',
      reasons: [{ code: 'not-on-allow-list', params: { scope: 'account', address: 'a@strange.test' } }],
    });
    expect(await outcomeOf('To a stranger')).toEqual(['blocked']);
    expect([...(await outcomeOf('Named')), ...(await outcomeOf('To one who is named'))]).toEqual(['imported', 'imported']);
    expect(await said('out')).toContain('Unasked');
    expect(await said('out')).not.toContain('What nobody named');

    const { entry: other } = await add({ kind: 'allow', value: 'other.test', scope: 'account', accountId: account });
    expect(blockedCountSchema.parse(await call('POST', `/lists/${other.id}/freed`, {}))).toEqual({ days: 30, count: 1, capped: false });
    expect(await ended(startedTaskSchema.parse(await call('POST', `/lists/${other.id}/let-in`, {})).task)).toMatchObject({ state: 'done', result: { imported: 1, looked: 1, failed: [] } });
    expect(await outcomeOf('To a stranger')).toEqual(['imported']);
    expect(removedListEntrySchema.parse(await call('DELETE', `/lists/${other.id}`))).toEqual({ ok: true, task: null });

    expect(blockedCountSchema.parse(await call('GET', `/lists/${people.id}/blocked`))).toEqual({ days: 30, count: 1, capped: false });
    const { task } = removedListEntrySchema.parse(await call('DELETE', `/lists/${people.id}?importDays=30`));
    expect(await ended(task!)).toMatchObject({ state: 'done', result: { imported: 1, looked: 1, failed: [] } });
    expect(await outcomeOf('Unasked')).toEqual(['imported']);
    expect(await outcomeOf('Still unwanted')).toEqual(['blocked']);
  });

  it('name the account that could not be read when what they kept out is imported', { timeout: PATIENCE }, async () => {
    const { entry } = await add({ value: 'later.test' });
    await deliver('INBOX', mail('x@later.test', 'Later'));
    await call('POST', `/accounts/${account}/pause`);
    const { task } = removedListEntrySchema.parse(await call('DELETE', `/lists/${entry.id}?importDays=30`));
    expect(await ended(task!)).toMatchObject({ state: 'done', result: { imported: 0, looked: 0, failed: [{ account: expect.any(String), error: { code: 'conflict', reasons: [{ code: 'account-inactive' }] } }] } });
    expect(await outcomeOf('Later')).toEqual(['blocked']);
    await panel.activate(account);
    const again = removedListEntrySchema.parse(await call('DELETE', `/lists/${(await add({ value: 'later.test' })).entry.id}?importDays=30`));
    expect(await ended(again.task!)).toMatchObject({ state: 'done', result: { imported: 1, looked: 1, failed: [] } });
  });

  it('tell before saving what they would have kept out', async () => {
    const run = dryRunSchema.parse(await call('POST', '/lists/dry-run', { kind: 'block', form: 'domain', value: 'old.test', scope: 'everybody' }));
    expect(run).toMatchObject({ days: 30, kept: 2, capped: false });
    expect(run.items.map((item) => item.subject).sort()).toEqual(['Old one', 'Old two']);
    expect(dryRunSchema.parse(await call('POST', '/lists/dry-run', { kind: 'block', form: 'domain', value: 'firm.test', scope: 'everybody' })).warnings).toEqual([{ code: 'own-address', address: OWNER }]);
    await expect(call('POST', '/lists', { kind: 'block', form: 'address', value: 'nobody', scope: 'everybody' })).rejects.toThrow(/no e-mail address/);
  });

  it('hide what had come in from the panel and from REST, and show it again', { timeout: PATIENCE }, async () => {
    const { entry } = await add({ value: 'old.test' });
    const rest = async (): Promise<string[]> => {
      const found = await server.strapi.documents('plugin::email-center.message' as never).findMany({ limit: 100 } as never);
      return (found as unknown as { subject: string }[]).map((message) => message.subject).filter((subject) => subject.startsWith('Old'));
    };
    expect(await rest()).toHaveLength(2);
    const hidden = await ended(startedTaskSchema.parse(await call('POST', `/lists/${entry.id}/apply`, { action: 'hide' })).task);
    expect(hidden).toMatchObject({ state: 'done', result: { hidden: 2 } });
    expect((await subjects()).filter((subject) => subject.startsWith('Old'))).toEqual([]);
    expect(await rest()).toEqual([]);
    await ended(startedTaskSchema.parse(await call('POST', `/lists/${entry.id}/apply`, { action: 'show' })).task);
    expect((await subjects()).filter((subject) => subject.startsWith('Old'))).toHaveLength(2);
  });

  it('erase what had come in, and keep it out on the next run and after the server renumbered the mailbox', { timeout: 2 * PATIENCE }, async () => {
    const { items } = listEntryPageSchema.parse(await call('GET', '/lists?view=everybody&q=old.test'));
    const before = await blobs();
    const erased = await ended(startedTaskSchema.parse(await call('POST', `/lists/${items[0]!.id}/apply`, { action: 'erase' })).task);
    expect(erased).toMatchObject({ state: 'done', result: { erased: 2 } });
    expect(await blobs()).toBe(before - 2);
    await call('DELETE', `/lists/${items[0]!.id}`);
    const rows = (await ledger()).length;
    await call('POST', `/accounts/${account}/sync`);
    await panel.imported(account, rows, PATIENCE);
    expect((await subjects()).filter((subject) => subject.startsWith('Old'))).toEqual([]);
    await dovecot.setUidValidity(OWNER, 'INBOX', 4_711);
    await call('POST', `/accounts/${account}/sync`);
    await eventually(async () => {
      const erasedNow = (await ledger()).filter((row) => row.outcome === 'erased' && row.uidValidity === 4_711);
      if (erasedNow.length < 2) throw new Error(`not decided yet: ${erasedNow.length}`);
    }, PATIENCE);
    await panel.imported(account, rows, PATIENCE);
    expect((await subjects()).filter((subject) => subject.startsWith('Old'))).toEqual([]);
    expect((await ledger()).filter((row) => row.outcome === 'erased').every((row) => row.subject === '' && row.counterpart === null)).toBe(true);
    expect(await blobs()).toBe(before - 2);
  });

  it('are taken in from CSV only when every line is right, unless asked otherwise, and handed out again', async () => {
    const csv = 'value,note\nnews*@*,"letters, daily"\nnobody at all,\nbulk.test,\n';
    expect(importedListsSchema.parse(await call('POST', '/lists/import', { csv, scope: 'user' }))).toEqual({ imported: false, added: 0, known: 0, firsts: [], wrong: [{ line: 3, message: expect.stringContaining('no domain'), reasons: [{ code: 'not-a-domain', params: { typed: 'nobody at all' } }] }] });
    expect(importedListsSchema.parse(await call('POST', '/lists/import', { csv, scope: 'user', skipWrong: true }))).toMatchObject({ imported: true, added: 2, known: 0 });
    expect(importedListsSchema.parse(await call('POST', '/lists/import', { csv, scope: 'user', skipWrong: true }))).toMatchObject({ imported: true, added: 0, known: 2 });
    const answer = await panel.request('GET', '/email-center/lists/export?scope=user');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect((await answer.text()).split('\r\n').sort()).toEqual(['', 'block,domain,bulk.test,,', 'block,pattern,news*@*,"letters, daily",', 'kind,form,value,note,account']);
  });

  it('are taken in from CSV for the accounts that its lines name, as far as the person keeps their lists', async () => {
    const csv = `value,account\nboth.test,\nboth.test,${OWNER.toUpperCase()}\nboth.test,elsewhere@firm.test\n`;
    const taken = importedListsSchema.parse(await call('POST', '/lists/import', { csv, scope: 'user', skipWrong: true }));
    expect(taken).toMatchObject({ added: 2, wrong: [{ line: 4, reasons: [{ code: 'csv-unknown-account', params: { typed: 'elsewhere@firm.test' } }] }] });
    const made = await Promise.all(taken.firsts.map(async (id) => listEntrySchema.parse(await call('GET', `/lists/${id}`))));
    expect(made.map(({ scope, account: of }) => [scope, of?.id ?? null])).toEqual([['user', null], ['account', account]]);
    expect(await (await panel.request('GET', `/email-center/lists/export?scope=account&accountId=${account}`)).text()).toContain(`block,domain,both.test,,${OWNER}\r\n`);
    const stranger = openPanel(server.url, (await server.userWith(['plugin::email-center.accounts.manage-own'])).token);
    const refused = importedListsSchema.parse(await (await stranger.request('POST', '/email-center/lists/import', { csv, scope: 'user' })).json());
    expect(refused).toMatchObject({ imported: false, wrong: [{ line: 3 }, { line: 4 }] });
  });

  it('belong to whom they are for: somebody else neither finds nor changes them', async () => {
    const stranger = await server.userWith(['plugin::email-center.accounts.manage-own']);
    const theirs = openPanel(server.url, stranger.token);
    const mine = listEntryPageSchema.parse(await call('GET', '/lists')).items[0]!;
    await expect(theirs.request('GET', `/email-center/lists/${mine.id}`)).rejects.toThrow(/404/);
    await expect(theirs.request('DELETE', `/email-center/lists/${mine.id}`)).rejects.toThrow(/404/);
    await expect(theirs.request('POST', '/email-center/lists', { kind: 'block', form: 'domain', value: 'a.test', scope: 'everybody' })).rejects.toThrow(/403/);
    await expect(theirs.request('POST', '/email-center/lists', { kind: 'block', form: 'domain', value: 'a.test', scope: 'account', accountId: account })).rejects.toThrow(/403/);
    await expect(theirs.request('GET', '/email-center/lists?view=everybody')).rejects.toThrow(/403/);
    expect(listEntryPageSchema.parse(await (await theirs.request('GET', '/email-center/lists')).json()).items).toEqual([]);
  });
});
