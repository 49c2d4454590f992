import { describe, expect, it } from 'vitest';
import { markOperators } from './operator-marks';

const marked = (q: string) => markOperators(q).filter(({ mark }) => mark !== null).map(({ text, mark }) => `${mark} ${text}`);

describe('what the search box colours', () => {
  it('is operators with their values, in quotation marks too, also in German and Dutch', () => {
    expect(marked('invoice from:anna subject:"old offer" betreff:Rechnung onderwerp:factuur')).toEqual(['operator from:anna', 'operator subject:"old offer"', 'operator betreff:Rechnung', 'operator onderwerp:factuur']);
  });
  it('is what must not occur', () => expect(marked('invoice -draft -"on hold" -from:anna')).toEqual(['not -draft', 'not -"on hold"', 'operator -from:anna']));
  it('is an operator whose value is still to come', () => expect(marked('from:')).toEqual(['operator from:']));
  it('is no word within a word, no address and no time', () => expect(marked('re-use at 10:30 wherefrom:x http://a.test')).toEqual([]));
  it('joined, is what was typed', () => {
    for (const q of ['', ' a  from:x "b c" -d ', 'from:"open', '  ']) expect(markOperators(q).map(({ text }) => text).join('')).toBe(q);
  });
});
