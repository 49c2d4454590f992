/** The routing of intake mail, put together: employees, panel users, rules, and what is nobody's. */
import type { Core } from '@strapi/strapi';
import type { EmailCenterDatabase } from './adapters/database';
import { createEmployees } from './adapters/employees';
import { createCaseUsers } from './adapters/panel-users';
import type { EmailCenterOptions } from './config/options';
import type { Clock } from './flow/ports';
import type { RoutingPorts } from './flow/routing/routing';
import { ACTIONS, actionId } from '../../shared/contracts';

/** Throws one sentence when the option `employees` names what is not there. */
export function composeRouting(
  strapi: Core.Strapi, options: Pick<EmailCenterOptions, 'employees'>, { database, clock, newId }: { database: EmailCenterDatabase; clock: Clock; newId: () => string },
): RoutingPorts {
  return {
    ...database.routing, addresses: database.addresses, clock, newId,
    employees: createEmployees({ strapi, options: options.employees, clock }), users: createCaseUsers(strapi, actionId(ACTIONS.receiveCases)),
  };
}
