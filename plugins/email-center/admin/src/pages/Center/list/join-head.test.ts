import { describe, expect, it } from 'vitest';
import { arrivals, joinHead } from './join-head';

const items = (ids: string) => ids.split('').map((id) => ({ id }));
const page = (ids: string, next: string | null = 'more') => ({ items: items(ids), next });
const joined = (head: ReturnType<typeof page>, shown: ReturnType<typeof page>, kept = '') => {
  const { items: result, next } = joinHead(head, shown, (id) => kept.includes(id));
  return `${result.map(({ id }) => id).join('')} ${next}`;
};

describe('a first page that was read again', () => {
  it('puts what is new on top and leaves what stands below its reach', () => {
    expect(joined(page('xyab'), page('abcdefg', 'G'))).toBe('xyabcdefg G');
  });
  it('takes away what left the view elsewhere', () => {
    expect(joined(page('acd'), page('abcdef', 'F'))).toBe('acdef F');
  });
  it('leaves what is open, selected or was just changed here where it stood', () => {
    expect(joined(page('acd'), page('abcdef', 'F'), 'b')).toBe('abcdef F');
    expect(joined(page('xc'), page('abcdef', 'F'), 'ab')).toBe('abxcdef F');
  });
  it('is the whole list where there is no second page', () => {
    expect(joined(page('xa', null), page('abcdef', 'F'))).toBe('xa null');
    expect(joined(page('', null), page('ab', null), 'b')).toBe('b null');
  });
  it('begins the list anew where it does not reach what is shown, so that no gap is hidden', () => {
    expect(joined(page('vwxyz', 'Z'), page('abc', 'C'))).toBe('vwxyz Z');
  });
  it('never shows one message twice', () => {
    expect(joined(page('bad'), page('abcde', 'E'))).toBe('bade E');
  });
  it('tells how many came on top', () => {
    expect(arrivals(items('abc'), items('xyabc'))).toBe(2);
    expect(arrivals(items('abc'), items('bc'))).toBe(0);
    expect(arrivals([], items('abc'))).toBe(0);
  });
});
