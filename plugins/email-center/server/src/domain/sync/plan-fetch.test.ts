import { describe, expect, it } from 'vitest';
import type { MailboxState, SyncCursor } from './cursor';
import { MAX_UID, advanceBackfill, advanceNewMail, dayBefore, openCursor, planBackfill, planFetch, type OpeningPlan } from './plan-fetch';

const NOW = '2026-03-15T10:00:00.000Z';
const policy = (backfillDays = 30) => ({ backfillDays, connectedAt: NOW });
const state = (change: Partial<MailboxState> = {}): MailboxState => ({ path: 'INBOX', uidValidity: 7, uidNext: 101, messages: 60, highestModseq: null, ...change });
const cursor = (change: Partial<SyncCursor> = {}): SyncCursor => ({
  uidValidity: 7, baseUid: 100, lastUid: 100, highestModseq: null,
  backfill: { since: '2026-02-13', notBefore: null, below: 101, total: 3, remaining: 3, done: false }, ...change,
});

describe('the first opening of a mailbox', () => {
  it('begins where the mailbox ends and puts the window behind it', () => {
    expect(planFetch(null, state(), policy())).toEqual({
      kind: 'open', reason: 'first', uidValidity: 7, baseUid: 100, since: '2026-02-13', notBefore: null, readsWindow: true,
    });
  });

  it('reads nothing from before the connection when it starts at now', () => {
    expect(planFetch(null, state(), policy(0))).toMatchObject({ since: '2026-03-15', notBefore: NOW, readsWindow: true });
  });

  it('does not search an empty mailbox', () => {
    expect(planFetch(null, state({ messages: 0, uidNext: 1 }), policy())).toMatchObject({ baseUid: 0, readsWindow: false });
  });

  it('asks for the highest UID when the server does not say what comes next', () => {
    expect(planFetch(null, state({ uidNext: null }), policy())).toMatchObject({ baseUid: null });
    expect(planFetch(null, state({ uidNext: null, messages: 0 }), policy())).toMatchObject({ baseUid: 0 });
  });

  it('leaves what arrived after the look to the new-mail lane', () => {
    const plan = planFetch(null, state(), policy()) as OpeningPlan;
    expect(openCursor(plan, 100, [98, 100, 101, 102], '9')).toEqual({
      uidValidity: 7, baseUid: 100, lastUid: 100, highestModseq: '9',
      backfill: { since: '2026-02-13', notBefore: null, below: 101, total: 2, remaining: 2, done: false },
    });
  });

  it('is done with the backfill when the window is empty', () => {
    expect(openCursor(planFetch(null, state(), policy()) as OpeningPlan, 100, [], null).backfill).toMatchObject({ total: 0, done: true });
  });
});

describe('the new-mail lane', () => {
  it('has nothing to do when the next UID is the expected one', () => {
    expect(planFetch(cursor(), state(), policy())).toEqual({ kind: 'unchanged' });
  });

  it('is bounded on both sides, however far the UIDs jump', () => {
    expect(planFetch(cursor(), state({ uidNext: 4_000_000_000 }), policy())).toEqual({ kind: 'new-mail', from: 101, to: 3_999_999_999 });
  });

  it('compares UIDs as numbers', () => {
    expect(planFetch(cursor({ lastUid: 99 }), state({ uidNext: 1000 }), policy())).toEqual({ kind: 'new-mail', from: 100, to: 999 });
  });

  it('looks up to the highest UID there can be when UIDNEXT is missing', () => {
    expect(planFetch(cursor(), state({ uidNext: null }), policy())).toEqual({ kind: 'new-mail', from: 101, to: MAX_UID });
  });

  it('undoes nothing when UIDNEXT went back', () => {
    expect(planFetch(cursor(), state({ uidNext: 50 }), policy())).toEqual({ kind: 'unchanged' });
  });

  it('moves to the end of the range when everything announced is decided', () => {
    expect(advanceNewMail(cursor(), [101, 105], new Set([101, 105]), 120).lastUid).toBe(120);
  });

  it('stops before the first undecided message, whatever came after it', () => {
    expect(advanceNewMail(cursor(), [101, 105, 107], new Set([101, 107]), 120).lastUid).toBe(104);
  });

  it('never jumps to the highest UID there can be, which would end the mailbox', () => {
    expect(advanceNewMail(cursor(), [101, 105], new Set([101, 105]), MAX_UID).lastUid).toBe(105);
    expect(advanceNewMail(cursor(), [], new Set(), MAX_UID).lastUid).toBe(100);
  });

  it('never goes back', () => {
    expect(advanceNewMail(cursor(), [50], new Set(), 60).lastUid).toBe(100);
  });
});

describe('the backfill lane', () => {
  it('reads newest first and leaves out what is read and what is new', () => {
    const half = cursor({ backfill: { ...cursor().backfill!, below: 90 } });
    expect(planBackfill(half, [10, 89, 90, 100, 101])).toEqual([89, 10]);
    expect(planBackfill(cursor(), [10, 89, 9])).toEqual([89, 10, 9]);
  });

  it('has nothing to do when it is done', () => {
    expect(planBackfill(cursor({ backfill: { ...cursor().backfill!, done: true } }), [1, 2])).toEqual([]);
    expect(planBackfill(cursor({ backfill: null }), [1, 2])).toEqual([]);
  });

  it('goes on below the last decided message', () => {
    expect(advanceBackfill(cursor(), [100, 90, 80], new Set([100])).backfill).toMatchObject({ below: 91, remaining: 2, done: false });
  });

  it('waits at a gap', () => {
    expect(advanceBackfill(cursor(), [100, 90, 80], new Set([90, 80])).backfill).toMatchObject({ below: 101, remaining: 3 });
  });

  it('is done when all of the window is decided, and when the window has emptied itself', () => {
    expect(advanceBackfill(cursor(), [100, 90], new Set([100, 90])).backfill).toMatchObject({ below: 90, remaining: 0, done: true });
    expect(advanceBackfill(cursor(), [], new Set()).backfill).toMatchObject({ remaining: 0, done: true });
  });
});

describe('a changed UIDVALIDITY', () => {
  it('opens a new epoch over everything since the first opening', () => {
    const plan = planFetch(cursor({ backfill: { ...cursor().backfill!, since: '2025-01-01', done: true } }), state({ uidValidity: 8, uidNext: 20 }), policy());
    expect(plan).toEqual({ kind: 'open', reason: 'new-epoch', uidValidity: 8, baseUid: 19, since: '2025-01-01', notBefore: null, readsWindow: true });
  });

  it('still reads nothing from before the connection', () => {
    const plan = planFetch(cursor({ backfill: { ...cursor().backfill!, notBefore: '2026-01-05T08:00:00.000Z' } }), state({ uidValidity: 8 }), policy(0));
    expect(plan).toMatchObject({ notBefore: '2026-01-05T08:00:00.000Z' });
  });
});

it('counts days across months and years', () => {
  expect(dayBefore('2026-01-05T00:30:00.000Z', 30)).toBe('2025-12-06');
});
