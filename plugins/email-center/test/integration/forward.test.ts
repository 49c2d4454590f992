import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, accountSchema, actionId, activityPageSchema, ledgerPageSchema, messageDetailSchema, messagePageSchema, workPageSchema, type Action, type CreateAccountInput } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { EMPLOYEES, EMPLOYEE_TYPE } from '../servers/employees';
import { lookTwoHoursLater } from '../servers/left-octets';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer, type TestUser } from '../servers/strapi';

const [HERE, BARE] = ['forward@firm.test', 'bare@firm.test'];
const [PETRA, ANNA, STRANGER] = ['petra@firm.test', 'anna@people.test', 'somebody@else.test'];
const DAY = 86_400_000;
const WAITS = 90_000;

let number = 0;
function mail(subject: string, text: string, { from = `Petra Klein <${PETRA}>`, to = HERE, more = [] as string[] } = {}): string {
  number += 1;
  return [...more, `From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <m${number}@firm.test>`, 'Date: Mon, 02 Nov 2026 10:15:00 +0100', ...(more.some((line) => /^Content-Type/.test(line)) ? [] : ['Content-Type: text/plain; charset=utf-8']), '', text, ''].join('\r\n');
}
const block = (subject: string, from = `Anna Weber <${ANNA}>`) => ['---------- Forwarded message ---------', `From: ${from}`, 'Date: Mon, Nov 2, 2026 at 9:41 AM', `Subject: ${subject}`, `To: Petra Klein <${PETRA}>`, '', '', 'The text.'].join('\r\n');
const original = (subject: string) => [`From: Anna Weber <${ANNA}>`, `To: ${PETRA}`, `Subject: ${subject}`, 'Date: Mon, 02 Nov 2026 09:41:00 +0100', '', 'The attached text.'].join('\r\n');
const withFile = (subject: string, text: string, type: string, content: string) => mail(subject, ['--b', 'Content-Type: text/plain', '', text, '--b', `Content-Type: ${type}`, 'Content-Disposition: attachment', '', content, '--b--'].join('\r\n'), { more: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'] });

const MAILS = {
  inline: mail('Fwd: Inline', block('Inline')),
  attached: withFile('Fwd: Attached', '', 'message/rfc822', original('Attached')),
  redirected: mail('Redirected', 'The text.', { from: `Anna Weber <${ANNA}>`, to: PETRA, more: [`Resent-From: ${PETRA}`, `Resent-To: ${HERE}`] }),
  ruled: mail('Ruled', 'The text.', { from: `Anna Weber <${ANNA}>`, to: PETRA, more: [`X-Forwarded-For: ${PETRA} ${HERE}`, `X-Forwarded-To: ${HERE}`] }),
  blind: mail('Blind copy', 'The text.', { to: ANNA }),
  answered: mail('Fwd: Your application', block('Your application', `Petra Klein <${PETRA}>`).replace(`To: Petra Klein <${PETRA}>`, `To: ${ANNA}`)),
  unreadable: mail('Something', 'Anna asked about the job.'),
  forged: mail('Fwd: Forged', block('Forged'), { more: ['Authentication-Results: mx.firm.test; spf=fail smtp.mailfrom=petra@firm.test; dmarc=fail header.from=firm.test'] }),
  stranger: mail('Fwd: Stranger', block('Stranger'), { from: STRANGER }),
};

describe('a forward address', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let account: string;
  let candidate: string;
  let blind: TestUser;

  const settingsOf = (address: string): object => {
    const { login, imap, smtp } = dovecot.settings(address);
    return { name: 'Center', address, login, password: 'secret', imap, smtp, kind: 'forward' };
  };
  const call = (user: TestUser, method: string, path: string, body?: object) =>
    fetch(`${server.url}/email-center${path}`, { method, headers: { authorization: `Bearer ${user.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
  const userWith = (...rights: (keyof typeof ACTIONS)[]) => server.userWith(rights.map((right) => actionId(ACTIONS[right] as Action)));
  const got = async (path: string): Promise<unknown> => (await panel.request('GET', `/email-center${path}`)).json();
  const messages = async (query = '') => messagePageSchema.parse(await got(`/messages?limit=100${query}`)).items;
  const message = async (subject: string) => {
    const found = (await messages()).find((one) => one.subject === subject);
    if (found === undefined) throw new Error(`There is no message "${subject}".`);
    return messageDetailSchema.parse(await got(`/messages/${found.id}`));
  };
  const ledger = async (outcome: string) => ledgerPageSchema.parse(await got(`/ledger?limit=100&outcome=${outcome}`)).items;
  const looks = async () => workPageSchema.parse(await got('/work-items?view=look')).items;
  const create = async (type: string, data: object) => (await server.strapi.documents(type as 'admin::user').create({ data: data as never })).documentId;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [HERE]: 'secret', [BARE]: 'secret' } });
    await dovecot.deliver(HERE, 'INBOX', Object.values(MAILS).map((raw, index) => ({ raw, receivedAt: new Date(Date.now() - DAY + index * 60_000) })));
    server = await startStrapi({ moreTypes: EMPLOYEE_TYPE, pluginConfig: { caFile: dovecot.caFile, employees: EMPLOYEES } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    candidate = await create('api::candidate.candidate', { name: 'Anna Weber', email: ANNA });
    await create('api::employee.employee', { name: 'Petra Klein', email: PETRA, active: true });
    blind = await userWith('manageAll', 'readAll', 'ledger');
  }, WAITS * 2);
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('is set up only by those who manage all accounts and may see forward addresses', async () => {
    expect((await call(blind, 'POST', '/accounts', settingsOf(HERE))).status).toBe(403);
    expect((await call(await userWith('manageOwn', 'seeForward'), 'POST', '/accounts', settingsOf(HERE))).status).toBe(403);
  });

  it('reads every message: it cannot be set to import matches only', async () => {
    const chief = await userWith('manageAll', 'seeForward');
    const answer = await call(chief, 'POST', '/accounts', { ...settingsOf(HERE), importPolicy: 'matches-only' });
    expect([answer.status, JSON.stringify(await answer.json())]).toEqual([400, expect.stringContaining('reads every message')]);
    expect((await call(chief, 'POST', '/accounts', { ...settingsOf(HERE), kind: 'personal', forward: { feeders: 'everyone' } })).status).toBe(400);
  });

  it('imports what is forwarded', async () => {
    account = await panel.connect({ ...dovecot.settings(HERE), accountId: '' }, { name: 'Center', kind: 'forward', forward: { feeders: 'known', keepsAttachments: true, authservId: null } } as Partial<CreateAccountInput>);
    await panel.activate(account);
    await panel.imported(account, Object.keys(MAILS).length + 1, WAITS);
    expect((await messages()).length).toBe(8);
  }, WAITS * 2);

  it.each([
    ['Inline', 'inline', 'incoming'], ['Attached', 'attached', 'incoming'], ['Redirected', 'redirect', 'incoming'], ['Ruled', 'redirect', 'incoming'], ['Blind copy', 'bcc', 'outgoing'], ['Your application', 'inline', 'outgoing'],
  ])('files %s as the message within, and tells how it was read and who forwarded it', async (subject, style, direction) => {
    const { forwarded, links, ...found } = await message(subject);
    expect(found).toMatchObject({ direction, ...(direction === 'incoming' ? { from: { address: ANNA } } : { from: { address: PETRA }, to: [{ address: ANNA }] }) });
    expect(forwarded).toMatchObject({ style, direction, by: { name: 'Petra Klein', address: PETRA }, why: expect.stringMatching(/\w/) });
    expect(found.text).toContain(style === 'attached' ? 'The attached text.' : 'The text.');
    expect(links).toMatchObject([{ recordId: candidate, reasons: [{ rule: direction === 'incoming' ? 'forwarded-from' : 'forwarded-to', address: ANNA }] }]);
  });

  it('makes activities with the inner subject and the time of the inner message', async () => {
    const { items, total } = activityPageSchema.parse(await got(`/records/api::candidate.candidate/${candidate}/activities?limit=50`));
    expect(total).toBe(6);
    expect(items.map(({ subject }) => subject).sort()).toEqual(['Attached', 'Blind copy', 'Inline', 'Redirected', 'Ruled', 'Your application']);
    expect(items.find(({ subject }) => subject === 'Attached')).toMatchObject({ occurredAt: expect.any(String), preview: expect.stringContaining('The attached text.') });
    expect(items.find(({ subject }) => subject === 'Inline')?.preview).toBe('The text.');
  });

  it('shows to somebody what cannot be read and whose sender is not believed, with the reason', async () => {
    expect((await looks()).map(({ message: { subject }, reason }) => [subject, reason.code]).sort()).toEqual([['Fwd: Forged', 'authentication-failed'], ['Something', 'not-readable']]);
    expect((await message('Something')).links).toEqual([]);
  });

  it('takes nothing from strangers, and says so in the ledger', async () => {
    const blocked = await ledger('blocked');
    expect(blocked.filter(({ subject }) => subject === 'Fwd: Stranger')).toMatchObject([{ storedMessage: null, reason: expect.stringContaining(STRANGER) }]);
    expect(blocked).toHaveLength(1);
  });

  it('files a message as soon as a person says who it is from', async () => {
    const { id } = await message('Something');
    const answer = await panel.request('POST', `/email-center/messages/${id}/counterpart`, { address: 'Anna@People.test', direction: 'incoming' });
    expect(await answer.json()).toEqual({ linked: 1 });
    expect(await message('Something')).toMatchObject({ from: { address: ANNA }, links: [{ recordId: candidate, reasons: [{ rule: 'forwarded-from' }] }], forwarded: { style: 'by-hand' } });
    expect((await looks()).map(({ message: { subject } }) => subject)).toEqual(['Fwd: Forged']);
    const again = await panel.request('POST', `/email-center/messages/${id}/counterpart`, { address: ANNA, direction: 'incoming' }).catch((error: Error) => error.message);
    expect(again).toContain('409');
  });

  it('is nowhere shown to those who must not see it', async () => {
    const accounts = await (await call(blind, 'GET', '/accounts?scope=all')).json();
    expect(accounts).toMatchObject({ items: [{ name: 'Center', address: '', login: '' }] });
    const pages = await Promise.all(['/accounts?scope=all', `/accounts/${account}`, '/messages?limit=100', '/ledger?limit=100'].map(async (path) => (await call(blind, 'GET', path)).text()));
    for (const page of pages) expect(page).not.toMatch(/forward@firm\.test/i);
    for (const { id, subject } of await messages()) {
      const shown = await call(blind, 'GET', `/messages/${id}`);
      expect(shown.status, subject).toBe(200);
      expect(await shown.text(), subject).not.toMatch(/forward@firm\.test/i);
      expect((await call(blind, 'GET', `/messages/${id}/raw`)).status).toBe(403);
      expect((await panel.request('GET', `/email-center/messages/${id}/raw`)).status).toBe(200);
    }
  });

  it('gets a new secret, and takes the former address for a while', async () => {
    const rotated = accountSchema.parse(await (await panel.request('POST', `/email-center/accounts/${account}/rotate-address`, { graceDays: 0 })).json());
    expect(rotated).toMatchObject({ state: 'active', tested: true, address: expect.stringMatching(/^forward\+[a-z2-9]{10}@firm\.test$/), forward: { rotated: true } });
    const before = (await ledger('imported')).length;
    await dovecot.deliver(HERE, 'INBOX', [{ raw: mail('Fwd: To the old one', block('To the old one')) }, { raw: mail('Fwd: To the new one', block('To the new one'), { to: rotated.address }) }, { raw: mail('By Delivered-To', 'x', { to: ANNA, more: [`Delivered-To: ${rotated.address}`] }) }]);
    await panel.request('POST', `/email-center/accounts/${account}/sync`);
    await panel.imported(account, Object.keys(MAILS).length + 4, WAITS);
    expect((await ledger('imported')).length).toBe(before + 3);
    expect((await message('To the new one')).links).toHaveLength(1);
    expect((await message('By Delivered-To')).forwarded).toMatchObject({ style: 'bcc' });
    expect((await looks()).find(({ message: { subject } }) => subject === 'Fwd: To the old one')).toMatchObject({ reason: { code: 'old-address' } });
  }, WAITS * 2);

  it('keeps neither files nor the original with them, where it is set so', async () => {
    const secret = 'Nobody keeps this file';
    const sent = (subject: string, content: string) => ({ raw: withFile(`Fwd: ${subject}`, block(subject), 'application/pdf; name=a.pdf', content).replace(`To: ${HERE}`, `To: ${BARE}`), receivedAt: new Date(Date.now() - DAY) });
    // Large messages are read in parts, another way than small ones.
    await dovecot.deliver(BARE, 'INBOX', [sent('With a file', secret), sent('With a large file', `${secret}\r\n`.repeat(100_000))]);
    const bare = await panel.connect({ ...dovecot.settings(BARE), accountId: '' }, { name: 'Bare', kind: 'forward', forward: { feeders: 'known', keepsAttachments: false, authservId: null } } as Partial<CreateAccountInput>);
    await panel.activate(bare);
    await panel.imported(bare, 3, WAITS);
    for (const subject of ['With a file', 'With a large file']) {
      const found = await message(subject);
      expect(found).toMatchObject({ attachments: [], attachmentCount: 0, text: expect.stringContaining('The text.'), links: [{ recordId: candidate }], forwarded: { why: expect.stringContaining('One file was not kept') } });
      const raw = await (await panel.request('GET', `/email-center/messages/${found.id}/raw`)).text();
      expect(raw).toContain(`Subject: Fwd: ${subject}`);
      expect(raw).not.toContain(secret);
      expect(raw.length).toBeLessThan(5_000);
      const { items } = activityPageSchema.parse(await got(`/records/api::candidate.candidate/${candidate}/activities?limit=50`));
      expect(items.find((item) => item.subject === subject)?.folder.documents.map(({ kind }) => kind)).toEqual(['original']);
      expect((await ledger('imported')).find((row) => row.subject === subject)?.reason).toContain('One file was not kept');
    }
  }, WAITS * 2);

  it('takes forwards of anybody where everyone may feed it, and names who forwarded them', async () => {
    const { items } = (await got('/accounts')) as { items: { id: string; address: string }[] };
    const bare = items.find(({ address }) => address === BARE)!.id;
    await panel.request('PUT', `/email-center/accounts/${bare}`, { forward: { feeders: 'everyone', keepsAttachments: false, authservId: null } });
    const [imported, blocked] = [(await ledger('imported')).length, (await ledger('blocked')).length];
    await dovecot.deliver(BARE, 'INBOX', [{ raw: mail('Fwd: By a stranger', block('By a stranger'), { from: `Somebody <${STRANGER}>`, to: BARE }) }]);
    await panel.request('POST', `/email-center/accounts/${bare}/sync`);
    await panel.imported(bare, 4, WAITS);
    expect([(await ledger('imported')).length, (await ledger('blocked')).length]).toEqual([imported + 1, blocked]);
    expect(await message('By a stranger')).toMatchObject({ from: { address: ANNA }, links: [{ recordId: candidate, reasons: [{ rule: 'forwarded-from' }] }], forwarded: { style: 'inline', by: { address: STRANGER } } });
  }, WAITS * 2);

  it('leaves no original of what it does not take', async () => {
    const { before, after, referred } = await lookTwoHoursLater(server);
    expect(before.length).toBeGreaterThan(referred.length);
    expect(after).toEqual(referred);
  });
});
