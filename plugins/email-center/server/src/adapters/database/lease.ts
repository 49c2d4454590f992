/** The lease on an account: who imports it now, and the fence every transaction passes. */
import { MailError } from '../../domain/mail/mail-error';
import type { Clock, Lease } from '../../flow/ports';
import type { Executor } from './sql';
import { TABLES } from './tables';
import { toText } from './values';

/** This process, as leases name it. `bootId` is made anew at each start of the process: process numbers are used again. */
export interface Host {
  hostname: string;
  pid: number;
  bootId: string;
}

export function ownerName(host: Host): string {
  return `${host.hostname}:${host.pid}:${host.bootId}`.slice(0, 255);
}

/**
 * Whether the process that took the lease is known to be gone: it ran on this machine and its number is not in use, or is
 * our own while we never took that lease. Processes of other machines are only known by the end of their lease.
 */
export function isGone(owner: string, host: Host, isAlive: (pid: number) => boolean): boolean {
  const [, hostname, pid, bootId] = /^(.*):(\d+):([^:]*)$/.exec(owner) ?? [];
  if (hostname !== host.hostname || pid === undefined) return false;
  return Number(pid) === host.pid ? bootId !== host.bootId : !isAlive(Number(pid));
}

/** Whether a process of this number exists; one we may not signal does. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

export function leaseLost(): MailError {
  return new MailError({
    kind: 'transient', code: 'lease-lost', remedier: 'developer',
    message: 'Another run has taken over the import of this account. What this run had not saved is read again there.',
  });
}

/**
 * Fencing: within the transaction, rejects with `lease-lost` unless this run still holds the account. The write keeps the
 * account's row until the commit, so that nobody takes the lease over in between.
 */
export async function passFence(trx: Executor, lease: Lease, clock: Clock): Promise<void> {
  const held = await trx(TABLES.accounts)
    .where({ id: lease.accountId, lease_token: lease.token })
    .andWhere('lease_until', '>', clock.now().getTime())
    .increment('filings', 1);
  if (Number(held) === 0) throw leaseLost();
}

/** The account's row as far as the lease goes, or null when it is free for `now`. */
export function currentOwner(row: { lease_token: unknown; lease_owner: unknown; lease_until: unknown }, now: number): string | null {
  return row.lease_token === null || Number(row.lease_until) <= now ? null : toText(row.lease_owner);
}
