import { describe, expect, it } from 'vitest';
import { fold, LONGEST_WORD, placedWords, spellingsOf, wordsOf } from './words';

describe('the words of a text', () => {
  it.each([
    ['Grüße aus Łódź, über Straße und Ærø!', 'grusse aus lodz uber strasse und aero'],
    ['anna.weber@firm.example', 'anna weber firm example'],
    ['Überprüfung', 'uberprufung'],
    ['coördinatie réunion señor', 'coordinatie reunion senor'],
    ['İSTANBUL ISPARTA', 'istanbul isparta'],
    ['ﬁne Ⅷ ½', 'fine viii 1 2'],
    ['Nr. 2026-11/4711', 'nr 2026 11 4711'],
    ['Ελλάδα ПРИВЕТ', 'ελλαδα привет'],
    ['請求書 No.5', '請 求 書 no 5'],
    ['会議のABC', '会 議 の abc'],
    ["don't e-mail", 'don t e mail'],
    ['', ''],
    ['... --- !!!', ''],
  ])('"%s" are "%s"', (text, words) => expect(wordsOf(text).join(' ')).toBe(words));

  it('are the same with and without their places', () => {
    for (const text of ['Grüße aus Łódź', '請求書 No.5 会議のABC', 'ASCII only, twice: only', '½ ﬁne', 'ไทย नमस्ते']) {
      expect([...placedWords(text)].map(({ word }) => word)).toEqual(wordsOf(text));
    }
  });

  it('stand where they stand in the text as it was written', () => {
    const text = 'Hallo Frau MÜLLER, 会議';
    expect([...placedWords(text)].map(({ at, end }) => text.slice(at, end))).toEqual(['Hallo', 'Frau', 'MÜLLER', '会', '議']);
  });

  it('are the same whether a letter is composed or not', () => expect(wordsOf('Mu\u0308ller')).toEqual(wordsOf('Müller')));
  it('are cut when they are no words any more', () => expect(wordsOf('x'.repeat(500))).toEqual(['x'.repeat(LONGEST_WORD)]));
  it('are folded in linear time, whatever is written', () => expect(wordsOf('\u0301'.repeat(50_000)).length).toBe(0));
  it('keep no capital letter', () => expect(fold('ẞ Σ Ǆ')).toBe(fold('ß σ ǆ')));
});

describe('the spellings of a word that is searched for', () => {
  const of = (typed: string) => spellingsOf(typed, wordsOf(typed)[0]!);
  it('with an umlaut are the letter without dots, and with an e behind', () => expect(of('Müller')).toEqual(['muller', 'mueller']));
  it('with an e behind are also the umlaut', () => expect(of('Mueller')).toEqual(['mueller', 'muller']));
  it('without either is one', () => expect(of('muller')).toEqual(['muller']));
  it('may be several in one word', () => expect(of('Überprüfung')).toEqual(['uberprufung', 'ueberpruefung']));
});
