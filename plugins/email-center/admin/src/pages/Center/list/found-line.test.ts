import { describe, expect, it } from 'vitest';
import type { MarkedText } from '../../../../../shared/contracts';
import { foundLine } from './found-line';

/** Hits stand in brackets. */
const marked = (text: string): MarkedText => text.split(/(\[[^\]]*\])/).filter(Boolean).map((piece) => (piece.startsWith('[') ? { text: piece.slice(1, -1), hit: true } : { text: piece, hit: false }));
const shown = (pieces: MarkedText): string => pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const line = (subject: string, snippet: string) => {
  const found = foundLine({ subject: marked(subject), snippet: marked(snippet) });
  return [found.short, shown(found.snippet)];
};

describe('the line of a message that was found', () => {
  it('begins a little before the hit where only the text has one, and its subject gives way', () =>
    expect(line('Nachfrage zu Ihrer Bewerbung als Teamleitung', 'Guten Tag Frau Weber, vielen Dank für die [Rechnung] vom Montag')).toEqual([true, '… für die [Rechnung] vom Montag']));
  it('leaves a hit that stands near the beginning where it is', () => expect(line('Nachfrage', 'Ihre [Rechnung] vom Montag')).toEqual([true, 'Ihre [Rechnung] vom Montag']));
  it('shows the whole subject where that has the hit, or nothing has one', () => {
    expect(line('Ihre [Rechnung]', 'Guten Tag Frau Weber, vielen Dank für die [Rechnung]')).toEqual([false, 'Guten Tag Frau Weber, vielen Dank für die [Rechnung]']);
    expect(line('Nachfrage', 'Guten Tag Frau Weber')).toEqual([false, 'Guten Tag Frau Weber']);
  });
  it('keeps later hits, and cuts a word that is longer than the room before the hit', () =>
    expect(line('Nachfrage', 'Donaudampfschifffahrtsgesellschaft-[Rechnung] und [Mahnung]')).toEqual([true, '… ellschaft-[Rechnung] und [Mahnung]']));
});
