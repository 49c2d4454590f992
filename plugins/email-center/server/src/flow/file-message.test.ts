import { makeAccount } from '../../../test/fakes/account';
import { DEFAULT_POLICY } from '../domain/intake/policy';
import { describe, expect, it } from 'vitest';
import { MailError } from '../domain/mail/mail-error';
import type { ListEntry } from '../domain/intake/lists';
import type { Envelope } from '../domain/mail/message';
import type { FilingPlan } from '../domain/intake/plan-filing';
import type { AddressHit, SightedMail } from '../domain/intake/types';
import { decideHeaders, decidesByHeaders, fileBatch } from './file-message';
import type { FilingPorts } from './file-message';
import type { FiledBatch, HeaderSummary } from './ports';

const LEASE = { accountId: 'account', token: 'token' };
const envelope = (from: string): Envelope => ({
  messageId: null, subject: '', from: [{ name: '', address: from }], sender: [], replyTo: [], to: [], cc: [], bcc: [], date: null, inReplyTo: [], references: [],
});
const mail = (uid: number, from = 'anna@example.org'): SightedMail => ({
  ok: true, uid, internalDate: '2026-11-12T00:00:00.000Z', size: 1, seen: false, rawKey: 'raw',
  message: { ...envelope(from), text: '', hasHtml: false, attachments: [], automatic: { kind: 'none', why: '' }, identity: `identity ${uid}` },
});
const hits: AddressHit[] = [{ address: 'anna@example.org', recordType: 'candidate', recordId: 'anna', field: 'email', enteredAt: '' }];
const conflict = (): MailError => new MailError({ kind: 'transient', code: 'conflict', message: 'Meanwhile.', remedier: 'developer' });

/** Ports that note what is asked of them; saving fails with the given errors first. */
function world(failures: MailError[] = [], decided: number[] = [], erased: string[] = []) {
  const asked = { addresses: [] as (readonly string[])[], known: 0, plans: [] as FilingPlan[], events: [] as FiledBatch[] };
  const ports: FilingPorts = {
    addresses: { find: async (addresses) => (asked.addresses.push(addresses), hits.filter((hit) => addresses.includes(hit.address))) },
    messages: {
      loadKnown: async () => ((asked.known += 1), []),
      loadErased: async (identities) => identities.filter((identity) => erased.includes(identity)),
      loadDecided: async () => decided,
      saveFiling: async (plan) => {
        asked.plans.push(plan);
        const failure = failures.shift();
        if (failure) throw failure;
        return { accountId: plan.accountId, mailboxId: plan.mailboxId, messageIds: [], activities: [], outcomes: {} };
      },
    },
    notifier: { filed: (batch) => void asked.events.push(batch), accountChanged: () => undefined },
  };
  return { ports, asked };
}

const input = (fetched: SightedMail[]) => ({
  account: makeAccount({ id: 'account', address: 'hr@firm.example' }), mailbox: { id: 1, role: 'inbox' as const }, uidValidity: 1, fetched, cursor: null, serverCount: null, policy: DEFAULT_POLICY,
});

describe('filing a batch', () => {
  it('looks up the addresses of the whole batch at once, each once', async () => {
    const { ports, asked } = world();
    await fileBatch(ports, input([mail(1), mail(2), mail(3, 'bert@example.org')]), LEASE);
    expect(asked.addresses).toEqual([['anna@example.org', 'bert@example.org']]);
    expect(asked.known).toBe(1);
  });

  it('tells of a batch after it is saved, and not when it could not be', async () => {
    const saved = world();
    await fileBatch(saved.ports, input([mail(1)]), LEASE);
    expect(saved.asked.events).toHaveLength(1);
    const lost = world([new MailError({ kind: 'transient', code: 'lease-lost', message: 'Lost.', remedier: 'developer' })]);
    await expect(fileBatch(lost.ports, input([mail(1)]), LEASE)).rejects.toMatchObject({ code: 'lease-lost' });
    expect([lost.asked.plans.length, lost.asked.events.length]).toEqual([1, 0]);
  });

  it('plans anew when another run stored the same messages, three times at most', async () => {
    const twice = world([conflict(), conflict()]);
    await fileBatch(twice.ports, input([mail(1)]), LEASE);
    expect([twice.asked.known, twice.asked.events.length]).toEqual([3, 1]);
    const always = world([conflict(), conflict(), conflict(), conflict(), conflict()]);
    await expect(fileBatch(always.ports, input([mail(1)]), LEASE)).rejects.toMatchObject({ code: 'conflict' });
    expect(always.asked.known).toBe(4);
  });

  it('leaves UIDs that have an outcome as they are, except those that are replayed', async () => {
    const again = world([], [1, 2]);
    await fileBatch(again.ports, { ...input([mail(1), mail(3)]), vanished: [2, 4] }, LEASE);
    expect(again.asked.plans[0]?.sightings.map((sighting) => sighting.uid)).toEqual([3, 4]);
    const replay = world([], [1]);
    await fileBatch(replay.ports, { ...input([mail(1)]), replaced: new Map([[1, 'quarantined']]) }, LEASE);
    expect(replay.asked.plans[0]?.sightings).toMatchObject([{ uid: 1, outcome: 'imported', replaces: 'quarantined' }]);
  });
});

