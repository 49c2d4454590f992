import { describe, expect, it } from 'vitest';
import { formsNaming, formsOf } from './address-forms';

const OFF = { equivalentDomains: [], plusAddressing: false, internalDomains: [] };

describe('the forms of an address', () => {
  it('are one while all options are off, so that a look-up costs what it did', () => {
    expect(formsOf('anna+jobs@gmail.com', OFF)).toEqual([{ address: 'anna+jobs@gmail.com' }]);
  });
  it('that messages may name are all of a record\'s equivalent domains, and any detail behind a plus', () => {
    const options = { ...OFF, equivalentDomains: [['gmail.com', 'googlemail.com']], plusAddressing: true };
    expect(formsNaming('anna@gmail.com', options)).toEqual({
      addresses: ['anna@gmail.com', 'anna@googlemail.com'], detailed: { prefix: 'anna+', domains: ['gmail.com', 'googlemail.com'] },
    });
    expect(formsNaming('anna@gmail.com', OFF)).toEqual({ addresses: ['anna@gmail.com'], detailed: null });
  });
  it('named by messages and looked up for messages are the same rule read from two sides', () => {
    const options = { ...OFF, equivalentDomains: [['a.example', 'b.example'], ['b.example', 'c.example']] };
    for (const named of formsNaming('x@a.example', options).addresses) {
      expect(formsOf(named, options).map((form) => form.address)).toContain('x@a.example');
    }
  });
});
