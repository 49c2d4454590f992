import { describe, expect, it } from 'vitest';
import type { Automatic } from '../mail/message';
import { groupHits } from './match';
import { withFailedRecipients } from './match-bounce';
import type { AddressHit, Match } from './types';

const hit = (recordId: string, address = 'gone@example.org', field = 'email'): AddressHit => ({ address, recordType: 'api::candidate.candidate', recordId, field, enteredAt: '2026-01-01T00:00:00.000Z' });
const bounce: Automatic = { kind: 'bounce', why: '', bounced: { messageId: null, failed: [{ address: 'gone@example.org', status: '5.1.1', permanent: true, why: 'unknown' }] } };
const linked = (hits: AddressHit[], matches: Match[] = [], automatic = bounce) => withFailedRecipients(matches, automatic, groupHits(hits));

describe('a bounce', () => {
  it('belongs to every record that knows the address that failed, with each of its fields', () => {
    expect(linked([hit('anna'), hit('anna', 'gone@example.org', 'email2'), hit('ben')])).toMatchObject([
      { recordId: 'anna', reasons: [{ rule: 'bounced', field: 'email' }, { rule: 'bounced', field: 'email2' }] },
      { recordId: 'ben', reasons: [{ rule: 'bounced', address: 'gone@example.org' }] },
    ]);
  });

  it('leaves a record that is matched by its header as it is', () => {
    const match: Match = { recordType: 'api::candidate.candidate', recordId: 'anna', reasons: [{ rule: 'inbox-from', address: 'x@example.org', field: 'email', enteredAt: '' }] };
    expect(linked([hit('anna')], [match])).toEqual([match]);
  });

  it('does not belong to records that know other addresses', () => {
    expect(linked([hit('anna', 'other@example.org')])).toEqual([]);
  });
});

describe('any other message', () => {
  it('stays with what its header says', () => {
    expect(linked([hit('anna')], [], { kind: 'none', why: '' })).toEqual([]);
  });
});
