import { describe, expect, it } from 'vitest';
import { NAMINGS_KEPT, namingsOf, type NamingCopy } from './namings';

const people = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));
const named = (change: Partial<NamingCopy> = {}) => namingsOf({ role: 'inbox', headers: { sender: [], replyTo: [] }, counterpart: null, automatic: { kind: 'none', why: '' }, mentioned: null, ...change });

describe('the addresses that only matching finds a message by', () => {
  it('are Sender and Reply-To of received mail, whatever the options say now', () => {
    expect(named({ headers: { sender: people('List@Example.org'), replyTo: people('reply@example.org', 'nobody') } })).toEqual(['list@example.org', 'reply@example.org']);
  });
  it('are none of sent mail and of mail that has nothing but From and To', () => {
    expect(named({ role: 'sent', headers: { sender: people('a@example.org'), replyTo: people('b@example.org') } })).toEqual([]);
    expect(named()).toEqual([]);
  });
  it('are whom a bounce did not reach', () => {
    expect(named({ automatic: { kind: 'bounce', why: '', bounced: { messageId: null, failed: [{ address: 'gone@example.org', status: '', permanent: true, why: '' }] } } })).toEqual(['gone@example.org']);
  });
  it('are what received mail of an intake account names, and not its sender\'s', () => {
    expect(named({ mentioned: ['anna@example.org'], headers: { sender: people('karin@firm.example'), replyTo: [] } })).toEqual(['anna@example.org']);
  });
  it('are the counterpart of a copy that another account stored differently', () => {
    expect(named({ counterpart: 'anna@example.org', headers: { sender: [], replyTo: people('anna@example.org') } })).toEqual(['anna@example.org']);
  });
  it('are a hundred at most', () => {
    expect(named({ headers: { sender: [], replyTo: people(...Array.from({ length: 500 }, (_, n) => `r${n}@example.org`)) } })).toHaveLength(NAMINGS_KEPT);
  });
});
