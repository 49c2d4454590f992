import { describe, expect, it } from 'vitest';
import { makeAccount } from '../../../../test/fakes/account';
import { makeMessage } from '../../../../test/fakes/mail';
import { NOBODYS_WORK } from './assign';
import type { ListEntry } from './lists';
import { planFiling, type FilingPlan, type KnownMessage, type PlanFilingInput } from './plan-filing';
import { DEFAULT_POLICY } from './policy';
import type { SightedMail } from './types';

const RECEIVED = '2026-11-12T09:41:07.000Z';
const ME = 'account-1';
const mail = (uid: number, change: Partial<ReturnType<typeof makeMessage>> = {}, rawKey = `raw ${uid}`): SightedMail => ({
  ok: true, uid, internalDate: RECEIVED, size: 1_000, seen: false, rawKey, message: { ...makeMessage({ identity: `identity ${uid}`, from: 'anna@example.org' }), ...change },
});
const plan = (sighted: SightedMail[], change: Partial<PlanFilingInput> = {}): FilingPlan =>
  planFiling({ account: makeAccount({ id: ME }), mailboxId: 1, role: 'inbox', uidValidity: 1, policy: DEFAULT_POLICY, context: NOBODYS_WORK, sighted, skipped: [], vanished: [], known: [], hits: [], cursor: null, serverCount: null, ...change });
const left = (...asked: Parameters<typeof plan>): string[] => plan(...asked).left.map(({ rawKey }) => rawKey);
const known = (uid: number, accountId: string, ...rawKeys: string[]): KnownMessage => ({ id: uid, identity: `identity ${uid}`, receivedAt: RECEIVED, links: [], deliveries: [{ accountId, role: 'inbox' }], rawKeys });
const block: ListEntry = { id: 'e1', kind: 'block', form: 'address', value: 'anna@example.org', scope: 'everybody', accountId: null, userId: null, note: '', createdBy: 1, createdAt: '' };

describe('the octets a plan leaves over', () => {
  it('are none of a message that is imported, nor of one that cannot be read', () => {
    const unreadable: SightedMail = { ok: false, uid: 2, internalDate: RECEIVED, size: 1, rawKey: 'raw 2', envelope: null, error: { kind: 'malformed', code: 'message-unreadable', message: 'No.', remedier: 'developer' } };
    expect(left([mail(1), unreadable])).toEqual([]);
  });

  it('are those of a blocked message, with what it is found by', () => {
    expect(plan([mail(1)], { policy: { ...DEFAULT_POLICY, lists: [block] } }).left).toEqual([{ rawKey: 'raw 1', identity: 'identity 1', messageId: 'identity 1@example.org' }]);
  });

  it('are those of automatic mail that a setting keeps out, of an unmatched message that was read, and of an erased one', () => {
    const bulk = { automatic: { kind: 'bulk' as const, why: '' } };
    expect(left([mail(1, bulk), mail(2)], { policy: { ...DEFAULT_POLICY, automatic: { ...DEFAULT_POLICY.automatic, bulk: 'ledger-only' } } })).toEqual(['raw 1']);
    expect(left([mail(1)], { account: makeAccount({ id: ME, importPolicy: 'matches-only' }) })).toEqual(['raw 1']);
    expect(left([mail(1), mail(2)], { erased: new Set(['identity 2']) })).toEqual(['raw 2']);
  });

  it('are not those of a copy that becomes the account\'s own', () => {
    expect(left([mail(1)], { known: [known(1, 'other', 'raw of the other')] })).toEqual([]);
  });

  it('are those of a second copy of what the account has, unless they are the same octets', () => {
    expect(left([mail(1)], { known: [known(1, ME, 'raw before')] })).toEqual(['raw 1']);
    expect(left([mail(1)], { known: [known(1, ME, 'raw 1')] })).toEqual([]);
  });

  it('are not those that another account stored, though this one does not take the message', () => {
    expect(left([mail(1)], { policy: { ...DEFAULT_POLICY, lists: [block] }, known: [known(1, 'other', 'raw 1')] })).toEqual([]);
  });

  it('are named once, however often they were seen', () => {
    expect(left([mail(1), mail(2, { identity: 'identity 1' }, 'raw 1')], { policy: { ...DEFAULT_POLICY, lists: [block] } })).toEqual(['raw 1']);
  });
});
