import { describe, expect, it } from 'vitest';
import { explainLookup as explain } from './explain';
import { MATCHING_AS_WRITTEN } from './policy';
import type { StoredCopy, StoredMail } from './stored-mail';
import type { MailboxRole, MatchingOptions } from './types';

const at = (address: string) => ({ name: '', address });
const mail = (roles: MailboxRole[], headers: Partial<StoredMail['headers']>, copy: Partial<StoredCopy> = {}): Pick<StoredMail, 'copies' | 'headers' | 'automatic'> => ({
  copies: [{ accountKind: 'personal', roles, direction: roles[0] === 'sent' ? 'outgoing' : 'incoming', counterpart: null, reading: null, look: false, mentioned: null, ...copy }], automatic: { kind: 'none', why: '' },
  headers: { messageId: null, subject: '', from: [], sender: [], replyTo: [], to: [], cc: [], bcc: [], date: null, inReplyTo: [], references: [], forwarded: null, ...headers },
});

const explainLookup = (mail: Parameters<typeof explain>[0], options: MatchingOptions) => explain(mail, options, []);

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
  it('names the addresses a case mentions, and not those of the employee who sent it', () => {
    const sent = mail(['inbox'], { from: [at('karin@firm.example')] }, { accountKind: 'intake', counterpart: 'karin@firm.example', mentioned: ['anna@example.org', 'karin@home.example'] });
    const karin = { recordType: 'api::employee.employee', recordId: 'karin', addresses: ['karin@firm.example', 'karin@home.example'] };
    expect(explain(sent, MATCHING_AS_WRITTEN, [karin])).toEqual({ lookedUp: [{ address: 'anna@example.org', rule: 'case-mention', forms: [] }], leftOut: [] });
  });
  it('says that unassigned mail of an intake account, and what somebody has to look at, is not looked up yet', () => {
    const headers = { from: [at('anna@example.org')] };
    expect(explainLookup(mail(['inbox'], headers, { accountKind: 'intake' }), MATCHING_AS_WRITTEN)).toEqual({ lookedUp: [], leftOut: [{ address: 'anna@example.org', rule: 'inbox-from', why: 'unassigned' }] });
    expect(explainLookup(mail(['inbox'], headers, { accountKind: 'forward', look: true }), MATCHING_AS_WRITTEN)).toEqual({ lookedUp: [], leftOut: [{ address: 'anna@example.org', rule: 'inbox-from', why: 'needs-look' }] });
  });
  it('names whom a bounce did not reach', () => {
    const report = { ...mail(['inbox'], { from: [at('mailer-daemon@mx.example')] }), automatic: { kind: 'bounce' as const, why: '', bounced: { messageId: null, failed: [{ address: 'gone@example.org', status: '', permanent: true, why: '' }] } } };
    expect(explainLookup(report, MATCHING_AS_WRITTEN).lookedUp.map(({ address, rule }) => `${rule} ${address}`)).toEqual(['inbox-from mailer-daemon@mx.example', 'bounced gone@example.org']);
  });
});
