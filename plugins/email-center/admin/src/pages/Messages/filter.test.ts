import { describe, expect, it } from 'vitest';
import { filterOf } from './filter';

describe('the filter in the address bar', () => {
  it('is read with the values the server knows', () => {
    expect(filterOf(new URLSearchParams('direction=incoming&links=unmatched&q=weber&account=a1'))).toEqual({ account: 'a1', direction: 'incoming', links: 'unmatched', q: 'weber' });
  });
  it('knows whether mail that colleagues share is asked for', () => {
    expect(filterOf(new URLSearchParams('shared=1')).shared).toBe('1');
    expect(filterOf(new URLSearchParams('shared=yes')).shared).toBeUndefined();
  });
  it('ignores what the server would refuse', () => {
    expect(filterOf(new URLSearchParams('direction=sideways&links=1'))).toEqual({ account: undefined, direction: undefined, links: undefined, q: undefined });
  });
});
