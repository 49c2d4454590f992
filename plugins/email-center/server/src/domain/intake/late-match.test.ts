import { describe, expect, it } from 'vitest';
import type { FiledForward } from '../mail/forwarded';
import type { Envelope } from '../mail/message';
import { NO_AUTHENTICATION } from './authentication';
import { caseSenders, lateMatchesOf, type KnownEmployee } from './late-match';
import { groupHits } from './match';
import { DEFAULT_POLICY } from './policy';
import type { StoredCopy, StoredMail } from './stored-mail';

const [ANNA, PETRA, CUSTOMER, HERE] = ['anna@people.example', 'petra@firm.example', 'customer@else.example', 'forward@firm.example'];
const list = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));
const envelope = (change: Partial<Envelope> = {}): Envelope => ({
  messageId: 'm@x', subject: 'Hello', from: list(ANNA), sender: [], replyTo: [], to: list(PETRA), cc: [], bcc: [], date: null, inReplyTo: [], references: [], ...change,
});
const copy = (accountKind: StoredCopy['accountKind'], change: Partial<StoredCopy> = {}): StoredCopy => ({
  accountKind, roles: ['inbox'], direction: 'incoming', counterpart: ANNA, reading: null, look: false, mentioned: null, ...change,
});
const filed = (change: Partial<FiledForward> = {}): FiledForward => ({
  style: 'inline', direction: 'incoming', from: list(CUSTOMER), to: list(PETRA), cc: [], subject: 'Inner', date: null, why: '', by: null, authentication: NO_AUTHENTICATION, ...change,
});
const petra: KnownEmployee = { recordType: 'api::employee.employee', recordId: 'petra', addresses: [PETRA, 'petra@home.example'] };

/** A record for each address of the test, named like it. */
const EVERYBODY = [ANNA, PETRA, CUSTOMER, HERE, 'reply@people.example', 'copied@people.example', 'gone@people.example', 'petra@home.example'];
const hits = groupHits([
  ...EVERYBODY.map((address) => ({ address, recordType: 'api::candidate.candidate', recordId: address.split('@')[0]!, field: 'email', enteredAt: '' })),
  { address: ANNA, recordType: petra.recordType, recordId: petra.recordId, field: 'email', enteredAt: '' },
]);
interface Given {
  headers?: Partial<Envelope>;
  forwarded?: FiledForward;
  failed?: string;
  employees?: KnownEmployee[];
  replyTo?: boolean;
}
const match = (copies: StoredCopy[], { headers, forwarded, failed, employees = [], replyTo = false }: Given = {}) => {
  const automatic = failed === undefined ? { kind: 'none' as const, why: '' } : { kind: 'bounce' as const, why: '', bounced: { messageId: null, failed: [{ address: failed, status: '', permanent: true, why: '' }] } };
  const mail: Pick<StoredMail, 'headers' | 'copies' | 'automatic'> = { headers: { ...envelope(headers), forwarded: forwarded ?? null }, copies, automatic };
  const policy = { ...DEFAULT_POLICY, matching: { ...DEFAULT_POLICY.matching, replyTo } };
  return lateMatchesOf(mail, { policy, hits, employees }).filter(({ recordType }) => recordType === 'api::candidate.candidate').map(({ recordId, reasons, by }) => `${recordId}: ${reasons.map(({ rule }) => rule).join(', ')}${by === 'case' ? ', a case' : ''}`);
};

describe('late matching decides by what an account is for', () => {
  it.each(['personal', 'group'] as const)('%s: received mail belongs to its sender', (kind) => {
    expect(match([copy(kind)])).toEqual(['anna: inbox-from']);
  });
  it('an option that counts now counts for mail of before', () => {
    expect(match([copy('personal')], { headers: { replyTo: list('reply@people.example') } })).toEqual(['anna: inbox-from']);
    expect(match([copy('personal')], { headers: { replyTo: list('reply@people.example') }, replyTo: true })).toEqual(['anna: inbox-from', 'reply: inbox-reply-to']);
  });
  it('each mailbox an account saw it in has its say', () => {
    expect(match([copy('personal', { roles: ['inbox', 'sent'] })], { headers: { to: list(CUSTOMER) } })).toEqual(['anna: inbox-from', 'customer: sent-to']);
  });
  it('a bounce belongs to whom it did not reach, too', () => {
    expect(match([copy('personal')], { failed: 'gone@people.example' })).toEqual(['anna: inbox-from', 'gone: bounced']);
  });
  it('what nobody has any more belongs to nobody', () => {
    expect(match([])).toEqual([]);
  });
});

