import { describe, expect, it } from 'vitest';
import { decideHandler, groupAfter, type GroupContext } from './group';

const [ANNA, BERT, CLARA] = [1, 2, 3];
const group = (change: Partial<GroupContext> = {}): GroupContext => ({
  kind: 'group', members: [ANNA, BERT, CLARA], defaultHandler: null, distribution: 'none', lastAssigned: null, open: new Map(), threads: new Map(), threadHandlers: new Map(), ...change,
});

/** Who gets each of so many messages that come one after the other. */
function handlersOf(start: GroupContext, count: number): (number | null)[] {
  let context = start;
  return Array.from({ length: count }, (_, index) => {
    const assignment = decideHandler(context, `m${index}`);
    context = groupAfter(context, assignment, `m${index}`);
    return assignment.handlerId;
  });
}

describe('a message to a group', () => {
  it('is nobody\'s work while the group distributes nothing', () => {
    expect(decideHandler(group(), 'm')).toMatchObject({ handlerId: null, reason: { code: 'nobody-yet' } });
  });
  it('goes to the default handler where the group says so', () => {
    expect(decideHandler(group({ distribution: 'default-handler', defaultHandler: BERT }), 'm')).toMatchObject({ handlerId: BERT, reason: { code: 'default-handler' } });
  });
  it('is nobody\'s when there is no default handler, or that one is no member any more', () => {
    expect(decideHandler(group({ distribution: 'default-handler' }), 'm').handlerId).toBeNull();
    expect(decideHandler(group({ distribution: 'default-handler', defaultHandler: 9 }), 'm').handlerId).toBeNull();
  });
  it.each(['none', 'default-handler', 'round-robin', 'least-busy'] as const)('is nobody\'s in a group without members, distributed by %s', (distribution) => {
    expect(decideHandler(group({ members: [], distribution, defaultHandler: ANNA }), 'm').handlerId).toBeNull();
  });
});

describe('distribution by turns', () => {
  it('begins with the first member and goes round', () => {
    expect(handlersOf(group({ distribution: 'round-robin' }), 5)).toEqual([ANNA, BERT, CLARA, ANNA, BERT]);
  });
  it('goes on behind whoever was given something last', () => {
    expect(handlersOf(group({ distribution: 'round-robin', lastAssigned: BERT }), 2)).toEqual([CLARA, ANNA]);
  });
  it('begins anew when whoever was last has left', () => {
    expect(handlersOf(group({ distribution: 'round-robin', lastAssigned: 9 }), 1)).toEqual([ANNA]);
  });
  it('does not move on for a reply that stays with its handler', () => {
    const context = group({ distribution: 'round-robin', threads: new Map([['m0', 'T']]), threadHandlers: new Map([['T', CLARA]]) });
    expect(handlersOf(context, 3)).toEqual([CLARA, ANNA, BERT]);
  });
});

describe('distribution to the least busy', () => {
  it('goes to whoever has least open work', () => {
    expect(handlersOf(group({ distribution: 'least-busy', open: new Map([[ANNA, 2], [BERT, 1], [CLARA, 3]]) }), 1)).toEqual([BERT]);
  });
  it('counts what was given within the same batch', () => {
    expect(handlersOf(group({ distribution: 'least-busy', open: new Map([[ANNA, 2]]) }), 5)).toEqual([BERT, CLARA, BERT, CLARA, ANNA]);
  });
  it('goes by turns among equals', () => {
    expect(handlersOf(group({ distribution: 'least-busy', lastAssigned: ANNA }), 3)).toEqual([BERT, CLARA, ANNA]);
  });
});

describe('a reply', () => {
  it('stays with whoever works on its conversation, however the group distributes', () => {
    const [threads, threadHandlers] = [new Map([['reply', 'T']]), new Map([['T', BERT]])];
    for (const distribution of ['none', 'default-handler', 'round-robin', 'least-busy'] as const) {
      expect(decideHandler(group({ distribution, defaultHandler: ANNA, threads, threadHandlers }), 'reply')).toMatchObject({ handlerId: BERT, reason: { code: 'thread-handler' } });
    }
  });
  it('is distributed when that person has left the group', () => {
    expect(decideHandler(group({ distribution: 'round-robin', threads: new Map([['reply', 'T']]), threadHandlers: new Map([['T', 9]]) }), 'reply').handlerId).toBe(ANNA);
  });
  it('that comes in one batch with what it answers goes to the same member', () => {
    const threads = new Map([['m0', 'T'], ['m2', 'T']]);
    expect(handlersOf(group({ distribution: 'round-robin', threads }), 4)).toEqual([ANNA, BERT, ANNA, CLARA]);
  });
});
