import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImapFlow } from 'imapflow';
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { startDovecot } from '../servers/dovecot';
import type { Dovecot } from '../servers/dovecot';

const anna = 'anna@test.local';
const bert = 'bert@test.local';

describe('the test mail server', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [anna]: 'secret', [bert]: 'geheim' } });
  });
  afterAll(() => dovecot.stop());

  const open = async (): Promise<ImapFlow> => {
    const { imap, login, password } = dovecot.settings(anna);
    const client = new ImapFlow({ host: imap.host, port: imap.port, secure: true, auth: { user: login, pass: password }, logger: false,
      tls: { ca: readFileSync(dovecot.caFile) } });
    await client.connect();
    return client;
  };

  it('delivers in the given order with the given times and flags', async () => {
    await dovecot.deliver(anna, 'INBOX', Array.from({ length: 30 }, (_, i) => ({
      raw: `Subject: number ${i}\r\n\r\nbody\r\n`, receivedAt: new Date(Date.UTC(2024, 0, 30 - i)), seen: i % 2 === 0 })));
    const client = await open();
    await client.mailboxOpen('INBOX', { readOnly: true });
    const found = await client.fetchAll('1:*', { uid: true, envelope: true, internalDate: true, flags: true });
    expect(found.map((mail) => mail.envelope?.subject)).toEqual(Array.from({ length: 30 }, (_, i) => `number ${i}`));
    expect((found[3]!.internalDate as Date).toISOString()).toBe('2024-01-27T00:00:00.000Z');
    expect(found.map((mail) => mail.flags!.has('\\Seen'))).toEqual(Array.from({ length: 30 }, (_, i) => i % 2 === 0));
    await client.logout();
  });

  it('changes the epoch and makes UIDs jump on request', async () => {
    await dovecot.setUidValidity(anna, 'INBOX', 4242);
    await dovecot.setNextUid(anna, 'INBOX', 9000);
    await dovecot.deliver(anna, 'INBOX', [{ raw: 'Subject: late\r\n\r\nbody\r\n' }]);
    await dovecot.expunge(anna, 'INBOX', 'uid 1:3');
    const client = await open();
    const state = await client.status('INBOX', { uidValidity: true, uidNext: true, messages: true });
    expect(state).toMatchObject({ uidValidity: 4242n, uidNext: 9001, messages: 28 });
    await client.logout();
  });

  it('brings mail sent through its submission port to the recipient', async () => {
    const { smtp, login, password } = dovecot.settings(bert);
    const transport = createTransport({ host: smtp.host, port: smtp.port, secure: true, auth: { user: login, pass: password },
      tls: { ca: readFileSync(dovecot.caFile) } });
    await transport.sendMail({ from: bert, to: anna, subject: 'from bert', text: 'hello' });
    const client = await open();
    await client.mailboxOpen('INBOX', { readOnly: true });
    const last = await client.fetchOne('*', { envelope: true });
    expect(last && last.envelope?.subject).toBe('from bert');
    await client.logout();
  });
});
