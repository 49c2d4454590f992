import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { MailErrorData } from '../../domain/mail/mail-error';
import { createServerProbe } from './index';

/** What the probe says about a service that greets with these words, and answers everything with the others. */
async function probe(protocol: 'imap' | 'smtp', greeting: string, answer = ''): Promise<MailErrorData> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(greeting);
    socket.on('data', () => socket.write(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await createServerProbe({ addresses: { find: async (host) => [host], pin: async () => null } }).secure(protocol, { host: '127.0.0.1', port, security: 'starttls' }).then(
      () => { throw new Error('The probe took it for a mail server.'); },
      (error: MailErrorData) => error,
    );
  } finally {
    server.close();
  }
}

describe('a service that is no mail server', () => {
  it.each<['imap' | 'smtp', string, string?]>([
    ['imap', 'SSH-2.0-OpenSSH_9.9 inner-host\r\n'], ['smtp', 'SSH-2.0-OpenSSH_9.9 inner-host\r\n'],
    ['imap', '-ERR inner-host\r\n'], ['smtp', '500 inner-host\r\n'], ['smtp', '220 inner-host FTP ready\r\n', '500 inner-host knows no EHLO\r\n'],
  ])('is told by %s, and nothing it says is passed on: %j', async (protocol, greeting, answer) => {
    const error = await probe(protocol, greeting, answer);
    expect(error.code).toBe('not-a-mail-server');
    expect(JSON.stringify(error)).not.toContain('inner-host');
  });
});
