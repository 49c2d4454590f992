/** Mail servers that are reached only where the operator allows it. */
import type { ConnectionSettings, ReachableEndpoint } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import type { DeliverMail } from './outbox/ports';
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

/** The same for messages out of the outbox; a server that may not be connected to takes none. */
export function allowedDelivery(deliver: DeliverMail, addresses: ServerAddresses): DeliverMail {
  return async (settings, handover, signal) => {
    let smtp: ReachableEndpoint;
    try {
      smtp = await pinned(settings.smtp, addresses, signal);
    } catch (thrown) {
      const error = MailError.wrap(thrown);
      if (error.kind === 'bug' || error.code === 'cancelled') throw error;
      return { end: 'not-taken', about: 'account', permanent: false, error: error.toJSON(), replies: [] };
    }
    return deliver({ ...settings, smtp }, handover, signal);
  };
}

async function pinned(endpoint: ReachableEndpoint, addresses: ServerAddresses, signal?: AbortSignal): Promise<ReachableEndpoint> {
  const address = await addresses.pin(endpoint, signal);
  return address === null ? endpoint : { ...endpoint, ip: address };
}
