import { describe, expect, it } from 'vitest';
import type { Attachment, Message } from '../mail/message';
import { makeAccount } from '../../../../test/fakes/account';
import type { MailAccount } from '../mail/account';
import { NOBODYS_WORK } from './assign';
import type { ListEntry } from './lists';
import { DEFAULT_POLICY } from './policy';
import { planFiling } from './plan-filing';
import type { FilingPlan, KnownMessage, PlanFilingInput } from './plan-filing';
import type { AddressHit, SightedMail } from './types';

const RECEIVED = '2026-11-12T09:41:07.000Z';
const hit: AddressHit = { address: 'anna@example.org', recordType: 'api::candidate.candidate', recordId: 'anna', field: 'email', enteredAt: '2026-09-03T00:00:00.000Z' };
const file = (change: Partial<Attachment> = {}): Attachment => ({ partNumber: '2', filename: 'CV.pdf', contentType: 'application/pdf', size: 10, inline: false, contentId: null, ...change });

function mail(uid: number, change: Partial<Message> = {}): SightedMail {
  const message: Message = {
    messageId: `m${uid}@x`, subject: 'Bewerbung', from: [{ name: 'Anna', address: 'Anna@example.org' }], sender: [], replyTo: [], to: [{ name: '', address: 'hr@firm.example' }], cc: [], bcc: [],
    date: null, inReplyTo: [], references: [], text: '  Guten\n\n Tag  ', hasHtml: false, attachments: [], automatic: { kind: 'none', why: '' }, identity: `identity ${uid}`, ...change,
  };
  return { ok: true, uid, internalDate: RECEIVED, size: 1_000, seen: true, message, rawKey: `raw ${uid}` };
}

const account = (change: Partial<MailAccount> = {}) => makeAccount({ id: 'account', address: 'hr@firm.example', ...change });

function plan(sighted: SightedMail[], change: Partial<PlanFilingInput> = {}): FilingPlan {
  return planFiling({
    account: account(), mailboxId: 7, role: 'inbox', uidValidity: 3, policy: DEFAULT_POLICY, context: NOBODYS_WORK, sighted, skipped: [], vanished: [],
    known: [], hits: [hit], cursor: null, serverCount: null, ...change,
  });
}

/** What the store would know once the plan is saved. */
function afterwards(saved: FilingPlan): KnownMessage[] {
  return saved.messages.map(({ identity, receivedAt }, index) => ({
    id: index + 1, identity, receivedAt,
    links: saved.links.filter((link) => link.identity === identity).map(({ recordType, recordId }) => ({ recordType, recordId, state: 'active', manual: false })),
    deliveries: saved.deliveries.filter((delivery) => delivery.identity === identity).map(({ accountId, role }) => ({ accountId, role })),
    rawKeys: saved.deliveries.filter((delivery) => delivery.identity === identity).map(({ rawKey }) => rawKey),
  }));
}

const outcomes = (made: FilingPlan): string[] => made.sightings.map((sighting) => `${sighting.uid} ${sighting.outcome}`);

describe('planning what the lists and tombstones keep out', () => {
  const lists: ListEntry[] = [{ id: 'e1', kind: 'block', form: 'address', value: 'anna@example.org', scope: 'everybody', accountId: null, userId: null, note: 'asked us to', createdBy: 1, createdAt: '' }];

  it('stores nothing of a blocked message but a ledger row that names the entry', () => {
    const made = plan([mail(1)], { policy: { ...DEFAULT_POLICY, lists } });
    expect(made.sightings).toMatchObject([{ outcome: 'blocked', listEntryId: 'e1', identity: null, subject: 'Bewerbung', reason: 'Blocked for everybody by the entry anna@example.org (asked us to).' }]);
    expect([made.messages, made.deliveries, made.links, made.activities]).toEqual([[], [], [], []]);
  });

  it('blocks sent mail only when every recipient is blocked', () => {
    const to = (...addresses: string[]) => ({ from: [{ name: '', address: 'hr@firm.example' }], to: addresses.map((address) => ({ name: '', address })) });
    const policy = { ...DEFAULT_POLICY, lists };
    expect(outcomes(plan([mail(1, to('anna@example.org')), mail(2, to('anna@example.org', 'bert@example.org'))], { role: 'sent', policy }))).toEqual(['1 blocked', '2 imported']);
  });

  it('does not store an erased message again, and its ledger row tells nothing of it', () => {
    const made = plan([mail(1, { cc: [{ name: '', address: 'bert@example.org' }] }), mail(2)], { erased: new Set(['identity 1']) });
    expect(outcomes(made)).toEqual(['1 erased', '2 imported']);
    expect(made.sightings[0]).toMatchObject({ identity: null, messageId: null, counterpart: null, subject: '', reason: expect.stringContaining('erased') });
    expect(made.correspondents.filter((row) => row.uid === 1)).toEqual([]);
    expect(made.messages).toHaveLength(1);
  });
});

