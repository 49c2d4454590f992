/** Whose case a message is: the routing table, from an employee to panel users (S3.2 to S3.5). Pure. */
import { because, inEnglish, type Reason } from '../mail/reason';
import { workReason, type WorkReason } from './work';

/** A record of the configured employee type. */
export interface Employee {
  recordType: string;
  recordId: string;
  name: string;
  /** Normalised. */
  addresses: readonly string[];
  isCurrent: boolean;
}

/** A panel user as far as cases go. */
export interface CaseUser {
  id: number;
  name: string;
  email: string;
  isActive: boolean;
  /** Whether a role of theirs has the right to receive cases. */
  receivesCases: boolean;
}

export interface Route {
  id: string;
  from: { recordType: string; recordId: string };
  userIds: readonly number[];
}

export type RouteRefusalCode =
  | 'no-employee-type' | 'no-employee' | 'not-current' | 'no-address' | 'routed-already'
  | 'nobody-chosen' | 'no-user' | 'user-inactive' | 'user-without-right';

/** Why a rule cannot be as it was entered, or no longer works: the side it is about, and one sentence. */
export interface RouteRefusal {
  side: 'from' | 'to';
  code: RouteRefusalCode;
  /** Whom it is about; empty when there is no such person. */
  name: string;
  sentence: string;
  /** Of a panel user. */
  userId?: number;
}

/** Null: this employee can be the "from" of a rule. No panel account is needed. */
export function refuseEmployee(employee: Employee | null): RouteRefusal | null {
  if (employee === null) return from('no-employee', '', inEnglish([because('employee-missing')]));
  const { name } = employee;
  if (!employee.isCurrent) return from('not-current', name, inEnglish([because('employee-left', { name })]));
  if (employee.addresses.length === 0) return from('no-address', name, inEnglish([because('employee-without-address', { name })]));
  return null;
}

/** Null: this panel user can be given cases. */
export function refuseUser(userId: number, user: CaseUser | undefined): RouteRefusal | null {
  if (user === undefined) return { side: 'to', code: 'no-user', name: '', userId, sentence: inEnglish([because('user-missing')]) };
  const { name } = user;
  if (!user.isActive) return { side: 'to', code: 'user-inactive', name, userId, sentence: inEnglish([because('user-inactive', { name })]) };
  if (!user.receivesCases) return { side: 'to', code: 'user-without-right', name, userId, sentence: inEnglish([because('user-without-right', { name })]) };
  return null;
}

export interface RouteCandidate {
  /** False: no employee type is configured, so there is nobody to route from. */
  isConfigured: boolean;
  employee: Employee | null;
  userIds: readonly number[];
  users: ReadonlyMap<number, CaseUser>;
  /** Another rule from the same employee. */
  isRoutedAlready: boolean;
}

/** Everything that speaks against saving a rule, each with its sentence (S3.3); empty when it is fine. */
export function checkRoute({ isConfigured, employee, userIds, users, isRoutedAlready }: RouteCandidate): RouteRefusal[] {
  const refusals: (RouteRefusal | null)[] = [
    isConfigured ? refuseEmployee(employee) : from('no-employee-type', '', 'No content type of employees is configured: an administrator names it in the option "employees".'),
    employee !== null && isRoutedAlready ? from('routed-already', employee.name, `There is a rule from ${employee.name} already: change that one.`) : null,
    userIds.length === 0 ? { side: 'to', code: 'nobody-chosen', name: '', sentence: 'Choose at least one panel user.' } : null,
    ...userIds.map((userId) => refuseUser(userId, users.get(userId))),
  ];
  return refusals.filter((refusal): refusal is RouteRefusal => refusal !== null);
}

/** What a saved rule is worth now: whom it routes to, or why it routes to nobody. */
export type RouteState =
  | { isActive: true; userIds: number[]; refusals: RouteRefusal[] }
  | { isActive: false; reason: string; reasons: Reason[]; refusals: RouteRefusal[] };

