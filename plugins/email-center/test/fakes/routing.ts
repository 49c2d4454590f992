/** A routing table in memory that refuses nothing, for tests of the edge. */
import type { RouteDto } from '../../shared/contracts';
import type { Routing } from '../../server/src/flow/routing/routing';
import { MailError } from '../../server/src/domain/mail/mail-error';

export interface FakeRouting extends Routing {
  addRoute(): RouteDto;
}

export function createFakeRouting(calls: string[]): FakeRouting {
  const routes = new Map<string, RouteDto>();
  const existing = (id: string): RouteDto => {
    const route = routes.get(id);
    if (!route) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such routing rule.', remedier: 'owner' });
    return route;
  };
  const fake: FakeRouting = {
    addRoute() {
      const route: RouteDto = { id: `route-${routes.size + 1}`, from: null, users: [], note: '', isActive: true, reason: null, refusals: [], createdAt: '2026-01-01T00:00:00.000Z' };
      routes.set(route.id, route);
      return route;
    },
    list: async () => [...routes.values()],
    employeeType: () => 'api::employee.employee',
    candidates: async () => ({ employees: [], users: [] }),
    create: async () => ({ route: fake.addRoute(), refusals: [] }),
    async update(id) {
      calls.push(`update route ${id}`);
      return { route: existing(id), refusals: [] };
    },
    async remove(id) {
      existing(id);
      routes.delete(id);
    },
    dryRun: async () => ({ refusals: [], days: 30, unassigned: 0, routed: 0, becomes: 'nothing', items: [] }),
    async routeUnassigned(id) {
      existing(id);
      return 0;
    },
    withCaseStates: async (activities) => [...activities],
    refresh: async () => undefined,
  };
  return fake;
}
