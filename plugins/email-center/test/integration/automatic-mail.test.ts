import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityPageSchema, ledgerPageSchema, messageDetailSchema, messagePageSchema, type MessageListItem } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { lookTwoHoursLater } from '../servers/left-octets';
import { openPanel, type Panel } from '../servers/panel';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const OWNER = 'owner@firm.test';
const CANDIDATE = 'api::candidate.candidate';
const GONE = 'gone@people.test';
const MX = 'mailer-daemon@mx.people.test';

const message = (subject: string, from: string, to: string, ...lines: string[]): string =>
  [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${subject.replace(/\W/g, '-')}@mail.test>`, ...lines, ''].join('\r\n');
const plain = (subject: string, from: string, ...headers: string[]): string => message(subject, from, OWNER, ...headers, '', 'A text.');

const report = message('Undelivered', MX, OWNER, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '',
  '--b', 'Content-Type: text/plain', '', 'The message could not be delivered.',
  '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.people.test', '', `Final-Recipient: rfc822; ${GONE}`, 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 User unknown',
  '--b', 'Content-Type: text/rfc822-headers', '', `To: ${GONE}`, 'Message-ID: <Our-offer@mail.test>', '--b--');

/** A provider's feedback loop, with the message that somebody called spam. */
const complaint = message('Abuse report', 'feedback@provider.test', OWNER, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary="f"', '',
  '--f', 'Content-Type: text/plain', '', 'This is an abuse report for a message you sent.',
  '--f', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'User-Agent: Loop/1.0', 'Version: 1', `Original-Rcpt-To: ${GONE}`,
  '--f', 'Content-Type: message/rfc822', '', `From: ${OWNER}`, `To: ${GONE}`, 'Subject: Our newsletter', 'Message-ID: <newsletter@mail.test>', 'Precedence: bulk', '', 'News.', '--f--');

describe('automatic mail on a real mail server', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let record: string;

  const got = async (path: string): Promise<unknown> => (await panel.request('GET', path)).json();
  const list = async (query = ''): Promise<MessageListItem[]> => messagePageSchema.parse(await got(`/email-center/messages?limit=50${query}`)).items;
  const open = async (subject: string) => messageDetailSchema.parse(await got(`/email-center/messages/${(await list()).find((item) => item.subject === subject)!.id}`));
  const history = async () => activityPageSchema.parse(await got(`/email-center/records/${CANDIDATE}/${record}/activities?limit=20`));

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    await dovecot.deliver(OWNER, 'Sent', [{ raw: message('Our offer', OWNER, GONE, '', 'An offer.') }]);
    await dovecot.deliver(OWNER, 'INBOX', [
      { raw: report }, { raw: complaint }, { raw: plain('Out of office', GONE, 'Auto-Submitted: auto-replied') }, { raw: plain('Your order', `shop <${GONE}>`, 'List-Unsubscribe: <https://shop.test>') },
      { raw: plain('On the list', 'talk@list.test', 'List-Id: <talk.list.test>', 'List-Post: <mailto:talk@list.test>') }, { raw: plain('By hand', 'someone@people.test') },
    ]);
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    await panel.request('PUT', '/email-center/settings/automatic', { bounce: 'file', 'auto-reply': 'no-activity', complaint: 'no-activity', list: 'ledger-only', bulk: 'file' });
    const created = await panel.request('POST', `/content-manager/collection-types/${CANDIDATE}`, { name: 'Gerd Gone', email: GONE });
    record = ((await created.json()) as { data: { documentId: string } }).data.documentId;
    const account = await panel.connect(dovecot.settings(OWNER));
    await panel.activate(account);
    await panel.imported(account, 8);
  });
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('is told from what people wrote, and each kind is listed apart', async () => {
    const kinds = Object.fromEntries((await list()).map(({ subject, automatic }) => [subject, automatic]));
    expect(kinds).toEqual({ Undelivered: 'bounce', 'Abuse report': 'complaint', 'Out of office': 'auto-reply', 'Your order': 'bulk', 'By hand': 'none', 'Our offer': 'none' });
    expect((await list('&automatic=none')).map(({ subject }) => subject).sort()).toEqual(['By hand', 'Our offer']);
    expect((await list('&automatic=bulk')).map(({ subject }) => subject)).toEqual(['Your order']);
  });

  it('that is a complaint of a provider is shown as one, with its type, and is found as one', async () => {
    expect((await list('&automatic=complaint')).map(({ subject }) => subject)).toEqual(['Abuse report']);
    expect(await open('Abuse report')).toMatchObject({ automatic: 'complaint', automaticWhy: expect.stringContaining('abuse'), delivery: { about: null, failed: [] } });
  });

  it('is kept out where a setting says so, and the ledger tells what decided', async () => {
    const { items } = ledgerPageSchema.parse(await got('/email-center/ledger?outcome=automatic-skipped'));
    expect(items).toMatchObject([{ subject: 'On the list', storedMessage: null, reason: expect.stringContaining('List-Post') }]);
  });

  it('makes no entry on a record where a setting says so, though it is linked to it', async () => {
    expect((await open('Out of office')).links).toMatchObject([{ recordId: record }]);
    expect((await history()).items.map(({ subject }) => subject).sort()).toEqual(['Our offer', 'Undelivered', 'Your order']);
  });

  it('tells of a message that came back: whose address failed, why, and which message it was', async () => {
    const [bounce, sent] = [await open('Undelivered'), await open('Our offer')];
    expect(bounce).toMatchObject({ delivery: { about: sent.id, failed: [{ address: GONE, status: '5.1.1', permanent: true, why: '550 User unknown' }] }, links: [{ recordId: record, reasons: [{ rule: 'bounced' }] }] });
    expect(sent.delivery.bounces).toMatchObject([{ message: bounce.id }]);
    expect((await history()).failing).toMatchObject([{ address: GONE, message: bounce.id }]);
  });

  it('that is kept out leaves no original behind, nor does the message of the test; what is kept has its own', async () => {
    const { before, after, referred } = await lookTwoHoursLater(server);
    expect(before.length).toBe(referred.length + 2);
    expect(after).toEqual(referred);
    expect(after).toHaveLength(6);
  });
});
