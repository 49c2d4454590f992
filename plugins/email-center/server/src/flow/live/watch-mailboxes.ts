/**
 * Push (X9): where the server has IDLE, one connection waits on the Inbox of each active account, so that new mail is asked
 * for within seconds. The regular look stays; a watch that fails costs nothing but that.
 */
import { MailError } from '../../domain/mail/mail-error';
import { backoffDelay } from '../../domain/sync/backoff';
import type { AccountStore, Clock, Logger, MailboxStore, MailServer, Scheduler, Timers } from '../ports';

/** Which node watches which account. */
export interface WatchStore {
  /** Takes the watch, or keeps it, for so many milliseconds; false while another node has it. */
  hold(accountId: string, milliseconds: number): Promise<boolean>;
  release(accountId: string): Promise<void>;
}

export interface WatchPorts {
  accounts: Pick<AccountStore, 'listActive' | 'loadConnection'>;
  mailboxes: Pick<MailboxStore, 'list'>;
  server: MailServer;
  scheduler: Pick<Scheduler, 'runNow'>;
  watches: WatchStore;
  clock: Clock & Timers;
  logger: Logger;
  random: () => number;
  /** Rejects with an abort when the signal is given. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Accounts watched by this node at most; 0: none. */
  most: number;
}

/** Between two looks at which accounts there are, milliseconds; a watch is held for a little longer than two of them. */
const LOOK_EVERY = 20_000;
const HELD_FOR = 60_000;
/** Mail that comes in a burst is asked for once. */
const BURST = 3_000;
/** A server without IDLE may have it after its next update. */
const UNSUPPORTED_FOR = 12 * 3600_000;

/** Begins to watch, and follows accounts that come and go; ends with the signal. Resolves when all watches have ended. */
export async function watchMailboxes(ports: WatchPorts, signal: AbortSignal): Promise<void> {
  if (ports.most === 0) return;
  const watched = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  while (!signal.aborted) {
    try {
      await follow(ports, watched, signal);
    } catch (error) {
      ports.logger.warn('Which mailboxes are to be watched could not be looked up; it is tried again.', { error: MailError.wrap(error).toJSON() });
    }
    await ports.wait(LOOK_EVERY, signal).catch(() => undefined);
  }
  for (const { stop } of watched.values()) stop.abort();
  await Promise.all([...watched.values()].map(({ ended }) => ended));
}

async function follow(ports: WatchPorts, watched: Map<string, { stop: AbortController; ended: Promise<void> }>, signal: AbortSignal): Promise<void> {
  const active = new Set((await ports.accounts.listActive()).map(({ id }) => id));
  for (const [id, { stop }] of watched) {
    if (active.has(id) && (await ports.watches.hold(id, HELD_FOR))) continue;
    stop.abort();
    watched.delete(id);
    if (!active.has(id)) await ports.watches.release(id);
  }
  for (const id of active) {
    if (signal.aborted || watched.size >= ports.most) return;
    if (watched.has(id) || !(await ports.watches.hold(id, HELD_FOR))) continue;
    const stop = new AbortController();
    const both = AbortSignal.any([stop.signal, signal]);
    const ended = watchAccount(ports, id, both).finally(() => (signal.aborted ? ports.watches.release(id).catch(() => undefined) : undefined));
    watched.set(id, { stop, ended });
  }
}

/** Watches one account until the signal; never rejects. */
export async function watchAccount(ports: WatchPorts, accountId: string, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let pause = UNSUPPORTED_FOR;
    try {
      await watchOnce(ports, accountId, signal, () => (failures = 0));
    } catch (thrown) {
      const error = MailError.wrap(thrown);
      failures += 1;
      pause = backoffDelay(error.kind, failures, ports.random());
      if (!signal.aborted) ports.logger.debug('A mailbox could not be watched for new mail; it is looked at as usual.', { accountId, code: error.code, again: pause });
    }
    await ports.wait(pause, signal).catch(() => undefined);
  }
}

/** One connection; resolves when the server has no IDLE, rejects when the connection ends. */
async function watchOnce(ports: WatchPorts, accountId: string, signal: AbortSignal, well: () => void): Promise<void> {
  const inbox = (await ports.mailboxes.list(accountId)).find(({ role }) => role === 'inbox')?.path ?? 'INBOX';
  const session = await ports.server.connect(await ports.accounts.loadConnection(accountId), signal);
  try {
    let connected = false;
    while (!signal.aborted) {
      const told = session.idle(inbox);
      // What came before the server was listened to is nobody's news.
      if (!connected) await ports.scheduler.runNow(accountId, 'sync');
      connected = true;
      const result = await told;
      if (result === 'unsupported') return;
      well();
      if (result === 'news') {
        await ports.scheduler.runNow(accountId, 'sync');
        await ports.wait(BURST, signal);
      }
    }
  } finally {
    await session.close();
  }
}
