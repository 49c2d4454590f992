import type { Knex } from 'knex';
import { TABLES, WIDTHS } from '../tables';
import { createTable } from './create-table';
import { exactText, type Texts } from './exact-text';
import type { MigrationStep } from './index';

type Table = Knex.CreateTableBuilder;

/** Version 4: the outbox. Times are epoch milliseconds. */
export const outbox: MigrationStep = {
  version: 4,
  name: 'outbox',
  async up(knex, client) {
    const exact = exactText(client);
    const create = (name: string, define: (table: Table, exact: Texts) => void) => createTable(knex, client, name, (table) => define(table, exact));
    await create(TABLES.sending, sending);
    await create(TABLES.outbox, items);
  },
};

/** How an account sends; an account without a row sends by the defaults. */
function sending(table: Table): void {
  table.string('account_id', 36).notNullable().primary();
  table.text('settings').nullable();
  // Not tried again before, after its server could not be reached or asked for a pause.
  table.bigInteger('paused_until').nullable();
  table.integer('failures').notNullable().defaultTo(0);
  // 1 once a sent message was found in Sent that nobody here had put there.
  table.smallint('provider_files').notNullable().defaultTo(0);
}

function items(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  table.string('account_id', 36).notNullable();
  table.integer('user_id').notNullable();
  table.string('state', 12).notNullable();
  // 1 while a person may have something to do with it or waits for it.
  table.smallint('is_open').notNullable().defaultTo(1);
  // 1: it went wrong and nobody said yet that they know.
  table.smallint('trouble').notNullable().defaultTo(0);
  // 1: its account or its writer is gone, so that those who manage all accounts see it.
  table.smallint('orphaned').notNullable().defaultTo(0);
  table.text('people', 'longtext').notNullable();
  table.text('subject').notNullable();
  table.string('preview', WIDTHS.string).notNullable();
  table.integer('attachment_count').notNullable();
  table.bigInteger('size').notNullable();
  table.string('raw_key', 64).notNullable();
  table.text('message_id').notNullable();
  table.string('message_id_hash', 64).notNullable();
  // What the server named it instead, where it did.
  table.text('server_message_id').nullable();
  table.string('server_message_id_hash', 64).nullable();
  table.string('identity', 64).notNullable();
  table.smallint('needs_utf8').notNullable().defaultTo(0);
  table.string('draft_id', 64).notNullable();
  // The same while it is not given back: a draft is sent once.
  table.string('draft_key', 64).nullable();
  table.string('answers', 64).nullable();
  exact(table, 'record_type', WIDTHS.recordType).nullable();
  exact(table, 'record_id', WIDTHS.recordId).nullable();
  table.bigInteger('send_at').notNullable();
  // When something is to be done with it next; null: nothing is.
  table.bigInteger('due_at').nullable();
  table.integer('attempts').notNullable().defaultTo(0);
  table.integer('looks').notNullable().defaultTo(0);
  table.bigInteger('tried_at').nullable();
  table.bigInteger('trying_since').nullable();
  // Set before the last octets go out: from then on the server may have it.
  table.bigInteger('handed_over_at').nullable();
  table.smallint('asked_again').notNullable().defaultTo(0);
  table.text('error').nullable();
  table.text('recipients', 'longtext').notNullable();
  table.text('archive').nullable();
  table.bigInteger('sent_at').nullable();
  table.string('stored_message', 64).nullable();
  table.string('filing_state', 10).notNullable().defaultTo('waiting');
  table.string('filing_why', WIDTHS.reason).notNullable().defaultTo('');
  table.integer('filing_tries').notNullable().defaultTo(0);
  // A person said that they know what went wrong.
  table.smallint('dismissed').notNullable().defaultTo(0);
  table.bigInteger('created_at').notNullable();
  table.string('lease_token', 36).nullable();
  table.string('lease_owner', 255).nullable();
  table.bigInteger('lease_until').nullable();
  table.index(['due_at', 'account_id'], 'email_center_outbox_due');
  table.index(['account_id', 'due_at'], 'email_center_outbox_account_due');
  table.index(['account_id', 'tried_at'], 'email_center_outbox_tried');
  table.index(['user_id', 'created_at', 'id'], 'email_center_outbox_user');
  table.index(['user_id', 'is_open', 'created_at', 'id'], 'email_center_outbox_user_open');
  table.index(['account_id', 'created_at', 'id'], 'email_center_outbox_account');
  table.index(['account_id', 'is_open', 'created_at', 'id'], 'email_center_outbox_account_open');
  table.index(['orphaned', 'is_open', 'created_at', 'id'], 'email_center_outbox_orphaned');
  table.unique(['draft_key'], { indexName: 'email_center_outbox_draft' });
  table.index(['message_id_hash'], 'email_center_outbox_message_id');
  table.index(['server_message_id_hash'], 'email_center_outbox_server_message_id');
}
