/** The routing table as administrators keep it: rules checked before they are saved, tried before that, and looked after. */
import type { ActivityDto, RouteCandidatesDto, RouteCandidatesQuery, RouteDryRunInput, RouteDryRunResult, RouteDto, RouteRefusalDto, SaveRouteInput } from '../../../../shared/contracts';
import { normalizeAddress } from '../../domain/mail/address';
import { MailError } from '../../domain/mail/mail-error';
import { checkRoute, refuseEmployee, refuseUser, type CaseUser, type RouteRefusal, type RouteCandidate } from '../../domain/intake/route';
import type { Clock } from '../ports';
import type { CaseStates, StoredRoute, UnassignedCases } from './ports';
import { refreshStates, type RouteStatePorts, type RouteWithState } from './route-states';
import { routeUnassigned, type RouteUnassignedPorts } from './route-unassigned';

export interface RoutingPorts extends RouteStatePorts, RouteUnassignedPorts {
  unassigned: UnassignedCases;
  caseStates: CaseStates;
  clock: Clock;
  newId: () => string;
}

export type Saved = { route: RouteDto; refusals: [] } | { route: null; refusals: RouteRefusalDto[] };

export interface Routing {
  list(): Promise<RouteDto[]>;
  /** Null: no employee type is configured. */
  employeeType(): string | null;
  candidates(query: RouteCandidatesQuery): Promise<RouteCandidatesDto>;
  /** Saves the rule, or says everything that speaks against it. */
  create(input: SaveRouteInput, userId: number): Promise<Saved>;
  update(id: string, input: SaveRouteInput): Promise<Saved>;
  remove(id: string): Promise<void>;
  dryRun(input: RouteDryRunInput): Promise<RouteDryRunResult>;
  /** The open unassigned messages of the rule's sender become cases or offers; resolves with their number. */
  routeUnassigned(id: string, userId: number): Promise<number>;
  /** Activities with the state of those that are cases. */
  withCaseStates(activities: readonly ActivityDto[]): Promise<ActivityDto[]>;
  /** Looks at every rule anew: after people changed, and at the start. */
  refresh(): Promise<void>;
}

/** Days of unassigned messages a rule is tried on. */
const DRY_RUN_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

export function createRouting(ports: RoutingPorts): Routing {
  const shown = async (id: string): Promise<RouteDto> => {
    const [first] = await refreshStates(ports, [await loadRoute(ports, id)]);
    return toDto(first!);
  };
  return {
    list: async () => (await refreshStates(ports, await ports.routes.list())).map(toDto),
    employeeType: () => ports.employees.recordType,
    candidates: (query) => findCandidates(ports, query),
    async create(input, userId) {
      const { refusals, from } = await check(ports, input, null);
      if (from === null || refusals.length > 0) return { route: null, refusals };
      const id = ports.newId();
      await ports.routes.insert({ id, from, userIds: input.userIds, note: input.note, inactiveReason: null, createdBy: userId, createdAt: ports.clock.now().toISOString() });
      return { route: await shown(id), refusals: [] };
    },
    async update(id, input) {
      await loadRoute(ports, id);
      const { refusals, from } = await check(ports, input, id);
      if (from === null || refusals.length > 0) return { route: null, refusals };
      await ports.routes.update(id, { from, userIds: input.userIds, note: input.note });
      return { route: await shown(id), refusals: [] };
    },
    remove: (id) => ports.routes.remove(id),
    dryRun: (input) => tryOut(ports, input),
    async routeUnassigned(id, userId) {
      const [rule] = await refreshStates(ports, [await loadRoute(ports, id)]);
      if (rule === undefined || rule.employee === null || !rule.state.isActive) {
        throw new MailError({ kind: 'malformed', code: 'conflict', remedier: 'owner', message: 'This rule is inactive, so it routes nothing.' });
      }
      return routeUnassigned(ports, { ...rule, employee: rule.employee }, userId);
    },
    withCaseStates: (activities) => addCaseStates(ports, activities),
    refresh: async () => void (await refreshStates(ports, await ports.routes.list())),
  };
}

async function loadRoute({ routes }: RoutingPorts, id: string): Promise<StoredRoute> {
  const route = await routes.load(id);
  if (route === null) throw new MailError({ kind: 'malformed', code: 'not-found', remedier: 'owner', message: 'There is no such routing rule.' });
  return route;
}

async function check(ports: RoutingPorts, { from: recordId, userIds }: SaveRouteInput, ownId: string | null): Promise<{ refusals: RouteRefusal[]; from: StoredRoute['from'] | null; candidate: RouteCandidate }> {
  const { recordType } = ports.employees;
  const from = recordType === null ? null : { recordType, recordId };
  const employee = (await ports.employees.load([recordId])).get(recordId) ?? null;
  const others = recordType === null ? [] : (await ports.routes.findFrom(recordType, [recordId])).filter(({ id }) => id !== ownId);
  const candidate: RouteCandidate = { isConfigured: recordType !== null, employee, userIds: [...new Set(userIds)], users: await ports.users.load(userIds), isRoutedAlready: others.length > 0 };
  return { refusals: checkRoute(candidate), from, candidate };
}

async function addCaseStates({ caseStates }: RoutingPorts, activities: readonly ActivityDto[]): Promise<ActivityDto[]> {
  const states = await caseStates.load(activities.filter(({ kind }) => kind === 'case').map(({ messageId }) => messageId));
  return activities.map((activity) => {
    const state = activity.kind === 'case' ? states.get(activity.messageId) : undefined;
    return state === undefined ? activity : { ...activity, case: state };
  });
}

async function tryOut(ports: RoutingPorts, input: RouteDryRunInput): Promise<RouteDryRunResult> {
  const { refusals, candidate } = await check(ports, input, input.id ?? null);
  const since = new Date(ports.clock.now().getTime() - DRY_RUN_DAYS * DAY).toISOString();
  const senders = candidate.employee?.addresses ?? [];
  const { total, routed, items } = await ports.unassigned.preview(senders, since);
  const becomes = refusals.length > 0 || routed === 0 ? 'nothing' : candidate.userIds.length === 1 ? 'case' : 'offer';
  return { refusals, days: DRY_RUN_DAYS, unassigned: total, routed, becomes, items };
}

async function findCandidates(ports: RoutingPorts, { side, q, address, limit }: RouteCandidatesQuery): Promise<RouteCandidatesDto> {
  if (side === 'to') return { employees: [], users: (await ports.users.search(q, limit)).map((user) => ({ ...shownUser(user), refusal: refuseUser(user.id, user) })) };
  const normalized = address === undefined ? null : normalizeAddress(address);
  const employees = address === undefined ? await ports.employees.search(q, limit) : await ports.employees.findByAddresses(normalized === null ? [] : [normalized]);
  return { users: [], employees: employees.map((employee) => ({ ...employee, addresses: [...employee.addresses], refusal: refuseEmployee(employee) })) };
}

const shownUser = ({ id, name, email }: CaseUser): { id: number; name: string; email: string } => ({ id, name, email });

function toDto({ route, employee, state, users }: RouteWithState): RouteDto {
  return {
    id: route.id, from: employee === null ? null : { ...employee, addresses: [...employee.addresses] }, note: route.note, createdAt: route.createdAt,
    users: route.userIds.map((userId) => {
      const user = users.get(userId);
      return { ...(user ? shownUser(user) : { id: userId, name: '', email: '' }), refusal: refuseUser(userId, user) };
    }),
    isActive: state.isActive, reason: state.isActive ? null : state.reason, refusals: state.refusals,
  };
}
