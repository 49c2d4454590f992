import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountStatusSchema, activityPageSchema, estimateSchema, ledgerPageSchema, messageDetailSchema, messagePageSchema, taskSchema, testEventSchema, type AccountDto, type TestEvent } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';
import { WITH_GRAPHQL } from '../servers/strapi-app';
import { eventually } from '../servers/eventually';

const INFO = 'info@firm.test';
const DAY = 86_400_000;

const APPLICATION = [
  'From: Anna Weber <Anna@People.test>', `To: ${INFO}`, 'Subject: =?utf-8?Q?Bewerbung_f=C3=BCr_die_Teamleitung?=', 'Message-ID: <application-1@people.test>',
  'Date: Mon, 02 Nov 2026 09:41:00 +0100', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/html; charset=utf-8', '',
  '<p>Guten Tag</p><script>alert(1)</script><img src="https://tracker.test/pixel.gif">', '--b', 'Content-Type: application/pdf', 'Content-Disposition: attachment; filename="Lebenslauf.pdf"',
  'Content-Transfer-Encoding: base64', '', Buffer.from('the cv').toString('base64'), '--b--', '',
].join('\r\n');
const STRANGER = ['From: stranger@elsewhere.test', `To: ${INFO}`, 'Subject: Newsletter', 'Message-ID: <news-1@elsewhere.test>', '', 'read this', ''].join('\r\n');
const REPLY = [`From: ${INFO}`, 'To: anna@people.test', 'Subject: Re: Bewerbung', 'Message-ID: <reply-1@firm.test>', '', 'Danke', ''].join('\r\n');

