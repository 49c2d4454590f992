import { TABLES } from '../tables';
import { createTable } from './create-table';
import type { MigrationStep } from './index';

/** Version 10: stored octets that nothing refers to, until they are discarded. Times are epoch milliseconds. */
export const leftOctets: MigrationStep = {
  version: 10,
  name: 'left-octets',
  async up(knex, client) {
    await createTable(knex, client, TABLES.leftOctets, (table) => {
      table.string('raw_key', 64).notNullable().primary();
      // Of the message they are; what may refer to them by now is found by these.
      table.string('identity', 64).notNullable();
      table.string('message_id_hash', 64).nullable();
      table.bigInteger('noted_at').notNullable();
      table.index(['noted_at'], 'email_center_left_octets_noted');
    });
  },
};
