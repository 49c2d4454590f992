import { describe, expect, it } from 'vitest';
import type { MailErrorDto, OutboxItemDto } from '../../../../shared/contracts';
import { firstStep, refusedRecipients } from './outbox-trouble';

const REFUSED: MailErrorDto = { kind: 'transient', code: 'recipient-refused', message: 'None was taken.', remedier: 'owner' };
const LOGIN: MailErrorDto = { kind: 'auth', code: 'wrong-login', message: 'Wrong.', remedier: 'owner' };
const recipient = (state: OutboxItemDto['recipients'][number]['state'], response = '550 nobody', address = 'anna@example.de') => ({ address, state, response });
const NOTHING = { cancel: false, sendNow: false, retry: false, dismiss: false };

describe('what is told of refused recipients', () => {
  it('is that the address wants correcting, by its name', () => {
    expect(refusedRecipients({ state: 'failed', error: REFUSED, recipients: [recipient('refused')] })).toEqual({ key: 'outbox.refused', addresses: 'anna@example.de' });
  });
  it('is that nothing needs doing while the server only asks for patience', () => {
    expect(refusedRecipients({ state: 'queued', error: REFUSED, recipients: [recipient('waiting', '451 later')] })).toEqual({ key: 'outbox.put-off', addresses: 'anna@example.de' });
  });
  it('names only those who do not have it', () => {
    const recipients = [recipient('accepted', '250 Ok', 'bert@example.de'), recipient('refused'), recipient('refused', '550 nobody', 'carl@example.de')];
    expect(refusedRecipients({ state: 'sent', error: REFUSED, recipients })).toEqual({ key: 'outbox.missed', addresses: 'anna@example.de, carl@example.de' });
  });
  it('is nothing of its own where something else went wrong, or the server was not asked for them', () => {
    expect(refusedRecipients({ state: 'queued', error: LOGIN, recipients: [recipient('waiting', '')] })).toBeNull();
    expect(refusedRecipients({ state: 'failed', error: REFUSED, recipients: [recipient('refused', '')] })).toBeNull();
    expect(refusedRecipients({ state: 'queued', error: null, recipients: [recipient('waiting', '451 later')] })).toBeNull();
  });
});

describe('the step that comes first', () => {
  it('is to correct what would be refused again', () => {
    expect(firstStep({ state: 'failed', error: REFUSED, can: { ...NOTHING, cancel: true, retry: true } })).toBe('take-back');
  });
  it('is to try again what may do better now, or what cannot be taken back', () => {
    expect(firstStep({ state: 'failed', error: LOGIN, can: { ...NOTHING, cancel: true, retry: true } })).toBe('retry');
    expect(firstStep({ state: 'sent', error: REFUSED, can: { ...NOTHING, retry: true } })).toBe('retry');
  });
  it('is to send at once what waits', () => {
    expect(firstStep({ state: 'queued', error: REFUSED, can: { ...NOTHING, cancel: true, sendNow: true } })).toBe('send-now');
  });
  it('is nobody\'s to suggest where it may have been sent', () => {
    expect(firstStep({ state: 'uncertain', error: null, can: { ...NOTHING, retry: true, dismiss: true } })).toBeNull();
  });
});
