import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { MigrationStep } from './index';

/** Version 12: PostgreSQL's index gets marks of neighbours and of beginnings. What was indexed without them is indexed again, behind the running system. */
export const searchAnew: MigrationStep = {
  version: 12,
  name: 'search-anew',
  async up(knex, client) {
    if (client !== 'postgres') return;
    await knex.transaction(async (trx) => {
      // Held by whoever follows the mail: a node of before may still do.
      await trx(TABLES.searchState).where({ id: 1 }).update({ id: 1 });
      if ((await trx(TABLES.search).first('place')) === undefined) return;
      await trx.raw(`truncate ${TABLES.search}, ${TABLES.searchDays}`);
      const [row] = (await trx(TABLES.messages).count({ total: '*' }).max({ newest: 'id' })) as { total: unknown; newest: unknown }[];
      const total = toNumber(row?.total ?? 0);
      await trx(TABLES.searchState).where({ id: 1 }).update({ indexed: 0, remaining: total, below: total === 0 ? null : toNumber(row?.newest) + 1 });
    });
  },
};
