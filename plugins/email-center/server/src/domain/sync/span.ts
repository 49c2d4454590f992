/** Walks a range of UIDs in bounded steps. UIDs may jump by millions (RFC 9051 section 2.3.1.1), so the steps widen where nothing lies. */

/** Inclusive bounds. */
export interface Span {
  from: number;
  to: number;
}

/** So many answers of a search are taken at once at most, where UIDs lie close. */
const WIDTH = 20_000;

/** A search of everything is one round trip, so it is worth its answer up to this many UIDs. */
const AT_ONCE = 100_000;

/** `messages`: how many there are in the mailbox, which is how many UIDs the range can hold at most. */
export function firstSpan(from: number, to: number, messages = Infinity): Span | null {
  if (from > to) return null;
  return { from, to: messages <= AT_ONCE ? to : Math.min(to, from + WIDTH - 1) };
}

/** The step after `span`, in which `found` UIDs were seen; null at the end of the range. */
export function nextSpan(span: Span, found: number, to: number): Span | null {
  if (span.to >= to) return null;
  const width = span.to - span.from + 1;
  // A span a quarter full or emptier may be four times as wide and still answer with a bounded number.
  const next = found * 4 <= WIDTH ? width * 4 : WIDTH;
  return { from: span.to + 1, to: Math.min(to, span.to + next) };
}
