import { describe, expect, it } from 'vitest';
import { explainLookup } from './explain';
import { MATCHING_AS_WRITTEN } from './policy';
import type { StoredMail } from './stored-mail';

const at = (address: string) => ({ name: '', address });
const mail = (roles: StoredMail['roles'], headers: Partial<StoredMail['headers']>): Pick<StoredMail, 'roles' | 'headers'> => ({
  roles, headers: { messageId: null, subject: '', from: [], sender: [], replyTo: [], to: [], cc: [], bcc: [], date: null, inReplyTo: [], references: [], forwarded: null, ...headers },
});

describe('why a message is not linked', () => {
  it('names the addresses that were looked up', () => {
    expect(explainLookup(mail(['inbox'], { from: [at('Anna@Example.org')], to: [at('hr@firm.example')] }), MATCHING_AS_WRITTEN)).toEqual({
      lookedUp: [{ address: 'anna@example.org', rule: 'inbox-from', forms: [] }], leftOut: [],
    });
  });
  it('names those that were left out because their header field does not count', () => {
    const sent = mail(['sent'], { to: [at('anna@example.org')], cc: [at('ben@example.org'), at('anna@example.org')] });
    expect(explainLookup(sent, MATCHING_AS_WRITTEN).leftOut).toEqual([{ address: 'ben@example.org', rule: 'sent-cc', why: 'option-off' }]);
    expect(explainLookup(sent, { ...MATCHING_AS_WRITTEN, cc: true }).leftOut).toEqual([]);
    const received = mail(['inbox'], { from: [at('a@x.example')], replyTo: [at('b@x.example')], sender: [at('c@x.example')] });
    expect(explainLookup(received, MATCHING_AS_WRITTEN).leftOut.map(({ address, rule }) => `${rule} ${address}`)).toEqual(['inbox-sender c@x.example', 'inbox-reply-to b@x.example']);
  });
  it('names those that are of the own firm', () => {
    const lookup = explainLookup(mail(['sent'], { to: [at('boss@firm.example'), at('anna@example.org')] }), { ...MATCHING_AS_WRITTEN, internalDomains: ['firm.example'] });
    expect(lookup).toEqual({ lookedUp: [{ address: 'anna@example.org', rule: 'sent-to', forms: [] }], leftOut: [{ address: 'boss@firm.example', rule: 'sent-to', why: 'internal' }] });
  });
  it('names the further forms that were looked up', () => {
    const options = { ...MATCHING_AS_WRITTEN, plusAddressing: true, equivalentDomains: [['gmail.com', 'googlemail.com']] };
    expect(explainLookup(mail(['inbox'], { from: [at('anna+jobs@gmail.com')] }), options).lookedUp[0]?.forms).toEqual(['anna+jobs@googlemail.com', 'anna@gmail.com', 'anna@googlemail.com']);
  });
});