describe('planning what is filed', () => {
  it('gives every UID exactly one outcome', () => {
    const error = { kind: 'malformed', code: 'too-deep', message: 'Too deep.', remedier: 'provider' } as const;
    const made = plan([mail(1), { ok: false, uid: 2, internalDate: RECEIVED, size: 5, error, rawKey: 'raw', envelope: null }], {
      skipped: [{ uid: 3, internalDate: RECEIVED, size: 5, envelope: (mail(3) as { message: Message }).message, outcome: 'unmatched-skipped', reason: 'No record knows it.' }], vanished: [4],
    });
    expect(outcomes(made)).toEqual(['1 imported', '2 quarantined', '3 unmatched-skipped', '4 vanished']);
    expect(made.sightings[1]).toMatchObject({ error, rawKey: 'raw', identity: null, uidValidity: 3 });
    expect(made.messages).toHaveLength(1);
  });

  it('keeps the message of an account test out, with its row in the ledger, even where a record knows the address', () => {
    const own = [{ name: '', address: 'anna@example.org' }];
    const made = plan([mail(1, { messageId: 'email-center-test.0b5f9d1e-2c3a-4d5e-8f60-718293a4b5c6@example.org', from: own, to: own }), mail(2)]);
    expect(outcomes(made)).toEqual(['1 test-message', '2 imported']);
    expect(made.sightings[0]!.reason).toContain('tested');
    expect([made.messages, made.links, made.activities].map((rows) => rows.map((row) => row.identity))).toEqual([['identity 2'], ['identity 2'], ['identity 2']]);
  });

  it('records a message beyond the size limit as too large', () => {
    const error = { kind: 'malformed', code: 'too-large', message: 'Too large.', remedier: 'owner' } as const;
    expect(outcomes(plan([{ ok: false, uid: 2, internalDate: RECEIVED, size: 5, error, rawKey: null, envelope: null }]))).toEqual(['2 too-large']);
  });

  it('makes one activity with its document folder for each record', () => {
    const other = { ...hit, recordId: 'second', recordType: 'api::customer.customer' };
    const made = plan([mail(1, { attachments: [file(), file({ partNumber: '3', filename: 'cv.pdf' })] })], { hits: [hit, other] });
    expect(made.activities.map((activity) => activity.recordId)).toEqual(['anna', 'second']);
    expect(made.activities[0]).toMatchObject({
      kind: 'email', direction: 'incoming', subject: 'Bewerbung', preview: 'Guten Tag', counterpart: 'anna@example.org', occurredAt: RECEIVED,
      folder: {
        title: 'Bewerbung, 2026-11-12 09:41 UTC',
        documents: [
          { kind: 'original', name: 'Bewerbung.eml', partNumber: null, contentType: 'message/rfc822', size: 1_000 },
          { kind: 'attachment', name: 'CV.pdf', partNumber: '2', contentType: 'application/pdf', size: 10 },
          { kind: 'attachment', name: 'cv (2).pdf', partNumber: '3', contentType: 'application/pdf', size: 10 },
        ],
      },
    });
  });

  it('previews the first 200 characters in one line, however much white space is between them', () => {
    const previewOf = (text: string): string | undefined => plan([mail(1, { text })]).messages[0]?.preview;
    const words = 'eins zwei '.repeat(100);
    expect(previewOf(words)).toBe(words.slice(0, 200));
    expect(previewOf(`\n\n${words.replaceAll(' ', '\r\n\t')}`)).toBe(words.slice(0, 200));
    expect(previewOf(' a\u00a0b\tc  d ')).toBe('a b c d');
    expect(previewOf(`${' '.repeat(250)}${words}`)).toHaveLength(200);
  });

  it('leaves images shown in the body out of the documents, but not a file that is merely marked inline', () => {
    const logo = file({ filename: 'logo.png', contentType: 'image/png', inline: true, contentId: 'logo@x' });
    const names = plan([mail(1, { attachments: [logo, file({ inline: true })] })]).activities[0]?.folder.documents.map((document) => document.name);
    expect(names).toEqual(['Bewerbung.eml', 'CV.pdf']);
  });

  it('stores one message twice in a batch only once', () => {
    const made = plan([mail(1), { ...mail(1), uid: 2 }]);
    expect(outcomes(made)).toEqual(['1 imported', '2 duplicate']);
    expect([made.messages, made.deliveries, made.links, made.activities].map((rows) => rows.length)).toEqual([1, 1, 1, 1]);
    expect(made.sightings[1]).toMatchObject({ identity: 'identity 1', reason: expect.stringContaining('same batch') as string });
  });

  it('adds nothing but sightings when it is planned again over its own result', () => {
    const first = plan([mail(1), mail(2)]);
    const second = plan([mail(1), mail(2)], { known: afterwards(first) });
    expect(outcomes(second)).toEqual(['1 duplicate', '2 duplicate']);
    expect([second.messages, second.deliveries, second.links, second.activities]).toEqual([[], [], [], []]);
  });

  it('delivers a message of another account to this one, at the place in the list it has already', () => {
    const known = afterwards(plan([mail(1)])).map((message) => ({ ...message, receivedAt: '2026-01-01T00:00:00.000Z' }));
    const made = plan([mail(1)], { account: account({ id: 'other' }), known });
    expect(outcomes(made)).toEqual(['1 duplicate']);
    expect(made.deliveries).toMatchObject([{ accountId: 'other', receivedAt: '2026-01-01T00:00:00.000Z', seen: true }]);
  });

  it('leaves a removed link removed and a manual link alone', () => {
    const link = { recordType: hit.recordType, recordId: hit.recordId };
    for (const state of [{ state: 'removed', manual: false }, { state: 'active', manual: true }] as const) {
      const made = plan([mail(1)], { account: account({ id: 'other' }), known: [{ id: 1, identity: 'identity 1', receivedAt: RECEIVED, links: [{ ...link, ...state }], deliveries: [], rawKeys: [] }] });
      expect([made.links, made.activities]).toEqual([[], []]);
    }
  });

  it('matches sent mail by its recipients', () => {
    const made = plan([mail(1, { from: [{ name: '', address: 'hr@firm.example' }], to: [{ name: '', address: 'anna@example.org' }] })], { role: 'sent' });
    expect(made.links).toMatchObject([{ recordId: 'anna', reasons: [{ rule: 'sent-to', field: 'email' }] }]);
    expect(made.messages[0]).toMatchObject({ direction: 'outgoing', counterpart: 'anna@example.org' });
  });

  it('stores nothing of an unmatched message when only matches are imported', () => {
    const made = plan([mail(1)], { account: account({ importPolicy: 'matches-only' }), hits: [] });
    expect(outcomes(made)).toEqual(['1 unmatched-skipped']);
    expect([made.messages, made.deliveries, made.sightings[0]?.identity]).toEqual([[], [], null]);
  });

  it('says which outcome a replay replaces', () => {
    expect(plan([mail(1)], { replaced: new Map([[1, 'quarantined']]) }).sightings[0]).toMatchObject({ outcome: 'imported', replaces: 'quarantined' });
    expect(plan([mail(1)]).sightings[0]).not.toHaveProperty('replaces');
  });

  it('calls the original of a message without a subject "message"', () => {
    expect(plan([mail(1, { subject: ' ' })]).activities[0]?.folder).toMatchObject({ title: '2026-11-12 09:41 UTC', documents: [{ name: 'message.eml' }] });
    expect(plan([mail(1, { subject: 'a/b\\c' })]).activities[0]?.folder.documents[0]?.name).toBe('a-b-c.eml');
  });
});
