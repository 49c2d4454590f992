import { describe, expect, it } from 'vitest';
import { correspondentsOf } from './correspondents';

const people = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));
const headers = { from: people('Anna@Example.org'), to: people('hr@firm.example', 'b@example.org'), cc: people('c@example.org', 'B@example.org'), bcc: people('d@example.org') };

describe('the further addresses a message is found by', () => {
  it('are its senders and recipients, each once and normalised, without those left out', () => {
    expect(correspondentsOf('inbox', headers, new Set(['anna@example.org', 'hr@firm.example']))).toEqual(['b@example.org', 'c@example.org']);
  });

  it('are none for a message from one person to the account alone', () => {
    expect(correspondentsOf('inbox', { from: headers.from, to: people('HR@firm.example'), cc: [], bcc: [] }, new Set(['anna@example.org', 'hr@firm.example']))).toEqual([]);
  });

  it('name Bcc recipients of sent mail and never of received mail', () => {
    expect(correspondentsOf('sent', headers, new Set())).toContain('d@example.org');
    expect(correspondentsOf('inbox', headers, new Set())).not.toContain('d@example.org');
  });

  it('are at most a hundred, and what is no address is none', () => {
    const to = people('nobody', ...Array.from({ length: 500 }, (_, n) => `to${n}@example.org`));
    expect(correspondentsOf('sent', { ...headers, to }, new Set())).toHaveLength(100);
    expect(correspondentsOf('sent', { from: [], to: people('nobody'), cc: [], bcc: [] }, new Set())).toEqual([]);
  });
});
