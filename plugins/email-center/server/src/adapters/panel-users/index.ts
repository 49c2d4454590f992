/** The users of the admin panel, as owners of accounts are shown. */
import type { Core } from '@strapi/strapi';
import type { OwnerNames } from '../../flow/queries';
import { nameOf, type PanelUser } from './name-of';

export { createCaseUsers } from './case-users';
export { createGroupPeople } from './group-people';
export { createPanelReaders } from './panel-readers';
export { createSendingPeople } from './sending-people';
export { watchPanelUsers } from './watch-users';

/** One read for all of a page. */
export function createOwnerNames(strapi: Core.Strapi): OwnerNames {
  return {
    async load(ids) {
      if (ids.length === 0) return new Map();
      const found: unknown = await strapi.db.query('admin::user').findMany({ where: { id: { $in: [...ids] } }, select: ['id', 'firstname', 'lastname', 'username', 'email'] });
      return new Map((found as PanelUser[]).map((user) => [user.id, { id: user.id, name: nameOf(user), email: user.email }]));
    },
  };
}
