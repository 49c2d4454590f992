import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerPageSchema, messageDetailSchema, messagePageSchema } from '../../shared/contracts';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { openPanel, type Panel } from '../servers/panel';
import { startRawLog } from '../servers/raw-log';
import { startStrapi, type StrapiServer } from '../servers/strapi';

const OWNER = 'owner@firm.test';
const MESSAGES = 12;
const SECRET = 'Nobody but the owner reads this';
const isKnown = (uid: number): boolean => uid % 4 === 0;
const knownUids = (messages: number): number[] => Array.from({ length: messages }, (_, index) => index + 1).filter(isKnown);

function mail(uid: number): string {
  const from = isKnown(uid) ? 'anna@people.test' : `stranger${uid}@elsewhere.test`;
  return [
    `From: ${from}`, `To: ${OWNER}`, `Subject: Message ${uid}`, `Message-ID: <${uid}@mail.test>`, 'Content-Type: text/plain; charset=utf-8', '',
    isKnown(uid) ? `To be filed, number ${uid}` : SECRET, '',
  ].join('\r\n');
}

/** As Postfix writes one: nothing in its header tells which message it is about. */
function report(name: string, to: string, text: string): string {
  return [
    'Return-Path: <>', 'From: MAILER-DAEMON@mx.test', `To: ${OWNER}`, `Subject: Undelivered ${name}`, `Message-ID: <report-${name}@mx.test>`, 'MIME-Version: 1.0', 'Content-Type: multipart/report;', '\treport-type=delivery-status; boundary="b"', '',
    '--b', 'Content-Type: text/plain', '', 'I could not deliver it.',
    '--b', 'Content-Description: Delivery report', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.test', '', `Final-Recipient: rfc822; ${to}`, 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 User unknown', '',
    '--b', 'Content-Type: message/rfc822', '', `From: ${OWNER}`, `To: ${to}`, `Message-ID: <${name}@firm.test>`, '', text, '', '--b--', '',
  ].join('\r\n');
}

/** UIDs of a set such as `1:3,7` (RFC 9051 section 9, sequence-set). */
function uidsOf(set: string): number[] {
  return set.split(',').flatMap((range) => {
    const [first, last] = range.split(':').map(Number);
    return Array.from({ length: (last ?? first!) - first! + 1 }, (_, index) => first! + index);
  });
}

