import { describe, expect, it } from 'vitest';
import { readListValue, warnOf } from './list-input';
import type { ListEntry } from './lists';

const entry = (change: Partial<ListEntry>): ListEntry => ({
  id: 'new', kind: 'block', form: 'address', value: 'x@example.org', scope: 'everybody', accountId: null, userId: null, note: '', createdBy: 1, createdAt: '', ...change,
});

describe('what is typed into a list', () => {
  it.each([
    ['address', ' Anna@Example.ORG ', 'anna@example.org'], ['address', 'anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['domain', '@Example.org', 'example.org'], ['domain', 'bücher.example', 'xn--bcher-kva.example'], ['domain-and-below', '*.example.org', 'example.org'], ['domain-and-below', 'ru', 'ru'],
    ['pattern', '*@Spam.example', '*@spam.example'], ['pattern', 'news**@*', 'news*@*'], ['pattern', '*@bücher.example', '*@xn--bcher-kva.example'],
  ] as const)('as %s "%s" is compared as %s', (form, typed, value) => expect(readListValue(form, typed)).toEqual({ ok: true, value }));

  it.each([
    ['address', 'example.org', 'not-an-address'], ['domain', 'anna@example.org', 'address-not-domain'], ['domain', 'com', 'end-of-domains'], ['domain', 'exa mple.org', 'not-a-domain'],
    ['domain', '*.example.org', 'star-in-domain'], ['domain-and-below', '', 'not-a-domain'], ['pattern', 'anna@example.org', 'no-star'], ['pattern', '* @x', 'not-a-pattern'], ['pattern', '*@a@b', 'not-a-pattern'],
    ['pattern', '*@exa..mple', 'no-domain-behind-at'],
  ] as const)('as %s "%s" is refused because of %s', (form, typed, code) => {
    expect(readListValue(form, typed)).toEqual({ ok: false, problem: { code, params: { typed } } });
  });
});

describe('before an entry is saved', () => {
  const accounts = [{ accountId: 'a1', ownerId: 7, address: 'me@firm.example' }, { accountId: 'a2', ownerId: 8, address: 'other@firm.example' }];

  it('it is said that it keeps out an account\'s own address', () => {
    expect(warnOf(entry({ form: 'domain', value: 'firm.example' }), [], accounts)).toEqual([{ code: 'own-address', address: 'me@firm.example' }]);
    expect(warnOf(entry({ scope: 'account', accountId: 'a1', value: 'other@firm.example' }), [], accounts)).toEqual([]);
  });
  it('it is said that it names everything', () => {
    for (const value of ['*', '*@*', '*@*.*']) expect(warnOf(entry({ form: 'pattern', value }), [], [])).toEqual([{ code: 'everything' }]);
    expect(warnOf(entry({ form: 'pattern', value: '*@*.example' }), [], [])).toEqual([]);
  });
  it('it is said that with the first allow entry of a scope nothing else is imported', () => {
    expect(warnOf(entry({ kind: 'allow' }), [], accounts)).toEqual([{ code: 'first-allow' }]);
    expect(warnOf(entry({ kind: 'allow' }), [entry({ kind: 'allow', value: 'y@example.org' })], accounts)).toEqual([]);
    expect(warnOf(entry({ kind: 'allow' }), [entry({ kind: 'allow', scope: 'user', userId: 1 })], accounts)).toEqual([{ code: 'first-allow' }]);
  });
  it('it is said that the other kind names the same', () => {
    expect(warnOf(entry({}), [entry({ kind: 'allow' })], [])).toEqual([{ code: 'contradicts' }]);
  });
});
