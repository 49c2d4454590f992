import { describe, expect, it } from 'vitest';
import { SEARCH_OPERATORS, SEARCH_VALUES } from '../../../../shared/contracts/search';
import { documentOf, type IndexedMessage } from './document';
import { parseSearch } from './parse-search';
import { planSearch, type Expression, type Resolved, type SearchAccess } from './plan-search';

const EVERYTHING: SearchAccess = { whole: 'everything', subject: [], metadata: [] };
const OWN: SearchAccess = { whole: ['mine'], subject: ['half'], metadata: ['thin'] };

/** Accounts by their own name, records and tags by one word. */
function plan(q: string, access: SearchAccess = EVERYTHING) {
  const parsed = parseSearch(q, { time: 0 }, { operators: SEARCH_OPERATORS, values: SEARCH_VALUES });
  const clauses = parsed.clauses.map((clause): Resolved => {
    if (clause.kind === 'account') return { kind: 'account', not: clause.not, accounts: [clause.value] };
    if (clause.kind === 'record') return { kind: 'record', not: clause.not, records: [{ recordType: 'api::person.person', recordId: clause.value }] };
    return clause.kind === 'tag' ? { kind: 'tag', not: clause.not, tags: [clause.value] } : clause;
  });
  return planSearch(parsed, clauses, access);
}

/** What an index of one message would answer: the meaning that every database has to have. */
function holds(expression: Expression, words: readonly string[]): boolean {
  switch (expression.kind) {
    case 'phrase':
      return words.some((_word, at) => expression.words.every((wanted, offset) => {
        const found = words[at + offset];
        return found === wanted || (expression.prefix && offset === expression.words.length - 1 && found?.startsWith(wanted) === true);
      }));
    case 'any':
      return expression.of.some((one) => holds(one, words));
    case 'all':
      return expression.of.every((one) => holds(one, words)) && !expression.none.some((one) => holds(one, words));
  }
}

const MESSAGE: IndexedMessage = {
  subject: 'Offer for the new flat', from: [{ name: 'Anna Weber', address: 'anna@people.test' }], to: [{ name: 'Info', address: 'info@firm.test' }], cc: [{ name: '', address: 'boss@firm.test' }],
  files: ['Lebenslauf Weber.pdf'], text: 'Secret words of the body. With kind regards', hasAttachment: true, copies: [{ accountId: 'mine', direction: 'incoming' }],
  records: [{ recordType: 'api::person.person', recordId: 'rec1' }], tags: ['tag1'],
};

function finds(q: string, change: Partial<IndexedMessage> = {}, access: SearchAccess = EVERYTHING): boolean {
  const { expression } = plan(q, access);
  return expression !== null && holds(expression, documentOf({ ...MESSAGE, ...change }));
}

describe('a message is found', () => {
  it.each([
    'offer ', 'FLAT secret', 'weber lebenslauf ', 'anna@people.test ', '"kind regards"', 'offe', 'subject:off', 'from:anna ', 'from:"Anna Weber" ', 'from:people.test ', 'to:info ', 'to:info@firm.test cc:boss ', 'subject:"new flat" ',
    'filename:lebenslauf ', 'filename:web', 'has:attachment ', 'in:inbox ', 'account:mine ', 'account:mine in:inbox ', 'account:other account:mine ', 'in:inbox in:sent ', 'record:rec1 ', 'is:linked ', 'tag:tag1 ',
    'offer -invoice ', 'offer -from:boss ', 'offer -in:sent ', 'offer -account:other ',
  ])('by %s', (q) => expect(finds(q)).toBe(true));

  it.each([
    'invoice ', 'offer invoice ', '"flat new"', '"flat anna" ', 'from:info ', 'from:offer ', 'to:boss ', 'cc:anna ', 'subject:secret ', 'subject:anna ', 'filename:secret ', 'in:sent ', 'account:other ', 'record:rec2 ', 'is:unmatched ', 'tag:tag2 ',
    'offer -flat ', 'offer -"kind regards" ', 'offer -has:attachment ', 'offer -in:inbox ', 'offer -account:mine ', 'account:mine in:sent ', 's_offer ', 'x_x ', 'h_file ',
  ])('not by %s', (q) => expect(finds(q)).toBe(false));

  it('not by words of a name and an address that stand next to each other only in the index', () => expect(finds('"weber anna" ')).toBe(false));
});

