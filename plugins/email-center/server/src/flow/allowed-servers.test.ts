import { describe, expect, it } from 'vitest';
import { FakeMailServer } from '../../../test/fakes/mail-server';
import type { ConnectionSettings } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import { allowedSender, allowedServer } from './allowed-servers';
import type { MailSender, MailServer, ServerAddresses } from './ports';

const SETTINGS: ConnectionSettings = {
  accountId: 'account-1', address: 'me@example.com', login: 'me', password: 'secret',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' }, smtp: { host: 'smtp.example.com', port: 465, security: 'tls' },
};
const MAIL = { messageId: 'a@example.com', from: 'me@example.com', to: ['me@example.com'], subject: '', text: '' };
const forbidden = new MailError({ kind: 'transient', code: 'address-forbidden', message: 'Not there.', remedier: 'administrator' });

const addresses = (pin: ServerAddresses['pin']): ServerAddresses => ({ find: async () => [], pin });

function watched(): { server: MailServer; sender: MailSender; reached: unknown[] } {
  const reached: unknown[] = [];
  return {
    reached,
    server: { connect: async (settings) => (reached.push(settings.imap), new FakeMailServer().connect(settings)) },
    sender: { verify: async (settings) => (reached.push(settings.smtp), { greeting: '' }), send: async (settings) => (reached.push(settings.smtp), { response: '' }) },
  };
}

describe('a mail server', () => {
  it('is reached at the address that was allowed, under its own name', async () => {
    const { server, sender, reached } = watched();
    const pinning = addresses(async ({ host }) => (host.startsWith('imap') ? '9.9.9.9' : '9.9.9.10'));
    await allowedServer(server, pinning).connect(SETTINGS);
    await allowedSender(sender, pinning).verify(SETTINGS);
    await allowedSender(sender, pinning).send(SETTINGS, MAIL);
    const smtp = { ...SETTINGS.smtp, ip: '9.9.9.10' };
    expect(reached).toEqual([{ ...SETTINGS.imap, ip: '9.9.9.9' }, smtp, smtp]);
  });

  it('is reached by its name where everything is allowed', async () => {
    const { server, sender, reached } = watched();
    await allowedServer(server, addresses(async () => null)).connect(SETTINGS);
    await allowedSender(sender, addresses(async () => null)).verify(SETTINGS);
    expect(reached).toEqual([SETTINGS.imap, SETTINGS.smtp]);
  });

  it('is not reached at all where it is forbidden, neither for reading nor for sending', async () => {
    const { server, sender, reached } = watched();
    const refusing = addresses(() => Promise.reject(forbidden));
    await expect(allowedServer(server, refusing).connect(SETTINGS)).rejects.toBe(forbidden);
    await expect(allowedSender(sender, refusing).verify(SETTINGS)).rejects.toBe(forbidden);
    await expect(allowedSender(sender, refusing).send(SETTINGS, MAIL)).rejects.toBe(forbidden);
    expect(reached).toEqual([]);
  });
});
