import { describe, expect, it } from 'vitest';
import { emptyEntry, formOf, inputOf, tryOf } from './list-form';

describe('the form of a list entry', () => {
  it('is for everybody in the settings and for oneself in the center, or for an account', () => {
    expect(inputOf({ ...emptyEntry('everybody'), value: ' a@b.example ' })).toMatchObject({ scope: 'everybody', value: 'a@b.example' });
    expect(inputOf({ ...emptyEntry('mine'), value: 'x' })).toMatchObject({ scope: 'user' });
    expect(inputOf({ ...emptyEntry('mine'), value: 'x', target: 'account-1' })).toMatchObject({ scope: 'account', accountId: 'account-1' });
  });
  it('is tried only once something is typed, and as a change of the entry it changes', () => {
    expect(tryOf(emptyEntry('mine'))).toBeNull();
    expect(tryOf({ ...emptyEntry('mine'), value: 'x@y.example' }, 'e1')).toMatchObject({ id: 'e1' });
  });
  it.each([['anna@example.org', 'address'], ['anna', 'address'], ['example.org', 'domain'], ['@example.org', 'domain'], ['*@example.org', 'pattern']])('takes "%s" for a value of the form %s', (value, form) => {
    expect(formOf(value)).toBe(form);
  });
});
