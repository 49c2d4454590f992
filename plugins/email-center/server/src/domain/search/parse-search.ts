/** Reads the query language. What is not understood is left out and told, so that a slip never empties the list without a word. */
import { beginningOf, type Now } from './dates';
import { tokensOf, type Token } from './tokens';
import type { FlagClause, ParsedSearch, SearchState, Trouble, WordField, WordsClause } from './types';
import { nameOf, type Vocabulary } from './vocabulary';
import { spellingsOf, wordsOf } from '../../../../shared/text/words';

/** Clauses of one search, and words of one phrase. */
const MOST_CLAUSES = 20;
const MOST_WORDS = 12;
/** Ways to write a phrase that are looked for. */
const MOST_SPELLINGS = 4;
/** Fewer letters begin too many words to be of use; of people, subjects and files there are fewer. */
const SHORTEST_PREFIX = { any: 4, field: 3 } as const;

const WORD_FIELDS: Readonly<Record<string, WordField>> = { from: 'from', to: 'to', cc: 'cc', subject: 'subject', filename: 'filename' };

/**
 * What was typed as clauses that all hold. Words may be written with or without accents; the last one may be unfinished when
 * nothing stands behind it, and any that ends in an asterisk. An operator without a value is still being typed and
 * means nothing yet.
 */
export function parseSearch(q: string, now: Now, vocabulary: Vocabulary): ParsedSearch {
  const parsed: ParsedSearch = { clauses: [], after: null, before: null, trouble: [] };
  for (const token of tokensOf(q, vocabulary)) {
    if (token.value === '') continue;
    if (parsed.clauses.length >= MOST_CLAUSES) {
      parsed.trouble.push({ ...troubleOf('too-many-words', token), length: q.length - token.at });
      break;
    }
    readToken(parsed, token, { now, vocabulary, isLast: token.at + token.length === q.length });
  }
  refuseOnlyNot(parsed, q, vocabulary);
  return parsed;
}

/** A search for what does not occur has no end; there must be something to begin with. */
function refuseOnlyNot(parsed: ParsedSearch, q: string, vocabulary: Vocabulary): void {
  // That it belongs to no record is a fact as good as that it does.
  const positive = parsed.after !== null || parsed.before !== null || parsed.clauses.some((clause) => !clause.not || clause.kind === 'linked');
  if (positive || parsed.clauses.length === 0) return;
  const first = tokensOf(q, vocabulary).find((token) => token.not);
  if (first !== undefined) parsed.trouble.push(troubleOf('only-not', first));
  parsed.clauses = [];
}

interface Around {
  now: Now;
  vocabulary: Vocabulary;
  isLast: boolean;
}

function readToken(parsed: ParsedSearch, token: Token, around: Around): void {
  const { operator, not, value } = token;
  if (operator === 'before' || operator === 'after') return readDate(parsed, token, around.now);
  if (operator === 'account' || operator === 'record' || operator === 'tag') {
    parsed.clauses.push({ kind: operator, not, value, at: token.at, length: token.length });
    return;
  }
  const field = operator === null ? 'any' : WORD_FIELDS[operator];
  if (field === undefined) return readFlag(parsed, token, around.vocabulary);
  const words = wordsClause(token, field, around.isLast);
  if (words !== null) parsed.clauses.push(words);
}

function readDate(parsed: ParsedSearch, token: Token, now: Now): void {
  const time = beginningOf(token.value, now);
  if (time === null) {
    parsed.trouble.push(troubleOf('not-a-date', token));
    return;
  }
  // "Not before" is "after".
  const isAfter = (token.operator === 'after') !== token.not;
  if (isAfter) parsed.after = Math.max(parsed.after ?? 0, time);
  else parsed.before = Math.min(parsed.before ?? Number.MAX_SAFE_INTEGER, time);
}

function readFlag(parsed: ParsedSearch, token: Token, vocabulary: Vocabulary): void {
  const flag = flagOf(token, nameOf(vocabulary.values[token.operator ?? ''] ?? {}, token.value));
  if (flag === null) parsed.trouble.push(troubleOf('unknown-value', token));
  else parsed.clauses.push(flag);
}

function flagOf({ operator, not }: Token, value: string | null): FlagClause | null {
  if (value === null) return null;
  if (operator === 'has') return { kind: 'attachment', not };
  if (operator === 'in') return { kind: 'direction', not, direction: value === 'sent' ? 'outgoing' : 'incoming' };
  if (value === 'linked' || value === 'unmatched') return { kind: 'linked', not: not !== (value === 'unmatched') };
  return { kind: 'state', not, state: value as SearchState };
}

function wordsClause(token: Token, field: WordField, isLast: boolean): WordsClause | null {
  const starred = !token.quoted && token.value.endsWith('*');
  const words = wordsOf(token.value).slice(0, MOST_WORDS);
  const last = words.at(-1);
  if (last === undefined) return null;
  const prefix = !token.quoted && (starred || isLast) && last.length >= SHORTEST_PREFIX[field === 'any' ? 'any' : 'field'];
  return { kind: 'words', not: token.not, field, spellings: spellingsOfPhrase(token.value, words), prefix };
}

function spellingsOfPhrase(typed: string, words: readonly string[]): string[][] {
  const pieces = typed.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  // Only where each piece is one word it is known how each was typed.
  const alternatives = words.map((word, index) => (pieces.length === words.length ? spellingsOf(pieces[index]!, word) : [word]));
  let phrases: string[][] = [[]];
  for (const options of alternatives) phrases = phrases.flatMap((phrase) => options.map((option) => [...phrase, option])).slice(0, MOST_SPELLINGS);
  return phrases;
}

function troubleOf(code: Trouble['code'], { at, length, value }: Token): Trouble {
  return { code, at, length, value };
}
