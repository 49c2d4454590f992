import { describe, expect, it } from 'vitest';
import { concealForward } from './conceal-forward';

describe('what people see who must not see forward addresses', () => {
  const hidden = concealForward(['Forward+k3y@Firm.example']);

  it('has neither the address nor one with another secret among the recipients', () => {
    expect(hidden.addresses([{ name: 'Center', address: 'forward@firm.example' }, { name: '', address: 'FORWARD+old@firm.example' }, { name: 'Anna', address: 'anna@people.example' }]))
      .toEqual([{ name: '•••', address: '' }, { name: '•••', address: '' }, { name: 'Anna', address: 'anna@people.example' }]);
  });

  it('has it nowhere in a text, and other addresses stay', () => {
    expect(hidden.text('To: <forward+k3y@firm.example>, fast-forward@firm.example, forward@firm.example.org, FORWARD@FIRM.EXAMPLE.Org, Forward@FIRM.example.')).toBe('To: <•••>, fast-forward@firm.example, forward@firm.example.org, FORWARD@FIRM.EXAMPLE.Org, •••.');
  });

  it('stays as it is when there is no forward address', () => {
    expect(concealForward([]).text('forward@firm.example')).toBe('forward@firm.example');
  });

  it.each([
    ['a link', 'mailto:?cc=%3Cforward%2Bk3y%40firm.example%3E', 'mailto:?cc=%3C•••%3E'],
    ['quoted-printable', 'X: =3Cforward=2Bold=40firm.example=3E', 'X: =3C•••=3E'],
    ['a character reference', 'forward&#64;firm.example, forward&#x40;firm.example', '•••, •••'],
    ['a list', '-forward@firm.example\n...forward@firm.example', '-•••\n...•••'],
    ['the name of a file', 'Fwd for forward@firm.example.eml, forward+old@firm.example_2026-11.pdf, forward@firm.example-1.txt', 'Fwd for •••.eml, •••_2026-11.pdf, •••-1.txt'],
    ['a sentence whose space is missing', 'Write to forward@firm.example.Thank you.', 'Write to •••.Thank you.'],
    ['text without spaces', '发给forward@firm.example谢谢', '发给•••谢谢'],
  ])('has it in no encoding: %s', (_where, text, shown) => {
    expect(hidden.text(text)).toBe(shown);
  });

  it('knows an international domain in both of its forms', () => {
    const inGerman = concealForward(['forward@xn--bcher-kva.example']);
    expect(inGerman.text('forward@bücher.example, forward@XN--BCHER-KVA.example, forward@bucher.example')).toBe('•••, •••, forward@bucher.example');
  });

  it('has it at no depth of an answer, which keeps its shape', () => {
    const at = new Date(0);
    const answer = { items: [{ counterpart: 'forward+old@firm.example', subject: 'For forward@firm.example', to: [{ name: 'forward@firm.example', address: 'Forward@firm.example', extra: 1 }], at, next: null }], 'forward@firm.example': true };
    expect(hidden.everywhere(answer)).toEqual({ items: [{ counterpart: '•••', subject: 'For •••', to: [{ name: '•••', address: '', extra: 1 }], at, next: null }], '•••': true });
    expect(hidden.everywhere(answer).items[0]!.at).toBe(at);
  });

  it.each([3, 64, 10_000])('is noticed in a text that comes in pieces of %i characters, and what only begins so is not', (size) => {
    const named = (text: string): boolean => {
      const watch = hidden.watch();
      for (let at = 0; at < text.length; at += size) if (watch.piece(text.slice(at, at + size))) return true;
      return watch.end();
    };
    const around = 'x '.repeat(2_000);
    expect([`${around}<forward+k3y@firm.example>${around}`, `${around}forward@firm.example`].map(named)).toEqual([true, true]);
    expect([`${around}forward@firm.example.org${around}`, `${around}fast-forward@firm.example`, around, ''].map(named)).toEqual([false, false, false, false]);
  });
});
