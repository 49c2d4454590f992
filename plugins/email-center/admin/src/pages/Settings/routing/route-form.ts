import type { RouteCandidatesDto, RouteDryRunInput, RouteDto, RouteRefusalDto } from '../../../../../shared/contracts';
import type { Text } from '../../../text/text';
import type { Candidate } from './PersonSearch';
import { refusalSentence } from './refusal-sentence';

export interface RoutePerson {
  id: string;
  name: string;
  detail: string;
  problem: string | null;
}

export interface RouteValues {
  from: RoutePerson | null;
  users: RoutePerson[];
  note: string;
}

export const emptyRoute: RouteValues = { from: null, users: [], note: '' };

type EmployeeCandidate = RouteCandidatesDto['employees'][number];

export function employeeOf(text: Text, employee: Omit<EmployeeCandidate, 'refusal'> & Partial<Pick<EmployeeCandidate, 'refusal'>>): RoutePerson {
  return { id: employee.recordId, name: employee.name, detail: employee.addresses.join(', '), problem: employee.refusal ? refusalSentence(text, employee.refusal) : null };
}

export function valuesOfRoute(text: Text, route: RouteDto): RouteValues {
  const fromRefusal = route.refusals.find(({ side }) => side === 'from') ?? null;
  return {
    from: route.from === null ? null : employeeOf(text, { ...route.from, refusal: fromRefusal }),
    users: route.users.map((user) => ({ id: String(user.id), name: user.name || text('route.removed-user'), detail: user.email, problem: user.refusal ? refusalSentence(text, user.refusal) : null })),
    note: route.note,
  };
}

/** What is asked of the dry run; null as long as there is nobody to route from. */
export const tryOf = (id: string | undefined, { from, users }: Pick<RouteValues, 'from' | 'users'>): RouteDryRunInput | null =>
  from === null ? null : { ...(id === undefined ? {} : { id }), from: from.id, userIds: users.map((user) => Number(user.id)), note: '' };

/** The values with the server's refusals at the people they are about; without an answer as they are. */
export function withRefusals(text: Text, values: RouteValues, refusals: readonly RouteRefusalDto[] | undefined): RouteValues {
  if (refusals === undefined) return values;
  const sentence = (refusal: RouteRefusalDto | undefined) => (refusal === undefined ? null : refusalSentence(text, refusal));
  return {
    ...values,
    from: values.from && { ...values.from, problem: sentence(refusals.find(({ side }) => side === 'from')) },
    users: values.users.map((user) => ({ ...user, problem: sentence(refusals.find(({ side, userId }) => side === 'to' && String(userId) === user.id)) })),
  };
}

export const employeeCandidates = (found: RouteCandidatesDto): Candidate[] =>
  found.employees.map(({ recordId, name, addresses, refusal }) => ({ key: recordId, name, detail: addresses.join(', '), refusal }));

export const userCandidates = (found: RouteCandidatesDto, chosen: readonly RoutePerson[]): Candidate[] =>
  found.users.filter(({ id }) => !chosen.some((person) => person.id === String(id))).map(({ id, name, email, refusal }) => ({ key: String(id), name, detail: email, refusal }));
