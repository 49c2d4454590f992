/** What the rules are worth now: employees and panel users are read anew at each use, and what changed is noted with the rule. */
import { decideRouteState, type CaseUser, type Employee, type RouteState, type SenderRouting } from '../../domain/intake/route';
import type { CaseUsers, EmployeeDirectory, RouteStore, StoredRoute } from './ports';

/** What is kept of a reason. */
const REASON_CHARS = 500;

export interface RouteStatePorts {
  routes: RouteStore;
  employees: EmployeeDirectory;
  users: CaseUsers;
}

export interface RouteWithState {
  route: StoredRoute;
  employee: Employee | null;
  state: RouteState;
  users: ReadonlyMap<number, CaseUser>;
}

/** The states of these rules: two reads for all of them, and one write for each that became active or inactive. */
export async function refreshStates(ports: RouteStatePorts, routes: readonly StoredRoute[], known: readonly Employee[] = []): Promise<RouteWithState[]> {
  const byId = new Map(known.map((employee) => [employee.recordId, employee]));
  // A rule made for another content type, configured formerly, has no employee.
  const ours = routes.filter(({ from }) => from.recordType === ports.employees.recordType);
  const missing = ours.map(({ from }) => from.recordId).filter((recordId) => !byId.has(recordId));
  for (const [recordId, employee] of await ports.employees.load(missing)) byId.set(recordId, employee);
  const users = await ports.users.load([...new Set(routes.flatMap((route) => route.userIds))]);
  const current = routes.map((route) => {
    const employee = ours.includes(route) ? (byId.get(route.from.recordId) ?? null) : null;
    return { route, employee, users, state: decideRouteState(route, employee, users) };
  });
  for (const { route, state } of current) {
    const reason = state.isActive ? null : state.reason.slice(0, REASON_CHARS);
    if (reason !== route.inactiveReason) await ports.routes.update(route.id, { inactiveReason: reason });
  }
  return current;
}

/** Who the senders of a batch are and which rules begin there: one look-up for all of them. */
export async function routingOf(ports: RouteStatePorts, senders: readonly string[]): Promise<Map<string, SenderRouting>> {
  const bySender = new Map<string, SenderRouting>();
  const { recordType } = ports.employees;
  if (recordType === null) return bySender;
  const employees = await ports.employees.findByAddresses(senders);
  if (employees.length === 0) return bySender;
  const routes = await refreshStates(ports, await ports.routes.findFrom(recordType, employees.map(({ recordId }) => recordId)), employees);
  for (const sender of senders) {
    const theirs = employees.filter(({ addresses }) => addresses.includes(sender));
    if (theirs.length === 0) continue;
    const ids = new Set(theirs.map(({ recordId }) => recordId));
    const begun = routes.flatMap(({ route, employee, state }) => (employee !== null && ids.has(employee.recordId) ? [{ route, employee, state }] : []));
    bySender.set(sender, { employees: theirs, routes: begun });
  }
  return bySender;
}
