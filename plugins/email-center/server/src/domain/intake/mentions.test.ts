import { describe, expect, it } from 'vitest';
import { groupHits } from './match';
import { MENTIONS_KEPT, matchMentions, mentionedAddresses, type MentioningMessage } from './mentions';
import type { AddressHit } from './types';

const address = (one: string) => ({ name: '', address: one });
const message = (change: Partial<MentioningMessage>): MentioningMessage => ({ from: [address('karin@firm.example')], to: [address('vorgang@firm.example')], cc: [], replyTo: [], text: '', ...change });
const named = (change: Partial<MentioningMessage>, leftOut: string[] = ['vorgang@firm.example']) => mentionedAddresses(message(change), new Set(leftOut));

describe('the addresses a case names', () => {
  it('are those of recipients, of Reply-To and in the text, in this order', () => {
    expect(named({ cc: [address('B@x.example')], replyTo: [address('r@x.example')], text: 'Please call anna@people.example.' })).toEqual(['b@x.example', 'r@x.example', 'anna@people.example']);
  });
  it('are neither the intake account nor the employee who sent it', () => {
    expect(named({ text: 'Regards, Karin@firm.example (private: karin@home.example)' }, ['vorgang@firm.example', 'karin@home.example'])).toEqual([]);
  });
  it.each([
    ['<anna@people.example>', 'anna@people.example'],
    ['mailto:anna@people.example?subject=x', 'anna@people.example'],
    ["'anna@people.example'", 'anna@people.example'],
    ['> Von: Anna Weber [anna@people.example]', 'anna@people.example'],
    ['anna.weber+jobs@people.co.uk, and', 'anna.weber+jobs@people.co.uk'],
    ['anna@müller.example!', 'anna@xn--mller-kva.example'],
  ])('are read out of %s', (text, expected) => expect(named({ text })).toEqual([expected]));
  it.each(['@anna', 'a@b', 'user@', 'at 5@ 6', '@@@@'])('are not read into %s', (text) => expect(named({ text })).toEqual([]));
  it(`are at most ${MENTIONS_KEPT}`, () => {
    expect(named({ text: Array.from({ length: 500 }, (_, index) => `p${index}@people.example`).join(' ') })).toHaveLength(MENTIONS_KEPT);
  });
  it('are looked for once along the text, whatever it is made of', () => {
    expect(named({ text: 'a'.repeat(50_000) + '@'.repeat(50_000) })).toEqual([]);
  });
});

describe('the records of a case', () => {
  const hit = (of: string, recordId: string, field = 'email'): AddressHit => ({ address: of, recordType: 'api::candidate.candidate', recordId, field, enteredAt: '2026-01-01T00:00:00.000Z' });
  it('are those that know an address it names, each with every reason', () => {
    const hits = groupHits([hit('anna@people.example', 'anna'), hit('anna@home.example', 'anna', 'email2')]);
    expect(matchMentions(['anna@people.example', 'anna@home.example'], hits, new Set())).toEqual([
      { recordType: 'api::candidate.candidate', recordId: 'anna', reasons: [
        { rule: 'case-mention', address: 'anna@people.example', field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' },
        { rule: 'case-mention', address: 'anna@home.example', field: 'email2', enteredAt: '2026-01-01T00:00:00.000Z' },
      ] },
    ]);
  });
  it('do not include the record of the employee who sent it', () => {
    expect(matchMentions(['anna@people.example'], groupHits([hit('anna@people.example', 'anna')]), new Set(['api::candidate.candidate anna']))).toEqual([]);
  });
});
