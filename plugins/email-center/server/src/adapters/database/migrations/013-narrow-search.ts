import { TABLES } from '../tables';
import { indexAnew } from './index-anew';
import type { MigrationStep } from './index';

/**
 * Version 13: the words of every message stand apart from its row in PostgreSQL's index, so that a hundred rows are read at once.
 * PostgreSQL moves values out of a row, as `toast_tuple_target` asks for, only of rows longer than 2,000 octets. The filler makes them
 * that long; as a value that is to stay in the row it is then compressed to some thirty octets.
 */
export const narrowSearch: MigrationStep = {
  version: 13,
  name: 'narrow-search',
  async up(knex, client) {
    if (client !== 'postgres') return;
    await knex.transaction(async (trx) => {
      await indexAnew(trx);
      await trx.raw(`alter table ${TABLES.search} add column if not exists filler text not null default repeat('-', 2000)`);
      await trx.raw(`alter table ${TABLES.search} alter column filler set storage main`);
    });
  },
};
