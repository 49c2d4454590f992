/**
 * The words of a text in the one form in which they are indexed, searched for and marked, so that all databases find the same:
 * case and diacritics folded (ä is a, ß is ss, ø is o), split where neither a letter nor a digit stands.
 *
 * Han, Hiragana and Katakana have no spaces between words: each character is a word there, and what is typed together is
 * looked for as a phrase.
 */

/** Longer words (coded data, addresses of pages) are cut: nobody types them to the end. */
export const LONGEST_WORD = 60;

export interface Word {
  word: string;
  /** Where it stands in the text, in UTF-16 units. */
  at: number;
  end: number;
}

const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/** Most words of most texts are folded by lower case alone. */
const PLAIN = /^[a-z0-9]+$/i;
const ASCII_WORD = /[a-z0-9]+/g;
// eslint-disable-next-line no-control-regex -- what is asked is whether the text is ASCII
const ASCII = /^[\x00-\x7f]*$/;
const PIECE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}])+/gu;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;
/** Letters that Unicode does not take apart. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'n' };
const SPECIAL = /[ßæœøđðþłħıŋ]/g;

/** Folds a piece of text; the result may be longer. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}

const cut = (word: string): string => (word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word);

/** The words of a text in their order. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return (lower.match(ASCII_WORD) ?? []).map(cut);
  const words: string[] = [];
  for (const run of lower.match(RUN) ?? []) {
    if (PLAIN.test(run)) words.push(cut(run));
    else for (const piece of piecesOf(run)) words.push(piece);
  }
  return words;
}

/** The words with their places; of a run of characters without spaces each has its own. */
export function* placedWords(text: string): Generator<Word> {
  for (const found of text.matchAll(RUN)) {
    const [run] = found;
    if (PLAIN.test(run)) {
      yield { word: cut(run.toLowerCase()), at: found.index, end: found.index + run.length };
      continue;
    }
    if (!WITHOUT_SPACES.test(run)) {
      for (const word of piecesOf(run)) yield { word, at: found.index, end: found.index + run.length };
      continue;
    }
    for (const piece of run.matchAll(PIECE)) {
      const at = found.index + piece.index;
      for (const word of piecesOf(piece[0])) yield { word, at, end: at + piece[0].length };
    }
  }
}

function piecesOf(run: string): string[] {
  const folded = fold(run);
  return (ASCII.test(folded) ? folded.match(ASCII_WORD) ?? [] : folded.match(PIECE) ?? []).map(cut);
}

/**
 * How else a word may be written. Somebody who types "Müller" wants "Mueller", too, and the other way round; the index holds
 * each as it was written.
 */
export function spellingsOf(typed: string, folded: string): string[] {
  const written = fold(typed.toLowerCase().normalize('NFC').replace(/[äöü]/g, (letter) => `${letter.normalize('NFD')[0] ?? ''}e`));
  const short = folded.replace(/([aou])e/g, '$1');
  return [...new Set([folded, ...(/[äöü]/iu.test(typed.normalize('NFC')) ? [cut(written)] : []), ...(short === folded ? [] : [short])])];
}
