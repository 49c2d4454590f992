/**
 * How words are kept in a tsvector, and how an expression over them is asked for.
 *
 * A GIN index knows in which messages a word stands, but not where in them, and it gathers every message of every word that begins
 * like an unfinished one. So marks stand beside the words: of each pair of neighbours, for phrases, and of the first letters. A pair is
 * kept as a number of 36^4, which several pairs share: the words themselves are compared in what it finds. No word begins with an underscore.
 */
import { EVERY } from '../../../domain/search/document';
import type { Expression } from '../../../domain/search/plan-search';

/** Letters of the beginnings that have a mark: the fewest that are searched by. */
const BEGINNING = 4;
/** Beyond these PostgreSQL keeps no positions: a word is found there, a phrase is not. */
const LAST_POSITION = 16_383;
const POSITIONS_OF_A_WORD = 250;
const PAIR_NUMBERS = 36 ** 4;
/** Words and positions of one vector; PostgreSQL refuses 2^20. */
const MOST_OCTETS = 1_000_000;
const OCTETS_OF_A_POSITION = 2;

/** A tsvector as it is written: the marks that come with it, words with their positions, and the marks made of them; as many as it holds, from the first word on. */
export function asVector(words: readonly string[], marks: readonly string[]): string {
  const vector = new Vector();
  for (const mark of marks) vector.mark(mark);
  for (const [index, word] of words.entries()) {
    if (!vector.place(word, Math.min(index + 1, LAST_POSITION))) break;
    const next = words[index + 1];
    if (next !== undefined && word !== EVERY && next !== EVERY && index < LAST_POSITION) vector.mark(pairMark(word, next));
    const beginning = beginningOf(word);
    if (beginning !== null && beginning !== word) vector.mark(beginningMark(beginning));
  }
  return vector.written();
}

class Vector {
  private readonly positions = new Map<string, number[]>();
  private octets = 0;

  mark(mark: string): void {
    if (!this.positions.has(mark) && this.takes(mark)) this.positions.set(mark, []);
  }

  /** False once it is full. */
  place(word: string, position: number): boolean {
    const found = this.positions.get(word);
    if (found === undefined) {
      if (!this.takes(word)) return false;
      this.positions.set(word, [position]);
    } else if (found.length < POSITIONS_OF_A_WORD) {
      found.push(position);
      this.octets += OCTETS_OF_A_POSITION;
    }
    return this.octets < MOST_OCTETS;
  }

  written(): string {
    return [...this.positions].map(([word, places]) => (places.length === 0 ? quoted(word) : `${quoted(word)}:${places.join(',')}`)).join(' ');
  }

  /** A count of positions and a padding stand beside each word. */
  private takes(word: string): boolean {
    const octets = Buffer.byteLength(word) + 2 * OCTETS_OF_A_POSITION + 1;
    if (this.octets + octets > MOST_OCTETS) return false;
    this.octets += octets;
    return true;
  }
}

/** Whether what begins so is found by one mark. */
export function hasBeginningMark(words: readonly string[]): boolean {
  const [word] = words;
  return words.length === 1 && word !== undefined && beginningOf(word) === word;
}

/** What a GIN index is asked for. */
export interface IndexQuestion {
  /** Queries that all have to hold and that it answers by itself. Asked apart, it skips from each one's next message to the next one's; as one query it would go through every message of its rarest words. */
  keys: readonly string[];
  /** The whole query, when what the keys find has to be looked into: words of a phrase stand next to each other. Null when they find just what is asked for. */
  check: string | null;
}

export function questionOf(expression: Expression): IndexQuestion {
  return { keys: keysOf(expression), check: hasPhrase(expression) ? exactly(expression) : null };
}

/** What has one of these marks. */
export const anyMark = (marks: readonly string[]): string => marks.map(quoted).join(' | ');

function hasPhrase(expression: Expression): boolean {
  switch (expression.kind) {
    case 'phrase':
      return expression.words.length > 1;
    case 'any':
      return expression.of.some(hasPhrase);
    case 'all':
      return [...expression.of, ...expression.none].some(hasPhrase);
  }
}

/** What must hold of whatever the expression finds, as few words as tell it. */
function keysOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'phrase':
      return keysOfPhrase(expression.words, expression.prefix);
    case 'any':
      return expression.of.length === 1 ? keysOf(expression.of[0]!) : [either(expression.of.map((one) => both(keysOf(one))))];
    case 'all': {
      const [first, ...others] = expression.of.flatMap(keysOf);
      // The pairs of a phrase may be those of other words: it says what is there, not what is missing.
      const missing = expression.none.filter((one) => !hasPhrase(one)).map((one) => `!${exactly(one)}`);
      return [both([first!, ...missing]), ...others];
    }
  }
}

function keysOfPhrase(words: readonly string[], prefix: boolean): string[] {
  if (words.length === 1) return [oneWord(words[0]!, prefix)];
  const pairs = pairsOf(prefix ? words.slice(0, -1) : words);
  if (!prefix) return pairs;
  return [...(pairs.length === 0 ? [quoted(words[0]!)] : pairs), oneWord(words.at(-1)!, true)];
}

function exactly(expression: Expression): string {
  switch (expression.kind) {
    case 'phrase': {
      const [last, ...others] = [...expression.words].reverse() as [string, ...string[]];
      if (others.length === 0) return oneWord(last, expression.prefix);
      return `(${[...others.reverse().map(quoted), `${quoted(last)}${expression.prefix ? ':*' : ''}`].join(' <-> ')})`;
    }
    case 'any':
      return either(expression.of.map(exactly));
    case 'all':
      return both([...expression.of.map(exactly), ...expression.none.map((one) => `!${exactly(one)}`)]);
  }
}

/** PostgreSQL's query language; words hold nothing that would end a string of it. */
function oneWord(word: string, prefix: boolean): string {
  if (prefix && hasBeginningMark([word])) return `(${quoted(word)} | ${quoted(beginningMark(word))})`;
  return `${quoted(word)}${prefix ? ':*' : ''}`;
}

const either = (queries: readonly string[]): string => (queries.length === 1 ? queries[0]! : `(${queries.join(' | ')})`);
const both = (queries: readonly string[]): string => (queries.length === 1 ? queries[0]! : `(${queries.join(' & ')})`);
const pairsOf = (words: readonly string[]): string[] => words.slice(1).map((word, index) => quoted(pairMark(words[index]!, word)));
const quoted = (word: string): string => `'${word}'`;

/** Its first letters as they are counted by whoever types them; null for what is shorter, and for words of a field and facts. */
function beginningOf(word: string): string | null {
  if (word.includes('_')) return null;
  const letters = word.length < BEGINNING ? [] : [...word].slice(0, BEGINNING);
  return letters.length < BEGINNING ? null : letters.join('');
}

const beginningMark = (beginning: string): string => `__${beginning}`;

/** FNV-1a over both words, by UTF-16 units. */
function pairMark(word: string, next: string): string {
  let hash = 0x811c9dc5;
  const mix = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  };
  mix(word);
  mix(' ');
  mix(next);
  // The lowest bits of FNV are its weakest.
  return `_${(((hash ^ (hash >>> 15)) >>> 0) % PAIR_NUMBERS).toString(36).padStart(4, '0')}`;
}
