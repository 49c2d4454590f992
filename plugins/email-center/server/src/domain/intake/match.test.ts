import { describe, expect, it } from 'vitest';
import { addressesToMatch, counterpartOf, groupHits, matchMessage } from './match';
import { MATCHING_AS_WRITTEN } from './policy';
import type { MatchedHeaders } from './match';
import type { AddressHit, MailboxRole, MatchingOptions } from './types';

const PLAIN: MatchingOptions = MATCHING_AS_WRITTEN;
const at = (address: string) => ({ name: '', address });
const headers = (parts: Partial<Record<keyof MatchedHeaders, string[]>>): MatchedHeaders => ({
  from: (parts.from ?? []).map(at),
  sender: (parts.sender ?? []).map(at),
  replyTo: (parts.replyTo ?? []).map(at),
  to: (parts.to ?? []).map(at),
  cc: (parts.cc ?? []).map(at),
});
const hit = (address: string, recordId: string, field = 'email', recordType = 'api::candidate.candidate'): AddressHit => ({
  address, recordType, recordId, field, enteredAt: '2026-09-03T08:00:00.000Z',
});
const match = (role: MailboxRole, mail: MatchedHeaders, hits: AddressHit[], options = PLAIN) =>
  matchMessage(role, mail, options, groupHits(hits));
const records = (role: MailboxRole, mail: MatchedHeaders, hits: AddressHit[], options = PLAIN) =>
  match(role, mail, hits, options).map((found) => found.recordId);

