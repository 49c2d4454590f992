import { describe, expect, it } from 'vitest';
import { firstAddress } from './first-address';

describe('whom one writes to from a record', () => {
  it('is who stands in the first field that is filled', () => {
    expect(firstAddress({ email: '', email2: ' anna@example.de ', email3: 'old@example.de' }, ['email', 'email2', 'email3'])).toBe('anna@example.de');
  });
  it('is found in repeated components', () => {
    expect(firstAddress({ contacts: [{ phone: '1' }, { email: 'b@example.de' }] }, ['email', 'contacts.email'])).toBe('b@example.de');
  });
  it('is nobody without an address', () => {
    expect(firstAddress({ email: null, name: 'a@b' }, ['email'])).toBeNull();
    expect(firstAddress(undefined, ['email'])).toBeNull();
  });
});
