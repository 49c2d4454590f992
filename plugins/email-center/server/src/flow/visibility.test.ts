import { describe, expect, it } from 'vitest';
import type { ActivityDto, MessageDetail } from '../../../shared/contracts';
import { redactActivity, redactListItem, redactMessage, searchableText, visibleCounterpart, type PartialView } from './visibility';

const ANNA = { name: 'Anna', address: 'Anna@people.test' };
const HR = { name: '', address: 'hr@firm.test' };
const BOSS = { name: 'Boss', address: 'boss@firm.test' };
const HIDDEN = { name: '', address: 'secret-recipient@firm.test' };
const participants = { from: [ANNA], to: [HR], cc: [BOSS] };
const VIEWS: PartialView[] = ['metadata', 'subject'];

/** Each text that must not be told holds this word. */
const SECRET = 'secret';
const message: Omit<MessageDetail, 'html' | 'blockedRemote'> = {
  id: 'm1', subject: 'The subject', preview: `${SECRET} preview`, from: ANNA, to: [HR], direction: 'incoming', receivedAt: '2026-11-12T09:00:00.000Z', attachmentCount: 2,
  automatic: 'bounce', accounts: [{ id: 'a', name: 'Petra' }],
  links: [{
    recordType: 'api::candidate.candidate', recordId: 'r1', typeName: 'Candidate', label: 'Anna Weber',
    reasons: [
      { rule: 'inbox-from', address: 'anna@people.test', field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' },
      { rule: 'case-mention', address: 'secret-mention@people.test', field: 'email2', enteredAt: '2026-01-01T00:00:00.000Z' },
    ],
  }],
  forwarded: { style: 'inline', from: [], to: [], cc: [], subject: SECRET, date: null, why: SECRET } as unknown as MessageDetail['forwarded'],
  messageId: `${SECRET}@people.test`, cc: [BOSS], bcc: [HIDDEN], replyTo: [{ name: '', address: 'secret-reply@people.test' }], date: '2026-11-12T08:59:00.000Z',
  automaticWhy: SECRET, text: `${SECRET} text`,
  attachments: [{ partNumber: '2', filename: `${SECRET}.pdf`, contentType: 'application/pdf', size: 1, inline: false, contentId: null }], size: 4711,
  delivery: { failed: [{ address: 'secret-failed@people.test', status: '5.1.1', permanent: true, why: SECRET }] as MessageDetail['delivery']['failed'], about: SECRET, bounces: [] },
  sightings: [{ account: 'Petra', mailbox: SECRET, uid: 1, outcome: 'imported', decidedAt: '2026-11-12T09:00:00.000Z' }],
};
const activity: ActivityDto = {
  id: 'act', kind: 'email', messageId: 'm1', direction: 'incoming', subject: 'The subject', preview: SECRET, counterpart: 'anna@people.test', occurredAt: '2026-11-12T09:00:00.000Z',
  folder: { title: `The subject, ${SECRET}`, documents: [
    { id: 'd1', kind: 'original', name: `${SECRET}.eml`, partNumber: null, contentType: 'message/rfc822', size: 1 },
    { id: 'd2', kind: 'attachment', name: `${SECRET}.pdf`, partNumber: '2', contentType: 'application/pdf', size: 1 },
  ] },
};

describe.each(VIEWS)('a message of which colleagues see the %s', (view) => {
  it('tells participants, time, direction, number of files, accounts and records, and whom to ask for more', () => {
    const seen = redactMessage(message, view, 'Petra');
    expect(seen).toMatchObject({
      id: 'm1', view, owner: 'Petra', from: ANNA, to: [HR], cc: [BOSS], direction: 'incoming', receivedAt: message.receivedAt, date: message.date, attachmentCount: 2, accounts: message.accounts,
    });
    expect(seen.links).toMatchObject([{ recordId: 'r1', label: 'Anna Weber', reasons: [{ rule: 'inbox-from' }] }]);
  });
  it('tells nothing else in any field', () => {
    const seen = redactMessage(message, view, 'Petra');
    expect(JSON.stringify(seen)).not.toContain(SECRET);
    expect(seen).toMatchObject({ size: 0, automatic: 'none', bcc: [] });
    expect(JSON.stringify(redactListItem(message, view, participants))).not.toContain(SECRET);
  });
  it('tells the subject only where the subject is shared', () => {
    const wanted = view === 'subject' ? 'The subject' : '';
    expect([redactMessage(message, view, null).subject, redactListItem(message, view, participants).subject, redactActivity(activity, view, participants).subject]).toEqual([wanted, wanted, wanted]);
  });
  it('stands in the history of a record without its folder, with the number of its attachments', () => {
    const seen = redactActivity(activity, view, participants);
    expect(seen).toMatchObject({ view, counterpart: 'anna@people.test', occurredAt: activity.occurredAt, attachmentCount: 1, folder: { title: '', documents: [] } });
    expect(JSON.stringify(seen)).not.toContain(SECRET);
  });
  it('gives every field its contract names, however many are added', () => {
    const seen = redactMessage(message, view, null);
    expect(Object.keys(message).filter((key) => !(key in seen))).toEqual([]);
  });
});

describe('the other side of a message', () => {
  it('is told when it is a participant, and not when only the sender\'s copy names it', () => {
    expect(visibleCounterpart('anna@people.test', participants)).toBe('anna@people.test');
    expect(visibleCounterpart('secret-recipient@firm.test', participants)).toBeNull();
    expect(visibleCounterpart(null, participants)).toBeNull();
  });
});

describe('a search by words', () => {
  const searched = (view: 'metadata' | 'subject' | 'everything', counterpart = 'anna@people.test') => searchableText({ subject: 'The subject', counterpart, ...participants }, view);
  it('looks at the subject only where the subject is seen', () => {
    expect(searched('metadata')).not.toContain('subject');
    expect(searched('subject')).toContain('The subject');
    expect(searched('everything')).toContain('The subject');
  });
  it('looks at the other side where it is seen', () => {
    for (const view of ['metadata', 'subject', 'everything'] as const) expect(searched(view)).toContain('anna@people.test');
    expect(searched('metadata', 'secret-recipient@firm.test')).not.toContain('secret');
    expect(searched('everything', 'secret-recipient@firm.test')).toContain('secret');
  });
});
