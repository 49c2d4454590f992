import { describe, expect, it } from 'vitest';
import { inEnglish } from '../mail/reason';
import { matchesPattern } from './list-pattern';
import { counterpartsOf, hasLists, judgeLists, listSubjectOf, NOT_LISTED, type ListEntry, type ListScope } from './lists';

let ids = 0;
const entry = (change: Partial<ListEntry>): ListEntry => ({
  id: `entry-${(ids += 1)}`, kind: 'block', form: 'address', value: 'x@example.org', scope: 'everybody', accountId: change.scope === 'account' ? 'a1' : null,
  userId: change.scope === 'user' ? 7 : null, note: '', createdBy: 1, createdAt: '2026-01-01T00:00:00.000Z', ...change,
});
const SUBJECT = { accountId: 'a1', ownerId: 7, address: 'me@firm.example' };
const isBlocked = (lists: ListEntry[], ...addresses: string[]): boolean => judgeLists(lists, SUBJECT, addresses) !== null;

type Opinion = 'block' | 'block and allow' | 'allow' | 'not listed' | 'none';
const OPINIONS: Opinion[] = ['block', 'block and allow', 'allow', 'not listed', 'none'];
const VERDICT: Record<Opinion, 'blocked' | 'imported' | 'ask the next'> = {
  block: 'blocked', 'block and allow': 'blocked', allow: 'imported', 'not listed': 'blocked', none: 'ask the next',
};
const entriesFor = (scope: ListScope, opinion: Opinion): ListEntry[] => ({
  block: [entry({ scope, kind: 'block' })],
  'block and allow': [entry({ scope, kind: 'block' }), entry({ scope, kind: 'allow' })],
  allow: [entry({ scope, kind: 'allow' })],
  'not listed': [entry({ scope, kind: 'allow', value: 'other@example.org' })],
  none: [],
})[opinion];

describe('the table of precedence', () => {
  const cells = OPINIONS.flatMap((account) => OPINIONS.flatMap((user) => OPINIONS.map((everybody) => ({ account, user, everybody }))));
  it('has every combination of three scopes', () => expect(cells).toHaveLength(125));

  it.each(cells)('account: $account, owner: $user, everybody: $everybody', ({ account, user, everybody }) => {
    const lists = [...entriesFor('everybody', everybody), ...entriesFor('user', user), ...entriesFor('account', account)];
    const deciding = [account, user, everybody].find((opinion) => opinion !== 'none') ?? 'none';
    const expected = VERDICT[deciding] === 'blocked';
    const verdict = judgeLists(lists, SUBJECT, ['x@example.org']);
    expect(verdict !== null).toBe(expected);
    if (verdict !== null) expect(verdict.scope).toBe(account !== 'none' ? 'account' : user !== 'none' ? 'user' : 'everybody');
  });
});

const saidOf = (one: ListEntry, address = 'x@example.org'): string => inEnglish([judgeLists([one], SUBJECT, [address])!.because]);

describe('a block entry', () => {
  it('names the entry, its scope and its note in words', () => {
    const found = entry({ form: 'pattern', value: '*@spam.example', note: 'since the trade fair' });
    expect(judgeLists([found], SUBJECT, ['info@spam.example'])).toEqual({
      scope: 'everybody', entry: found,
      because: { code: 'list-entry', params: { scope: 'everybody', form: 'pattern', value: '*@spam.example', note: 'since the trade fair', noted: 1 } },
    });
    expect(saidOf(entry({ scope: 'account' }))).toBe('Blocked for this account by the entry x@example.org.');
    expect(saidOf(entry({ form: 'domain-and-below', value: 'example.org', note: 'all of them' }), 'x@mail.example.org')).toBe('Blocked for everybody by the entry @example.org and below (all of them).');
    expect(saidOf(entry({ scope: 'user', form: 'domain', value: 'example.org' }))).toBe('Blocked for its owner by the entry @example.org.');
  });

  it('of an address names that address alone', () => {
    const lists = [entry({ value: 'anna@example.org' })];
    expect(isBlocked(lists, 'anna@example.org')).toBe(true);
    expect(isBlocked(lists, 'bert@example.org')).toBe(false);
    expect(isBlocked(lists, 'anna@sub.example.org')).toBe(false);
  });

  it('of a domain names that domain and not the ones below it', () => {
    const lists = [entry({ form: 'domain', value: 'example.org' })];
    expect(isBlocked(lists, 'anna@example.org')).toBe(true);
    expect(isBlocked(lists, 'anna@mail.example.org')).toBe(false);
    expect(isBlocked(lists, 'anna@notexample.org')).toBe(false);
  });

  it('of a domain and below names both, and no domain that only ends alike', () => {
    const lists = [entry({ form: 'domain-and-below', value: 'example.org' })];
    expect(isBlocked(lists, 'anna@example.org')).toBe(true);
    expect(isBlocked(lists, 'anna@a.b.example.org')).toBe(true);
    expect(isBlocked(lists, 'anna@notexample.org')).toBe(false);
    expect(isBlocked(lists, 'anna@org')).toBe(false);
  });

  it.each([
    ['*@spam.example', 'a@spam.example', true], ['*@spam.example', 'a@x.spam.example', false], ['*.ru', 'a@b.ru', true], ['news*@*', 'newsletter@b.example', true],
    ['news*@*', 'my-news@b.example', false], ['*no-reply*', 'x-no-reply-2@b.example', true], ['*no-reply*', 'noreply@b.example', false], ['a*b*c@d', 'aXbYc@d', true],
    ['a*b@b', 'a@b', false], ['*', 'anything@at.all', true], ['exact@b.example', 'exact@b.example', true], ['ab*ba@x', 'aba@x', false],
  ])('of the pattern %s on %s: %s', (pattern, address, expected) => {
    expect(matchesPattern(pattern, address)).toBe(expected);
    expect(isBlocked([entry({ form: 'pattern', value: pattern })], address)).toBe(expected);
  });

  it('is found by the most exact of several that name the address', () => {
    const lists = [entry({ form: 'pattern', value: '*' }), entry({ form: 'domain-and-below', value: 'org' }), entry({ form: 'domain', value: 'example.org' }), entry({ value: 'x@example.org' })];
    for (const form of ['address', 'domain', 'domain-and-below', 'pattern']) {
      expect(judgeLists([...lists], SUBJECT, ['x@example.org'])?.entry?.form).toBe(form);
      lists.pop();
    }
  });

  it('of another account or another person does not apply', () => {
    expect(isBlocked([entry({ scope: 'account', accountId: 'a2' }), entry({ scope: 'user', userId: 8 })], 'x@example.org')).toBe(false);
  });

  it('of the owner does not judge the mail of a group, which is nobody\'s own', () => {
    const group = listSubjectOf({ id: 'a1', kind: 'group', ownerId: 7, address: 'info@firm.example' });
    expect(judgeLists([entry({ scope: 'user' })], group, ['x@example.org'])).toBeNull();
    expect(judgeLists([entry({ scope: 'account' })], group, ['x@example.org'])).not.toBeNull();
  });
});

