import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../domain/search/plan-search';
import { asVector, hasBeginningMark, hasPhrase, inTsquery } from './postgres-words';

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

describe('an expression in PostgreSQL’s language', () => {
  it('asks for a phrase by the pairs of its words and by the words next to each other', () => {
    const [first, second] = [pairsOf(asVector(['a', 'b'], []))[0]!, pairsOf(asVector(['b', 'c'], []))[0]!];
    expect(inTsquery(phrase('a b c'))).toBe(`('${first}' & '${second}' & 'a' <-> 'b' <-> 'c')`);
  });

  it('leaves the pair out whose second word is not finished', () => {
    const [first] = pairsOf(asVector(['a', 'b'], []));
    expect(inTsquery(phrase('a b c', true))).toBe(`('${first!}' & 'a' <-> 'b' <-> 'c':*)`);
    expect(inTsquery(phrase('a b', true))).toBe("('a' <-> 'b':*)");
  });

  it('asks for a beginning of four letters by its mark, and for the word that is no longer', () => {
    expect(inTsquery(phrase('rech', true))).toBe("('rech' | '__rech')");
    expect(inTsquery(phrase('rechn', true))).toBe("('rechn':*)");
    expect(inTsquery(phrase('s_re', true))).toBe("('s_re':*)");
    expect([hasBeginningMark(['über']), hasBeginningMark(['s_re']), hasBeginningMark(['a', 'rech'])]).toEqual([true, false, false]);
  });

  it('joins alternatives, what is asked for together, what must be missing, and the marks of a time', () => {
    const expression: Expression = { kind: 'all', of: [phrase('a'), { kind: 'any', of: [phrase('b'), phrase('c')] }], none: [phrase('d')] };
    expect(inTsquery(expression, ['y_1', 'z_2'])).toBe("(('a') & (('b') | ('c')) & !('d')) & ('y_1' | 'z_2')");
  });

  it('has a phrase where words are asked for next to each other, however deep', () => {
    expect(hasPhrase({ kind: 'all', of: [phrase('a'), { kind: 'any', of: [phrase('b c')] }], none: [] })).toBe(true);
    expect(hasPhrase({ kind: 'all', of: [phrase('a'), phrase('b')], none: [] })).toBe(false);
  });
});