describe('deciding by headers', () => {
  const header = (uid: number, from: string): HeaderSummary => ({ uid, internalDate: '2026-11-12T00:00:00.000Z', size: 9, seen: false, envelope: envelope(from) });
  const decide = (importPolicy: 'all' | 'matches-only', headers: HeaderSummary[], lists: ListEntry[] = []) =>
    decideHeaders(world().ports.addresses, headers, { account: makeAccount({ importPolicy }), mailbox: { role: 'inbox' }, policy: { ...DEFAULT_POLICY, lists } });

  it('wants only the bodies of matching messages when only matches are imported', async () => {
    const { wanted, skipped } = await decide('matches-only', [header(1, 'anna@example.org'), header(2, 'private@example.org')]);
    expect(wanted).toEqual([1]);
    expect(skipped).toMatchObject([{ uid: 2, size: 9, outcome: 'unmatched-skipped' }]);
  });
  it('wants a report about mail that did not reach an address of a record, whoever sent it, and none about other addresses', async () => {
    const reportOn = (uid: number, ...failed: string[]): HeaderSummary => ({ ...header(uid, 'mailer-daemon@mx.example'), failed });
    const { wanted, skipped } = await decide('matches-only', [reportOn(1, 'friend@else.example', 'anna@example.org'), reportOn(2, 'friend@else.example')]);
    expect(wanted).toEqual([1]);
    expect(skipped).toMatchObject([{ uid: 2, outcome: 'unmatched-skipped' }]);
  });
  it('wants every body when all is imported', async () => {
    expect(await decide('all', [header(1, 'x@example.org')])).toEqual({ wanted: [1], skipped: [] });
  });
  it('never wants the body of a message the lists keep out, and names the entry', async () => {
    const block: ListEntry = { id: 'e1', kind: 'block', form: 'domain', value: 'spam.example', scope: 'everybody', accountId: null, userId: null, note: '', createdBy: 1, createdAt: '' };
    const { wanted, skipped } = await decide('all', [header(1, 'x@spam.example'), header(2, 'x@example.org')], [block]);
    expect(wanted).toEqual([2]);
    expect(skipped).toMatchObject([{ uid: 1, outcome: 'blocked', listEntryId: 'e1', reason: 'Blocked for everybody by the entry @spam.example.' }]);
  });
  it('is needed where lists apply or only matches are imported, and never for a forward address, whose mail is judged by the message within', () => {
    const block: ListEntry = { id: 'e1', kind: 'block', form: 'domain', value: 'spam.example', scope: 'account', accountId: 'account-1', userId: null, note: '', createdBy: 1, createdAt: '' };
    expect(decidesByHeaders(makeAccount(), { lists: [] })).toBe(false);
    expect(decidesByHeaders(makeAccount({ importPolicy: 'matches-only' }), { lists: [] })).toBe(true);
    expect(decidesByHeaders(makeAccount(), { lists: [block] })).toBe(true);
    expect(decidesByHeaders(makeAccount({ id: 'other' }), { lists: [block] })).toBe(false);
    expect(decidesByHeaders(makeAccount({ kind: 'forward' }), { lists: [block] })).toBe(false);
  });
  it('wants a message whose header cannot be read, so that it is quarantined and not lost', async () => {
    const broken = { ...header(1, 'x@example.org'), error: { kind: 'malformed', code: 'header-too-large', message: 'Too large.', remedier: 'provider' } as const };
    expect((await decide('matches-only', [broken])).wanted).toEqual([1]);
  });
});
