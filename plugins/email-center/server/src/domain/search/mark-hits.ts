/** Text with what was searched for told apart, and the piece of a long text that shows it best. Pure. */
import { cutAt, findHits, hitAt, type Phrase, type Piece, type Place } from '../../../../shared/text/find-hits';
import { placedWords, type Word } from '../../../../shared/text/words';
import type { WordField, WordsClause } from './types';

/** A snippet in characters: so much before its first hit, and so much in all. */
const BEFORE = 50;
const SNIPPET = 180;

/** The whole text, hits marked. `fields`: the operators that look into it. */
export function markHits(text: string, words: readonly WordsClause[], fields: readonly WordField[]): Piece[] {
  return cutAt(text, findHits(text, phrasesOf(words, fields)));
}

/** Whether anything of it was looked for. */
export function isHit(text: string, words: readonly WordsClause[], fields: readonly WordField[]): boolean {
  return findHits(text, phrasesOf(words, fields)).length > 0;
}

/** What is to be found, told apart by where; for whoever marks texts that are not here. */
export function marksOf(clauses: readonly WordsClause[]): (Phrase & { words: string[]; field: WordField })[] {
  return clauses.filter(({ not }) => !not).flatMap(({ field, spellings, prefix }) => spellings.map((words) => ({ words: [...words], prefix, field })));
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

function phrasesOf(clauses: readonly WordsClause[], fields: readonly WordField[]): Phrase[] {
  return clauses.filter(({ not, field }) => !not && fields.includes(field)).flatMap(({ spellings, prefix }) => spellings.map((words) => ({ words, prefix })));
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
