/** Imports one account: new mail of all its mailboxes first, the backfill windows behind it. One connection for all. */
import type { MailAccount } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import { recordFailure, recordSuccess, type OutcomePorts } from './account-outcome';
import type { MailboxRun, ReadingPorts } from './decide-uids';
import { holdLease, type HeldLease } from './hold-lease';
import { markSeen, type MarkSeenPorts } from './mark-seen';
import { openMailboxes, type OpenMailboxes } from './open-mailboxes';
import type { Clock, MailServer, MailSession, Timers } from './ports';
import { hasBackfill, readBackfill, readNewMail } from './sync-mailbox';

export interface SyncPorts extends ReadingPorts, OutcomePorts, MarkSeenPorts {
  server: MailServer;
  clock: Clock & Timers;
}

export interface SyncRequest {
  accountId: string;
  /** `sync` reads new mail; `backfill` reads a slice of the windows, too. */
  lane: 'sync' | 'backfill';
  /** A person asked for it: not held up by a backoff. */
  asked?: boolean;
}

/**
 * done: all that was wanted is read, or its share of time is used up (then `more` says what is left); held: another run
 * has the account; skipped: not active, or backing off; cancelled: told to stop, or the lease was lost; failed and
 * stopped: recorded with the account, which backs off or waits for its owner.
 */
export interface SyncResult {
  status: 'done' | 'held' | 'skipped' | 'cancelled' | 'failed' | 'stopped';
  more: { newMail: boolean; backfill: boolean };
  error: MailError | null;
}

/** How long one run may take before others have their turn, milliseconds. */
const NEW_MAIL_SHARE = 60_000;
const BACKFILL_SHARE = 20_000;
/** A mailbox renumbered this often within one run is a server that contradicts itself. */
const EPOCHS = 3;

const NOTHING_LEFT = { newMail: false, backfill: false };

/**
 * Rejects only with errors of kind `bug` (after recording them with the account), so that the job fails loudly, and
 * with what its stores reject with when even that cannot be recorded. `stop` lets a filing that has begun end.
 */
export async function syncAccount(ports: SyncPorts, request: SyncRequest, stop: AbortSignal): Promise<SyncResult> {
  const account = await ports.accounts.load(request.accountId);
  if (account === null || account.state !== 'active') return { status: 'skipped', more: NOTHING_LEFT, error: null };
  if (request.asked !== true && isBackingOff(account, ports.clock)) return { status: 'skipped', more: NOTHING_LEFT, error: null };
  const held = await holdLease(ports, account.id, stop);
  if (held === null) return { status: 'held', more: NOTHING_LEFT, error: null };
  try {
    return await runHeld(ports, account, request, held);
  } finally {
    await held.release();
  }
}

const isBackingOff = (account: MailAccount, clock: Clock): boolean =>
  account.backoffUntil !== null && new Date(account.backoffUntil) > clock.now();

async function runHeld(ports: SyncPorts, account: MailAccount, request: SyncRequest, held: HeldLease): Promise<SyncResult> {
  try {
    const { more, remark } = await withSession(ports, account.id, held.signal, (session) => readAccount(ports, account, session, request, held));
    await recordSuccess(ports, account, remark);
    return { status: 'done', more, error: null };
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (held.signal.aborted || error.code === 'lease-lost' || error.code === 'cancelled') return { status: 'cancelled', more: NOTHING_LEFT, error };
    const reaction = await recordFailure(ports, account, error);
    if (error.kind === 'bug') throw error;
    return { status: reaction === 'stopped' ? 'stopped' : 'failed', more: NOTHING_LEFT, error };
  }
}

/** Opens one connection for the work, and closes it whatever happens; aborted, it is closed under the waiting call. */
export async function withSession<T>(
  ports: Pick<SyncPorts, 'accounts' | 'server' | 'logger'>, accountId: string, signal: AbortSignal, work: (session: MailSession) => Promise<T>,
): Promise<T> {
  const settings = await ports.accounts.loadConnection(accountId);
  signal.throwIfAborted();
  const session = await ports.server.connect(settings, signal);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= session.close().catch((error: unknown) => ports.logger.debug('A connection did not close cleanly.', { accountId, error: MailError.wrap(error).toJSON() }));
    return closing;
  };
  const onAbort = (): void => void close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await work(session);
  } finally {
    signal.removeEventListener('abort', onAbort);
    await close();
  }
}

