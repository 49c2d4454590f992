/** Reads one mailbox: what is new since the last look, and the backfill window behind it, newest first. */
import type { SyncCursor } from '../domain/sync/cursor';
import { nextPace } from '../domain/sync/pace';
import { MAX_UID, advanceBackfill, advanceNewMail, openCursor, planBackfill, planFetch, type OpeningPlan } from '../domain/sync/plan-fetch';
import { firstSpan, nextSpan } from '../domain/sync/span';
import { decideUids, moveCursor, type MailboxRun } from './decide-uids';
import { unlessAborted } from './unless-aborted';

/**
 * Looks for new mail and files it: one STATUS, and nothing more when nothing has changed. A mailbox seen for the first
 * time, or renumbered by the server (UIDVALIDITY), is opened: its backfill lane is then due.
 *
 * Ends early once `until` (epoch milliseconds) has passed; resolves with whether all new mail is read.
 */
export async function readNewMail(run: MailboxRun, until: number): Promise<boolean> {
  const { session, mailbox, held, account, ports } = run;
  run.state = await unlessAborted(session.status(mailbox.path), held.signal);
  const plan = planFetch(mailbox.cursor, run.state, { backfillDays: account.backfillDays, connectedAt: account.activatedAt ?? ports.clock.now().toISOString() });
  if (plan.kind === 'open') {
    await openMailbox(run, plan);
    return true;
  }
  if (plan.kind === 'new-mail') return readRange(run, plan.from, plan.to, until);
  const { cursor } = mailbox;
  if (cursor !== null && run.state.messages !== mailbox.serverCount) await moveCursor(run, { ...cursor, highestModseq: run.state.highestModseq });
  showDue(run, 0);
  return true;
}

/** Whether the backfill lane has something left. */
export const hasBackfill = (run: MailboxRun): boolean => run.mailbox.cursor?.backfill?.done === false;

/** Reads the next piece of the backfill window, from the newest down. */
export async function readBackfill(run: MailboxRun): Promise<void> {
  const cursor = cursorOf(run);
  const lane = cursor.backfill;
  if (lane === null || lane.done) return;
  run.window ??= planBackfill(cursor, await unlessAborted(run.session.searchSince(run.mailbox.path, run.state.uidValidity, lane.since), run.held.signal));
  const left = run.window;
  const piece = left.slice(0, run.pace);
  await atPace(run, piece.length, () => decideUids(run, piece, (decided) => advanceBackfill(cursorOf(run), left, decided), lane.notBefore));
  run.window = left.slice(piece.length);
  showDue(run, 0);
}

async function openMailbox(run: MailboxRun, plan: OpeningPlan): Promise<void> {
  const { session, mailbox, held } = run;
  const baseUid = plan.baseUid ?? (await unlessAborted(session.searchRange(mailbox.path, plan.uidValidity, 1, MAX_UID), held.signal)).at(-1) ?? 0;
  const window = plan.readsWindow ? await unlessAborted(session.searchSince(mailbox.path, plan.uidValidity, plan.since), held.signal) : [];
  await moveCursor(run, openCursor(plan, baseUid, window, run.state.highestModseq));
  run.window = planBackfill(cursorOf(run), window);
  showDue(run, 0);
}

async function readRange(run: MailboxRun, from: number, to: number, until: number): Promise<boolean> {
  const { session, mailbox, held } = run;
  let span = firstSpan(from, to, run.state.messages);
  while (span !== null) {
    const announced = await unlessAborted(session.searchRange(mailbox.path, run.state.uidValidity, span.from, span.to), held.signal);
    if (!(await readAnnounced(run, announced, span.to, until))) return false;
    span = nextSpan(span, announced.length, to);
  }
  return true;
}

async function readAnnounced(run: MailboxRun, announced: readonly number[], to: number, until: number): Promise<boolean> {
  let left = announced;
  do {
    if (left !== announced && run.ports.clock.now().getTime() >= until) return false;
    const all = left;
    const piece = all.slice(0, run.pace);
    showDue(run, all.length);
    await atPace(run, piece.length, () =>
      decideUids(run, piece, (decided) => ({ ...advanceNewMail(cursorOf(run), all, decided, to), highestModseq: run.state.highestModseq })));
    left = all.slice(piece.length);
  } while (left.length > 0);
  showDue(run, 0);
  return true;
}

async function atPace(run: MailboxRun, count: number, work: () => Promise<void>): Promise<void> {
  const startedAt = run.ports.clock.now().getTime();
  await work();
  if (count >= run.pace) run.pace = nextPace(count, run.ports.clock.now().getTime() - startedAt);
}

function showDue(run: MailboxRun, announced: number): void {
  run.held.due(run.mailbox.id, announced + (run.mailbox.cursor?.backfill?.remaining ?? 0));
}

function cursorOf(run: MailboxRun): SyncCursor {
  if (run.mailbox.cursor === null) throw new TypeError('The mailbox was not opened before it was read.');
  return run.mailbox.cursor;
}
