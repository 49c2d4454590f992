import { describe, expect, it } from 'vitest';
import { makeAccount } from '../../../../test/fakes/account';
import type { Message } from '../mail/message';
import type { IntakeContext } from './intake';
import { planFiling, type FilingPlan, type PlanFilingInput } from './plan-filing';
import { DEFAULT_POLICY } from './policy';
import type { Employee } from './route';
import type { AddressHit, SightedMail } from './types';

const karin: Employee = { recordType: 'api::employee.employee', recordId: 'karin', name: 'Karin Blum', addresses: ['karin@firm.example', 'karin@home.example'], isCurrent: true };
const hit = (address: string, recordId: string, recordType = 'api::candidate.candidate'): AddressHit => ({ address, recordType, recordId, field: 'email', enteredAt: '2026-09-03T00:00:00.000Z' });
const HITS = [hit('anna@people.example', 'anna'), hit('karin@home.example', 'karin', 'api::employee.employee')];
const address = (one: string) => ({ name: '', address: one });

/** Rules from Karin to these users. */
const context = (userIds: number[]): IntakeContext => ({
  kind: 'intake', address: 'vorgang@firm.example',
  senders: new Map([['karin@firm.example', {
    employees: [karin],
    routes: userIds.length === 0 ? [] : [{ route: { id: 'r1', from: karin, userIds }, employee: karin, state: { isActive: true, userIds, refusals: [] } }],
  }]]),
});

function mail(change: Partial<Message> = {}): SightedMail {
  const message: Message = {
    messageId: 'm@x', subject: 'Bitte klären', from: [address('Karin@firm.example')], sender: [], replyTo: [], to: [address('vorgang@firm.example')], cc: [], bcc: [], date: null,
    inReplyTo: [], references: [], text: 'Anna (anna@people.example) fragt nach.\n-- \nKarin, karin@home.example', hasHtml: false, attachments: [], automatic: { kind: 'none', why: '' }, identity: 'identity', ...change,
  };
  return { ok: true, uid: 1, internalDate: '2026-11-12T09:41:07.000Z', size: 1_000, seen: false, message, rawKey: 'raw' };
}

function plan(userIds: number[], sighted: SightedMail = mail(), change: Partial<PlanFilingInput> = {}): FilingPlan {
  return planFiling({
    account: makeAccount({ id: 'vorgang', kind: 'intake', address: 'vorgang@firm.example' }), mailboxId: 7, role: 'inbox', uidValidity: 3, policy: DEFAULT_POLICY, context: context(userIds),
    sighted: [sighted], skipped: [], vanished: [], known: [], hits: HITS, cursor: null, serverCount: null, ...change,
  });
}

const history = ({ activities }: FilingPlan): string[] => activities.map(({ kind, recordId }) => `${kind} ${recordId ?? 'nowhere'}`);

describe('mail of an intake account', () => {
  it('of a routed sender is work for the user, and a case in the history of each record it names', () => {
    const made = plan([5]);
    expect(made.work).toMatchObject([{ kind: 'case', handlerId: 5, offeredTo: [], reason: { code: 'routed', routeId: 'r1' } }]);
    expect(history(made)).toEqual(['case anna']);
    expect(made.links).toMatchObject([{ recordId: 'anna', reasons: [{ rule: 'case-mention', address: 'anna@people.example', field: 'email' }] }]);
    expect(made.sightings).toMatchObject([{ outcome: 'imported', reason: 'Imported. Routed by the rule from Karin Blum.' }]);
  });
  it('open to several is an offer, and a case in the history already', () => {
    const made = plan([5, 6]);
    expect(made.work).toMatchObject([{ handlerId: null, offeredTo: [5, 6] }]);
    expect(history(made)).toEqual(['case anna']);
  });
  it('that names no record waits for one', () => {
    expect(history(plan([5], mail({ text: 'Bitte zurückrufen.' })))).toEqual(['case nowhere']);
  });
  it('of an unrouted sender makes no case: it is nobody\'s, with the reason, and in no history', () => {
    const made = plan([]);
    expect(made.work).toMatchObject([{ kind: 'case', handlerId: null, offeredTo: [], reason: { code: 'no-route' } }]);
    expect([made.links, made.activities]).toEqual([[], []]);
    expect(made.sightings).toMatchObject([{ outcome: 'imported', reason: 'Imported. There is no rule for mail from Karin Blum.' }]);
    expect(made.messages).toHaveLength(1);
  });
  it('that was stored already from the sender\'s own mailbox is a case all the same, and keeps its links', () => {
    const known = [{ id: 1, identity: 'identity', receivedAt: '2026-11-12T09:41:00.000Z', links: [{ recordType: 'api::candidate.candidate', recordId: 'anna', state: 'active' as const, manual: false }], deliveries: [{ accountId: 'karins', role: 'sent' as const }], rawKeys: [] }];
    const made = plan([5], mail(), { known });
    expect([made.work.length, history(made), made.links]).toEqual([1, ['case anna'], []]);
  });
  it('seen once more is no second case', () => {
    const known = [{ id: 1, identity: 'identity', receivedAt: '2026-11-12T09:41:00.000Z', links: [], deliveries: [{ accountId: 'vorgang', role: 'inbox' as const }], rawKeys: [] }];
    const made = plan([5], mail(), { known });
    expect([made.work, made.activities, made.links]).toEqual([[], [], []]);
  });
  it('that the account wrote itself, as its test does, and what it sent, is nobody\'s work', () => {
    expect(plan([5], mail({ from: [address('vorgang@firm.example')] })).work).toEqual([]);
    expect(plan([5], mail({ from: [address('vorgang@firm.example')], to: [address('anna@people.example')] }), { role: 'sent' }).work).toEqual([]);
  });
});
