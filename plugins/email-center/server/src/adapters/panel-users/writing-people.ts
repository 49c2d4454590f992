/** Users of the panel as recipients, and as those who write. */
import type { Core } from '@strapi/strapi';
import type { WritingPeople } from '../../flow/writing/ports';
import { nameOf, type PanelUser } from './name-of';

interface UserRow extends PanelUser {
  isActive: boolean | null;
  blocked: boolean | null;
  preferedLanguage: string | null;
}

const SELECT = ['id', 'firstname', 'lastname', 'username', 'email', 'isActive', 'blocked', 'preferedLanguage'];

export function createWritingPeople(strapi: Core.Strapi): WritingPeople {
  const users = () => strapi.db.query('admin::user');
  return {
    async search(q, limit) {
      const where = { isActive: true, $or: ['firstname', 'lastname', 'username', 'email'].map((field) => ({ [field]: { $startsWithi: q } })) };
      const rows = (await users().findMany({ select: SELECT, where, orderBy: [{ id: 'asc' }], limit })) as UserRow[];
      return rows.map((row) => ({ id: row.id, name: nameOf(row), email: row.email, isActive: row.isActive === true && row.blocked !== true }));
    },
    async load(id) {
      const row = (await users().findOne({ select: SELECT, where: { id } })) as UserRow | null;
      if (row === null) return null;
      return { name: nameOf(row), firstName: row.firstname ?? '', lastName: row.lastname ?? '', email: row.email, language: row.preferedLanguage };
    },
  };
}
