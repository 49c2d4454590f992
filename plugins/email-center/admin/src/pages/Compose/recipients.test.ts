import { describe, expect, it } from 'vitest';
import { isAddress, parseRecipients, shownRecipient, withRecipients, wrongAddresses } from './recipients';

describe('the people in typed or pasted text', () => {
  it.each([
    ['a bare address', 'anna@example.de', [{ name: '', address: 'anna@example.de' }]],
    ['a name and an address', 'Anna Weber <anna@example.de>', [{ name: 'Anna Weber', address: 'anna@example.de' }]],
    ['a list with both separators', 'Anna <a@example.de>; b@example.de, c@example.de', [{ name: 'Anna', address: 'a@example.de' }, { name: '', address: 'b@example.de' }, { name: '', address: 'c@example.de' }]],
    ['one person a line, as copied from a table', 'a@example.de\r\nb@example.de\n', [{ name: '', address: 'a@example.de' }, { name: '', address: 'b@example.de' }]],
    ['a comma within quotes', '"Weber, Anna" <anna@example.de>, x@example.de', [{ name: 'Weber, Anna', address: 'anna@example.de' }, { name: '', address: 'x@example.de' }]],
    ['a comma without quotes, as some programs copy it', 'Weber, Anna <anna@example.de>; Jansen, Piet <piet@example.nl>', [{ name: 'Weber, Anna', address: 'anna@example.de' }, { name: 'Jansen, Piet', address: 'piet@example.nl' }]],
    ['an escaped quote in a name', '"Anna \\"Anni\\" Weber" <anna@example.de>', [{ name: 'Anna "Anni" Weber', address: 'anna@example.de' }]],
    ['a name in a comment', 'anna@example.de (Anna Weber)', [{ name: 'Anna Weber', address: 'anna@example.de' }]],
    ['a name without brackets', 'Anna Weber anna@example.de', [{ name: 'Anna Weber', address: 'anna@example.de' }]],
    ['a copied link', 'mailto:anna@example.de', [{ name: '', address: 'anna@example.de' }]],
    ['a full stop at the end of a sentence', 'anna@example.de.', [{ name: '', address: 'anna@example.de' }]],
    ['a quote that was never closed, up to the end of the line', '"Anna <a@example.de>\nb@example.de', [{ name: '"Anna', address: 'a@example.de' }, { name: '', address: 'b@example.de' }]],
    ['a word that is no address, so that it can be shown as wrong', 'anna', [{ name: '', address: 'anna' }]],
    ['nothing but separators', ' ,; \n', []],
  ])('are found in %s', (_what, text, people) => {
    expect(parseRecipients(text)).toEqual(people);
  });

  it('are read again as they were written', () => {
    const people = [{ name: 'Weber, Anna', address: 'anna@example.de' }, { name: 'Anna "Anni" Weber', address: 'anni@example.de' }, { name: '', address: 'x@example.de' }, { name: 'Jürgen Groß', address: 'j@example.de' }];
    expect(parseRecipients(people.map(shownRecipient).join(', '))).toEqual(people);
  });
});

describe('an address', () => {
  it.each(['anna@example.de', 'anna.weber+cv@mail.example.co.uk', "o'brien@example.com", 'jürgen@müller.de', '用户@例子.广告', '"a b"@example.de', 'x@xn--mller-kva.de'])('may be %s', (address) => {
    expect(isAddress(address)).toBe(true);
  });
  it.each(['anna', 'anna@', '@example.de', 'anna@example', 'anna@@example.de', 'an na@example.de', 'anna@exa mple.de', 'anna@-example.de', 'anna@example..de', '.anna@example.de', 'anna.@example.de', 'anna@1.2', `${'a'.repeat(65)}@example.de`, 'anna@example.de\n'])('is not %j', (address) => {
    expect(isAddress(address)).toBe(false);
  });
});

describe('a field of recipients', () => {
  it('holds nobody twice, whatever the case of the letters', () => {
    expect(withRecipients([{ name: 'Anna', address: 'anna@example.de' }], [{ name: '', address: 'Anna@Example.de' }, { name: '', address: 'b@example.de' }])).toEqual([{ name: 'Anna', address: 'anna@example.de' }, { name: '', address: 'b@example.de' }]);
  });
  it('learns a name that was missing', () => {
    expect(withRecipients([{ name: '', address: 'anna@example.de' }], [{ name: 'Anna', address: 'anna@example.de' }])).toEqual([{ name: 'Anna', address: 'anna@example.de' }]);
  });
  it('names what could not be sent to', () => {
    expect(wrongAddresses([{ name: '', address: 'a@example.de' }, { name: '', address: 'b' }], [{ name: 'C', address: 'c@' }])).toEqual(['b', 'c@']);
  });
});
