import { describe, expect, it } from 'vitest';
import { decideAutomaticFilter, decideFilter } from './decide-filter';
import { DEFAULT_POLICY } from './policy';

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
  it('gives the reason of each decision, as a code and in words', () => {
    expect([decideFilter('all', []), decideFilter('all', [match, match]), decideFilter('matches-only', [])].map(({ reasons, reason }) => [reasons, reason])).toEqual([
      [[{ code: 'not-linked', params: {} }], 'Imported. No record knows its address.'],
      [[{ code: 'linked', params: { count: 2 } }], 'Imported and linked to 2 records.'],
      [[{ code: 'no-match', params: {} }], expect.stringMatching(/^No record knows its address, /)],
    ]);
  });
  it('says of automatic mail that a setting keeps out what told it', () => {
    const told = { kind: 'list', why: 'List-Id: <news.example> (RFC 2919).', reasons: [{ code: 'header-line', params: { line: 'List-Id: <news.example> (RFC 2919)' } }] } as const;
    expect(decideAutomaticFilter({ ...DEFAULT_POLICY.automatic, list: 'ledger-only' }, { ...told, reasons: [...told.reasons] })).toEqual({
      file: false, outcome: 'automatic-skipped', reason: 'Not imported: it is mail of a mailing list, which a setting keeps out. List-Id: <news.example> (RFC 2919).',
      reasons: [{ code: 'automatic-kept-out', params: { kind: 'list' } }, ...told.reasons],
    });
  });
});
