import type { CenterItem, MarkedText } from '../../../../../shared/contracts';

/** Characters before the first hit that a row has room for, beside the beginning of a subject. */
const BEFORE_HIT = 10;

const hasHit = (pieces: MarkedText): boolean => pieces.some(({ hit }) => hit);

/**
 * What of a message that was found fits into the one line of its row, so that the hit is in sight: where only the text has one, the subject
 * gives way (`short`), and the text begins a little before it.
 */
export function foundLine({ subject, snippet }: Pick<NonNullable<CenterItem['found']>, 'subject' | 'snippet'>): { short: boolean; snippet: MarkedText } {
  const short = !hasHit(subject) && hasHit(snippet);
  return { short, snippet: short ? fromHit(snippet) : snippet };
}

function fromHit(snippet: MarkedText): MarkedText {
  const first = snippet.findIndex(({ hit }) => hit);
  const before = snippet.slice(0, first).map(({ text }) => text).join('');
  if (before.length <= BEFORE_HIT) return snippet;
  const words = before.slice(-BEFORE_HIT).replace(/^\S*\s+/, '');
  return [{ text: `… ${words}`, hit: false }, ...snippet.slice(first)];
}
