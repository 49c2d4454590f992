import type { Socket } from 'node:net';
import type { ServerAddresses, ServerProbe, Timeouts } from '../../flow/ports';
import { certificateOf } from './certificate';
import { openPlain, openTls, upgradeToTls } from './sockets';
import { ServerLines } from './server-lines';
import { DIALECTS } from './dialects';

export interface ProbeOptions {
  addresses: ServerAddresses;
  /** PEM file of certificate authorities trusted beside the known ones. */
  caFile?: string;
  timeouts?: Pick<Timeouts, 'connect'>;
}

/** Tries single steps of a connection, so that a failed test can say which one it was (S1.5, S4.5). */
export function createServerProbe({ addresses, caFile, timeouts = { connect: 15_000 } }: ProbeOptions): ServerProbe {
  const within = timeouts.connect;
  return {
    resolve: (host, signal) => addresses.find(host, signal),

    async reach(host, port, signal) {
      const ip = await addresses.pin({ host, port }, signal);
      const socket = await openPlain({ host, port, ip }, within, signal);
      socket.destroy();
    },

    async secure(protocol, endpoint, signal) {
      const dialect = DIALECTS[protocol];
      const target = { ...endpoint, ip: await addresses.pin(endpoint, signal) };
      const opened: Socket[] = [];
      try {
        if (endpoint.security === 'tls') {
          const socket = await openTls(target, caFile, within, signal);
          opened.push(socket);
          const greeting = await dialect.greet(new ServerLines(socket, endpoint, within, signal));
          return { certificate: certificateOf(socket), greeting };
        }
        const plain = await openPlain(target, within, signal);
        opened.push(plain);
        const lines = new ServerLines(plain, endpoint, within, signal);
        const greeting = await dialect.greet(lines);
        await dialect.startTls(lines);
        lines.release();
        const socket = await upgradeToTls(plain, target, caFile, within, signal);
        opened.push(socket);
        return { certificate: certificateOf(socket), greeting };
      } finally {
        // The TLS socket before the one it is wrapped around: the other way round crashes Node.
        for (const socket of opened.reverse()) socket.destroy();
      }
    },
  };
}
