import { readFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';
import { expect, it } from 'vitest';
import { startLyingImap } from '../servers/lying-imap';

for (const security of ['tls', 'starttls'] as const) {
  it(`the scripted server is honest by default (${security})`, async () => {
    const server = await startLyingImap({ security, messages: [{ uid: 7, raw: 'Subject: seven\r\n\r\nbody\r\n' }] });
    const client = new ImapFlow({ host: '127.0.0.1', port: server.port, secure: security === 'tls', ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
      auth: { user: 'anna', pass: 'secret' }, logger: false, tls: { ca: readFileSync(server.caFile) } });
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    const found = await client.fetchAll('1:*', { uid: true, source: true }, { uid: true });
    expect(found.map((mail) => [mail.uid, mail.source?.toString()])).toEqual([[7, 'Subject: seven\r\n\r\nbody\r\n']]);
    await client.logout();
    await server.stop();
  });
}
