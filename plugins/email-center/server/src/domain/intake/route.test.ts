import { describe, expect, it } from 'vitest';
import { checkRoute, decideRouteState, routeMessage, type CaseUser, type Employee, type Route, type SenderRouting } from './route';

const karin: Employee = { recordType: 'api::employee.employee', recordId: 'karin', name: 'Karin Blum', addresses: ['karin@firm.example'], isCurrent: true };
const user = (id: number, change: Partial<CaseUser> = {}): CaseUser => ({ id, name: `User ${id}`, email: `user${id}@firm.example`, isActive: true, receivesCases: true, ...change });
const usersOf = (...users: CaseUser[]): Map<number, CaseUser> => new Map(users.map((one) => [one.id, one]));
const route: Route = { id: 'r1', from: { recordType: karin.recordType, recordId: karin.recordId }, userIds: [1, 2] };
const check = (change: Partial<Parameters<typeof checkRoute>[0]> = {}) =>
  checkRoute({ isConfigured: true, employee: karin, userIds: [1], users: usersOf(user(1), user(2)), isRoutedAlready: false, ...change }).map(({ side, sentence }) => `${side}: ${sentence}`);

describe('a routing rule', () => {
  it('leads from a current employee with an address on file to an active user who may receive cases', () => {
    expect(check()).toEqual([]);
  });
  it('needs no panel account for its employee, and may lead to somebody else', () => {
    expect(check({ userIds: [2] })).toEqual([]);
  });
  it.each([
    ['an employee who is gone', { employee: null }, 'from: There is no such employee any more.'],
    ['somebody who has left', { employee: { ...karin, isCurrent: false } }, 'from: Karin Blum does not work here now.'],
    ['somebody without an address', { employee: { ...karin, addresses: [] } }, 'from: Karin Blum has no mail address on file.'],
    ['an employee who has a rule already', { isRoutedAlready: true }, 'from: There is a rule from Karin Blum already: change that one.'],
    ['nobody, when no employee type is configured', { isConfigured: false, employee: null }, 'from: No content type of employees is configured: an administrator names it in the option "employees".'],
  ])('is refused from %s', (_who, change, sentence) => {
    expect(check(change)).toEqual([sentence]);
  });
  it.each([
    ['nobody', { userIds: [] }, 'to: Choose at least one panel user.'],
    ['a user who does not exist', { userIds: [9] }, 'to: This panel user does not exist any more.'],
    ['a user who was deactivated', { users: usersOf(user(1, { isActive: false })) }, 'to: The panel account of User 1 is not active.'],
    ['a user without the right', { users: usersOf(user(1, { receivesCases: false })) }, 'to: No role of User 1 has the right to receive cases.'],
  ])('is refused to %s', (_who, change, sentence) => {
    expect(check(change)).toEqual([sentence]);
  });
  it('names everything that is wrong at once', () => {
    expect(check({ employee: { ...karin, addresses: [] }, userIds: [1, 9] })).toHaveLength(2);
  });
});

describe('a saved rule', () => {
  it('stays active as long as one of its users qualifies, without the others', () => {
    expect(decideRouteState(route, karin, usersOf(user(1), user(2, { isActive: false })))).toMatchObject({ isActive: true, userIds: [1], refusals: [{ code: 'user-inactive', userId: 2 }] });
  });
  it('is inactive when none of its users qualifies any more, and says why of each', () => {
    expect(decideRouteState(route, karin, usersOf(user(1, { isActive: false }), user(2, { receivesCases: false })))).toMatchObject({
      isActive: false, reason: 'The panel account of User 1 is not active. No role of User 2 has the right to receive cases.',
      reasons: [{ code: 'user-inactive', params: { name: 'User 1' } }, { code: 'user-without-right', params: { name: 'User 2' } }],
    });
  });
  it.each([
    ['has left', { ...karin, isCurrent: false }, 'Karin Blum does not work here now.'],
    ['lost the address', { ...karin, addresses: [] }, 'Karin Blum has no mail address on file.'],
    ['was removed', null, 'There is no such employee any more.'],
  ])('is inactive when its employee %s', (_what, employee, reason) => {
    expect(decideRouteState(route, employee, usersOf(user(1), user(2)))).toMatchObject({ isActive: false, reason });
  });
});

describe('a message to an intake account', () => {
  const routing = (userIds: number[], users = usersOf(user(1), user(2)), employee = karin): SenderRouting => {
    const saved = { ...route, userIds };
    return { employees: [employee], routes: [{ route: saved, employee, state: decideRouteState(saved, employee, users) }] };
  };
  const routed = (sender: string | null, by: SenderRouting | null) => routeMessage(sender, new Map(by === null ? [] : [['karin@firm.example', by]]));

  it('of a routed sender is a case for the one user of the rule', () => {
    expect(routed('karin@firm.example', routing([1]))).toEqual({ kind: 'case', handlerId: 1, offeredTo: [], reason: {
      code: 'routed', sentence: 'Routed by the rule from Karin Blum.', reasons: [{ code: 'routed-by-rule', params: { name: 'Karin Blum' } }], routeId: 'r1',
    } });
  });
  it('of a sender routed to several is offered to all of them', () => {
    expect(routed('karin@firm.example', routing([1, 2]))).toMatchObject({ handlerId: null, offeredTo: [1, 2], reason: { code: 'offered' } });
  });
  it('is offered to those who qualify, and is the case of the one who is left', () => {
    expect(routed('karin@firm.example', routing([1, 2], usersOf(user(1), user(2, { isActive: false }))))).toMatchObject({ handlerId: 1, offeredTo: [] });
  });
  it.each([
    ['an inactive rule', 'karin@firm.example', routing([1], usersOf()), 'route-inactive', ['rule-inactive', 'user-missing'], 'The rule from Karin Blum is inactive: This panel user does not exist any more.'],
    ['an employee without a rule', 'karin@firm.example', { employees: [karin], routes: [] }, 'no-route', ['no-rule'], 'There is no rule for mail from Karin Blum.'],
    ['a former employee', 'karin@firm.example', { employees: [{ ...karin, isCurrent: false }], routes: [] }, 'not-an-employee', ['former-employee'], 'Karin Blum, who has the address karin@firm.example on file, does not work here now.'],
    ['a stranger', 'who@elsewhere.example', null, 'not-an-employee', ['unknown-sender'], 'No employee has the address who@elsewhere.example on file.'],
    ['no sender', null, null, 'not-an-employee', ['no-sender'], 'The message names no sender.'],
  ])('of %s stays unassigned with the reason', (_who, sender, by, code, codes, sentence) => {
    expect(routed(sender, by)).toMatchObject({ kind: 'case', handlerId: null, offeredTo: [], reason: { code, sentence, reasons: codes.map((one) => ({ code: one })) } });
  });
  it('of two employees who share an address follows the rule that is active', () => {
    const former = { ...karin, recordId: 'former', name: 'Former', isCurrent: false };
    const stale = routing([2], undefined, former);
    const live = routing([1]);
    expect(routed('karin@firm.example', { employees: [former, karin], routes: [...stale.routes, ...live.routes] })).toMatchObject({ handlerId: 1 });
  });
});
