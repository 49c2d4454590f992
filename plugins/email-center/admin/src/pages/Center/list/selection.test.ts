import { describe, expect, it } from 'vitest';
import { allToggled, extended, NOTHING_SELECTED, stillThere, toggled } from './selection';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const ids = ({ ids: selected }: { ids: ReadonlySet<string> }) => [...selected].sort().join('');

describe('the selection', () => {
  it('takes one row in, and out again', () => {
    const one = toggled(NOTHING_SELECTED, 'b');
    expect(ids(one)).toBe('b');
    expect(ids(toggled(one, 'b'))).toBe('');
  });
  it('takes a range from the last row that was touched, upwards or downwards, beside what was selected before', () => {
    const begun = toggled(toggled(NOTHING_SELECTED, 'e'), 'c');
    expect(ids(extended(begun, 'a', ROWS))).toBe('abce');
    expect(ids(extended(extended(begun, 'a', ROWS), 'b', ROWS))).toBe('abce');
  });
  it('takes just the row where no range can begin', () => {
    expect(ids(extended(NOTHING_SELECTED, 'd', ROWS))).toBe('d');
    expect(ids(extended({ ids: new Set(), anchor: 'gone' }, 'd', ROWS))).toBe('d');
  });
  it('takes all that is loaded, and lets go of all by the same key', () => {
    const all = allToggled(toggled(NOTHING_SELECTED, 'b'), ROWS);
    expect(ids(all)).toBe('abcde');
    expect(ids(allToggled(all, ROWS))).toBe('');
    expect(ids(allToggled(NOTHING_SELECTED, []))).toBe('');
  });
  it('forgets what left the list', () => {
    expect(ids(stillThere({ ids: new Set(['a', 'x']), anchor: 'x' }, new Set(ROWS)))).toBe('a');
  });
});