describe('from a mailbox to the record', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let admin: TestUser;
  let account: AccountDto;
  let candidateId: string;

  const call = (method: string, path: string, body?: object) =>
    fetch(`${server.url}/email-center${path}`, {
      method, headers: { authorization: `Bearer ${admin.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body),
    });
  const answered = async (answer: Response): Promise<unknown> => {
    const body: unknown = await answer.json();
    expect(answer.status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  };
  const status = async () => accountStatusSchema.parse(await answered(await call('GET', `/accounts/${account.id}/status`)));
  const messages = async (query = '') => messagePageSchema.parse(await answered(await call('GET', `/messages${query}`))).items;
  const runTest = async (): Promise<TestEvent[]> => {
    const answer = await call('POST', `/accounts/${account.id}/test`);
    return (await answer.text()).trim().split('\n').map((line) => testEventSchema.parse(JSON.parse(line)));
  };
  const failures = (events: TestEvent[]) => events.filter((event) => event.type === 'step' && event.status === 'failed');

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [INFO]: 'first password' } });
    await dovecot.deliver(INFO, 'INBOX', [{ raw: APPLICATION, receivedAt: new Date(Date.now() - 2 * DAY) }, { raw: STRANGER, receivedAt: new Date(Date.now() - DAY) }]);
    await dovecot.deliver(INFO, 'Sent', [{ raw: REPLY, receivedAt: new Date(Date.now() - DAY) }]);
    server = await startStrapi({ plugins: WITH_GRAPHQL, pluginConfig: { caFile: dovecot.caFile } });
    admin = await server.superAdmin();
    const candidate = await server.strapi.documents('api::candidate.candidate' as 'admin::user').create({ data: { name: 'Anna Weber', email2: 'anna@people.test' } as never });
    candidateId = candidate.documentId;
    // Whom the message of the account's test would belong to.
    await server.strapi.documents('api::candidate.candidate' as 'admin::user').create({ data: { name: 'The office', email: INFO } as never });
  });
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('saves an account as a draft that cannot be activated yet', async () => {
    const { imap, smtp, login } = dovecot.settings(INFO);
    account = (await answered(await call('POST', '/accounts', { name: 'Info', address: INFO, login, password: 'wrong', imap, smtp }))) as AccountDto;
    expect(account).toMatchObject({ state: 'draft', tested: false });
    expect((await call('POST', `/accounts/${account.id}/activate`)).status).toBe(409);
    expect((await call('POST', `/accounts/${account.id}/estimate`)).status).toBe(409);
  });

  it('says at the test that the password is wrong, and who can put it right', async () => {
    const events = await runTest();
    expect(failures(events)[0]).toMatchObject({ step: 'login-imap', error: { kind: 'auth', code: 'wrong-password', remedier: 'owner' } });
    expect(events.at(-1)).toEqual({ type: 'result', passed: false, state: 'draft' });
  });

  it('passes the test with the right password: each step, and a message that arrives', async () => {
    await answered(await call('PUT', `/accounts/${account.id}`, { password: 'first password' }));
    const events = await runTest();
    expect(failures(events)).toEqual([]);
    expect(events.at(-1)).toEqual({ type: 'result', passed: true, state: 'ready' });
  });

  it('tells what an import would bring, before anything is imported', async () => {
    const { windows, sent } = estimateSchema.parse(await answered(await call('POST', `/accounts/${account.id}/estimate`)));
    expect(sent).toEqual({ path: 'Sent', by: 'attribute' });
    // Two of the Inbox with the message of the test itself, and one of Sent.
    expect(windows.find(({ days }) => days === 30)!.messages).toBeGreaterThanOrEqual(3);
    expect(windows[0]).toEqual({ days: 0, messages: 0, bytes: 0, seconds: 0 });
    expect((await messages()).length).toBe(0);
  });

  it('imports Inbox and Sent after it was activated', async () => {
    expect(await answered(await call('POST', `/accounts/${account.id}/activate`))).toMatchObject({ state: 'active', tested: true });
    // Two of the Inbox, and one of Sent.
    await eventually(async () => expect((await messages()).length).toBeGreaterThanOrEqual(3));
    await eventually(async () => expect((await status()).mailboxes.every((mailbox) => mailbox.backfill === null || mailbox.backfill.done)).toBe(true));
    const { outcomes, matched, error, nextRunAt } = await status();
    expect(error).toBeNull();
    expect(outcomes.imported).toBe((await messages()).length);
    // A record knows the account's own address, and gets no activity from the message of the test.
    expect(outcomes['test-message']).toBe(1);
    expect(matched).toBe(2);
    expect(nextRunAt).not.toBeNull();
  });

  it('links messages to the record that knows the address, and says why', async () => {
    const linked = await messages('?links=linked');
    expect(linked.map((message) => [message.direction, message.links[0]?.label])).toEqual([['outgoing', 'Anna Weber'], ['incoming', 'Anna Weber']]);
    expect(linked[1]!.links[0]).toMatchObject({ recordType: 'api::candidate.candidate', recordId: candidateId, reasons: [{ rule: 'inbox-from', address: 'anna@people.test', field: 'email2' }] });
    expect((await messages('?links=unmatched')).map((message) => message.subject)).toContain('Newsletter');
  });

  it('shows the message safely, with its attachment', async () => {
    const [, incoming] = await messages('?links=linked');
    const detail = messageDetailSchema.parse(await answered(await call('GET', `/messages/${incoming!.id}`)));
    expect(detail.subject).toBe('Bewerbung für die Teamleitung');
    expect(detail.html).toContain('Guten Tag');
    expect(detail.html).not.toMatch(/script|tracker\.test/);
    expect(detail.blockedRemote).toBe(1);
    const part = await call('GET', `/messages/${incoming!.id}/parts/${detail.attachments[0]!.partNumber}`);
    expect(await part.text()).toBe('the cv');
    expect(part.headers.get('content-disposition')).toContain('Lebenslauf.pdf');
    expect(await (await call('GET', `/messages/${incoming!.id}/raw`)).text()).toBe(APPLICATION);
  });

  it('puts an activity with its document folder on the record, in the panel, by REST and by GraphQL', async () => {
    const page = activityPageSchema.parse(await answered(await call('GET', `/records/api::candidate.candidate/${candidateId}/activities`)));
    expect(page.total).toBe(2);
    expect(page.items[1]!.folder.title).toContain('Bewerbung für die Teamleitung');
    expect(page.items[1]!.folder.documents.map((document) => document.name)).toContain('Lebenslauf.pdf');
    const permissions = ['api::candidate.candidate.findOne', 'plugin::email-center.activity.find', 'plugin::email-center.message.findOne'];
    const headers = { authorization: `Bearer ${await server.apiToken(permissions)}`, 'content-type': 'application/json' };
    const rest = await fetch(`${server.url}/api/candidates/${candidateId}?populate=emailActivities`, { headers });
    expect(await rest.json()).toMatchObject({ data: { emailActivities: [{ direction: 'outgoing' }, { direction: 'incoming', subject: 'Bewerbung für die Teamleitung' }] } });
    const query = `{ candidate(documentId: "${candidateId}") { emailActivities { subject } } }`;
    const graphql = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(await graphql.json()).toMatchObject({ data: { candidate: { emailActivities: [{}, { subject: 'Bewerbung für die Teamleitung' }] } } });
  });

  it('explains in the ledger what became of each message', async () => {
    const ledger = ledgerPageSchema.parse(await answered(await call('GET', '/ledger?q=anna@people.test')));
    expect(ledger.items.map((sighting) => [sighting.role, sighting.outcome]).sort()).toEqual([['inbox', 'imported'], ['sent', 'imported']]);
    const begun = await call('POST', `/accounts/${account.id}/reconcile`);
    expect(begun.status).toBe(202);
    const { id } = taskSchema.parse(await begun.json());
    await eventually(async () => expect(await answered(await call('GET', `/tasks/${id}`))).toMatchObject({ state: 'done', error: null, result: { mailboxes: [{ missing: 0, gone: 0 }, { missing: 0, gone: 0 }] } }));
  });

  it('stops at the first refusal when the password was changed on the server, and its owner sees why', async () => {
    await dovecot.changePassword(INFO, 'second password');
    await eventually(async () => {
      // The mail server looks at its passwords once a second: a run right now may still be let in.
      await call('POST', `/accounts/${account.id}/sync`);
      expect(await status()).toMatchObject({ state: 'stopped', error: { kind: 'auth', code: 'wrong-password' } });
    });
    expect((await call('POST', `/accounts/${account.id}/sync`)).status).toBe(409);
  });

  it('goes on where it was once the new password has passed the test', async () => {
    const before = (await messages()).length;
    await dovecot.deliver(INFO, 'INBOX', [{ raw: STRANGER.replace(/news-1/, 'news-2') }]);
    await answered(await call('PUT', `/accounts/${account.id}`, { password: 'second password' }));
    const events = await runTest();
    expect(events.at(-1)).toEqual({ type: 'result', passed: true, state: 'active' });
    await eventually(async () => expect((await messages()).length).toBe(before + 1));
    expect(await status()).toMatchObject({ state: 'active', error: null });
  });

  it('forgets a removed account and keeps what was filed', async () => {
    const before = (await messages()).length;
    await answered(await call('DELETE', `/accounts/${account.id}`));
    expect((await call('GET', `/accounts/${account.id}`)).status).toBe(404);
    expect((await messages()).length).toBe(before);
  });
});
