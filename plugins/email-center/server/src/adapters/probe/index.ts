import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { CANCELLED, connectionFailure } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { ServerProbe, Timeouts } from '../../flow/ports';
import { certificateOf } from './certificate';
import { openPlain, openTls, upgradeToTls } from './sockets';
import { ServerLines } from './server-lines';
import { DIALECTS } from './dialects';

export interface ProbeOptions {
  /** PEM file of certificate authorities trusted beside the known ones. */
  caFile?: string;
  timeouts?: Pick<Timeouts, 'connect'>;
}

/** Tries single steps of a connection, so that a failed test can say which one it was (S1.5, S4.5). */
export function createServerProbe({ caFile, timeouts = { connect: 15_000 } }: ProbeOptions): ServerProbe {
  const within = timeouts.connect;
  return {
    async resolve(host, signal) {
      if (signal?.aborted) throw new MailError(CANCELLED);
      if (isIP(host)) return [host];
      const found = await inTime(lookup(host, { all: true }), { host, port: 0 }, within, signal);
      return [...new Set(found.map(({ address }) => address))];
    },

    async reach(host, port, signal) {
      const socket = await openPlain({ host, port }, within, signal);
      socket.destroy();
    },

    async secure(protocol, endpoint, signal) {
      const dialect = DIALECTS[protocol];
      const opened: Socket[] = [];
      try {
        if (endpoint.security === 'tls') {
          const socket = await openTls(endpoint, caFile, within, signal);
          opened.push(socket);
          const greeting = await dialect.greet(new ServerLines(socket, endpoint, within, signal));
          return { certificate: certificateOf(socket), greeting };
        }
        const plain = await openPlain(endpoint, within, signal);
        opened.push(plain);
        const lines = new ServerLines(plain, endpoint, within, signal);
        const greeting = await dialect.greet(lines);
        await dialect.startTls(lines);
        lines.release();
        const socket = await upgradeToTls(plain, endpoint, caFile, within, signal);
        opened.push(socket);
        return { certificate: certificateOf(socket), greeting };
      } finally {
        // The TLS socket before the one it is wrapped around: the other way round crashes Node.
        for (const socket of opened.reverse()) socket.destroy();
      }
    },
  };
}

/** A name look-up knows no deadline of its own. */
async function inTime<T>(task: Promise<T>, server: { host: string; port: number }, ms: number, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let cancel: () => void = () => undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MailError(connectionFailure('EAI_AGAIN', server, `no answer within ${ms} ms`)!)), ms);
    cancel = () => reject(new MailError(CANCELLED));
    signal?.addEventListener('abort', cancel, { once: true });
  });
  try {
    return await Promise.race([task, deadline]);
  } catch (error) {
    if (error instanceof MailError) throw error;
    const failure = connectionFailure((error as NodeJS.ErrnoException).code, server, String(error));
    throw failure ? new MailError(failure, { cause: error }) : MailError.wrap(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
