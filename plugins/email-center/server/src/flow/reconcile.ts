/** Compares what the server holds with the ledger, heals what is missing and tells what is gone (X2). */
import type { ReconcileResult } from '../../../shared/contracts';
import { MailError } from '../domain/mail/mail-error';
import type { SyncCursor } from '../domain/sync/cursor';
import { firstSpan, nextSpan, type Span } from '../domain/sync/span';
import { recordFailure } from './account-outcome';
import { decideUids, type MailboxRun } from './decide-uids';
import { holdLease, type HeldLease } from './hold-lease';
import { openMailboxes } from './open-mailboxes';
import { unlessAborted } from './unless-aborted';
import { readRenumbered, withSession, type SyncPorts } from './sync-account';

type MailboxResult = ReconcileResult['mailboxes'][number];

/**
 * New mail is read first, so that the comparison speaks of what is due by now. What the backfill has not reached yet is
 * not missing. Rejects with `conflict` while another run has the account, with `not-found`, and with what the server
 * or the stores reject with; refusals are recorded with the account as in any run. `compared` is told how many messages
 * have been compared so far; what it rejects with ends the comparison and is no fault of the account.
 */
export async function reconcileAccount(
  ports: SyncPorts, accountId: string, stop: AbortSignal, compared: (messages: number) => Promise<void> = async () => undefined,
): Promise<ReconcileResult> {
  const account = await ports.accounts.load(accountId);
  if (account === null) throw new MailError({ kind: 'bug', code: 'not-found', message: 'There is no such account.', remedier: 'developer', detail: accountId });
  const held = await holdLease(ports, accountId, stop);
  if (held === null) throw busy();
  try {
    return await withSession(ports, accountId, held.signal, async (session) => {
      const { runs } = await openMailboxes({ ports, account, session, held });
      const mailboxes: MailboxResult[] = [];
      for (const run of runs) {
        const before = sumOf(mailboxes);
        mailboxes.push(await reconcileMailbox(run, held, (messages) => compared(before + messages)));
      }
      return { mailboxes };
    });
  } catch (thrown) {
    const error = MailError.wrap(thrown);
    if (!held.signal.aborted && error.code !== 'lease-lost' && error.code !== 'cancelled') await recordFailure(ports, account, error);
    throw error;
  } finally {
    await held.release();
  }
}

const sumOf = (mailboxes: readonly MailboxResult[]): number => mailboxes.reduce((sum, { server }) => sum + server, 0);

async function reconcileMailbox(run: MailboxRun, held: HeldLease, compared: (messages: number) => Promise<void>): Promise<MailboxResult> {
  while (!(await readRenumbered(run, Infinity)));
  const cursor = run.mailbox.cursor!;
  const window = await loadWindow(run, cursor);
  const result: MailboxResult = { path: run.mailbox.path, server: 0, decided: 0, missing: 0, healed: 0, gone: 0 };
  let span = firstSpan(lowestDecided(cursor), cursor.lastUid);
  while (span !== null) {
    const seen = await compareSpan(run, cursor, window, span, result);
    held.due(run.mailbox.id, 0);
    await compared(result.server);
    span = nextSpan(span, seen, cursor.lastUid);
  }
  return result;
}

/** Below it nothing is due yet: the backfill reads from the newest down. */
const lowestDecided = (cursor: SyncCursor): number => {
  if (cursor.backfill === null) return cursor.baseUid + 1;
  return cursor.backfill.done ? 1 : cursor.backfill.below;
};

/** What of the backfill window has been read: the UIDs below the base that the server names now. */
async function loadWindow(run: MailboxRun, cursor: SyncCursor): Promise<number[]> {
  const lane = cursor.backfill;
  if (lane === null || (lane.total === 0 && lane.done)) return [];
  const uids = await unlessAborted(run.session.searchSince(run.mailbox.path, cursor.uidValidity, lane.since), run.held.signal);
  return uids.filter((uid) => uid <= cursor.baseUid && uid >= lowestDecided(cursor)).sort((a, b) => a - b);
}

/** Resolves with the larger number of UIDs seen on either side, for the width of the next span. */
async function compareSpan(run: MailboxRun, cursor: SyncCursor, window: readonly number[], span: Span, result: MailboxResult): Promise<number> {
  const { session, mailbox, held, ports } = run;
  const server = window.filter((uid) => uid >= span.from && uid <= span.to);
  const above = Math.max(span.from, cursor.baseUid + 1);
  if (above <= span.to) {
    for (const uid of await unlessAborted(session.searchRange(mailbox.path, cursor.uidValidity, above, span.to), held.signal)) server.push(uid);
  }
  const decided = new Set(await ports.messages.loadDecided(mailbox.id, cursor.uidValidity, span.from, span.to));
  const missing = server.filter((uid) => !decided.has(uid));
  const present = new Set(server);
  result.decided += decided.size;
  result.gone += [...decided].filter((uid) => !present.has(uid)).length;
  const healed = await heal(run, missing, cursor);
  result.server += server.length - (missing.length - healed);
  result.missing += healed;
  result.healed += healed;
  return Math.max(server.length, decided.size);
}

/**
 * Reads what is missing, and rejects when that fails. Resolves with how many there were: messages that SEARCH SINCE
 * names but the window leaves out (it knows only days) are passed and do not count.
 */
async function heal(run: MailboxRun, missing: readonly number[], cursor: SyncCursor): Promise<number> {
  let healed = 0;
  for (let start = 0; start < missing.length; start += run.pace) {
    const piece = missing.slice(start, start + run.pace);
    await decideUids(run, piece, () => null, piece.some((uid) => uid <= cursor.baseUid) ? (cursor.backfill?.notBefore ?? null) : null);
    const now = new Set(await run.ports.messages.loadDecided(run.mailbox.id, cursor.uidValidity, piece[0]!, piece.at(-1)!));
    healed += piece.filter((uid) => now.has(uid)).length;
  }
  return healed;
}

function busy(): MailError {
  return new MailError({ kind: 'transient', code: 'conflict', message: 'This account is being imported right now. Try again when the import has ended.', remedier: 'owner' });
}
