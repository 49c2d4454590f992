import { describe, expect, it } from 'vitest';
import { blocksOf, piecesOf } from './mail-text';
import { isForwardSubject } from './quote-lines';

describe('web addresses in a plain text', () => {
  it('are found without the punctuation that ends the sentence', () => {
    expect(piecesOf('See https://example.com/a?b=1, please.')).toEqual([
      { text: 'See ', href: null },
      { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
      { text: ', please.', href: null },
    ]);
  });
  it('are only those of the web: a script is never a link', () => {
    expect(piecesOf('javascript:alert(1) data:text/html,x').every(({ href }) => href === null)).toBe(true);
  });
  it('lose nothing of the text', () => {
    const text = 'a http://x.example/(b) c';
    expect(piecesOf(text).map((piece) => piece.text).join('')).toBe(text);
  });
});

const folded = (text: string, forwards = false) => blocksOf(text, forwards).filter((block) => block.folded).map((block) => block.text.trim());
const open = (text: string, forwards = false) => blocksOf(text, forwards).filter((block) => !block.folded).map((block) => block.text.trim());
const long = Array.from({ length: 9 }, (_, line) => `> line ${line}`).join('\n');

describe('quotations', () => {
  it('are runs of lines that begin with a bracket; a short one that an answer follows stays with it', () => {
    expect(blocksOf('Hello\n> one\n>> two\r\nBye')).toEqual([
      { kind: 'written', text: 'Hello', folded: false },
      { kind: 'quoted', text: '> one\n>> two', folded: false },
      { kind: 'written', text: 'Bye', folded: false },
    ]);
  });
  it('are folded at the end, however short', () => {
    expect(folded('Yes.\n\n> Coming?')).toEqual(['> Coming?']);
  });
  it('are folded where they are long, also above the answer', () => {
    expect(folded(`${long}\n\nYes, all of it.`)).toEqual([long]);
  });
  it('take the line with them that says who wrote, wrapped or not', () => {
    expect(folded('Yes.\n\nAm 12. November 2026 um 09:41 schrieb Anna Weber\n<anna@people.test>:\n\n> Kommen Sie?')).toEqual(['Am 12. November 2026 um 09:41 schrieb Anna Weber\n<anna@people.test>:\n\n> Kommen Sie?']);
    expect(open('Ja.\n\nOp do 12 nov. 2026 om 09:41 schreef Anna Weber <anna@people.test>:\n> Komt u?')).toEqual(['Ja.']);
  });
  it('do not take a sentence of the answer with them', () => {
    expect(open('On Monday I wrote to you.\nThe list:\n> one')).toEqual(['On Monday I wrote to you.\nThe list:']);
  });
  it.each([
    ['English', '-----Original Message-----\nFrom: Anna\nSent: Monday\nSubject: x\n\nHello'],
    ['German', 'Von: Anna Weber <anna@people.test>\nGesendet: Donnerstag, 12. November 2026 09:41\nAn: Info\nBetreff: Bewerbung\n\nGuten Tag'],
    ['Dutch', 'Van: Anna Weber\nVerzonden: donderdag 12 november 2026 09:41\nAan: Info\nOnderwerp: Sollicitatie\n\nGoedendag'],
    ['with stars', '*From:* Anna Weber\n*Sent:* Thursday\n*To:* Info\n*Subject:* Application\n\nHello'],
  ])('reach to the end from where Outlook begins the earlier message: %s', (_language, original) => {
    expect([open(`Gern.\n\n${original}`), folded(`Gern.\n\n${original}`)]).toEqual([['Gern.'], [original]]);
  });
  it('are not folded where nothing else was written', () => {
    expect(folded('> only this')).toEqual([]);
  });
  it('are not folded where the message passes another one on', () => {
    expect(folded('For you.\n\n-----Original Message-----\nFrom: Anna\n\nHello', true)).toEqual([]);
    expect(folded('For you.\n\n---------- Forwarded message ---------\nFrom: Anna\nDate: Monday\nSubject: x\n\nHello')).toEqual([]);
    expect(['Fwd: x', 'WG: x', 'AW: WG: x', 'Re: Fw: x', 'Forwarding times', 'Wegen: x'].map(isForwardSubject)).toEqual([true, true, true, true, false, false]);
  });
  it('leave no empty blocks between them', () => {
    expect(blocksOf('\n\n> a\n\n')).toEqual([{ kind: 'quoted', text: '> a', folded: false }]);
  });
  it('are found in a long text without looking at it again and again', () => {
    expect(blocksOf('On '.repeat(40_000)).length).toBe(1);
  });
});

describe('a signature', () => {
  it('is what follows two dashes on a line of their own', () => {
    expect(blocksOf('Hello\n-- \nAnna Weber\n\n> earlier').map(({ kind }) => kind)).toEqual(['written', 'signature', 'quoted']);
  });
});
