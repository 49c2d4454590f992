/** Panel users as groups see them: who can be a member, who can log in. */
import type { Core } from '@strapi/strapi';
import type { GroupPeople } from '../../flow/groups';
import { nameOf, type PanelUser } from './name-of';

interface UserRow extends PanelUser {
  isActive: boolean | null;
  blocked: boolean | null;
}

const SELECT = ['id', 'firstname', 'lastname', 'username', 'email', 'isActive', 'blocked'];
const canLogIn = (user: UserRow): boolean => user.isActive === true && user.blocked !== true;

/** `actions` are full ids of rights any of which makes a user eligible. One read, however many users there are. */
export function createGroupPeople(strapi: Core.Strapi, actions: readonly string[]): GroupPeople {
  const find = async (where: object): Promise<UserRow[]> => {
    const rows = (await strapi.db.query('admin::user').findMany({ select: SELECT, where })) as UserRow[];
    // A user of two such roles is found twice.
    return [...new Map(rows.map((row) => [row.id, row])).values()];
  };
  const some = (ids: readonly number[]): Promise<UserRow[]> => (ids.length === 0 ? Promise.resolve([]) : find({ id: { $in: [...ids] } }));
  return {
    async eligible() {
      const users = await find({ isActive: true, roles: { permissions: { action: { $in: [...actions] } } } });
      return users.filter(canLogIn).map((user) => ({ id: user.id, name: nameOf(user), email: user.email })).sort((a, b) => a.name.localeCompare(b.name));
    },
    active: async (ids) => new Set((await some(ids)).filter(canLogIn).map(({ id }) => id)),
    names: async (ids) => new Map((await some(ids)).map((user) => [user.id, nameOf(user)])),
  };
}
