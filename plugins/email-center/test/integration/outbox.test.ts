import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailAccount } from '../../server/src/domain/mail/account';
import { createOutbox } from '../../server/src/flow/outbox/outbox';
import { sendDue } from '../../server/src/flow/outbox/send-due';
import type { Submission } from '../../server/src/flow/outbox/submission';
import { syncAccount } from '../../server/src/flow/sync-account';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { realSending } from '../servers/sending';
import { account, count, EVERYTHING, know, openDatabase, type TestDatabase } from './database-harness';

const [ANNA, BERT, ARCHIVE] = ['anna@test.local', 'bert@test.local', 'archive@test.local'];
const never = (): AbortSignal => new AbortController().signal;

interface ForeignMail {
  subject?: string;
  text?: string;
  messageId?: string;
  attachments: { filename?: string; content: Buffer }[];
}
const { simpleParser } = createRequire(import.meta.url)('mailparser') as { simpleParser(octets: string): Promise<ForeignMail> };

describe('sending with real servers', () => {
  let test: TestDatabase;
  let dovecot: Dovecot;
  let folder: string;
  let sender: MailAccount;
  const drafts = { released: [] as string[], sent: [] as string[] };

  beforeAll(async () => {
    [test, dovecot, folder] = await Promise.all([openDatabase('sqlite'), startDovecot({ users: { [ANNA]: 'secret', [BERT]: 'secret', [ARCHIVE]: 'secret' } }), mkdtemp(join(tmpdir(), 'ec-outbox-'))]);
    test.clock.time = Date.now();
    const { imap, smtp, login } = dovecot.settings(ANNA);
    sender = account({ address: ANNA, imap, smtp, login });
    await test.database.accounts.insert(sender, 'secret');
  }, 60_000);
  afterAll(async () => {
    await dovecot?.stop();
    await test?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ports = () => realSending({ database: test.database, clock: test.clock, blobFolder: folder, caFile: dovecot.caFile, drafts });
  const submission = (change: Partial<Submission> = {}): Submission => ({
    accountId: sender.id, userId: 1, from: { name: 'Anna Müller', address: ANNA }, to: [{ name: 'Bert', address: BERT }], cc: [], bcc: [], subject: 'Grüße', html: '<p>Hallo <b>Bert</b></p>', text: 'Hallo Bert', files: [],
    inReplyTo: [], references: [], answers: null, record: null, sendAt: 0, waits: 'held', draftId: `draft-${Math.random()}`, ...change,
  });
  const send = async (change: Partial<Submission> = {}) => {
    const { id } = await createOutbox(ports()).submit(submission(change));
    await sendDue(ports(), sender.id, never());
    return id;
  };
  const item = async (id: string) => (await test.database.outbox.load(id))!;
  /** The octets of a mailbox's messages, oldest first. */
  const mailsOf = async (user: string, mailbox: string): Promise<string[]> => {
    const { server, reader } = ports();
    const session = await server.connect(dovecot.settings(user));
    const { uidValidity } = await session.status(mailbox);
    const texts: string[] = [];
    for await (const batch of session.fetchMessages(mailbox, uidValidity, await session.searchRange(mailbox, uidValidity, 1, 100_000))) {
      for (const mail of batch) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of await reader.openRaw(mail.rawKey!)) chunks.push(chunk);
        texts.push(Buffer.concat(chunks).toString());
      }
    }
    await session.close();
    return texts;
  };
  const countOf = async (user: string, mailbox: string): Promise<number> => Number(/messages=(\d+)/.exec(await dovecot.doveadm('mailbox', 'status', '-u', user, 'messages', mailbox))?.[1]);

  it('brings a message with a file to its recipient and, unseen, to the archive; Sent has it once; the import knows it', async () => {
    await ports().sending.save(sender.id, { displayName: 'Anna', signatureHtml: '', archiveAddress: ARCHIVE, sentFiling: 'auto', perMinute: 30 });
    await know(test, [{ address: BERT, recordId: 'bert' }]);
    const { key } = await (ports().blobs as unknown as { put(octets: Uint8Array): Promise<{ key: string }> }).put(Buffer.from('the file'));
    const id = await send({ files: [{ blobKey: key, filename: 'Über uns.txt', contentType: 'text/plain', size: 8, contentId: null }], draftId: 'draft-1' });
    expect(await item(id)).toMatchObject({ state: 'sent', recipients: [{ address: BERT, state: 'accepted' }], archive: { address: ARCHIVE, state: 'accepted' }, filing: { state: 'waiting' } });
    expect(drafts.sent).toEqual(['draft-1']);
    // In the history at once, before anything is seen in a mailbox.
    const stored = (await item(id)).storedMessage!;
    expect(await test.database.queries.loadMessage(EVERYTHING, stored)).toMatchObject({ direction: 'outgoing', subject: 'Grüße', attachments: [{ filename: 'Über uns.txt' }] });
    expect(await count(test, 'email_center_activities', { record_id: 'bert' })).toBe(1);

    test.clock.time += 15_000;
    await sendDue(ports(), sender.id, never());
    expect(await item(id)).toMatchObject({ filing: { state: 'appended' }, dueAt: null });
    expect(await countOf(ANNA, 'Sent')).toBe(1);
    expect([await countOf(BERT, 'INBOX'), await countOf(ARCHIVE, 'INBOX')]).toEqual([1, 1]);
    const [received] = await mailsOf(BERT, 'INBOX');
    expect(received).not.toContain('archive@');
    expect(await simpleParser(received!)).toMatchObject({ subject: 'Grüße', text: expect.stringContaining('Hallo Bert'), messageId: `<${(await item(id)).messageId}>`, attachments: [{ filename: 'Über uns.txt', content: Buffer.from('the file') }] });
    const flags = await dovecot.doveadm('fetch', '-u', ANNA, 'flags', 'mailbox', 'Sent');
    expect(flags).toContain('\\Seen');

    await syncAccount(ports(), { accountId: sender.id, lane: 'backfill', asked: true }, never());
    expect(await count(test, 'email_center_sightings', { account_id: sender.id, outcome: 'duplicate' })).toBe(1);
    expect(await count(test, 'email_center_messages')).toBe(1);
    expect(await count(test, 'email_center_activities', { record_id: 'bert' })).toBe(1);
    expect(await countOf(ANNA, 'Sent')).toBe(1);
  }, 60_000);

  it('goes to other letters in names, subjects and domains', async () => {
    await ports().sending.save(sender.id, { displayName: '', signatureHtml: '', archiveAddress: null, sentFiling: 'provider', perMinute: 30 });
    const before = await countOf(BERT, 'INBOX');
    const id = await send({ subject: '会议 – 明天 😀', html: null, text: 'längere Zeile '.repeat(200), to: [{ name: 'Bert “B” Ö', address: 'BERT@test.local' }] });
    expect(await item(id)).toMatchObject({ state: 'sent', filing: { state: 'provider' } });
    expect(await countOf(BERT, 'INBOX')).toBe(before + 1);
    const parsed = await simpleParser((await mailsOf(BERT, 'INBOX')).at(-1)!);
    expect(parsed).toMatchObject({ subject: '会议 – 明天 😀' });
    expect(parsed.text?.trim()).toBe('längere Zeile '.repeat(200).trim());
  }, 30_000);

  it('keeps Bcc to itself: who is hidden gets it, nobody reads of it, its own history tells', async () => {
    const id = await send({ bcc: [{ name: '', address: ARCHIVE }] });
    const mails = [...(await mailsOf(BERT, 'INBOX')).slice(-1), ...(await mailsOf(ARCHIVE, 'INBOX')).slice(-1)];
    expect(mails).toHaveLength(2);
    for (const text of mails) expect(text.replace(/^(Return-Path|Delivered-To|Received):.*(\r?\n[ \t].*)*/gm, '')).not.toContain(ARCHIVE);
    expect(await test.database.queries.loadMessage(EVERYTHING, (await item(id)).storedMessage!)).toMatchObject({ bcc: [{ address: ARCHIVE }] });
  }, 30_000);

  it('brings a bounce back to the message that was sent', async () => {
    const id = await send();
    const { messageId, storedMessage } = await item(id);
    await dovecot.deliver(ANNA, 'INBOX', [{ raw: bounceOf(messageId) }]);
    await syncAccount(ports(), { accountId: sender.id, lane: 'sync', asked: true }, never());
    expect(await test.database.queries.loadMessage(EVERYTHING, storedMessage!)).toMatchObject({ delivery: { bounces: [{ failed: [expect.objectContaining({ address: BERT })] }] } });
  }, 30_000);

  it('puts every answer into the conversation of what it answers', async () => {
    await dovecot.deliver(ANNA, 'INBOX', [{ raw: `From: bert@test.local\r\nTo: anna@test.local\r\nSubject: Frage\r\nMessage-ID: <frage@test.local>\r\nDate: ${new Date().toUTCString().replace('GMT', '+0000')}\r\n\r\nWann?\r\n` }]);
    await syncAccount(ports(), { accountId: sender.id, lane: 'sync', asked: true }, never());
    const id = await send({ subject: 'Re: Frage', inReplyTo: ['frage@test.local'], references: ['frage@test.local'] });
    const [question, answer] = [await test.knex('email_center_messages').where({ message_id: 'frage@test.local' }).first(), await test.knex('email_center_messages').where({ document_id: (await item(id)).storedMessage }).first()];
    expect(answer.thread_id).toBe(question.thread_id);
    expect(answer.in_reply_to).toContain('frage@test.local');
  }, 30_000);

  it('stops at a refused login, keeps the message, and sends it once the password is right', async () => {
    await test.database.accounts.update(sender.id, { state: 'active' }, 'wrong');
    const before = await countOf(BERT, 'INBOX');
    const id = await send();
    expect(await item(id)).toMatchObject({ state: 'queued', error: { kind: 'auth' } });
    expect(await test.database.accounts.load(sender.id)).toMatchObject({ state: 'stopped' });
    await test.database.accounts.update(sender.id, { state: 'active', error: null }, 'secret');
    await sendDue(ports(), sender.id, never());
    expect(await item(id)).toMatchObject({ state: 'sent' });
    expect(await countOf(BERT, 'INBOX')).toBe(before + 1);
  }, 60_000);
});

function bounceOf(messageId: string): string {
  return [
    'From: Mail Delivery System <MAILER-DAEMON@test.local>', 'To: anna@test.local', 'Subject: Undelivered Mail Returned to Sender', 'Auto-Submitted: auto-replied', `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'Message-ID: <bounce-1@test.local>', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'It could not be delivered.', '',
    '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; test.local', '', 'Final-Recipient: rfc822; bert@test.local', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 unknown', '',
    '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${messageId}>`, 'From: anna@test.local', 'To: bert@test.local', 'Subject: Grüße', '', '--b--', '',
  ].join('\r\n');
}
