import { describe, expect, it } from 'vitest';
import type { Grants } from './decide-access';
import { decideMayKeepEntry } from './decide-list-access';

const nobody: Grants = { readOwn: false, readGroup: false, readAll: false, manageOwn: false, manageAll: false, run: false, ledger: false, manageRules: false, runIntake: false, receiveCases: false, assignWork: false, seeForward: false, link: false, erase: false, send: false, manageTemplates: false };
const PETRA = 7;
const opening = (entry: Parameters<typeof decideMayKeepEntry>[2]): string[] => Object.keys(nobody).filter((right) => decideMayKeepEntry({ ...nobody, [right]: true }, PETRA, entry)).sort();

describe('a list entry is kept', () => {
  it('for everybody by those who manage rules', () => {
    expect(opening({ scope: 'everybody', userId: null, managesAccount: false })).toEqual(['manageRules']);
  });

  it('for oneself by whoever manages accounts or rules', () => {
    expect(opening({ scope: 'user', userId: PETRA, managesAccount: false })).toEqual(['manageAll', 'manageOwn', 'manageRules']);
  });

  it('for somebody else by those alone who manage everybody\'s accounts', () => {
    expect(opening({ scope: 'user', userId: 8, managesAccount: false })).toEqual(['manageAll']);
  });

  it('for an account by those who manage that account', () => {
    expect(opening({ scope: 'account', userId: null, managesAccount: false })).toEqual([]);
    expect(opening({ scope: 'account', userId: null, managesAccount: true })).toHaveLength(Object.keys(nobody).length);
  });
});
