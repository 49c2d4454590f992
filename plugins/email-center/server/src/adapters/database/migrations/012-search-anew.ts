import { indexAnew } from './index-anew';
import type { MigrationStep } from './index';

/** Version 12: PostgreSQL's index gets marks of neighbours and of beginnings. What was indexed without them is indexed again, behind the running system. */
export const searchAnew: MigrationStep = {
  version: 12,
  name: 'search-anew',
  async up(knex, client) {
    if (client === 'postgres') await knex.transaction(indexAnew);
  },
};
