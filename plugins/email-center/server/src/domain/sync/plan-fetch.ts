/** Decides what is to be read of a mailbox: the new mail in front, the backfill behind it. UIDs are numbers here. */
import type { BackfillCursor, MailboxState, SyncCursor } from './cursor';

/** The highest UID there can be (RFC 9051 section 2.3.1.1: 32 bits). */
export const MAX_UID = 4_294_967_295;

export interface FetchPolicy {
  /** How far back before the connection the window reaches; 0: nothing from before it (S4.4). */
  backfillDays: number;
  /**
   * ISO UTC; when the account was activated. The window counts from here and not from the first look, which may be
   * late: a server that was down, a Sent mailbox chosen afterwards.
   */
  connectedAt: string;
}

/** The first look at an epoch: where it begins, and which days lie behind it. */
export interface OpeningPlan {
  kind: 'open';
  reason: 'first' | 'new-epoch';
  uidValidity: number;
  /** Null when the server gave no UIDNEXT: the highest UID must be searched. */
  baseUid: number | null;
  since: string;
  notBefore: string | null;
  /** Whether the window holds anything to be read (SEARCH SINCE is worth its round trip). */
  readsWindow: boolean;
}

export type FetchPlan = OpeningPlan | { kind: 'new-mail'; from: number; to: number } | { kind: 'unchanged' };

/**
 * What STATUS calls for. Bounds are inclusive and never `n:*`, which names the last message even when nothing is new
 * (RFC 9051 section 9, seq-range). Without UIDNEXT the upper bound is the highest UID there can be.
 */
export function planFetch(cursor: SyncCursor | null, state: MailboxState, policy: FetchPolicy): FetchPlan {
  if (cursor === null) return planOpening(state, policy);
  if (cursor.uidValidity !== state.uidValidity) return planEpoch(cursor, state, policy);
  const to = state.uidNext === null ? MAX_UID : state.uidNext - 1;
  // A UIDNEXT that went back is a server telling of an older state: nothing is new, and nothing decided is undone.
  if (to <= cursor.lastUid || (state.messages === 0 && state.uidNext === null)) return { kind: 'unchanged' };
  return { kind: 'new-mail', from: cursor.lastUid + 1, to };
}

function planOpening(state: MailboxState, policy: FetchPolicy): OpeningPlan {
  return {
    kind: 'open',
    reason: 'first',
    uidValidity: state.uidValidity,
    baseUid: baseOf(state),
    since: dayBefore(policy.connectedAt, policy.backfillDays),
    notBefore: policy.backfillDays === 0 ? wholeSecond(policy.connectedAt) : null,
    readsWindow: state.messages > 0,
  };
}

/**
 * UIDVALIDITY changed (RFC 9051 section 2.3.1.1): no UID known so far means anything. Everything since the first
 * opening is looked at again; what is stored is recognised by its identity (invariant 4).
 */
function planEpoch(cursor: SyncCursor, state: MailboxState, policy: FetchPolicy): OpeningPlan {
  const lane = cursor.backfill;
  return {
    kind: 'open',
    reason: 'new-epoch',
    uidValidity: state.uidValidity,
    baseUid: baseOf(state),
    since: lane?.since ?? dayBefore(policy.connectedAt, policy.backfillDays),
    notBefore: lane?.notBefore ?? null,
    readsWindow: state.messages > 0,
  };
}

/** INTERNALDATE has no fractions (RFC 9051 section 2.3.3), so a finer bound would leave out what came within its second. */
const wholeSecond = (iso: string): string => new Date(Math.floor(new Date(iso).getTime() / 1000) * 1000).toISOString();

const baseOf = (state: MailboxState): number | null => {
  if (state.uidNext !== null) return state.uidNext - 1;
  return state.messages === 0 ? 0 : null;
};

/** The day so many days before, as SEARCH SINCE takes it (UTC, `YYYY-MM-DD`). */
export function dayBefore(time: string, days: number): string {
  return new Date(new Date(time).getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

/** The cursor of a freshly opened epoch; `window` are the UIDs SEARCH SINCE named, in any order. */
export function openCursor(plan: OpeningPlan, baseUid: number, window: readonly number[], highestModseq: string | null): SyncCursor {
  const total = window.filter((uid) => uid <= baseUid).length;
  const backfill: BackfillCursor = {
    since: plan.since,
    notBefore: plan.notBefore,
    below: baseUid + 1,
    total,
    remaining: total,
    done: total === 0,
  };
  return { uidValidity: plan.uidValidity, baseUid, lastUid: baseUid, highestModseq, backfill };
}

/** What is still to be read of the window, newest first; `window` are the UIDs SEARCH SINCE names now, in any order. */
export function planBackfill(cursor: SyncCursor, window: readonly number[]): number[] {
  const lane = cursor.backfill;
  if (lane === null || lane.done) return [];
  return window.filter((uid) => uid < lane.below && uid <= cursor.baseUid).sort((a, b) => b - a);
}

/**
 * The new-mail lane after some of `announced` (ascending) were decided: it stops before the first undecided one, so
 * that nothing can be passed over. `to` is the end of the range they were searched in.
 */
export function advanceNewMail(cursor: SyncCursor, announced: readonly number[], decided: ReadonlySet<number>, to: number): SyncCursor {
  const open = announced.find((uid) => !decided.has(uid));
  const highest = announced.at(-1) ?? cursor.lastUid;
  // Without UIDNEXT the range ends at the highest UID there can be, which nothing has reached yet.
  const end = open !== undefined ? open - 1 : to === MAX_UID ? highest : to;
  return { ...cursor, lastUid: Math.max(cursor.lastUid, end) };
}

/** The backfill lane after some of `planned` (descending, all that is left of the window) were decided. */
export function advanceBackfill(cursor: SyncCursor, planned: readonly number[], decided: ReadonlySet<number>): SyncCursor {
  const lane = cursor.backfill;
  if (lane === null) return cursor;
  const first = planned.findIndex((uid) => !decided.has(uid));
  if (first === -1) return { ...cursor, backfill: { ...lane, below: planned.at(-1) ?? lane.below, remaining: 0, done: true } };
  return { ...cursor, backfill: { ...lane, below: planned[first]! + 1, remaining: planned.length - first } };
}
