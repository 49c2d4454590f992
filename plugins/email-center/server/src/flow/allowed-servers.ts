/** Mail servers that are reached only where the operator allows it. */
import type { ConnectionSettings, ReachableEndpoint } from '../domain/mail/account';
import type { MailSender, MailServer, ServerAddresses } from './ports';

/**
 * The same mail server, with each connection made to the address that was allowed for its name. Rejects besides with
 * `address-forbidden`, `port-forbidden` and `name-not-found`.
 */
export function allowedServer(server: MailServer, addresses: ServerAddresses): MailServer {
  return {
    connect: async (settings, signal) => server.connect({ ...settings, imap: await pinned(settings.imap, addresses, signal) }, signal),
  };
}

/** The same for what is sent. */
export function allowedSender(sender: MailSender, addresses: ServerAddresses): MailSender {
  const allowed = async (settings: ConnectionSettings, signal?: AbortSignal): Promise<ConnectionSettings> => ({ ...settings, smtp: await pinned(settings.smtp, addresses, signal) });
  return {
    verify: async (settings, signal) => sender.verify(await allowed(settings, signal), signal),
    send: async (settings, mail, signal) => sender.send(await allowed(settings, signal), mail, signal),
  };
}

async function pinned(endpoint: ReachableEndpoint, addresses: ServerAddresses, signal?: AbortSignal): Promise<ReachableEndpoint> {
  const address = await addresses.pin(endpoint, signal);
  return address === null ? endpoint : { ...endpoint, ip: address };
}
