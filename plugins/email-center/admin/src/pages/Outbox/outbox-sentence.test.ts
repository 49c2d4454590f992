import { describe, expect, it } from 'vitest';
import type { OutboxItemDto } from '../../../../shared/contracts';
import { isMoving, outboxSentence } from './outbox-sentence';

const item: OutboxItemDto = {
  id: 'o1', state: 'queued', account: { id: 'a', name: 'A', address: 'a@example.de' }, to: [], cc: [], bcc: [], subject: '', preview: '', attachmentCount: 0, size: 0, sendAt: null, attempts: 0,
  nextTryAt: null, error: null, recipients: [], filedInSent: { state: 'waiting', why: '' }, message: null, createdAt: '2026-11-22T08:00:00.000Z', sentAt: null, by: { id: 1, name: 'P' },
  can: { cancel: true, sendNow: false, retry: false, dismiss: false },
};
const later = '2026-11-23T08:00:00.000Z';

describe('how a message in the outbox stands', () => {
  it('is told with the time that was asked for', () => {
    expect(outboxSentence({ ...item, state: 'scheduled', sendAt: later })).toEqual({ key: 'outbox.is.scheduled', at: later, count: 0 });
  });
  it('is told with the next try once one was in vain', () => {
    expect(outboxSentence({ ...item, attempts: 2, nextTryAt: later })).toEqual({ key: 'outbox.is.tried', at: later, count: 2 });
    expect(outboxSentence(item).key).toBe('outbox.is.queued');
  });
  it('does not call it sent where the server refused somebody', () => {
    const recipients = [{ address: 'b@example.de', state: 'accepted' as const, response: '250' }, { address: 'c@example.de', state: 'refused' as const, response: '550' }];
    expect(outboxSentence({ ...item, state: 'sent', sentAt: later, recipients })).toEqual({ key: 'outbox.is.partly', at: later, count: 1 });
  });
});

describe('a message that is moving', () => {
  const now = Date.parse('2026-11-22T08:00:00.000Z');
  it('is one that somebody looks at expecting a change', () => {
    expect(isMoving({ ...item, state: 'held' }, now)).toBe(true);
    expect(isMoving({ ...item, state: 'sending' }, now)).toBe(true);
    expect(isMoving(item, now)).toBe(true);
  });
  it('is none that waits for tomorrow or for a person', () => {
    for (const state of ['scheduled', 'sent', 'failed', 'uncertain'] as const) expect(isMoving({ ...item, state }, now)).toBe(false);
    expect(isMoving({ ...item, nextTryAt: later }, now)).toBe(false);
  });
});
