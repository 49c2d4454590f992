import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../domain/search/plan-search';
import { anyMark, asVector, hasBeginningMark, questionOf } from './postgres-words';

const phrase = (text: string, prefix = false): Expression => ({ kind: 'phrase', words: text.split(' '), prefix });
const entriesOf = (vector: string): string[] => vector.split(' ').map((entry) => entry.replace(/^'(.*)'(?::.*)?$/, '$1'));
const pairsOf = (text: string): string[] => entriesOf(text).filter((entry) => /^_[0-9a-z]{4}$/.test(entry));

describe('the words of a message in a tsvector', () => {
  it('are kept with the positions where they stand', () => {
    expect(asVector(['a', 'b', 'a'], [])).toContain("'a':1,3 ");
    expect(asVector(['a', 'b', 'a'], [])).toContain("'b':2");
  });

  it('have the marks that come with them', () => {
    expect(entriesOf(asVector(['a'], ['y_20757']))).toEqual(['y_20757', 'a']);
  });

  it('have a mark for each pair of neighbours, once, and none across what must not be read as one', () => {
    expect(pairsOf(asVector(['a', 'b', 'x_x', 'c'], []))).toHaveLength(1);
    expect(pairsOf(asVector(['a', 'b', 'a', 'b'], []))).toHaveLength(2);
    expect(pairsOf(asVector(['a', 'b'], []))).not.toEqual(pairsOf(asVector(['b', 'a'], [])));
    expect(pairsOf(asVector(['ab', 'c'], []))).not.toEqual(pairsOf(asVector(['a', 'bc'], [])));
  });

  it('have a mark of their first four letters where they are longer, but not in a field', () => {
    const entries = entriesOf(asVector(['rechnung', 'über', 'ab', 's_rechnung', '漢字漢字漢'], []));
    expect(entries.filter((entry) => entry.startsWith('__'))).toEqual(['__rech', '__漢字漢字']);
  });

  it('are as many as PostgreSQL holds, from the first on, and the marks that came with them in any case', () => {
    const words = Array.from({ length: 200_000 }, (_, n) => `word${n}`);
    const entries = entriesOf(asVector(words, ['y_1']));
    expect(entries).toEqual(expect.arrayContaining(['y_1', 'word0', 'word20000']));
    expect(Buffer.byteLength(entries.join(''))).toBeLessThan(1_000_000);
  });
});

describe('what the index is asked for', () => {
  const [ab, bc] = [`'${pairsOf(asVector(['a', 'b'], []))[0]!}'`, `'${pairsOf(asVector(['b', 'c'], []))[0]!}'`];

  it('is each word by itself, so that the index skips from one to the other', () => {
    expect(questionOf({ kind: 'all', of: [phrase('a'), { kind: 'any', of: [phrase('b'), phrase('c')] }], none: [] })).toEqual({ keys: ["'a'", "('b' | 'c')"], check: null });
    expect(questionOf({ kind: 'any', of: [{ kind: 'all', of: [phrase('a'), phrase('b')], none: [] }] })).toEqual({ keys: ["'a'", "'b'"], check: null });
    expect(questionOf({ kind: 'any', of: [{ kind: 'all', of: [phrase('a'), phrase('b')], none: [] }, phrase('c')] })).toEqual({ keys: ["(('a' & 'b') | 'c')"], check: null });
  });

  it('has what must be missing beside what must be there: alone it would be every message', () => {
    expect(questionOf({ kind: 'all', of: [phrase('a'), phrase('b')], none: [phrase('c'), { kind: 'any', of: [phrase('d'), phrase('e')] }] })).toEqual({ keys: ["('a' & !'c' & !('d' | 'e'))", "'b'"], check: null });
  });

  it('is for a phrase the pairs of its words, of which what they find is looked into', () => {
    expect(questionOf(phrase('a b c'))).toEqual({ keys: [ab, bc], check: "('a' <-> 'b' <-> 'c')" });
  });

  it('leaves the pair out whose second word is not finished', () => {
    expect(questionOf(phrase('a b c', true))).toEqual({ keys: [ab, "'c':*"], check: "('a' <-> 'b' <-> 'c':*)" });
    expect(questionOf(phrase('a b', true))).toEqual({ keys: ["'a'", "'b':*"], check: "('a' <-> 'b':*)" });
    expect(questionOf(phrase('a rech', true))).toEqual({ keys: ["'a'", "('rech' | '__rech')"], check: "('a' <-> 'rech':*)" });
  });

  it('takes nothing away for a phrase that must be missing: its pairs may be those of other words', () => {
    expect(questionOf({ kind: 'all', of: [phrase('a')], none: [phrase('a b'), phrase('c')] })).toEqual({ keys: ["('a' & !'c')"], check: "('a' & !('a' <-> 'b') & !'c')" });
  });

  it('looks into what alternatives with a phrase find', () => {
    expect(questionOf({ kind: 'any', of: [phrase('a b c'), phrase('d')] })).toEqual({ keys: [`((${ab} & ${bc}) | 'd')`], check: "(('a' <-> 'b' <-> 'c') | 'd')" });
  });

  it('is for a beginning of four letters its mark, and the word that is no longer', () => {
    expect(questionOf(phrase('rech', true)).keys).toEqual(["('rech' | '__rech')"]);
    expect(questionOf(phrase('rechn', true)).keys).toEqual(["'rechn':*"]);
    expect(questionOf(phrase('s_re', true)).keys).toEqual(["'s_re':*"]);
    expect([hasBeginningMark(['über']), hasBeginningMark(['s_re']), hasBeginningMark(['a', 'rech'])]).toEqual([true, false, false]);
  });

  it('is for a time what has one of its marks', () => {
    expect(anyMark(['y_1', 'z_2'])).toBe("'y_1' | 'z_2'");
  });
});
