import { describe, expect, it } from 'vitest';
import { concealForward } from './conceal-forward';

describe('what people see who must not see forward addresses', () => {
  const hidden = concealForward(['Forward+k3y@Firm.example']);

  it('has neither the address nor one with another secret among the recipients', () => {
    expect(hidden.addresses([{ name: 'Center', address: 'forward@firm.example' }, { name: '', address: 'FORWARD+old@firm.example' }, { name: 'Anna', address: 'anna@people.example' }]))
      .toEqual([{ name: '•••', address: '' }, { name: '•••', address: '' }, { name: 'Anna', address: 'anna@people.example' }]);
  });

  it('has it nowhere in a text, and other addresses stay', () => {
    expect(hidden.text('To: <forward+k3y@firm.example>, fast-forward@firm.example, forward@firm.example.org, Forward@FIRM.example.')).toBe('To: <•••>, fast-forward@firm.example, forward@firm.example.org, •••.');
  });

  it('stays as it is when there is no forward address', () => {
    expect(concealForward([]).text('forward@firm.example')).toBe('forward@firm.example');
  });
});
