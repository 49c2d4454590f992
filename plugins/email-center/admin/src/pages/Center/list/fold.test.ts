import { describe, expect, it } from 'vitest';
import { foldConversations, messagesOf } from './fold';

const message = (id: string, threadId: string | null = null) => ({ id, threadId });
const ITEMS = [message('a', '1'), message('b', '2'), message('c', '1'), message('d'), message('e', '1'), message('f')];
const shown = (unfolded: string[] = [], on = true) => foldConversations(ITEMS, new Set(unfolded), on).map((row) => `${row.inner ? '-' : ''}${messagesOf(row).map(({ id }) => id).join('')}`);

describe('conversations in the list', () => {
  it('lie folded below their newest message, in its place', () => {
    expect(shown()).toEqual(['ace', 'b', 'd', 'f']);
  });
  it('unfold below it, oldest last', () => {
    expect(shown(['1'])).toEqual(['a', '-c', '-e', 'b', 'd', 'f']);
  });
  it('keep telling how many are loaded, unfolded or not', () => {
    expect(foldConversations(ITEMS, new Set(), true)[0]?.older).toBe(2);
    expect(foldConversations(ITEMS, new Set(['1']), true)[0]?.older).toBe(2);
  });
  it('stand one by one where the person wants it so', () => {
    expect(shown(['1'], false)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
  it('are never made of messages that belong to none', () => {
    expect(foldConversations([message('x'), message('y')], new Set(), true)).toHaveLength(2);
  });
});