describe('what somebody sees is found', () => {
  const at = (...accounts: string[]) => ({ copies: accounts.map((accountId) => ({ accountId, direction: 'incoming' as const })) });
  it('in their own mail by everything', () => expect(finds('secret ', at('mine'), OWN)).toBe(true));
  it('not in the mail of others', () => expect([finds('secret ', at('theirs'), OWN), finds('offer ', at('theirs'), OWN), finds('account:theirs ', at('theirs'), OWN)]).toEqual([false, false, false]));
  it('in mail of which the subject is shared by subject and people, and not by text or files', () => {
    expect(['offer ', 'weber ', 'from:anna ', 'has:attachment ', 'record:rec1 '].map((q) => finds(q, at('half'), OWN))).toEqual([true, true, true, true, true]);
    expect(['secret ', 'lebenslauf ', 'filename:weber ', 'offer secret ', 'tag:tag1 '].map((q) => finds(q, at('half'), OWN))).toEqual([false, false, false, false, false]);
  });
  it('in mail of which the participants are shared by people alone', () => {
    expect(['weber ', 'to:info '].map((q) => finds(q, at('thin'), OWN))).toEqual([true, true]);
    expect(['offer ', 'subject:offer ', 'secret ', 'lebenslauf '].map((q) => finds(q, at('thin'), OWN))).toEqual([false, false, false, false]);
  });
  it('by what does not occur as far as it is seen: what is kept back tells nothing', () => {
    expect(finds('weber -secret ', at('half'), OWN)).toBe(true);
    expect(finds('weber -offer ', at('half'), OWN)).toBe(false);
    expect(finds('weber -offer ', at('thin'), OWN)).toBe(true);
  });
  it('as far as the most open of its accounts lets it be', () => {
    expect(finds('secret ', at('thin', 'mine'), OWN)).toBe(true);
    expect(finds('weber -secret ', at('thin', 'mine'), OWN)).toBe(false);
    expect(finds('offer ', at('thin', 'half'), OWN)).toBe(true);
    expect(finds('weber -offer ', at('thin', 'half'), OWN)).toBe(false);
  });
  it('in a named account, also when it is seen by another', () => expect([finds('secret account:thin ', at('thin', 'mine'), OWN), finds('secret account:thin ', at('thin'), OWN)]).toEqual([true, false]));
  it('come in to or sent from an account that is seen', () => {
    const copies = [{ accountId: 'theirs', direction: 'outgoing' as const }, { accountId: 'mine', direction: 'incoming' as const }];
    expect([finds('in:sent ', { copies }, OWN), finds('in:inbox ', { copies }, OWN), finds('in:sent ', { copies })]).toEqual([false, true, true]);
  });
  it('nowhere by whoever sees nothing', () => expect(plan('offer ', { whole: [], subject: [], metadata: [] }).expression).toBeNull());
});

describe('the plan', () => {
  it('keeps states apart, which are no part of the index', () => expect(plan('is:unread -is:done offer ').states).toEqual([{ state: 'unread', not: false }, { state: 'done', not: true }]));
  it('marks what was looked for, and nothing that must not occur', () => expect(plan('offer from:anna -draft ').words.map(({ field }) => field)).toEqual(['any', 'from']));
  it('of a record nobody knows finds nothing', () => expect(planSearch({ after: null, before: null }, [{ kind: 'record', not: false, records: [] }], EVERYTHING).expression).toBeNull());
});
