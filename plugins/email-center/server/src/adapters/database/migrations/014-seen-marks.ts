import { TABLES } from '../tables';
import { addColumns } from './add-columns';
import { createTable } from './create-table';
import type { MigrationStep } from './index';

/** Version 14: accounts whose reading is marked on the mail server, and what is to be marked there with their next synchronisation. */
export const seenMarks: MigrationStep = {
  version: 14,
  name: 'seen-marks',
  async up(knex, client) {
    await addColumns(knex, TABLES.accounts, { marks_seen: (table) => table.integer('marks_seen').notNullable().defaultTo(0) });
    await createTable(knex, client, TABLES.seenMarks, (table) => {
      table.bigIncrements('id');
      table.string('account_id', 36).notNullable();
      table.integer('message_id').notNullable();
      table.integer('seen').notNullable();
      table.unique(['account_id', 'message_id'], { indexName: 'email_center_seen_marks_key' });
    });
  },
};
