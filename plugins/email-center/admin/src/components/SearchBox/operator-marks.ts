import { SEARCH_OPERATORS } from '../../../../shared/contracts';

export interface Piece {
  text: string;
  /** An operator with its value, or a word that must not occur. */
  mark: 'operator' | 'not' | null;
}

const NAMES = Object.entries(SEARCH_OPERATORS).flatMap(([name, others]) => [name, ...others]).join('|');
const MARKED = new RegExp(`(?<=^|\\s)(?:(-?(?:${NAMES}):(?:"[^"]*"?|[^\\s"]*))|(-(?:"[^"]*"?|[^\\s"]+)))`, 'giu');

/** What was typed, cut where operators begin and end; joined, the pieces are what was typed. */
export function markOperators(q: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of q.matchAll(MARKED)) {
    if (found.index > at) pieces.push({ text: q.slice(at, found.index), mark: null });
    pieces.push({ text: found[0], mark: found[1] === undefined ? 'not' : 'operator' });
    at = found.index + found[0].length;
  }
  if (at < q.length) pieces.push({ text: q.slice(at), mark: null });
  return pieces;
}
