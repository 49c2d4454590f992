import { describe, expect, it } from 'vitest';
import { decideOutboxRights, isOpen, isTrouble, type OutboxItem, type OutboxState } from './item';
import { nextLook, planSentFiling, providerFiles } from './sent-filing';
import { afterLook } from './settle';

const NOW = 1_000_000_000;
const uncertain = { looks: 0, recipients: [{ address: 'a@x', state: 'waiting' as const, response: '' }], askedAgain: false, handedOverAt: NOW - 5, sentAt: null };

describe('a message handed over without an answer', () => {
  it('is sent when it is found, since it was handed over', () => {
    expect(afterLook(uncertain, { found: true }, NOW)).toMatchObject({ state: 'sent', sentAt: NOW - 5, handedOverAt: null, recipients: [{ state: 'accepted' }] });
  });
  it('is looked for five times before anything is concluded', () => {
    let item = { ...uncertain };
    const waits: number[] = [];
    for (let look = 0; look < 5; look += 1) {
      const change = afterLook(item, { found: false, decides: true }, NOW);
      expect(change.state).toBe('uncertain');
      waits.push((change.dueAt! - NOW) / 60_000);
      item = { ...item, looks: change.looks! };
    }
    expect(waits).toEqual([0.5, 2, 7, 20, 60]);
    expect(afterLook(item, { found: false, decides: true }, NOW)).toMatchObject({ state: 'queued', handedOverAt: null });
    expect(afterLook(item, { found: false, decides: false }, NOW)).toEqual({ state: 'uncertain', dueAt: null });
    expect(afterLook(item, null, NOW)).toEqual({ state: 'uncertain', dueAt: null });
  });
  it('is sent again at once where a person said so, unless it is found', () => {
    expect(afterLook({ ...uncertain, askedAgain: true }, { found: false, decides: false }, NOW)).toMatchObject({ state: 'queued', askedAgain: false, handedOverAt: null, dueAt: NOW });
    expect(afterLook({ ...uncertain, askedAgain: true }, { found: true }, NOW)).toMatchObject({ state: 'sent' });
  });
});

describe('who files in Sent', () => {
  it.each(['smtp.gmail.com', 'SMTP.Office365.com.', 'smtp-mail.outlook.com', 'smtp.googlemail.com'])('is the provider at %s', (host) => {
    expect(providerFiles('auto', host, false)).toBe(true);
    expect(providerFiles('append', host, true)).toBe(false);
  });
  it.each(['smtp.firm.example', 'smtp.gmail.com.evil.example', 'notsmtp.gmail.com'])('is not told by %s', (host) => {
    expect(providerFiles('auto', host, false)).toBe(false);
    expect(providerFiles('auto', host, true)).toBe(true);
    expect(providerFiles('provider', host, false)).toBe(true);
  });
  it('is found out by looking, which is waited for at first; a setting spares the wait, or all of it', () => {
    expect(planSentFiling('auto', false, 0, 1_000)).toEqual({ do: 'wait', milliseconds: 9_000 });
    expect(planSentFiling('auto', false, 0, 10_000)).toEqual({ do: 'look-then-append' });
    expect(planSentFiling('append', false, 0, 0)).toEqual({ do: 'look-then-append' });
    expect(planSentFiling('provider', false, 0, 0)).toMatchObject({ do: 'nothing', filing: { state: 'provider' } });
    expect([nextLook(true, 1, 10_000), nextLook(true, 2, 60_000), nextLook(true, 3, 300_000), nextLook(false, 1, 10_000)]).toEqual([50_000, 240_000, null, null]);
  });
});

describe('what a person may do with a message in the outbox', () => {
  const item = (state: OutboxState, recipient: OutboxItem['recipients'][number]['state'] = 'waiting', dismissed = false) => ({ state, dismissed, recipients: [{ address: 'a@x', state: recipient, response: '' }] });
  const rights = (...args: Parameters<typeof item>) => Object.entries(decideOutboxRights(item(...args), false)).filter(([, may]) => may).map(([name]) => name);

  it.each([
    ['held', ['cancel', 'sendNow']], ['scheduled', ['cancel', 'sendNow']], ['queued', ['cancel', 'sendNow']], ['sending', []], ['failed', ['cancel', 'retry', 'dismiss']], ['uncertain', ['retry', 'dismiss']], ['taken-back', []],
  ] as const)('that is %s is %s', (state, expected) => {
    expect(rights(state)).toEqual(expected);
  });
  it('is nothing while somebody works on it', () => {
    expect(Object.values(decideOutboxRights(item('queued'), true))).toEqual([false, false, false, false]);
  });
  it('that somebody has already cannot be taken back', () => {
    expect(rights('queued', 'accepted')).toEqual(['sendNow']);
    expect(rights('sent', 'accepted')).toEqual([]);
  });
  it('that was refused to some is to try again, or to say that one knows', () => {
    expect(rights('sent', 'refused')).toEqual(['retry', 'dismiss']);
    expect(isTrouble(item('sent', 'refused'))).toBe(true);
    expect(isOpen(item('sent', 'accepted'))).toBe(false);
    expect(isOpen(item('failed', 'refused', true))).toBe(false);
  });
});
