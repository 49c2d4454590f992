/** Panel users as the outbox sees them: still there, and still of a role that sends. */
import type { Core } from '@strapi/strapi';
import type { SendingPeople } from '../../flow/outbox/sending-ports';
import { grantingRoles, hasRight, type PermissionService } from './case-users';

interface UserRow {
  id: number;
  isActive: boolean | null;
  blocked: boolean | null;
  roles: { id: number }[] | null;
}

/** `action` is the full id of the right to send. */
export function createSendingPeople(strapi: Core.Strapi, action: string): SendingPeople {
  const permissions = strapi.service('admin::permission') as unknown as PermissionService;
  const find = async (ids: readonly number[]): Promise<UserRow[]> => {
    if (ids.length === 0) return [];
    const rows = (await strapi.db.query('admin::user').findMany({ select: ['id', 'isActive', 'blocked'], populate: { roles: { select: ['id'] } }, where: { id: { $in: [...ids] } } })) as UserRow[];
    return rows.filter(({ isActive, blocked }) => isActive === true && blocked !== true);
  };
  return {
    active: async (ids) => new Set((await find(ids)).map(({ id }) => id)),
    async standing(userId) {
      const [user] = await find([userId]);
      if (user === undefined) return 'gone';
      return (await hasRight(permissions, action, user, await grantingRoles(permissions, action))) ? 'sends' : 'without-right';
    },
  };
}
