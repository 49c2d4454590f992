import type { Knex } from 'knex';
import { TABLES, WIDTHS } from '../tables';
import { toNumber } from '../values';
import { addColumns } from './add-columns';
import { createTable } from './create-table';
import { createNamingPatternIndex } from './pattern-indexes';
import { exactText } from './exact-text';
import type { MigrationStep } from './index';

/** Version 8: by which further addresses late matching finds a message, and what an account read of one that is stored differently. */
export const namings: MigrationStep = {
  version: 8,
  name: 'namings',
  async up(knex, client) {
    const exact = exactText(client);
    await addColumns(knex, TABLES.deliveries, { reading: (table) => void table.text('reading', 'longtext').nullable() });
    await createTable(knex, client, TABLES.namings, (table) => {
      table.integer('message_id').notNullable();
      exact(table, 'address', WIDTHS.address).notNullable();
      // The message's place in lists, epoch milliseconds.
      table.bigInteger('received_at').notNullable();
      table.primary(['message_id', 'address'], 'email_center_namings_key');
      table.index(['address', 'received_at', 'message_id'], 'email_center_namings_address');
    });
    await createNamingPatternIndex(knex, client);
    await createTable(knex, client, TABLES.namingState, (table) => {
      table.integer('id').notNullable().primary();
      // Of what was stored before there were namings: messages below this id still wait; null once none does.
      table.integer('below').nullable();
    });
    await beginWithWhatIsStored(knex);
  },
};

/** Nothing is written for them here: they are looked through in the background, so that no start waits for them. */
async function beginWithWhatIsStored(knex: Knex): Promise<void> {
  if ((await knex(TABLES.namingState).first('id')) !== undefined) return;
  const [row] = (await knex(TABLES.messages).max({ newest: 'id' })) as { newest: unknown }[];
  const newest = row?.newest == null ? null : toNumber(row.newest);
  await knex(TABLES.namingState).insert({ id: 1, below: newest === null ? null : newest + 1 }).onConflict('id').ignore();
}
