/** Panel users with how far they read messages. */
import type { Core } from '@strapi/strapi';
import type { PanelReader, PanelReaders } from '../../flow/center/ports';
import { grantingRoles, hasRight, type PermissionService } from './case-users';
import { nameOf, type PanelUser } from './name-of';

/** Full ids of the rights that count. */
export interface ReadingRights {
  readOwn: string;
  readGroup: string;
  readAll: string;
  assignWork: string;
}

interface UserRow extends PanelUser {
  blocked: boolean | null;
  roles: { id: number }[] | null;
}

/** A panel has tens of users; of more these are looked at. */
const MOST_USERS = 500;

/** Five reads, however many users there are, as long as no role grants a right under a condition. */
export function createPanelReaders(strapi: Core.Strapi, rights: ReadingRights): PanelReaders {
  const permissions = strapi.service('admin::permission') as unknown as PermissionService;
  return async () => {
    const found: unknown = await strapi.db.query('admin::user').findMany({
      select: ['id', 'firstname', 'lastname', 'username', 'email', 'blocked'], where: { isActive: true }, populate: { roles: { select: ['id'] } }, orderBy: [{ id: 'asc' }], limit: MOST_USERS,
    });
    const users = (found as UserRow[]).filter(({ blocked }) => blocked !== true);
    const having = async (action: string): Promise<Set<number>> => {
      const granting = await grantingRoles(permissions, action);
      const ids = new Set<number>();
      for (const user of users) if (await hasRight(permissions, action, user, granting)) ids.add(user.id);
      return ids;
    };
    const [all, group, own, assign] = [await having(rights.readAll), await having(rights.readGroup), await having(rights.readOwn), await having(rights.assignWork)];
    const readsOf = (id: number): PanelReader['reads'] => (all.has(id) ? 'all' : group.has(id) ? 'group' : own.has(id) ? 'own' : 'none');
    return users.map((user) => ({ id: user.id, name: nameOf(user), reads: readsOf(user.id), assignsWork: assign.has(user.id) })).sort((a, b) => a.name.localeCompare(b.name));
  };
}
