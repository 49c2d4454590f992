import { describe, expect, it } from 'vitest';
import { afterAttempt, GIVE_UP_AFTER, retryDelay, type AttemptEnd } from './attempt';
import type { RecipientResult } from './item';

const MINUTE = 60_000;
const NOW = 1_000_000_000;
const waiting = (...addresses: string[]): RecipientResult[] => addresses.map((address) => ({ address, state: 'waiting', response: '' }));
const item = (recipients = waiting('a@x'), change: object = {}) => ({ recipients, attempts: 1, tryingSince: NOW - MINUTE, sentAt: null, archive: null, handedOverAt: null, ...change });
const taken = (replies: [string, boolean, string][]): AttemptEnd => ({ end: 'taken', archive: null, response: '250 ok', serverMessageId: null, replies: replies.map(([address, accepted, response]) => ({ address, accepted, response })) });
const notTaken = (permanent: boolean, replies: [string, string][] = []): AttemptEnd =>
  ({ end: 'not-taken', about: 'message', permanent, error: { kind: 'transient', code: 'message-refused', message: 'no', remedier: 'owner' }, replies: replies.map(([address, response]) => ({ address, accepted: false, response })) });

describe('a try that the server took', () => {
  it('for everybody makes the message sent', () => {
    expect(afterAttempt(item(), taken([['a@x', true, '250 ok']]), NOW, 0)).toMatchObject({ state: 'sent', sentAt: NOW, error: null, recipients: [{ state: 'accepted', response: '250 ok' }] });
  });
  it('for some, and for good not for others, makes it sent, and says for whom not', () => {
    expect(afterAttempt(item(waiting('a@x', 'b@x')), taken([['a@x', true, '250 ok'], ['b@x', false, '550 5.1.1 unknown']]), NOW, 0))
      .toMatchObject({ state: 'sent', error: { code: 'recipient-refused', detail: 'b@x: 550 5.1.1 unknown' }, recipients: [{ state: 'accepted' }, { state: 'refused' }] });
  });
  it('for some, and only for now not for others, is followed by one for these', () => {
    expect(afterAttempt(item(waiting('a@x', 'b@x')), taken([['a@x', true, '250 ok'], ['b@x', false, '450 4.2.1 later']]), NOW, 1)).toMatchObject({ state: 'queued', sentAt: NOW, dueAt: NOW + MINUTE, recipients: [{ state: 'accepted' }, { state: 'waiting' }] });
  });
  it('keeps when it was first sent', () => {
    expect(afterAttempt(item([{ address: 'b@x', state: 'accepted', response: '' }, ...waiting('a@x')], { sentAt: 5 }), taken([['a@x', true, '250 ok']]), NOW, 0)).toMatchObject({ sentAt: 5 });
  });
});

describe('a try that the server did not take', () => {
  it('for good ends it', () => {
    expect(afterAttempt(item(), notTaken(true), NOW, 0)).toMatchObject({ state: 'failed', dueAt: null, recipients: [{ state: 'refused' }] });
  });
  it('for now is followed by another', () => {
    expect(afterAttempt(item(), notTaken(false), NOW, 1)).toMatchObject({ state: 'queued', dueAt: NOW + MINUTE, handedOverAt: null });
  });
  it('and in which every recipient was refused for good ends it, whatever else was said', () => {
    expect(afterAttempt(item(waiting('a@x', 'b@x')), notTaken(false, [['a@x', '550 no'], ['b@x', '550 no']]), NOW, 0)).toMatchObject({ state: 'failed' });
  });
  it('after a day of tries is the last', () => {
    expect(afterAttempt(item(waiting('a@x'), { tryingSince: NOW - GIVE_UP_AFTER }), notTaken(false), NOW, 0)).toMatchObject({ state: 'failed', dueAt: null });
  });
  it('leaves it sent to those who have it from an earlier one', () => {
    expect(afterAttempt(item([{ address: 'b@x', state: 'accepted', response: '' }, ...waiting('a@x')]), notTaken(true), NOW, 0)).toMatchObject({ state: 'sent', recipients: [{ state: 'accepted' }, { state: 'refused' }] });
  });
});

describe('a try without an answer', () => {
  it('makes it uncertain, to be looked for at once', () => {
    expect(afterAttempt(item(), { end: 'unknown', error: { kind: 'transient', code: 'connection-lost', message: 'gone', remedier: 'provider' } }, NOW, 0)).toMatchObject({ state: 'uncertain', dueAt: NOW, handedOverAt: NOW, looks: 0 });
  });
});

describe('the wait for the next try', () => {
  it('grows from a minute to two hours, and is never the same for all', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((attempts) => retryDelay(attempts, 1) / MINUTE)).toEqual([1, 5, 15, 30, 60, 120, 120]);
    expect(retryDelay(1, 0)).toBe(0.8 * MINUTE);
  });
});
