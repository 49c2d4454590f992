import { describe, expect, it } from 'vitest';
import { eventOf, waitBefore } from './event-line';

describe('a line of the stream of events', () => {
  it('tells what changed', () => {
    expect(eventOf('data: {"type":"mail","accounts":["a"]}')).toEqual({ type: 'mail', accounts: ['a'] });
    expect(eventOf('data:{"type":"hello"}')).toEqual({ type: 'hello' });
  });
  it('is passed over where it is a comment, half a line, or of a kind this panel does not know', () => {
    for (const line of [': beat', 'event: x', 'data: {"type":"mai', 'data: {"type":"from-the-future"}']) expect(eventOf(line)).toBeNull();
  });
});

describe('the wait before the stream is asked for again', () => {
  it('doubles up to a minute, and differs between panels', () => {
    expect([0, 1, 2, 10].map((attempt) => waitBefore(attempt, 0.5))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(waitBefore(10, 1)).toBeGreaterThan(waitBefore(10, 0));
  });
});
