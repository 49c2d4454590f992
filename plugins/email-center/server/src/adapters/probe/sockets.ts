import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { CANCELLED, connectionFailure } from '../../domain/mail/connection-failure';
import type { ServerName } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import { trustedAuthorities } from '../trusted-authorities';

/** A server, and the IP address it is to be reached at; null: whatever its name leads to. */
export interface Target extends ServerName {
  ip: string | null;
}

export function openPlain({ host, port, ip }: Target, within: number, signal?: AbortSignal): Promise<Socket> {
  return opened(connectPlain({ host: ip ?? host, port }), 'connect', { host, port }, within, signal);
}

export function openTls(server: Target, caFile: string | undefined, within: number, signal?: AbortSignal): Promise<TLSSocket> {
  const { host, port, ip } = server;
  return opened(connectTls({ ...verified(server, caFile), host: ip ?? host, port }), 'secureConnect', { host, port }, within, signal);
}

export function upgradeToTls(socket: Socket, server: ServerName, caFile: string | undefined, within: number, signal?: AbortSignal): Promise<TLSSocket> {
  return opened(connectTls({ socket, ...verified(server, caFile) }), 'secureConnect', server, within, signal);
}

function verified({ host }: ServerName, caFile: string | undefined): ConnectionOptions {
  // An address is no server name (RFC 6066 section 3); the certificate is checked against `host` all the same.
  return { host, ...(isIP(host) ? {} : { servername: host }), secureContext: trustedAuthorities(caFile), rejectUnauthorized: true, minVersion: 'TLSv1.2' };
}

function opened<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', server: ServerName, within: number, signal?: AbortSignal): Promise<S> {
  return new Promise((resolve, reject) => {
    const finish = (error: MailError | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (!error) return resolve(socket);
      socket.destroy();
      reject(error);
    };
    const cancel = (): void => finish(new MailError(CANCELLED));
    const timer = setTimeout(() => finish(failureOf({ code: 'ETIMEDOUT', message: `not connected within ${within} ms` }, server)), within);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    socket.once(event, () => finish(null));
    // Stays for the life of the socket: an error after the probe must not end the process.
    socket.on('error', (error: NodeJS.ErrnoException) => finish(failureOf(error, server)));
    socket.once('close', () => finish(failureOf({ code: 'ECONNRESET', message: 'closed before the connection stood' }, server)));
  });
}

export function failureOf(error: { code?: string; message: string }, server: ServerName): MailError {
  const failure = connectionFailure(error.code, server, error.message);
  return failure ? new MailError(failure, { cause: error }) : MailError.wrap(error);
}
