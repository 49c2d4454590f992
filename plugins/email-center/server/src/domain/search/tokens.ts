/** A query cut into what belongs together: an operator with its value, a phrase, a word, each with its place. */
import { nameOf, type Vocabulary } from './vocabulary';

export interface Token {
  at: number;
  length: number;
  not: boolean;
  /** The operator's own name; null for words. */
  operator: string | null;
  value: string;
  /** Where the value begins, quotation marks left out. */
  valueAt: number;
  quoted: boolean;
}

/** Straight ones, and those of programs that write beautifully; one left open goes to the end. */
const QUOTED = /^["„“”«»]([^"„“”«»]*)["„“”«»]?/;
const BARE = /^[^\s"„“”«»]+/;

export function tokensOf(q: string, vocabulary: Vocabulary): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < q.length) {
    const blank = /^\s+/.exec(q.slice(at));
    if (blank !== null) at += blank[0].length;
    if (at >= q.length) break;
    const token = tokenAt(q, at, vocabulary);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

function tokenAt(q: string, at: number, vocabulary: Vocabulary): Token {
  let place = at;
  const not = /^[-\u2212](?=\S)/.test(q.slice(at));
  if (not) place += 1;
  const named = /^(\p{L}+):/u.exec(q.slice(place));
  const operator = named === null ? null : nameOf(vocabulary.operators, named[1]!);
  if (operator !== null) place += named![0].length;
  const rest = q.slice(place);
  const quoted = QUOTED.exec(rest);
  if (quoted !== null) return { at, length: place + quoted[0].length - at, not, operator, value: quoted[1]!, valueAt: place + 1, quoted: true };
  const value = BARE.exec(rest)?.[0] ?? '';
  // What stands alone and begins no value would be met again for ever.
  return { at, length: Math.max(place + value.length - at, 1), not, operator, value, valueAt: place, quoted: false };
}
