import { describe, expect, it } from 'vitest';
import { decideStates, nextCopy, type StateTarget, type StateWish } from './decide-states';
import { arrivesUnread, itemStateOf, type StateFacts } from './item-state';

const [PETRA, BERT] = [1, 2];
const NOW = '2026-11-12T10:00:00.000Z';
const LATER = '2026-11-13T08:00:00.000Z';
const target = (change: Partial<StateTarget> = {}): StateTarget => ({ whole: true, own: true, noted: false, work: [], ...change });
const decide = (wish: StateWish, change: Partial<StateTarget> = {}) => decideStates(target(change), wish, { userId: PETRA, now: NOW });
const allowed = { change: { work: [] } };
const refused = { refused: expect.any(String) };
const openWork = (handlerId: number | null) => ({ id: 7, state: 'open' as const, handlerId });

describe('a message of one\'s own account', () => {
  it('is read, done, snoozed and tagged', () => {
    for (const wish of [{ read: true }, { done: true }, { snoozedUntil: LATER }, { snoozedUntil: null }, { addTag: 'urgent' }]) expect(decide(wish)).toEqual(allowed);
  });
  it('is not snoozed until a time that is over', () => {
    expect(decide({ snoozedUntil: NOW })).toEqual(refused);
  });
  it('that is one\'s work of a group, too, finishes that work, and leaves alone what colleagues have or nobody has', () => {
    expect(decide({ done: true }, { work: [openWork(PETRA)] })).toEqual({ change: { work: [{ id: 7, step: 'done' }] } });
    for (const handler of [BERT, null]) expect(decide({ done: true }, { work: [openWork(handler)] })).toEqual(allowed);
  });
  it('that is taken back opens that work again', () => {
    expect(decide({ done: false }, { work: [{ id: 7, state: 'done', handlerId: PETRA }] })).toEqual({ change: { work: [{ id: 7, step: 'reopen' }] } });
  });
});

describe('a message of a group, or a case', () => {
  const ofGroup = { own: false, noted: true, work: [openWork(BERT)] };
  it('is done when its work is, by the rules of work', () => {
    expect(decide({ done: true }, ofGroup)).toEqual({ change: { work: [{ id: 7, step: 'done' }] } });
  });
  it('is read for oneself alone, and not snoozed: its work has a date', () => {
    expect(decide({ read: true }, ofGroup)).toEqual(allowed);
    expect(decide({ snoozedUntil: LATER }, ofGroup)).toEqual(refused);
  });
});

describe('other people\'s mail', () => {
  const others = { own: false };
  it('that one reads whole is tagged, and neither read nor put aside for them', () => {
    expect(decide({ addTag: 'urgent' }, others)).toEqual(allowed);
    for (const wish of [{ read: true }, { done: true }, { snoozedUntil: LATER }]) expect(decide(wish, others)).toEqual(refused);
  });
  it('of which one sees a part is not changed in any way', () => {
    for (const wish of [{ read: true }, { done: true }, { addTag: 'urgent' }, { removeTag: 'urgent' }]) expect(decide(wish, { whole: false })).toEqual(refused);
  });
});

describe('a copy in the inbox of its owner', () => {
  const copy = { state: 'inbox' as const, unread: true };
  it('leaves it by "done" or until a time, and is as unread as before', () => {
    expect(nextCopy(copy, { done: true })).toEqual({ state: 'done', unread: true });
    expect(nextCopy(copy, { snoozedUntil: LATER, read: true })).toEqual({ state: 'snoozed', unread: false });
  });
  it('comes back when it is not done any more, or is woken; and each ends only what it names', () => {
    expect(nextCopy({ ...copy, state: 'done' }, { done: false }).state).toBe('inbox');
    expect(nextCopy({ ...copy, state: 'snoozed' }, { snoozedUntil: null }).state).toBe('inbox');
    expect(nextCopy({ ...copy, state: 'snoozed' }, { done: false }).state).toBe('snoozed');
    expect(nextCopy({ ...copy, state: 'done' }, { snoozedUntil: null }).state).toBe('done');
  });
  it('arrives unread unless it was read elsewhere; what one sends never does', () => {
    expect([arrivesUnread('incoming', false), arrivesUnread('incoming', true), arrivesUnread('outgoing', false)]).toEqual([true, false, false]);
  });
});

describe('a message in a list', () => {
  const state = (change: Partial<StateFacts>) => itemStateOf({ own: [], noted: false, opened: false, work: [], ...change });
  const copy = (change = {}) => ({ state: 'inbox' as const, unread: false, wakeAt: null, ...change });
  it('of two own accounts is unread while one copy is, and done when both are', () => {
    expect(state({ own: [copy({ unread: true }), copy()] })).toMatchObject({ unread: true });
    expect(state({ own: [copy({ state: 'done' }), copy()] })).toMatchObject({ done: false });
    expect(state({ own: [copy({ state: 'done' }), copy({ state: 'done' })] })).toMatchObject({ done: true });
  });
  it('is snoozed until its first copy wakes, and not while one is in the inbox', () => {
    expect(state({ own: [copy({ state: 'snoozed', wakeAt: LATER }), copy({ state: 'snoozed', wakeAt: NOW })] }).snoozedUntil).toBe(NOW);
    expect(state({ own: [copy({ state: 'snoozed', wakeAt: LATER }), copy()] }).snoozedUntil).toBeNull();
  });
  it('of a group is unread until one opens it, and done when its work is', () => {
    expect(state({ noted: true, work: [{ state: 'open' }] })).toEqual({ unread: true, done: false, snoozedUntil: null });
    expect(state({ noted: true, opened: true, work: [{ state: 'done' }] })).toEqual({ unread: false, done: true, snoozedUntil: null });
  });
  it('of other people is never unread and never done', () => {
    expect(state({})).toEqual({ unread: false, done: false, snoozedUntil: null });
  });
});
