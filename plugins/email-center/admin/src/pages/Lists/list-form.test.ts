import { describe, expect, it } from 'vitest';
import { emptyEntry, formOf, inputOf, personTarget, tryOf, valuesOfEntry } from './list-form';

describe('the form of a list entry', () => {
  it('is for everybody in the settings and for oneself in the center, or for an account', () => {
    expect(inputOf({ ...emptyEntry('everybody'), value: ' a@b.example ' })).toMatchObject({ scope: 'everybody', value: 'a@b.example' });
    expect(inputOf({ ...emptyEntry('mine'), value: 'x' })).toMatchObject({ scope: 'user' });
    expect(inputOf({ ...emptyEntry('mine'), value: 'x', target: 'account-1' })).toMatchObject({ scope: 'account', accountId: 'account-1' });
  });
  it('is for another person where one is chosen, and shows again whom it is for', () => {
    expect(inputOf({ ...emptyEntry('everybody'), value: 'x', target: personTarget(7) })).toMatchObject({ scope: 'user', userId: 7 });
    const shown = { id: 'e', kind: 'block' as const, form: 'address' as const, value: 'x@y.example', note: '', createdBy: null, createdAt: '2026-01-01T00:00:00.000Z' };
    expect(valuesOfEntry({ ...shown, scope: 'user', account: null, user: { id: 7, name: 'Petra' } }).target).toBe(personTarget(7));
    expect(valuesOfEntry({ ...shown, scope: 'account', account: { id: 'a1', name: 'Info' }, user: null }).target).toBe('a1');
  });
  it('is tried only once something is typed, and as a change of the entry it changes', () => {
    expect(tryOf(emptyEntry('mine'))).toBeNull();
    expect(tryOf({ ...emptyEntry('mine'), value: 'x@y.example' }, 'e1')).toMatchObject({ id: 'e1' });
  });
  it.each([['anna@example.org', 'address'], ['anna', 'address'], ['example.org', 'domain'], ['@example.org', 'domain'], ['*@example.org', 'pattern']])('takes "%s" for a value of the form %s', (value, form) => {
    expect(formOf(value)).toBe(form);
  });
});