describe('mail of an intake account', () => {
  it('is in no history while it is unassigned', () => {
    expect(match([copy('intake')], { headers: { to: list(CUSTOMER) } })).toEqual([]);
  });
  it('belongs, once it is a case, to whom it names and not to its sender', () => {
    expect(match([copy('intake', { mentioned: [CUSTOMER, 'copied@people.example'] })])).toEqual(['customer: case-mention, a case', 'copied: case-mention, a case']);
  });
  it('does not name the employee who sent it, by any address on file', () => {
    const sent = copy('intake', { counterpart: PETRA, mentioned: [CUSTOMER, 'petra@home.example', ANNA] });
    expect(match([sent], { employees: [petra] })).toEqual(['customer: case-mention, a case', 'anna: case-mention, a case']);
    expect(caseSenders([{ headers: { ...envelope(), forwarded: null }, copies: [sent, copy('intake'), copy('personal')] }])).toEqual([PETRA]);
  });
  it('names fifty at most, after the employee\'s own are left out', () => {
    const mentioned = ['petra@home.example', ...Array.from({ length: 49 }, (_, n) => `nobody${n}@x.example`), CUSTOMER, ANNA];
    expect(match([copy('intake', { counterpart: PETRA, mentioned })], { employees: [petra] })).toEqual(['customer: case-mention, a case']);
  });
  it('that it sent itself belongs to its recipients', () => {
    expect(match([copy('intake', { roles: ['sent'], direction: 'outgoing' })], { headers: { to: list(CUSTOMER) } })).toEqual(['customer: sent-to']);
  });
  it('that a personal account has, too, belongs to its sender by that', () => {
    expect(match([copy('intake'), copy('personal')])).toEqual(['anna: inbox-from']);
    expect(match([copy('personal'), copy('intake', { mentioned: [ANNA] })])).toEqual(['anna: inbox-from, case-mention, a case']);
  });
});

describe('mail of a forward address', () => {
  const outer = { from: list(PETRA), to: list(HERE) };
  it('belongs to the one who wrote the message within', () => {
    expect(match([copy('forward', { counterpart: CUSTOMER })], { headers: { from: list(CUSTOMER), to: list(PETRA) }, forwarded: filed() })).toEqual(['customer: forwarded-from']);
  });
  it('belongs to nobody while somebody has to look at it: its sender may be forged', () => {
    expect(match([copy('forward', { look: true })])).toEqual([]);
  });
  it('belongs to whom a person named', () => {
    expect(match([copy('forward', { look: true, counterpart: CUSTOMER })], { headers: { from: list(CUSTOMER) }, forwarded: filed({ style: 'by-hand' }) })).toEqual(['customer: forwarded-from']);
  });
  it('is read as it was there, when another account had stored it before', () => {
    const reading = { headers: { from: list(PETRA), sender: [], replyTo: [], to: list(CUSTOMER, ANNA), cc: [], subject: 'Inner', date: null }, forwarded: filed({ direction: 'outgoing', from: list(PETRA), to: list(CUSTOMER, ANNA) }) };
    expect(match([copy('personal', { roles: ['sent'], direction: 'outgoing', counterpart: HERE }), copy('forward', { direction: 'outgoing', counterpart: CUSTOMER, reading })], { headers: outer })).toEqual(['forward: sent-to', 'customer: forwarded-to', 'anna: forwarded-to']);
  });
  it('of which the reading was not kept belongs to its counterpart, and not to the colleague who forwarded it', () => {
    expect(match([copy('forward', { counterpart: CUSTOMER })], { headers: outer })).toEqual(['customer: inbox-from']);
    expect(match([copy('forward', { direction: 'outgoing', counterpart: CUSTOMER })], { headers: { from: list(PETRA), to: list(CUSTOMER, ANNA) } })).toEqual(['customer: sent-to', 'anna: sent-to']);
  });
  it('is for a personal account what that account read, not the message within', () => {
    const own = copy('personal', { roles: ['sent'], direction: 'outgoing', counterpart: ANNA, reading: { headers: { from: list(PETRA), sender: [], replyTo: [], to: list(ANNA, 'copied@people.example'), cc: [], subject: 'Fwd', date: null }, forwarded: null } });
    const given = { headers: { from: list(CUSTOMER), to: list(PETRA) }, forwarded: filed() };
    expect(match([own], given)).toEqual(['anna: sent-to', 'copied: sent-to']);
    expect(match([{ ...own, reading: null }], given)).toEqual(['anna: sent-to']);
    expect(match([{ ...own, reading: null, roles: ['inbox'] }], given)).toEqual([]);
  });
  it('that was redirected keeps its header for everybody', () => {
    expect(match([copy('personal', { counterpart: CUSTOMER })], { headers: { from: list(CUSTOMER), replyTo: list('reply@people.example') }, forwarded: filed({ style: 'redirect' }), replyTo: true })).toEqual(['customer: inbox-from', 'reply: inbox-reply-to']);
  });
});