/** Users who still qualify keep a rule active; without any of them, or without its employee, it is inactive. */
export function decideRouteState(route: Route, employee: Employee | null, users: ReadonlyMap<number, CaseUser>): RouteState {
  const refused = refuseEmployee(employee);
  const perUser = route.userIds.map((userId) => refuseUser(userId, users.get(userId)));
  const refusals = [refused, ...perUser].filter((refusal): refusal is RouteRefusal => refusal !== null);
  if (refused !== null) return { isActive: false, reason: refused.sentence, reasons: [reasonOf(refused)], refusals };
  const userIds = route.userIds.filter((_userId, index) => perUser[index] === null);
  if (userIds.length > 0) return { isActive: true, userIds, refusals };
  const reasons = refusals.length === 0 ? [because('rule-names-nobody')] : refusals.map(reasonOf);
  return { isActive: false, reason: inEnglish(reasons), reasons, refusals };
}

/** Of those that make a saved rule inactive; the others stand in the way of saving it. */
function reasonOf({ code, name }: RouteRefusal): Reason {
  if (code === 'no-employee') return because('employee-missing');
  if (code === 'not-current') return because('employee-left', { name });
  if (code === 'no-address') return because('employee-without-address', { name });
  if (code === 'user-inactive') return because('user-inactive', { name });
  return code === 'user-without-right' ? because('user-without-right', { name }) : because('user-missing');
}

/** Who an address belongs to, and which rules begin there. */
export interface SenderRouting {
  employees: readonly Employee[];
  routes: readonly { route: Route; employee: Employee; state: RouteState }[];
}

export interface CaseAssignment {
  kind: 'case';
  handlerId: number | null;
  offeredTo: number[];
  reason: WorkReason;
}

/**
 * The case a message makes: for the one user of its sender's rules, open to several of them, or nobody's with the
 * reason. Only the From address counts; whether that is true is not asked here.
 */
export function routeMessage(sender: string | null, senders: ReadonlyMap<string, SenderRouting>): CaseAssignment {
  if (sender === null) return nobodys('not-an-employee', [because('no-sender')]);
  const { employees, routes } = senders.get(sender) ?? { employees: [], routes: [] };
  const active = routes.filter(({ state }) => state.isActive);
  const userIds = [...new Set(active.flatMap(({ state }) => (state.isActive ? state.userIds : [])))];
  const [first] = active;
  if (first !== undefined) return assigned(first.route.id, first.employee.name, userIds);
  const [stale] = routes;
  if (stale !== undefined && !stale.state.isActive) {
    return nobodys('route-inactive', [because('rule-inactive', { name: stale.employee.name }), ...stale.state.reasons], stale.route.id);
  }
  const employee = employees.find((one) => one.isCurrent) ?? employees[0];
  if (employee === undefined) return nobodys('not-an-employee', [because('unknown-sender', { address: sender })]);
  if (!employee.isCurrent) return nobodys('not-an-employee', [because('former-employee', { name: employee.name, address: sender })]);
  return nobodys('no-route', [because('no-rule', { name: employee.name })]);
}

function assigned(routeId: string, name: string, userIds: number[]): CaseAssignment {
  const [only, ...others] = userIds;
  if (only !== undefined && others.length === 0) {
    return { kind: 'case', handlerId: only, offeredTo: [], reason: workReason('routed', [because('routed-by-rule', { name })], routeId) };
  }
  return { kind: 'case', handlerId: null, offeredTo: userIds, reason: workReason('offered', [because('offered-by-rule', { name, count: userIds.length })], routeId) };
}

function nobodys(code: 'no-route' | 'route-inactive' | 'not-an-employee', reasons: readonly Reason[], routeId?: string): CaseAssignment {
  return { kind: 'case', handlerId: null, offeredTo: [], reason: workReason(code, reasons, routeId) };
}

const from = (code: RouteRefusalCode, name: string, sentence: string): RouteRefusal => ({ side: 'from', code, name, sentence });
