import { describe, expect, it } from 'vitest';
import { countFilters, filterOf, isFiltered } from './filter';

const read = (search: string) => filterOf(new URLSearchParams(search));

describe('the filter in the address bar', () => {
  it('is read with the values the server knows', () => {
    expect(read('direction=incoming&links=unmatched&account=a1&unread=1&attachments=1&work=done&automatic=bounce')).toEqual({
      account: 'a1', direction: 'incoming', links: 'unmatched', unread: '1', attachments: '1', work: 'done', automatic: 'bounce', shared: undefined,
    });
  });
  it('knows whether mail that colleagues share is asked for', () => {
    expect(read('shared=1').shared).toBe('1');
    expect(read('shared=yes').shared).toBeUndefined();
  });
  it('ignores what the server would refuse', () => {
    expect(Object.values(read('direction=sideways&links=1&unread=yes&work=some&automatic=never')).every((value) => value === undefined)).toBe(true);
  });
  it('counts what stands in the popover, and knows whether anything narrows the view', () => {
    expect(countFilters(read('account=a&direction=incoming&unread=1&links=unmatched'))).toBe(2);
    expect(countFilters(read('links=linked&shared=1'))).toBe(2);
    expect(isFiltered(read('unread=1'))).toBe(true);
    expect(isFiltered(read('work=done&q=x'))).toBe(false);
  });
});