describe('an account that imports matches only', () => {
  let dovecot: Dovecot;
  let server: StrapiServer;
  let panel: Panel;
  let account: string;
  let said: (side: 'in' | 'out') => Promise<string>;

  /** UIDs whose text was asked for, sorted. */
  const textsAskedFor = async (): Promise<number[]> => {
    const fetches = [...(await said('in')).matchAll(/UID FETCH (\S+) (.*)/gi)];
    expect(fetches.length).toBeGreaterThan(0);
    // Everything of BODY but the header fields: [], [TEXT], a part.
    const texts = fetches.filter(([, , items]) => /BODY(\.PEEK)?\[(?!HEADER)|RFC822(?!\.SIZE|\.HEADER)/i.test(items!));
    return [...new Set(texts.flatMap(([, set]) => uidsOf(set!)))].sort((one, other) => one - other);
  };
  const ledger = async () => ledgerPageSchema.parse(await (await panel.request('GET', `/email-center/ledger?account=${account}&limit=100`)).json()).items;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    await dovecot.deliver(OWNER, 'INBOX', Array.from({ length: MESSAGES }, (_, index) => ({ raw: mail(index + 1) })));
    said = await startRawLog(dovecot);
    server = await startStrapi({ pluginConfig: { caFile: dovecot.caFile } });
    panel = openPanel(server.url, (await server.superAdmin()).token);
    await panel.request('POST', '/content-manager/collection-types/api::candidate.candidate', { name: 'Anna Weber', email: 'anna@people.test' });
    account = await panel.connect(dovecot.settings(OWNER), { importPolicy: 'matches-only' });
    await panel.activate(account);
    await panel.imported(account, MESSAGES + 1);
  });
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
  });

  it('asks for the texts of matched messages only', async () => {
    expect(await textsAskedFor()).toEqual(knownUids(MESSAGES));
  });

  it('leaves the text of an unmatched message on the mail server', async () => {
    const handedOut = await said('out');
    expect(handedOut).toContain('To be filed, number 4');
    expect(handedOut).toContain('stranger1@elsewhere.test');
    expect(handedOut).not.toContain(SECRET);
  });

  it('says in the ledger which messages were left there, from whom and about what', async () => {
    const items = await ledger();
    const skipped = items.filter((sighting) => sighting.outcome === 'unmatched-skipped' && sighting.uid <= MESSAGES);
    expect(skipped).toHaveLength(MESSAGES - knownUids(MESSAGES).length);
    for (const sighting of skipped) {
      expect(sighting).toMatchObject({ subject: `Message ${sighting.uid}`, counterpart: `stranger${sighting.uid}@elsewhere.test`, messageId: expect.stringContaining(`${sighting.uid}@mail.test`), storedMessage: null });
      expect(sighting.reason).not.toBe('');
    }
    expect(items.filter((sighting) => sighting.outcome === 'imported').map((sighting) => sighting.uid).sort((one, other) => one - other)).toEqual(knownUids(MESSAGES));
    expect(items).toHaveLength(MESSAGES + 1);
  });

  it('files matched messages in full', async () => {
    const { items } = messagePageSchema.parse(await (await panel.request('GET', '/email-center/messages')).json());
    expect(items.map((message) => message.subject).sort()).toEqual(knownUids(MESSAGES).map((uid) => `Message ${uid}`).sort());
    for (const { id, subject, links } of items) {
      const uid = Number(subject.split(' ')[1]);
      expect(links).toHaveLength(1);
      expect(messageDetailSchema.parse(await (await panel.request('GET', `/email-center/messages/${id}`)).json()).text).toContain(`To be filed, number ${uid}`);
      expect(await (await panel.request('GET', `/email-center/messages/${id}/raw`)).text()).toBe(mail(uid));
    }
  });

  it('holds to it with mail that arrives later', async () => {
    const before = (await ledger()).length;
    // The message of the account's test took one UID.
    const later = [MESSAGES + 2, MESSAGES + 3, MESSAGES + 4];
    await dovecot.deliver(OWNER, 'INBOX', later.map((uid) => ({ raw: mail(uid) })));
    await panel.request('POST', `/email-center/accounts/${account}/sync`);
    await panel.imported(account, before + later.length);
    expect(await textsAskedFor()).toEqual([...knownUids(MESSAGES), ...later.filter(isKnown)]);
    expect(await said('out')).not.toContain(SECRET);
  });

  it('takes a report about mail that did not reach a record, and shows it with that mail; of any other report it reads whom it names', async () => {
    const before = (await ledger()).length;
    await dovecot.deliver(OWNER, 'Sent', [{ raw: ['From: ' + OWNER, 'To: anna@people.test', 'Subject: Our offer', 'Message-ID: <offer@firm.test>', '', 'An offer.', ''].join('\r\n') }]);
    await dovecot.deliver(OWNER, 'INBOX', [{ raw: report('offer', 'anna@people.test', 'An offer.') }, { raw: report('private', 'friend@elsewhere.test', SECRET) }]);
    await panel.request('POST', `/email-center/accounts/${account}/sync`);
    await panel.imported(account, before + 3);
    const outcomes = (await ledger()).flatMap(({ subject, outcome }) => (/offer|Undelivered/.test(subject) ? [`${subject}: ${outcome}`] : []));
    expect(outcomes.sort()).toEqual(['Our offer: imported', 'Undelivered offer: imported', 'Undelivered private: unmatched-skipped']);
    const { items } = messagePageSchema.parse(await (await panel.request('GET', '/email-center/messages')).json());
    const open = async (subject: string) => messageDetailSchema.parse(await (await panel.request('GET', `/email-center/messages/${items.find((item) => item.subject === subject)!.id}`)).json());
    const [bounce, sent] = [await open('Undelivered offer'), await open('Our offer')];
    expect(bounce).toMatchObject({ automatic: 'bounce', delivery: { about: sent.id, failed: [{ address: 'anna@people.test' }] }, links: [{ reasons: [{ rule: 'bounced' }] }] });
    expect(sent.delivery.bounces).toMatchObject([{ message: bounce.id }]);
    expect(await said('out')).toContain('Final-Recipient: rfc822; friend@elsewhere.test');
    expect(await said('out')).not.toContain(SECRET);
  });
});