async function readAccount(
  ports: SyncPorts, account: MailAccount, session: MailSession, request: SyncRequest, held: HeldLease,
): Promise<{ more: SyncResult['more']; remark: MailError | null }> {
  const startedAt = ports.clock.now().getTime();
  const { runs, remark, caughtUp } = await readFirst(ports, account, session, held, startedAt + NEW_MAIL_SHARE);
  let newMail = !(account.marksSeen ? await markRenumbered(ports, runs, caughtUp, startedAt + NEW_MAIL_SHARE) : caughtUp);
  if (request.lane === 'backfill') newMail = !(await readSlice(ports, runs, startedAt + BACKFILL_SHARE)) || newMail;
  return { more: { newMail, backfill: runs.some(hasBackfill) }, remark };
}

/** The first look at every mailbox. A Sent mailbox that is gone or renamed is looked for anew, once. */
async function readFirst(
  ports: SyncPorts, account: MailAccount, session: MailSession, held: HeldLease, until: number,
): Promise<OpenMailboxes & { caughtUp: boolean }> {
  const context = { ports, account, session, held };
  const opened = await openMailboxes(context);
  const [inbox, sent] = opened.runs;
  let caughtUp = await readRenumbered(inbox!, until);
  if (sent === undefined) return { ...opened, caughtUp };
  try {
    caughtUp = (await readRenumbered(sent, until)) && caughtUp;
    return { ...opened, caughtUp };
  } catch (error) {
    if (!(error instanceof MailError) || error.code !== 'mailbox-missing') throw error;
    return rereadSent(await openMailboxes(context, true), inbox!, error, until, caughtUp);
  }
}

async function rereadSent(opened: OpenMailboxes, inbox: MailboxRun, missing: MailError, until: number, caughtUp: boolean): Promise<OpenMailboxes & { caughtUp: boolean }> {
  const sent = opened.runs[1];
  if (sent === undefined) return { runs: [inbox], remark: opened.remark, caughtUp };
  try {
    return { runs: [inbox, sent], remark: null, caughtUp: (await readRenumbered(sent, until)) && caughtUp };
  } catch (error) {
    if (!(error instanceof MailError) || error.code !== 'mailbox-missing') throw error;
    return { runs: [inbox], remark: missing, caughtUp };
  }
}

/** Reads new mail, and once more from the start when the server renumbers the mailbox meanwhile (invariant 4). */
export async function readRenumbered(run: MailboxRun, until: number): Promise<boolean> {
  for (let epoch = 1; ; epoch += 1) {
    try {
      return await readNewMail(run, until);
    } catch (error) {
      if (!(error instanceof MailError) || error.kind !== 'cursor') throw error;
      if (epoch === EPOCHS) throw contradicting(error);
    }
  }
}

/** After the new mail, which does not wait for it. What the server renumbers meanwhile is read anew first, so that marks find their new UIDs. */
async function markRenumbered(ports: SyncPorts, runs: readonly MailboxRun[], wasCaughtUp: boolean, until: number): Promise<boolean> {
  let caughtUp = wasCaughtUp;
  for (let epoch = 1; ; epoch += 1) {
    try {
      await markSeen(ports, runs[0]!, { until, isComplete: caughtUp && !runs.some(hasBackfill) });
      return caughtUp;
    } catch (error) {
      if (!(error instanceof MailError) || error.kind !== 'cursor') throw error;
      if (epoch === EPOCHS) throw contradicting(error);
      for (const run of runs) caughtUp = (await readRenumbered(run, until)) && caughtUp;
    }
  }
}

/**
 * A slice of the backfill: a piece of each mailbox in turn, and between the pieces new mail is looked for. Ends after
 * its share of time, or when the account is switched off meanwhile. Resolves with whether all new mail is read.
 */
async function readSlice(ports: SyncPorts, runs: readonly MailboxRun[], until: number): Promise<boolean> {
  let caughtUp = true;
  let epochs = 1;
  while (runs.some(hasBackfill) && ports.clock.now().getTime() < until) {
    for (const run of runs.filter(hasBackfill)) {
      try {
        await readBackfill(run);
      } catch (error) {
        if (!(error instanceof MailError) || error.kind !== 'cursor') throw error;
        if ((epochs += 1) > EPOCHS) throw contradicting(error);
      }
    }
    if ((await ports.accounts.load(runs[0]!.account.id))?.state !== 'active') return true;
    caughtUp = true;
    for (const run of runs) caughtUp = (await readRenumbered(run, until)) && caughtUp;
  }
  return caughtUp;
}

function contradicting(cause: MailError): MailError {
  return new MailError({
    kind: 'transient', code: 'uidvalidity-changed', remedier: 'provider', detail: cause.detail ?? cause.message,
    message: 'The mail server renumbered a mailbox several times within one run. It is tried again later.',
  }, { cause });
}
