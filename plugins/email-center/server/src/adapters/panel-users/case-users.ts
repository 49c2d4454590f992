/** Panel users as the routing of cases sees them: active or not, with or without the right to receive cases. */
import type { Core } from '@strapi/strapi';
import type { CaseUser } from '../../domain/intake/route';
import type { CaseUsers } from '../../flow/routing/ports';
import { nameOf, type PanelUser } from './name-of';

interface CaseUserRow extends PanelUser {
  isActive: boolean | null;
  blocked: boolean | null;
  roles: { id: number }[] | null;
}

export interface PermissionService {
  findMany(query: object): Promise<{ role?: { id: number } | null; conditions?: unknown[] }[]>;
  engine: { generateUserAbility(user: { id: number }): Promise<{ can(action: string): boolean }> };
}

/** Roles that have the right: always, or under a condition that only Strapi's engine can judge. */
export interface Granting {
  always: Set<number>;
  sometimes: Set<number>;
}

const SELECT = ['id', 'firstname', 'lastname', 'username', 'email', 'isActive', 'blocked'];

/** `action` is the full id of the right. Two reads for any number of users, as long as no role grants it under a condition. */
export function createCaseUsers(strapi: Core.Strapi, action: string): CaseUsers {
  const permissions = strapi.service('admin::permission') as unknown as PermissionService;
  const find = async (query: object): Promise<CaseUser[]> => {
    const rows = (await strapi.db.query('admin::user').findMany({ select: SELECT, populate: { roles: { select: ['id'] } }, orderBy: [{ id: 'asc' }], ...query })) as CaseUserRow[];
    const granting = await grantingRoles(permissions, action);
    const users: CaseUser[] = [];
    for (const row of rows) {
      const receivesCases = await hasRight(permissions, action, row, granting);
      users.push({ id: row.id, name: nameOf(row), email: row.email, isActive: row.isActive === true && row.blocked !== true, receivesCases });
    }
    return users;
  };
  return {
    load: async (userIds) => new Map((userIds.length === 0 ? [] : await find({ where: { id: { $in: [...userIds] } } })).map((user) => [user.id, user])),
    search: (q, limit) => find({ limit, ...(q === '' ? {} : { where: { $or: ['firstname', 'lastname', 'username', 'email'].map((field) => ({ [field]: { $containsi: q } })) } }) }),
  };
}

export async function grantingRoles(permissions: PermissionService, action: string): Promise<Granting> {
  const granting: Granting = { always: new Set(), sometimes: new Set() };
  for (const { role, conditions } of await permissions.findMany({ where: { action }, populate: ['role'] })) {
    if (role) (conditions?.length ? granting.sometimes : granting.always).add(role.id);
  }
  return granting;
}

export async function hasRight(permissions: PermissionService, action: string, user: Pick<CaseUserRow, 'id' | 'roles'>, { always, sometimes }: Granting): Promise<boolean> {
  const roles = (user.roles ?? []).map(({ id }) => id);
  if (roles.some((id) => always.has(id))) return true;
  return roles.some((id) => sometimes.has(id)) && (await permissions.engine.generateUserAbility({ id: user.id })).can(action);
}
