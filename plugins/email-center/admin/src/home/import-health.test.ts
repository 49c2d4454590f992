import { describe, expect, it } from 'vitest';
import type { AccountDto, AccountStatusDto, SightingDto } from '../../../shared/contracts';
import { healthOf, inTrouble } from './import-health';

const error = { kind: 'auth' as const, code: 'wrong-password', message: 'no', remedier: 'owner' as const };
const account = (id: string, values: Partial<AccountDto> = {}) => ({ id, name: id, state: 'active', error: null, errorSince: null, lastSyncAt: null, ...values }) as AccountDto;
const decided = (decidedAt: string) => ({ decidedAt }) as SightingDto;
const NOW = new Date(2026, 10, 22, 15, 0);
const status = (values: Partial<AccountStatusDto>) => ({ progress: null, mailboxes: [], ...values }) as AccountStatusDto;

describe('accounts in trouble', () => {
  it('are those with a reason, the longest first; a draft that was never connected is none', () => {
    const accounts = [account('well'), account('draft', { state: 'draft', error }), account('later', { error, errorSince: '2026-11-22T10:00:00.000Z' }), account('first', { state: 'stopped', error, errorSince: '2026-11-20T10:00:00.000Z' })];
    expect(inTrouble(accounts).map((one) => one.account.id)).toEqual(['first', 'later']);
  });
});

describe('the health of the import', () => {
  it('counts what was quarantined since midnight, and says when there is more than a page', () => {
    const today = decided(new Date(2026, 10, 22, 0, 30).toISOString());
    const yesterday = decided(new Date(2026, 10, 21, 23, 30).toISOString());
    expect(healthOf([], [], { items: [today, yesterday], next: 'more' }, NOW)).toMatchObject({ quarantined: 1, quarantinedMore: false });
    expect(healthOf([], [], { items: [today, today], next: 'more' }, NOW)).toMatchObject({ quarantined: 2, quarantinedMore: true });
  });

  it('adds up what waits: of a run that goes on what is left of it, else what is left of the backfill', () => {
    const mailboxes = [{ backfill: { remaining: 70 } }, { backfill: null }] as AccountStatusDto['mailboxes'];
    expect(healthOf([], [status({ progress: { done: 40, total: 100, perSecond: 1, secondsLeft: 60 }, mailboxes }), status({ mailboxes })], { items: [], next: null }, NOW).waiting).toBe(130);
  });

  it('tells the last run of any account', () => {
    const accounts = [account('a', { lastSyncAt: '2026-11-22T10:00:00.000Z' }), account('b', { lastSyncAt: '2026-11-22T12:00:00.000Z' }), account('c', { state: 'paused' })];
    expect(healthOf(accounts, [], { items: [], next: null }, NOW)).toMatchObject({ lastSyncAt: '2026-11-22T12:00:00.000Z', active: 2, failing: 0 });
  });
});
