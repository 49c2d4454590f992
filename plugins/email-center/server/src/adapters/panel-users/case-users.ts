/** Panel users as the routing of cases sees them: active or not, with or without the right to receive cases. */
import type { Core } from '@strapi/strapi';
import type { CaseUser } from '../../domain/intake/route';
import type { CaseUsers } from '../../flow/routing/ports';
import { nameOf, type PanelUser } from './name-of';

interface CaseUserRow extends PanelUser {
  isActive: boolean | null;
  blocked: boolean | null;
}

interface PermissionService {
  engine: { generateUserAbility(user: { id: number }): Promise<{ can(action: string): boolean }> };
}

const SELECT = ['id', 'firstname', 'lastname', 'username', 'email', 'isActive', 'blocked'];

/** `action` is the full id of the right. It is asked as Strapi asks for it at each request of that user. */
export function createCaseUsers(strapi: Core.Strapi, action: string): CaseUsers {
  const permissions = strapi.service('admin::permission') as unknown as PermissionService;
  const find = async (query: object): Promise<CaseUser[]> => {
    const rows = (await strapi.db.query('admin::user').findMany({ select: SELECT, orderBy: [{ id: 'asc' }], ...query })) as CaseUserRow[];
    const users: CaseUser[] = [];
    for (const row of rows) {
      const ability = await permissions.engine.generateUserAbility({ id: row.id });
      users.push({ id: row.id, name: nameOf(row), email: row.email, isActive: row.isActive === true && row.blocked !== true, receivesCases: ability.can(action) });
    }
    return users;
  };
  return {
    load: async (userIds) => new Map((userIds.length === 0 ? [] : await find({ where: { id: { $in: [...userIds] } } })).map((user) => [user.id, user])),
    search: (q, limit) => find({ limit, ...(q === '' ? {} : { where: { $or: ['firstname', 'lastname', 'username', 'email'].map((field) => ({ [field]: { $containsi: q } })) } }) }),
  };
}
