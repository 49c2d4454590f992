import type { Knex } from 'knex';
import { TABLES, WIDTHS } from '../tables';
import { createTable } from './create-table';
import { exactText } from './exact-text';
import type { MigrationStep } from './index';

type Table = Knex.CreateTableBuilder;

/** Version 7: who waits on which mailbox, who reads or answers what, and what other nodes have to be told. Times are epoch milliseconds. */
export const events: MigrationStep = {
  version: 7,
  name: 'events',
  async up(knex, client) {
    const exact = exactText(client);
    await createTable(knex, client, TABLES.watches, (table) => {
      table.string('account_id', 36).notNullable().primary();
      exact(table, 'owner', WIDTHS.string).notNullable();
      table.bigInteger('held_until').notNullable();
    });
    await createTable(knex, client, TABLES.presence, (table) => {
      // The documentId of the message, as the panel names it.
      exact(table, 'message', 64).notNullable();
      table.integer('user_id').notNullable();
      table.string('doing', 10).notNullable();
      table.bigInteger('until').notNullable();
      table.primary(['message', 'user_id'], 'email_center_presence_key');
      table.index(['until'], 'email_center_presence_until');
    });
    await createTable(knex, client, TABLES.changes, changes);
  },
};

/** Kept for minutes only: what a node has not read by then, its people see at their next look. */
function changes(table: Table): void {
  table.bigIncrements('id');
  table.bigInteger('at').notNullable();
  table.string('node', WIDTHS.string).notNullable();
  table.text('told').notNullable();
  table.index(['at'], 'email_center_changes_at');
}
