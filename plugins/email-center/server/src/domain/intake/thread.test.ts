import { describe, expect, it } from 'vitest';
import { planThreads, referencesOf, REFERENCES_KEPT, type ThreadMember } from './thread';

const message = (identity: string, headers: Partial<ThreadMember['headers']> = {}): ThreadMember => ({
  identity, headers: { messageId: `${identity}@x`, inReplyTo: [], references: [], ...headers },
});
const plan = (members: ThreadMember[], known: Record<string, string> = {}) => planThreads(members, new Map(Object.entries(known)), (oldest) => `thread of ${oldest}`);

describe('a conversation', () => {
  it('is begun by a message that refers to nothing', () => {
    const made = plan([message('a'), message('b')]);
    expect([...made.threadOf]).toEqual([['a', 'thread of a@x'], ['b', 'thread of b@x']]);
    expect([...made.references]).toEqual([['a@x', 'thread of a@x'], ['b@x', 'thread of b@x']]);
  });

  it('holds the answer beside what it answers, in one batch and later', () => {
    const answer = message('b', { inReplyTo: ['a@x'] });
    expect(plan([message('a'), answer]).threadOf.get('b')).toBe('thread of a@x');
    expect(plan([answer], { 'a@x': 'T' }).threadOf.get('b')).toBe('T');
  });

  it('holds answers that come before what they answer', () => {
    const first = plan([message('c', { references: ['a@x', 'b@x'], inReplyTo: ['b@x'] })]);
    const later = plan([message('a')], Object.fromEntries(first.references));
    expect(later.threadOf.get('a')).toBe(first.threadOf.get('c'));
  });

  it('gets the same name from two runs that each see a part of it', () => {
    const left = plan([message('b', { references: ['a@x'] })]);
    const right = plan([message('c', { references: ['a@x', 'b@x'] })]);
    expect(left.threadOf.get('b')).toBe(right.threadOf.get('c'));
  });

  it('joins two that turn out to be one', () => {
    const made = plan([message('z', { references: ['a@x', 'b@x'] })], { 'a@x': 'A', 'b@x': 'B' });
    expect([made.threadOf.get('z'), [...made.joined]]).toEqual(['A', [['B', 'A']]]);
  });

  it('joins chains of conversations to the end', () => {
    const made = plan(
      [message('y', { references: ['b@x', 'c@x'] }), message('z', { references: ['a@x', 'b@x'] })],
      { 'a@x': 'A', 'b@x': 'B', 'c@x': 'C' },
    );
    expect(made.threadOf.get('y')).toBe('A');
    expect(Object.fromEntries(made.joined)).toEqual({ B: 'A', C: 'A' });
  });

  it('is never made of equal subjects', () => {
    const made = plan([message('a'), message('b')]);
    expect(made.threadOf.get('a')).not.toBe(made.threadOf.get('b'));
  });

  it('stands alone without a Message-ID', () => {
    expect(plan([message('a', { messageId: null })]).threadOf.get('a')).toBe('thread of a');
  });

  it('looks at a bounded number of references: the root and the nearest', () => {
    const references = Array.from({ length: 5_000 }, (_, index) => `r${index}@x`);
    const kept = referencesOf({ messageId: 'own@x', inReplyTo: ['r4999@x'], references });
    expect(kept).toHaveLength(REFERENCES_KEPT);
    expect([kept[0], kept.at(-2), kept.at(-1)]).toEqual(['r0@x', 'r4999@x', 'own@x']);
  });
});
