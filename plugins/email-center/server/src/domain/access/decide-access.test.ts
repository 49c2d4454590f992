import { describe, expect, it } from 'vitest';
import { decideAccountAccess, decideLedgerViewer, decideMayGiveAway, decideMayOwn, decideRoute, decideViewer, type Grants, type RouteRight } from './decide-access';

const nobody: Grants = { readOwn: false, readGroup: false, readAll: false, manageOwn: false, manageAll: false, run: false, ledger: false, manageRules: false, runIntake: false, receiveCases: false, assignWork: false, seeForward: false, link: false, erase: false, send: false, manageTemplates: false };
const grants = (...rights: (keyof Grants)[]): Grants => ({ ...nobody, ...Object.fromEntries(rights.map((right) => [right, true])) });
const PETRA = 7;
const OTHER = 8;

describe('a route', () => {
  const cases: [RouteRight, (keyof Grants)[][]][] = [
    ['take-part', (Object.keys(nobody) as (keyof Grants)[]).map((right) => [right])],
    ['read-messages', [['readOwn'], ['readGroup'], ['readAll']]],
    ['manage-accounts', [['manageOwn'], ['manageAll']]],
    ['manage-all-accounts', [['manageAll']]],
    ['run-imports', [['run']]],
    ['read-ledger', [['ledger']]],
    ['replay', [['ledger', 'run']]],
    ['manage-rules', [['manageRules']]],
    ['work', [['readOwn'], ['readGroup'], ['readAll'], ['receiveCases'], ['assignWork']]],
    ['assign-work', [['assignWork']]],
    ['erase-messages', [['erase']]],
    ['erase-read', [['erase', 'readOwn'], ['erase', 'readGroup'], ['erase', 'readAll']]],
    ['link-messages', [['link', 'readOwn'], ['link', 'readGroup'], ['link', 'readAll']]],
    ['see-forward', [['seeForward']]],
  ];
  it.each(cases)('of right %s opens by the rights named for it and by no other one', (right, opening) => {
    for (const rights of opening) expect(decideRoute(right, grants(...rights))).toBe(true);
    expect(decideRoute(right, nobody)).toBe(false);
    const singles = (Object.keys(nobody) as (keyof Grants)[]).filter((single) => !opening.some((rights) => rights.length === 1 && rights[0] === single));
    for (const single of singles) expect(decideRoute(right, grants(single))).toBe(false);
  });
});

describe('the viewer', () => {
  it('reads as far as the widest right', () => {
    expect(decideViewer(grants('readOwn'), PETRA)).toEqual({ userId: PETRA, reads: 'own' });
    expect(decideViewer(grants('readOwn', 'readGroup'), PETRA).reads).toBe('group');
    expect(decideViewer(grants('readOwn', 'readAll'), PETRA).reads).toBe('all');
  });
  it('reads nothing when only accounts may be managed, even everybody\'s', () => {
    expect(decideViewer(grants('manageAll', 'run', 'ledger'), PETRA).reads).toBe('none');
  });
  it('sees the ledger of the own accounts without a right to read messages', () => {
    expect(decideLedgerViewer(grants('ledger'), PETRA)).toEqual({ userId: PETRA, reads: 'own' });
    expect(decideLedgerViewer(grants('ledger', 'readAll'), PETRA).reads).toBe('all');
  });
});

describe('an account', () => {
  it('is managed by its owner who may manage own ones', () => {
    expect(decideAccountAccess(grants('manageOwn'), PETRA, PETRA)).toEqual({ see: true, manage: true, run: false });
  });
  it('of somebody else is not found by those who manage only their own', () => {
    expect(decideAccountAccess(grants('manageOwn', 'run', 'readOwn', 'ledger'), PETRA, OTHER)).toEqual({ see: false, manage: false, run: false });
  });
  it('of somebody else is seen, not managed, by those who read all messages', () => {
    expect(decideAccountAccess(grants('readAll', 'run'), PETRA, OTHER)).toEqual({ see: true, manage: false, run: true });
  });
  it('is managed by those who manage all, whoever owns it', () => {
    expect(decideAccountAccess(grants('manageAll'), PETRA, OTHER)).toEqual({ see: true, manage: true, run: false });
    expect(decideAccountAccess(grants('manageAll'), PETRA, null).manage).toBe(true);
  });
  it('that lost its owner is nobody\'s own', () => {
    expect(decideAccountAccess(grants('manageOwn'), PETRA, null).see).toBe(false);
  });
  it('of a group is managed by those who manage all and by nobody else, not even by whoever set it up', () => {
    expect(decideAccountAccess(grants('manageOwn', 'readOwn'), PETRA, PETRA, [])).toEqual({ see: false, manage: false, run: false });
    expect(decideAccountAccess(grants('manageAll'), PETRA, OTHER, []).manage).toBe(true);
  });
  it('of a group is seen by its members who may read groups', () => {
    expect(decideAccountAccess(grants('readGroup', 'manageOwn', 'run'), PETRA, OTHER, [PETRA])).toEqual({ see: true, manage: false, run: true });
    expect(decideAccountAccess(grants('readOwn'), PETRA, OTHER, [PETRA]).see).toBe(false);
    expect(decideAccountAccess(grants('readGroup'), PETRA, OTHER, [OTHER]).see).toBe(false);
  });
  it('may be made for somebody else only by those who manage all', () => {
    expect(decideMayOwn(grants('manageOwn'), PETRA, PETRA)).toBe(true);
    expect(decideMayOwn(grants('manageOwn'), PETRA, OTHER)).toBe(false);
    expect(decideMayOwn(grants('manageAll'), PETRA, OTHER)).toBe(true);
  });

  it('that was never activated is given to anybody by those who manage all', () => {
    expect(decideMayGiveAway(grants('manageAll'), { state: 'draft', lastSyncAt: null })).toBe(true);
    expect(decideMayGiveAway(grants('manageAll'), { state: 'ready', lastSyncAt: null })).toBe(true);
    expect(decideMayGiveAway(grants('manageOwn', 'readAll'), { state: 'draft', lastSyncAt: null })).toBe(false);
  });
  it.each(['active', 'paused', 'stopped'] as const)('that is %s, so it may hold mail, changes its owner only by those who also read everybody\'s mail', (state) => {
    expect(decideMayGiveAway(grants('manageAll', 'readOwn', 'readGroup', 'run', 'ledger'), { state, lastSyncAt: null })).toBe(false);
    expect(decideMayGiveAway(grants('manageOwn', 'readAll'), { state, lastSyncAt: null })).toBe(false);
    expect(decideMayGiveAway(grants('manageAll', 'readAll'), { state, lastSyncAt: null })).toBe(true);
  });
  it('that was imported once counts as activated, whatever its state', () => {
    expect(decideMayGiveAway(grants('manageAll'), { state: 'draft', lastSyncAt: '2026-03-15T10:00:00.000Z' })).toBe(false);
  });
});
