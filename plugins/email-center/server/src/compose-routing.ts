/** The routing of intake mail, put together: employees, panel users, rules, and what is nobody's. */
import type { Core } from '@strapi/strapi';
import type { EmailCenterDatabase } from './adapters/database';
import { createEmployees, watchPeople } from './adapters/employees';
import { createCaseUsers } from './adapters/panel-users';
import type { EmailCenterOptions } from './config/options';
import type { Parts } from './build-application';
import { MailError } from './domain/mail/mail-error';
import { createOffers, type Offers } from './flow/offers';
import type { Clock } from './flow/ports';
import { healCases, withCaseHistory } from './flow/routing/case-history';
import { createRouting, type Routing, type RoutingPorts } from './flow/routing/routing';
import type { WorkApplication } from './flow/work';
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

/** Calls back some time after people or rights changed; returns how to end it. */
export const watchPeopleOf = (strapi: Core.Strapi, options: Pick<EmailCenterOptions, 'employees'>) => (changed: () => void): (() => void) =>
  watchPeople(strapi, options.employees?.contentType ?? null, changed);

/** The work of intake accounts: cases have their history, offers are taken, rules are kept. */
export function composeIntake(parts: Pick<Parts, 'routingPorts' | 'settings' | 'clock' | 'routing'>, work: WorkApplication): { work: WorkApplication; offers: Offers; routing: Routing } {
  const { routingPorts, settings, clock } = parts;
  const complete = withCaseHistory(routingPorts, work);
  return { work: complete, routing: createRouting(routingPorts), offers: createOffers({ offers: parts.routing.offers, users: routingPorts.users, work: complete, settings, clock }) };
}

/** A change of many people, as an import of employees is, is one look. Milliseconds. */
const SETTLED_AFTER = 500;

/** Looks at every rule now and after each change of people, and heals what a process left half done; ends with the signal. */
export function watchRoutes(
  { routing, watch, routingPorts, logger }: { routing: Routing; watch: (changed: () => void) => () => void } & Pick<Parts, 'routingPorts' | 'logger'>, stopping: AbortSignal,
): void {
  const failed = (error: unknown): void => logger.error('The routing rules could not be looked at.', { error: MailError.wrap(error).toJSON() });
  let waiting: NodeJS.Timeout | null = null;
  let looking = Promise.resolve();
  const look = (): void => {
    waiting = null;
    if (!stopping.aborted) looking = looking.then(() => routing.refresh()).catch(failed);
  };
  const end = watch(() => {
    // Writes are told of before they are committed; and there may be many.
    waiting ??= setTimeout(look, SETTLED_AFTER).unref();
  });
  stopping.addEventListener('abort', () => {
    end();
    if (waiting !== null) clearTimeout(waiting);
  }, { once: true });
  look();
  healCases(routingPorts).catch(failed);
}
