/** Changes of everybody a routing rule names, and of the roles that give them rights. */
import type { Core } from '@strapi/strapi';

const PANEL = ['admin::user', 'admin::role', 'admin::permission'];

/** Calls `changed` after an employee, a panel user, a role or a right was written, whoever did it; returns how to end it. */
export function watchPeople(strapi: Core.Strapi, employeeType: string | null, changed: () => void): () => void {
  const stop: unknown = strapi.db.lifecycles.subscribe({
    models: [...PANEL, ...(employeeType === null ? [] : [employeeType])],
    afterCreate: changed, afterCreateMany: changed, afterUpdate: changed, afterUpdateMany: changed, afterDelete: changed, afterDeleteMany: changed,
  });
  return typeof stop === 'function' ? () => void stop() : () => undefined;
}
