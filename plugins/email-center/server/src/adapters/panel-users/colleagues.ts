/** Which of some addresses belong to active users of the panel. */
import type { Core } from '@strapi/strapi';
import { normalizeAddress } from '../../domain/mail/address';
import { nameOf, type PanelUser } from './name-of';

export interface PanelColleagues {
  /** Their names, by normalised address; one read for all of them. */
  findByAddresses(addresses: readonly string[]): Promise<Map<string, string>>;
}

/** Addresses asked for in one statement; a mailing to thousands names as many. */
const PER_READ = 500;

export function createPanelColleagues(strapi: Core.Strapi): PanelColleagues {
  return {
    async findByAddresses(addresses) {
      const found = new Map<string, string>();
      for (let start = 0; start < addresses.length; start += PER_READ) {
        // Strapi keeps the addresses of its users in lower case.
        const where = { isActive: true, email: { $in: addresses.slice(start, start + PER_READ) } };
        const users: unknown = await strapi.db.query('admin::user').findMany({ where, select: ['id', 'firstname', 'lastname', 'username', 'email'] });
        for (const user of users as PanelUser[]) {
          const address = normalizeAddress(user.email);
          if (address !== null) found.set(address, nameOf(user));
        }
      }
      return found;
    },
  };
}
