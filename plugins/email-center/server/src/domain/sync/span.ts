/** Walks a range of UIDs in bounded steps. UIDs may jump by millions (RFC 9051 section 2.3.1.1), so the steps widen where nothing lies. */

/** Inclusive bounds. */
export interface Span {
  from: number;
  to: number;
}

/** So many answers of a search are taken at once at most, where UIDs lie close. */
const WIDTH = 20_000;

export function firstSpan(from: number, to: number): Span | null {
  return from > to ? null : { from, to: Math.min(to, from + WIDTH - 1) };
}

/** The step after `span`, in which `found` UIDs were seen; null at the end of the range. */
export function nextSpan(span: Span, found: number, to: number): Span | null {
  if (span.to >= to) return null;
  const width = span.to - span.from + 1;
  // A span a quarter full or emptier may be four times as wide and still answer with a bounded number.
  const next = found * 4 <= WIDTH ? width * 4 : WIDTH;
  return { from: span.to + 1, to: Math.min(to, span.to + next) };
}
