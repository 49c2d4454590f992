import { describe, expect, it } from 'vitest';
import { answeringFor, isLetIn, listsBefore, type KeptOut, type ListChange } from './list-change';
import { judgeLists, type ListEntry } from './lists';

const entry = (id: string, change: Partial<ListEntry>): ListEntry => ({
  id, kind: 'block', form: 'address', value: 'x@spam.example', scope: 'everybody', accountId: change.scope === 'account' ? 'a1' : null,
  userId: change.scope === 'user' ? 7 : null, note: '', createdBy: 1, createdAt: '2026-01-01T00:00:00.000Z', ...change,
});
const SUBJECT = { accountId: 'a1', ownerId: 7, address: 'me@firm.example' };
const received = (counterpart: string | null, others: string[] = []): KeptOut => ({ role: 'inbox', atForward: false, counterpart, others });
const sent = (counterpart: string, ...others: string[]): KeptOut => ({ role: 'sent', atForward: false, counterpart, others });
/** Whether the change that led to these lists lets the row in. */
const letsIn = (after: ListEntry[], change: Partial<ListChange>, row: KeptOut): boolean => isLetIn(listsBefore(after, { removed: [], made: null, ...change }), after, SUBJECT, row);

describe('what a change of the lists lets in', () => {
  const block = entry('b', { form: 'domain', value: 'spam.example' });
  const allow = entry('a', { kind: 'allow', form: 'domain', value: 'wanted.example' });

  it('is what a removed block entry had kept out, unless another entry keeps it out still', () => {
    expect(letsIn([], { removed: [block] }, received('x@spam.example'))).toBe(true);
    expect(letsIn([], { removed: [block] }, received('x@other.example'))).toBe(false);
    expect(letsIn([entry('b2', { value: 'x@spam.example', scope: 'account' })], { removed: [block] }, received('x@spam.example'))).toBe(false);
    expect(letsIn([entry('b2', { value: 'x@spam.example' })], { removed: [block] }, received('y@spam.example'))).toBe(true);
  });

  it('is what no allow entry named, once the last allow entry is removed, and nothing while others are left', () => {
    expect(letsIn([], { removed: [allow] }, received('x@other.example'))).toBe(true);
    expect(letsIn([], { removed: [allow] }, received(null))).toBe(true);
    expect(letsIn([entry('a2', { kind: 'allow', value: 'only@one.example' })], { removed: [allow] }, received('x@other.example'))).toBe(false);
  });

  it('is what a new allow entry names', () => {
    const fresh = entry('a2', { kind: 'allow', value: 'new@other.example', createdAt: '2026-02-02T00:00:00.000Z' });
    expect(letsIn([allow, fresh], { made: fresh }, received('new@other.example'))).toBe(true);
    expect(letsIn([allow, fresh], { made: fresh }, received('else@other.example'))).toBe(false);
    // In a narrower scope it counts before what blocks for everybody.
    const mine = entry('a3', { kind: 'allow', value: 'x@spam.example', scope: 'user', createdAt: '2026-02-02T00:00:00.000Z' });
    expect(letsIn([block, mine], { made: mine }, received('x@spam.example'))).toBe(true);
  });

  it('is what an entry named before it was narrowed, or before it became the other kind', () => {
    const narrow = { ...block, form: 'address' as const, value: 'x@spam.example' };
    expect(letsIn([narrow], { removed: [block] }, received('y@spam.example'))).toBe(true);
    expect(letsIn([narrow], { removed: [block] }, received('x@spam.example'))).toBe(false);
    expect(letsIn([{ ...block, kind: 'allow' }], { removed: [block] }, received('y@spam.example'))).toBe(true);
    expect(letsIn([{ ...block, note: 'other words' }], { removed: [block] }, received('y@spam.example'))).toBe(false);
  });

  it('is sent mail of which one recipient is not kept out any more; the address it was sent from never was', () => {
    const other = entry('b2', { value: 'z@other.example' });
    expect(letsIn([other], { removed: [block] }, sent('z@other.example', 'x@spam.example'))).toBe(true);
    expect(letsIn([other], { removed: [block] }, sent('z@other.example', 'alias@firm.example'))).toBe(false);
    expect(letsIn([other], { removed: [block] }, sent('me@firm.example', 'z@other.example'))).toBe(false);
    expect(letsIn([], { removed: [entry('own', { value: 'me@firm.example' })] }, sent('me@firm.example', 'z@other.example'))).toBe(false);
  });

  it('looks at the sender alone of received mail, and at either side of what came to a forward address', () => {
    expect(letsIn([entry('b2', { value: 'z@other.example' })], { removed: [block] }, received('z@other.example', ['x@spam.example']))).toBe(false);
    expect(letsIn([entry('b2', { value: 'z@other.example' })], { removed: [block] }, { ...received('z@other.example', ['x@spam.example']), atForward: true })).toBe(true);
  });
});

describe('the lists before a change', () => {
  it('are without all entries made in one go, and with those that went', () => {
    const [one, two] = [entry('1', { value: 'a@b.example' }), entry('2', { value: 'c@d.example' })];
    const earlier = entry('3', { createdAt: '2025-12-31T00:00:00.000Z' });
    const elsewhere = entry('4', { scope: 'user' });
    expect(listsBefore([one, two, earlier, elsewhere], { removed: [], made: one })).toEqual([earlier, elsewhere]);
    expect(listsBefore([earlier], { removed: [one], made: null })).toEqual([earlier, one]);
  });
});

describe('what an entry answers for', () => {
  const allow = entry('a', { kind: 'allow', value: 'only@one.example', scope: 'account' });
  const block = entry('b', {});

  it('is what it blocks itself, not what another entry blocks', () => {
    const verdict = judgeLists([block], SUBJECT, ['x@spam.example']);
    expect(answeringFor([block])(verdict)).toBe('b');
    expect(answeringFor([entry('c', {})])(verdict)).toBeNull();
    expect(answeringFor([block])(null)).toBeNull();
  });

  it('is, of an allow entry, what the allow list of its scope does not name', () => {
    const verdict = judgeLists([allow], SUBJECT, ['x@other.example']);
    expect(verdict).toMatchObject({ entry: null, scope: 'account' });
    expect(answeringFor([allow])(verdict)).toBe('a');
    expect(answeringFor([entry('everybody', { kind: 'allow' })])(verdict)).toBeNull();
    expect(answeringFor([block])(verdict)).toBeNull();
  });

  it('names the one of several entries made in one go', () => {
    const several = [block, entry('d', { form: 'domain', value: 'more.example' }), entry('e', { kind: 'allow', value: 'good@one.example' })];
    expect(answeringFor(several)(judgeLists(several, SUBJECT, ['any@more.example']))).toBe('d');
    expect(answeringFor(several)(judgeLists(several, SUBJECT, ['any@other.example']))).toBe('e');
  });
});
