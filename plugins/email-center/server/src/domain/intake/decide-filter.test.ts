import { describe, expect, it } from 'vitest';
import { decideFilter } from './decide-filter';

const match = { recordType: 'api::candidate.candidate', recordId: 'c1', reasons: [] };

describe('deciding whether a message is filed', () => {
  it('files everything when the account imports all', () => {
    expect(decideFilter('all', []).file).toBe(true);
    expect(decideFilter('all', [match]).file).toBe(true);
  });
  it('files only matching messages when the account imports matches only', () => {
    expect(decideFilter('matches-only', [match]).file).toBe(true);
    expect(decideFilter('matches-only', [])).toMatchObject({ file: false, outcome: 'unmatched-skipped' });
  });
  it('gives a reason in words for each decision', () => {
    for (const verdict of [decideFilter('all', []), decideFilter('all', [match, match]), decideFilter('matches-only', [])]) {
      expect(verdict.reason).toMatch(/\.$/);
    }
  });
});
