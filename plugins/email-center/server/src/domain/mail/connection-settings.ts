/** Which settings of an account a passed test speaks for. */
import type { ConnectionSettings, Endpoint, MailAccount } from './account';

type Connection = Pick<MailAccount, 'address' | 'imap' | 'smtp' | 'login'>;

const describeEndpoint = ({ host, port, security }: Endpoint): string => `${security}://${host.toLowerCase()}:${port}`;

/**
 * One text per set of connection settings, of which a digest is kept. The password is not in it, because a digest of a
 * password can be guessed at; a changed password voids the test by itself (see `connect-account.ts`).
 */
export function describeConnection(connection: Connection): string {
  return [connection.address.toLowerCase(), connection.login, describeEndpoint(connection.imap), describeEndpoint(connection.smtp)].join('\n');
}

type Recipient = Pick<MailAccount, 'imap' | 'smtp' | 'login'>;

/**
 * Whether a password would go to the same servers under the same login. Where it would not, the stored one must not be
 * used: whoever may change an account could have it sent to a server of their own.
 */
export function isSameRecipient(a: Recipient, b: Recipient): boolean {
  return a.login === b.login && describeEndpoint(a.imap) === describeEndpoint(b.imap) && describeEndpoint(a.smtp) === describeEndpoint(b.smtp);
}

/** Whether two sets of settings, passwords included, are the same. */
export function isSameConnection(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return a.password === b.password && describeConnection(a) === describeConnection(b);
}
