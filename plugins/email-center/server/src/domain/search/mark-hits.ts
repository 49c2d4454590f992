/** Text with what was searched for told apart, and the piece of a long text that shows it best. Pure. */
import type { WordField, WordsClause } from './types';
import { placedWords, type Word } from './words';

export interface Piece {
  text: string;
  hit: boolean;
}

/** A snippet in characters: so much before its first hit, and so much in all. */
const BEFORE = 50;
const SNIPPET = 180;

/** The whole text, hits marked. `fields`: the operators that look into it. */
export function markHits(text: string, words: readonly WordsClause[], fields: readonly WordField[]): Piece[] {
  return cutAt(text, hitsIn([...placedWords(text)], phrasesOf(words, fields)));
}

/** One line around the first place where it was found; null when it was not found in this text. */
export function snippetOf(text: string, words: readonly WordsClause[], fields: readonly WordField[]): Piece[] | null {
  const { placed, first } = readToFirst(text, phrasesOf(words, fields));
  if (first === null) return null;
  const start = startOf(placed, first.at);
  const end = endOf(placed, Math.max(start + SNIPPET, first.end), text.length);
  const shown = `${start > 0 ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`.replace(/\s+/g, ' ').trim();
  return markHits(shown, words, fields);
}

/** The words up to the first hit and as far behind it as a snippet goes; a long text is not read further than that. */
function readToFirst(text: string, phrases: readonly Phrase[]): { placed: Word[]; first: Place | null } {
  const placed: Word[] = [];
  const longest = Math.max(0, ...phrases.map(({ words }) => words.length));
  let [first, looked] = [null as Place | null, 0];
  if (longest === 0) return { placed, first };
  for (const word of placedWords(text)) {
    placed.push(word);
    for (; first === null && looked <= placed.length - longest; looked += 1) first = hitAt(placed, looked, phrases);
    if (first !== null && word.at > first.end + SNIPPET) break;
  }
  for (; first === null && looked < placed.length; looked += 1) first = hitAt(placed, looked, phrases);
  return { placed, first };
}

interface Phrase {
  words: readonly string[];
  prefix: boolean;
}
type Place = Pick<Word, 'at' | 'end'>;

function phrasesOf(clauses: readonly WordsClause[], fields: readonly WordField[]): Phrase[] {
  return clauses.filter(({ not, field }) => !not && fields.includes(field)).flatMap(({ spellings, prefix }) => spellings.map((words) => ({ words, prefix })));
}

function hitsIn(placed: readonly Word[], phrases: readonly Phrase[]): Place[] {
  const hits: Place[] = [];
  for (let index = 0; index < placed.length; index += 1) {
    const hit = hitAt(placed, index, phrases);
    if (hit !== null) hits.push(hit);
  }
  return joined(hits);
}

function hitAt(placed: readonly Word[], index: number, phrases: readonly Phrase[]): Place | null {
  let length = 0;
  for (const phrase of phrases) if (phrase.words.length > length && standsAt(placed, index, phrase)) length = phrase.words.length;
  return length === 0 ? null : { at: placed[index]!.at, end: placed[index + length - 1]!.end };
}

function standsAt(placed: readonly Word[], index: number, { words, prefix }: Phrase): boolean {
  return words.every((word, offset) => {
    const found = placed[index + offset]?.word;
    return found !== undefined && (found === word || (prefix && offset === words.length - 1 && found.startsWith(word)));
  });
}

/** Hits that overlap are one. */
function joined(hits: readonly Place[]): Place[] {
  const result: Place[] = [];
  for (const hit of hits) {
    const last = result.at(-1);
    if (last !== undefined && hit.at < last.end) last.end = Math.max(last.end, hit.end);
    else result.push({ ...hit });
  }
  return result;
}

function cutAt(text: string, hits: readonly Place[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const hit of hits) {
    if (hit.at > at) pieces.push({ text: text.slice(at, hit.at), hit: false });
    pieces.push({ text: text.slice(hit.at, hit.end), hit: true });
    at = hit.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** The first whole word of what stands before a hit. */
function startOf(placed: readonly Word[], at: number): number {
  if (at <= BEFORE) return 0;
  return placed.find((word) => word.at >= at - BEFORE)?.at ?? at;
}

function endOf(placed: readonly Word[], wanted: number, length: number): number {
  if (wanted >= length) return length;
  return placed.findLast((word) => word.end <= wanted)?.end ?? wanted;
}
