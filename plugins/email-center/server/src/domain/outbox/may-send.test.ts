import { describe, expect, it } from 'vitest';
import { decideMaySendFrom, decideReady, decideSends } from './may-send';

const account = (kind: 'personal' | 'group' | 'intake' | 'forward', members: number[] = []) => ({ kind, ownerId: 1, group: { members } });

describe('who sends from an account', () => {
  it('is the owner of a personal one, and nobody else', () => {
    expect(decideMaySendFrom(1, account('personal'))).toBe(true);
    expect(decideMaySendFrom(2, account('personal'))).toBe(false);
  });
  it('is each member of a group, and not the administrator who set it up', () => {
    expect(decideMaySendFrom(2, account('group', [2, 3]))).toBe(true);
    expect(decideMaySendFrom(1, account('group', [2, 3]))).toBe(false);
  });
  it.each(['intake', 'forward'] as const)('is nobody where it is an %s account', (kind) => {
    expect(decideMaySendFrom(1, account(kind, [1]))).toBe(false);
    expect(decideSends(kind)).toBe(false);
  });
});

describe('an account', () => {
  const error = { kind: 'auth' as const, code: 'wrong-password' as const, message: 'No.', remedier: 'owner' as const };
  it('sends while it is active, ready, or paused by a person', () => {
    for (const state of ['active', 'ready', 'paused'] as const) expect(decideReady({ state, testedSettings: 'x', error: null })).toBeNull();
  });
  it('that its server refused sends nothing, and says why', () => {
    expect(decideReady({ state: 'stopped', testedSettings: 'x', error })).toBe(error);
  });
  it('whose settings were never tested, or were changed since, sends nothing', () => {
    expect(decideReady({ state: 'draft', testedSettings: null, error: null })?.message).toMatch(/test/);
    expect(decideReady({ state: 'paused', testedSettings: null, error: null })).not.toBeNull();
  });
});
