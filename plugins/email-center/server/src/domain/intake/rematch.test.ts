import { describe, expect, it } from 'vitest';
import { groupHits } from './match';
import { DEFAULT_POLICY, type IntakePolicy } from './policy';
import { planRematch } from './rematch';
import type { KnownLink } from './decide-link';
import type { StoredCopy, StoredMail } from './stored-mail';
import type { AddressHit } from './types';

const at = (address: string) => ({ name: '', address });
const copy = (change: Partial<StoredCopy> = {}): StoredCopy => ({ accountKind: 'personal', roles: ['inbox'], direction: 'incoming', counterpart: 'anna@example.org', reading: null, look: false, mentioned: null, ...change });
const mail = (id: number, change: Partial<StoredMail> = {}, headers: Partial<StoredMail['headers']> = {}): StoredMail => ({
  id, identity: `identity-${id}`, copies: [copy()], direction: 'incoming', counterpart: 'anna@example.org', preview: 'Guten Tag', receivedAt: '2026-11-01T08:00:00.000Z', size: 100,
  attachments: [], automatic: { kind: 'none', why: '' }, links: [], ...change,
  headers: {
    messageId: `m${id}@example.org`, subject: `Subject ${id}`, from: [at('anna@example.org')], sender: [], replyTo: [], to: [at('hr@firm.example')], cc: [], bcc: [],
    date: null, inReplyTo: [], references: [], forwarded: null, ...headers,
  },
});
const hit = (address = 'anna@example.org', recordId = 'anna'): AddressHit => ({ address, recordType: 'api::candidate.candidate', recordId, field: 'email2', enteredAt: '2026-11-20T08:00:00.000Z' });
const link = (state: KnownLink['state'], manual = false, recordId = 'anna'): KnownLink => ({
  recordType: 'api::candidate.candidate', recordId, state, manual, reasons: [], removedAt: null, removedBy: null,
});
const plan = (mails: StoredMail[], policy: Pick<IntakePolicy, 'matching' | 'automatic'> = DEFAULT_POLICY, hits = [hit()]) => planRematch(mails, { policy, hits: groupHits(hits), employees: [] });

describe('late matching', () => {
  it('links a past message of the address, with the reason and an activity at the time it was received', () => {
    const [change] = plan([mail(1)]);
    expect(change).toMatchObject({
      messageId: 1, recordId: 'anna', was: 'none', state: 'active', manual: false, reasons: [{ rule: 'inbox-from', address: 'anna@example.org', field: 'email2' }],
      activity: { kind: 'email', subject: 'Subject 1', occurredAt: '2026-11-01T08:00:00.000Z', folder: { documents: [{ kind: 'original' }] } },
    });
  });
  it('never brings back a link that a person removed', () => {
    expect(plan([mail(1, { links: [link('removed')] })])).toEqual([]);
    expect(plan([mail(1, { links: [link('removed', true)] })])).toEqual([]);
  });
  it('leaves manual links and links that exist as they are', () => {
    expect(plan([mail(1, { links: [link('active', true)] }), mail(2, { links: [link('active')] })])).toEqual([]);
  });
  it('adds nothing when it runs over its own result', () => {
    const changes = plan([mail(1), mail(2)]);
    expect(changes).toHaveLength(2);
    expect(plan([mail(1, { links: [link('active')] }), mail(2, { links: [link('active')] })])).toEqual([]);
  });
  it('loses nothing of what is filed when an address is gone or belongs to another record', () => {
    expect(plan([mail(1, { links: [link('active')] })], DEFAULT_POLICY, [])).toEqual([]);
    const moved = plan([mail(1, { links: [link('active')] })], DEFAULT_POLICY, [hit('anna@example.org', 'other')]);
    expect(moved.map(({ recordId, state }) => [recordId, state])).toEqual([['other', 'active']]);
  });
  it('judges a message by each mailbox it is in', () => {
    const between = mail(1, { copies: [copy({ roles: ['sent', 'inbox'], direction: 'outgoing' })] }, { from: [at('me@firm.example')], to: [at('anna@example.org')] });
    expect(plan([between])).toMatchObject([{ reasons: [{ rule: 'sent-to' }] }]);
    expect(plan([{ ...between, copies: [copy()] }])).toEqual([]);
    expect(plan([{ ...between, copies: [] }])).toEqual([]);
  });
  it('keeps to the options that hold today', () => {
    const googlemail = mail(1, {}, { from: [at('anna@googlemail.com')] });
    const hits = [hit('anna@gmail.com')];
    expect(plan([googlemail], DEFAULT_POLICY, hits)).toEqual([]);
    const options = { ...DEFAULT_POLICY, matching: { ...DEFAULT_POLICY.matching, equivalentDomains: [['gmail.com', 'googlemail.com']] } };
    expect(plan([googlemail], options, hits)).toMatchObject([{ reasons: [{ as: 'equivalent-domain' }] }]);
  });
  it('makes no activity of automatic mail that a setting keeps out of histories', () => {
    const policy = { ...DEFAULT_POLICY, automatic: { ...DEFAULT_POLICY.automatic, list: 'no-activity' as const } };
    expect(plan([mail(1, { automatic: { kind: 'list', why: '' } })], policy)).toMatchObject([{ state: 'active', activity: null }]);
  });
});
