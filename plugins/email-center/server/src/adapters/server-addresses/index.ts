import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { CANCELLED, addressForbidden, connectionFailure, portForbidden } from '../../domain/mail/connection-failure';
import type { ServerName } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { ServerAddresses, Timeouts } from '../../flow/ports';
import { isPublic } from './public';

export interface ServerAddressesOptions {
  /** Whether servers may have addresses outside of the public internet. */
  privateAddresses: boolean;
  /** Ports that may be connected to; null: all. */
  ports: readonly number[] | null;
  timeouts?: Pick<Timeouts, 'connect'>;
  /** Looks up a name; the system's own way when left out. */
  resolve?: (host: string) => Promise<string[]>;
}

export function createServerAddresses({ privateAddresses, ports, timeouts = { connect: 15_000 }, resolve = lookUp }: ServerAddressesOptions): ServerAddresses {
  const find = async (host: string, signal?: AbortSignal): Promise<string[]> => {
    if (signal?.aborted) throw new MailError(CANCELLED);
    const found = isIP(host) ? [host] : await inTime(resolve(host), { host, port: 0 }, timeouts.connect, signal);
    const allowed = privateAddresses ? found : found.filter(isPublic);
    if (allowed.length === 0) throw new MailError(addressForbidden({ host, port: 0 }));
    return [...new Set(allowed)];
  };
  return {
    find,
    async pin(server, signal) {
      if (ports !== null && !ports.includes(server.port)) throw new MailError(portForbidden(server));
      if (privateAddresses) return null;
      const addresses = await find(server.host, signal);
      // One address is tried alone, and IPv4 is the one that works from nearly everywhere.
      return addresses.find((address) => isIP(address) === 4) ?? addresses[0]!;
    },
  };
}

async function lookUp(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** A name look-up knows no deadline of its own. */
async function inTime<T>(task: Promise<T>, server: ServerName, ms: number, signal?: AbortSignal): Promise<T> {
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
