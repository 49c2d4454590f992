import { describe, expect, it } from 'vitest';
import { markHits, snippetOf } from './mark-hits';
import { parseSearch } from './parse-search';
import type { WordField, WordsClause } from './types';

const words = (q: string) => parseSearch(q, { time: 0 }, { operators: { from: [], subject: [], filename: [] }, values: {} }).clauses.filter((clause): clause is WordsClause => clause.kind === 'words');
const BODY: WordField[] = ['any'];
const SUBJECT: WordField[] = ['any', 'subject'];
const shown = (pieces: { text: string; hit: boolean }[] | null) => pieces?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') ?? null;

describe('what is marked', () => {
  const mark = (text: string, q: string, fields = BODY) => shown(markHits(text, words(q), fields));
  it.each([
    ['Grüße aus München', 'grusse ', '[Grüße] aus München'],
    ['Die Rechnungen für Müller', 'rechn', 'Die [Rechnungen] für Müller'],
    ['Frau Mueller und Herr Müller', 'müller ', 'Frau [Mueller] und Herr [Müller]'],
    ['the old offer, an old one, the offer', '"old offer"', 'the [old offer], an old one, the offer'],
    ['one two one two', 'one two ', '[one] [two] [one] [two]'],
    ['a draft invoice', 'invoice -draft ', 'a draft [invoice]'],
    ['nothing here', 'else ', 'nothing here'],
    ['', 'else ', ''],
  ])('in "%s" by "%s" is %s', (text, q, marked) => expect(mark(text, q)).toBe(marked));

  it('in the subject is what was looked for there or anywhere, and not what was looked for elsewhere', () => {
    expect(mark('Offer of Anna', 'subject:offer from:anna ', SUBJECT)).toBe('[Offer] of Anna');
    expect(mark('Offer of Anna', 'subject:offer ', BODY)).toBe('Offer of Anna');
  });
  it('joined, is the text', () => {
    const text = 'Ärger mit œuvre, ½ price; 会議 x';
    expect(markHits(text, words('arger oeuvre 会議 '), BODY).map((piece) => piece.text).join('')).toBe(text);
  });
});

describe('a snippet', () => {
  const long = `${'before it stand many words. '.repeat(20)}Here is the needle in it. ${'and after it, too. '.repeat(20)}`;
  it('is one line around the first hit, cut at words', () => {
    const snippet = shown(snippetOf(long, words('needle '), BODY))!;
    expect(snippet).toMatch(/^… \w.*Here is the \[needle\] in it\..* …$/);
    expect(snippet.length).toBeLessThan(200);
  });
  it('begins with the text when the hit is near its beginning', () => expect(shown(snippetOf('A needle\nin   two lines', words('needle '), BODY))).toBe('A [needle] in two lines'));
  it('is none when it was found elsewhere', () => expect(snippetOf(long, words('subject:needle haystack '), BODY)).toBeNull());
});
