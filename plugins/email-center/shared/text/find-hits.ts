/** Where in a text the phrases of a search stand. Pure, and the same in lists made by the server and in what is opened in the panel. */
import { placedWords, type Word } from './words';

/** Folded words in their order. */
export interface Phrase {
  words: readonly string[];
  /** The last word may go on. */
  prefix: boolean;
}
/** In UTF-16 units. */
export type Place = Pick<Word, 'at' | 'end'>;

export interface Piece {
  text: string;
  hit: boolean;
}

/** Every place where one of the phrases stands, in their order, without overlaps. */
export function findHits(text: string, phrases: readonly Phrase[]): Place[] {
  if (phrases.length === 0) return [];
  const placed = [...placedWords(text)];
  const hits: Place[] = [];
  for (let index = 0; index < placed.length; index += 1) {
    const hit = hitAt(placed, index, phrases);
    if (hit !== null) hits.push(hit);
  }
  return joined(hits);
}

/** The longest phrase that begins with the word at `index`; null where none does. */
export function hitAt(placed: readonly Word[], index: number, phrases: readonly Phrase[]): Place | null {
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

/** The text in pieces; joined, they are the text. */
export function cutAt(text: string, hits: readonly Place[]): Piece[] {
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
