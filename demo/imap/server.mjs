/** The IMAP side of the demo mail server: TLS from the first octet, loopback only. */
import tls from 'node:tls';
import { COMMANDS } from './commands.mjs';
import { Session } from './session.mjs';

/**
 * @param {{ store: import('../mail/mail-store.mjs').MailStore, key: string, cert: string }} parts
 * @returns {tls.Server} not listening yet
 */
export function createImapServer({ store, key, cert }) {
  const server = tls.createServer({ key, cert }, (socket) => new Session(socket, store, COMMANDS));
  // A client that does not trust the certificate ends the handshake; that is its affair.
  server.on('tlsClientError', () => undefined);
  return server;
}