describe('matching a message to records', () => {
  it('links received mail by its sender', () => {
    expect(records('inbox', headers({ from: ['anna@example.org'], to: ['hr@firm.example'] }), [hit('anna@example.org', 'anna')])).toEqual(['anna']);
  });
  it('does not link received mail by its recipients', () => {
    expect(records('inbox', headers({ from: ['x@y.example'], to: ['anna@example.org'], cc: ['anna@example.org'] }), [hit('anna@example.org', 'anna')])).toEqual([]);
  });
  it('links sent mail by each of its recipients', () => {
    const hits = [hit('anna@example.org', 'anna'), hit('ben@example.org', 'ben')];
    expect(records('sent', headers({ from: ['hr@firm.example'], to: ['anna@example.org', 'ben@example.org'] }), hits)).toEqual(['anna', 'ben']);
  });
  it('does not link sent mail by its sender', () => {
    expect(records('sent', headers({ from: ['anna@example.org'], to: ['x@y.example'] }), [hit('anna@example.org', 'anna')])).toEqual([]);
  });
  it('ignores Cc of sent mail unless the setting asks for it', () => {
    const mail = headers({ to: ['x@y.example'], cc: ['anna@example.org'] });
    expect(records('sent', mail, [hit('anna@example.org', 'anna')])).toEqual([]);
    expect(records('sent', mail, [hit('anna@example.org', 'anna')], { ...PLAIN, cc: true })).toEqual(['anna']);
  });
  it('ignores Sender and Reply-To of received mail unless the settings ask for them', () => {
    const mail = headers({ from: ['list@y.example'], sender: ['anna@example.org'], replyTo: ['ben@example.org'] });
    const hits = [hit('anna@example.org', 'anna'), hit('ben@example.org', 'ben')];
    expect(records('inbox', mail, hits)).toEqual([]);
    expect(records('inbox', mail, hits, { ...PLAIN, sender: true })).toEqual(['anna']);
    expect(records('inbox', mail, hits, { ...PLAIN, replyTo: true })).toEqual(['ben']);
  });
  it('links every record on every type that knows the address', () => {
    const hits = [hit('a@b.example', 'c1'), hit('a@b.example', 'c2'), hit('a@b.example', 'k1', 'email3', 'api::customer.customer')];
    expect(match('inbox', headers({ from: ['a@b.example'] }), hits).map((found) => `${found.recordType}/${found.recordId}`)).toEqual([
      'api::candidate.candidate/c1', 'api::candidate.candidate/c2', 'api::customer.customer/k1',
    ]);
  });
  it('names a record once, with every reason', () => {
    const hits = [hit('a@b.example', 'c1', 'email'), hit('a@b.example', 'c1', 'email2'), hit('c@d.example', 'c1', 'contacts.email')];
    const found = match('sent', headers({ to: ['a@b.example', 'A@B.example', 'c@d.example'] }), hits);
    expect(found).toHaveLength(1);
    expect(found[0]?.reasons.map((reason) => `${reason.rule} ${reason.address} ${reason.field}`)).toEqual([
      'sent-to a@b.example email', 'sent-to a@b.example email2', 'sent-to c@d.example contacts.email',
    ]);
  });
  it('compares without regard to case and in the ASCII form of a domain, but keeps domains apart', () => {
    expect(records('inbox', headers({ from: ['Anna@Example.ORG'] }), [hit('anna@example.org', 'anna')])).toEqual(['anna']);
    expect(records('inbox', headers({ from: ['eva@müller.example'] }), [hit('eva@xn--mller-kva.example', 'eva')])).toEqual(['eva']);
    expect(records('inbox', headers({ from: ['a@googlemail.com'] }), [hit('a@gmail.com', 'a')])).toEqual([]);
  });
  it('never matches what is not an address', () => {
    expect(records('inbox', headers({ from: ['undisclosed-recipients', ''] }), [hit('', 'x')])).toEqual([]);
  });
  it('looks up only the addresses that count, each once', () => {
    const mail = headers({ from: ['a@b.example', 'A@b.example'], replyTo: ['r@b.example'], to: ['t@b.example'] });
    expect(addressesToMatch('inbox', mail, PLAIN)).toEqual(['a@b.example']);
    expect(addressesToMatch('inbox', mail, { ...PLAIN, replyTo: true })).toEqual(['a@b.example', 'r@b.example']);
    expect(addressesToMatch('sent', mail, PLAIN)).toEqual(['t@b.example']);
  });
  it('holds domains for the same when a group says so, from either side, and tells the form the record knows', () => {
    const options = { ...PLAIN, equivalentDomains: [['gmail.com', 'googlemail.com']] };
    const [found] = match('inbox', headers({ from: ['Anna@GoogleMail.com'] }), [hit('anna@gmail.com', 'anna')], options);
    expect(found?.reasons[0]).toMatchObject({ address: 'anna@googlemail.com', as: 'equivalent-domain', knownAs: 'anna@gmail.com' });
    expect(records('inbox', headers({ from: ['anna@gmail.com'] }), [hit('anna@googlemail.com', 'anna')], options)).toEqual(['anna']);
    expect(records('inbox', headers({ from: ['anna@gmail.de'] }), [hit('anna@gmail.com', 'anna')], options)).toEqual([]);
  });
  it('says nothing of another form when the record knows the address as written', () => {
    const options = { ...PLAIN, equivalentDomains: [['gmail.com', 'googlemail.com']], plusAddressing: true };
    const [found] = match('inbox', headers({ from: ['anna@gmail.com'] }), [hit('anna@gmail.com', 'anna')], options);
    expect(found?.reasons[0]).not.toHaveProperty('as');
  });
  it('joins two groups of domains that share one', () => {
    const options = { ...PLAIN, equivalentDomains: [['a.example', 'b.example'], ['b.example', 'c.example']] };
    expect(records('inbox', headers({ from: ['x@c.example'] }), [hit('x@a.example', 'x')], options)).toEqual(['x']);
    expect(addressesToMatch('inbox', headers({ from: ['x@a.example'] }), options).sort()).toEqual(['x@a.example', 'x@b.example', 'x@c.example']);
  });
  it('finds the record of anna@ for mail from anna+jobs@ when plus-addressing is on, and only then', () => {
    const mail = headers({ from: ['anna+jobs@x.example'] });
    expect(records('inbox', mail, [hit('anna@x.example', 'anna')])).toEqual([]);
    const [found] = match('inbox', mail, [hit('anna@x.example', 'anna')], { ...PLAIN, plusAddressing: true });
    expect(found?.reasons[0]).toMatchObject({ address: 'anna+jobs@x.example', as: 'plus', knownAs: 'anna@x.example' });
  });
  it('does not find the record of anna+jobs@ for mail from anna@: plus-addressing works from the message to the record alone', () => {
    const options = { ...PLAIN, plusAddressing: true };
    expect(records('inbox', headers({ from: ['anna@x.example'] }), [hit('anna+jobs@x.example', 'anna')], options)).toEqual([]);
    expect(records('inbox', headers({ from: ['anna+news@x.example'] }), [hit('anna+jobs@x.example', 'anna')], options)).toEqual([]);
    expect(records('inbox', headers({ from: ['anna+jobs@x.example'] }), [hit('anna+jobs@x.example', 'anna')], options)).toEqual(['anna']);
  });
  it('takes a plus at the beginning, or within quotes, as part of the name', () => {
    const options = { ...PLAIN, plusAddressing: true };
    expect(addressesToMatch('inbox', headers({ from: ['+49123@x.example', '"a+b"@x.example'] }), options)).toEqual(['+49123@x.example', '"a+b"@x.example']);
  });
  it('combines plus-addressing with equivalent domains', () => {
    const options = { ...PLAIN, plusAddressing: true, equivalentDomains: [['gmail.com', 'googlemail.com']] };
    const [found] = match('inbox', headers({ from: ['anna+jobs@googlemail.com'] }), [hit('anna@gmail.com', 'anna')], options);
    expect(found?.reasons).toEqual([expect.objectContaining({ as: 'plus-and-equivalent-domain', knownAs: 'anna@gmail.com' })]);
  });
  it('ignores addresses of internal domains when told to, but not those of their subdomains', () => {
    const mail = headers({ from: ['me@firm.example'], to: ['boss@firm.example', 'anna@x.example', 'eva@lab.firm.example'] });
    const hits = [hit('boss@firm.example', 'boss'), hit('anna@x.example', 'anna'), hit('eva@lab.firm.example', 'eva')];
    expect(records('sent', mail, hits)).toEqual(['boss', 'anna', 'eva']);
    const options = { ...PLAIN, internalDomains: ['firm.example'] };
    expect(records('sent', mail, hits, options)).toEqual(['anna', 'eva']);
    expect(addressesToMatch('sent', mail, options)).toEqual(['anna@x.example', 'eva@lab.firm.example']);
  });
  it('knows the other side of a message by the role of its mailbox', () => {
    const mail = headers({ from: ['Anna@Example.org'], to: ['hr@firm.example'] });
    expect(counterpartOf('inbox', mail)).toBe('anna@example.org');
    expect(counterpartOf('sent', mail)).toBe('hr@firm.example');
    expect(counterpartOf('sent', headers({}))).toBeNull();
  });
});