describe('an allow list', () => {
  const lists = [entry({ kind: 'allow', form: 'domain', value: 'customer.example' })];
  it('with entries imports nothing else, and says so', () => {
    expect(isBlocked(lists, 'anna@customer.example')).toBe(false);
    expect(judgeLists(lists, SUBJECT, ['x@example.org'])).toEqual({ scope: 'everybody', entry: null, because: { code: 'not-on-allow-list', params: { scope: 'everybody', address: 'x@example.org' } } });
  });
  it('keeps out a message without any address', () => {
    expect(isBlocked(lists)).toBe(true);
    expect(judgeLists(lists, SUBJECT, [])?.because).toEqual({ code: 'nobody-on-allow-list', params: { scope: 'everybody' } });
    expect(isBlocked([entry({ kind: 'block' })])).toBe(false);
  });
  it('has a word for the ledger that is the id of no entry', () => expect(NOT_LISTED).not.toMatch(/^[0-9a-f-]{36}$/));
});

describe('the counterparts the lists judge', () => {
  const to = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));
  const headers = { from: to('Sender@Example.org', 'second@example.org'), to: to('a@x.example', 'ME@firm.example'), cc: to('b@x.example'), bcc: to('c@x.example', 'broken') };

  it('are the sender of received mail', () => expect(counterpartsOf('inbox', headers, SUBJECT.address)).toEqual(['sender@example.org']));
  it('are all recipients of sent mail, without the account itself', () => expect(counterpartsOf('sent', headers, SUBJECT.address)).toEqual(['a@x.example', 'b@x.example', 'c@x.example']));
  it('are the account itself when it wrote to itself only', () => expect(counterpartsOf('sent', { ...headers, to: to('me@firm.example'), cc: [], bcc: [] }, SUBJECT.address)).toEqual(['me@firm.example']));

  it('of sent mail keep it out only when each of them is blocked', () => {
    const lists = [entry({ value: 'a@x.example' }), entry({ value: 'b@x.example' })];
    expect(isBlocked(lists, 'a@x.example', 'b@x.example')).toBe(true);
    expect(isBlocked(lists, 'a@x.example', 'wanted@x.example')).toBe(false);
  });
});

describe('lists of many entries', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => {
    const forms = [{ form: 'address', value: `a${n}@d${n}.example` }, { form: 'domain', value: `d${n}.example` }, { form: 'domain-and-below', value: `b${n}.example` }, { form: 'pattern', value: `*p${n}@*` }, { form: 'pattern', value: `*@*.w${n}.example` }] as const;
    return entry({ ...forms[n % forms.length]! });
  });

  it('find the one entry that names an address', () => {
    expect(judgeLists(many, SUBJECT, ['x@mail.b9997.example'])?.entry?.value).toBe('b9997.example');
    expect(judgeLists(many, SUBJECT, ['xp9998@somewhere.example'])?.entry?.value).toBe('*p9998@*');
    expect(judgeLists(many, SUBJECT, ['x@y.w9999.example'])?.entry?.value).toBe('*@*.w9999.example');
    expect(judgeLists(many, SUBJECT, ['nobody@else.example'])).toBeNull();
  });

  it('are compared entry by entry for none of a thousand addresses', () => {
    let compared = 0;
    const counted = many.map((one) => Object.defineProperty({ ...one }, 'value', { get: () => ((compared += 1), one.value), enumerable: true }));
    judgeLists(counted, SUBJECT, ['first@look.example']);
    const once = compared;
    for (let n = 0; n < 1_000; n += 1) judgeLists(counted, SUBJECT, [`person${n}@somewhere${n}.example`]);
    expect(compared).toBe(once);
  });

  it('apply to an account only where an entry is in one of its scopes', () => {
    expect(hasLists(many, SUBJECT)).toBe(true);
    expect(hasLists([entry({ scope: 'account', accountId: 'a2' })], SUBJECT)).toBe(false);
    expect(hasLists([], SUBJECT)).toBe(false);
  });
});
