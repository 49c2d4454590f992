import type { Knex } from 'knex';
import { TABLES, WIDTHS } from '../tables';
import { createTable } from './create-table';
import { exactText, type Texts } from './exact-text';
import type { MigrationStep } from './index';

type Table = Knex.CreateTableBuilder;

/** Version 5: drafts with their files, and templates. Times are epoch milliseconds. */
export const writing: MigrationStep = {
  version: 5,
  name: 'writing',
  async up(knex, client) {
    const exact = exactText(client);
    await createTable(knex, client, TABLES.drafts, (table) => drafts(table, exact));
    await createTable(knex, client, TABLES.draftFiles, draftFiles);
    await createTable(knex, client, TABLES.templates, (table) => templates(table, exact));
  },
};

function drafts(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  table.integer('user_id').notNullable();
  // open: being written; sending: in the outbox, kept until it is sent or taken back.
  table.string('state', 10).notNullable();
  table.integer('version').notNullable();
  table.string('kind', 20).notNullable();
  table.string('account_id', 36).notNullable();
  // MySQL's TEXT ends at 64 KiB.
  for (const list of ['to', 'cc', 'bcc', 'html', 'text', 'references']) table.text(list, 'longtext').notNullable();
  table.text('subject').notNullable();
  table.text('in_reply_to').notNullable();
  table.smallint('plain').notNullable();
  table.string('preview', WIDTHS.string).notNullable();
  // documentId of the message that is answered or forwarded.
  table.string('about', 64).nullable();
  // Of an answer: what kind of automatic mail the original is.
  table.string('answers', 20).nullable();
  exact(table, 'record_type', WIDTHS.recordType).nullable();
  exact(table, 'record_id', WIDTHS.recordId).nullable();
  table.bigInteger('send_at').nullable();
  table.string('outbox_id', 36).nullable();
  table.bigInteger('created_at').notNullable();
  table.bigInteger('updated_at').notNullable();
  table.index(['user_id', 'state', 'updated_at', 'id'], 'email_center_drafts_user');
  table.index(['about'], 'email_center_drafts_about');
  table.index(['state', 'updated_at'], 'email_center_drafts_state');
}

function draftFiles(table: Table): void {
  table.string('id', 36).notNullable().primary();
  table.string('draft_id', 36).notNullable();
  // pending: its octets are being written; kept; removed: its octets are being deleted. A row is there before its octets and goes after them.
  table.string('state', 10).notNullable();
  table.string('blob_key', 64).notNullable();
  table.string('filename', WIDTHS.string).notNullable();
  table.string('content_type', WIDTHS.string).notNullable();
  table.bigInteger('size').notNullable();
  table.smallint('is_inline').notNullable();
  table.string('content_id', WIDTHS.string).nullable();
  table.bigInteger('changed_at').notNullable();
  table.bigInteger('position').notNullable();
  table.index(['draft_id', 'position', 'id'], 'email_center_draft_files_draft');
  table.index(['state', 'changed_at'], 'email_center_draft_files_state');
}

function templates(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  table.integer('owner_id').notNullable();
  table.string('name', 100).notNullable();
  table.string('subject', 500).notNullable();
  table.text('html', 'longtext').notNullable();
  table.smallint('shared').notNullable();
  exact(table, 'record_type', WIDTHS.recordType).nullable();
  table.bigInteger('created_at').notNullable();
  table.bigInteger('updated_at').notNullable();
  table.index(['owner_id', 'name', 'id'], 'email_center_templates_owner');
  table.index(['shared', 'name', 'id'], 'email_center_templates_shared');
}
