import { describe, expect, it } from 'vitest';
import { backoffDelay } from './backoff';
import { nextPace } from './pace';
import { firstSpan, nextSpan } from './span';

describe('backing off', () => {
  it('doubles with each failure in a row', () => {
    expect([1, 2, 3].map((failures) => backoffDelay('transient', failures, 1))).toEqual([60_000, 120_000, 240_000]);
  });

  it('never waits longer than its limit, however often it failed', () => {
    expect(backoffDelay('transient', 10_000, 1)).toBe(3_600_000);
    expect(backoffDelay('throttled', 10_000, 1)).toBe(14_400_000);
  });

  it('spreads the tries over the upper half of the time', () => {
    expect(backoffDelay('transient', 1, 0)).toBe(30_000);
    expect(backoffDelay('transient', 1, 0.5)).toBe(45_000);
  });

  it('leaves a server alone longer that asked for it', () => {
    expect(backoffDelay('throttled', 1, 1)).toBeGreaterThan(backoffDelay('transient', 1, 1));
  });
});

describe('the pace of reading', () => {
  it('grows on a quick server, at most fourfold, up to a limit', () => {
    expect(nextPace(200, 100)).toBe(800);
    expect(nextPace(2_000, 100)).toBe(2_000);
  });

  it('shrinks on a slow server, down to a limit', () => {
    expect(nextPace(200, 8_000)).toBe(100);
    expect(nextPace(200, 600_000)).toBe(25);
  });
});

describe('walking a range of UIDs', () => {
  it('covers every UID once, in bounded steps', () => {
    let span = firstSpan(5, 50_000);
    const seen: number[] = [];
    while (span) {
      seen.push(span.from, span.to);
      span = nextSpan(span, 20_000, 50_000);
    }
    expect(seen).toEqual([5, 20_004, 20_005, 40_004, 40_005, 50_000]);
  });

  it('crosses four billion empty UIDs in a few steps', () => {
    let steps = 0;
    for (let span = firstSpan(1, 4_294_967_295); span; span = nextSpan(span, 0, 4_294_967_295)) steps += 1;
    expect(steps).toBeLessThan(12);
  });

  it('takes a small mailbox in one step, however far its UIDs reach', () => {
    expect(firstSpan(1, 4_294_967_295, 5_000)).toEqual({ from: 1, to: 4_294_967_295 });
  });

  it('has no step in an empty range', () => {
    expect(firstSpan(6, 5)).toBeNull();
  });
});
