import type { Knex } from 'knex';
import { TABLES, WIDTHS } from '../tables';
import { createTable } from './create-table';
import { exactText, type Texts } from './exact-text';
import type { MigrationStep } from './index';

type Table = Knex.CreateTableBuilder;

/** Version 1: accounts, mailboxes, ledger, deliveries, links, address index, counters. Times are epoch milliseconds. */
export const createTables: MigrationStep = {
  version: 1,
  name: 'create tables',
  async up(knex, client) {
    const exact = exactText(client);
    await createTable(knex, client, TABLES.accounts, (table) => accounts(table, exact));
    await createTable(knex, client, TABLES.mailboxes, (table) => mailboxes(table, exact));
    await createTable(knex, client, TABLES.sightings, (table) => sightings(table, exact));
    await createTable(knex, client, TABLES.correspondents, (table) => correspondents(table, exact));
    await createTable(knex, client, TABLES.deliveries, (table) => deliveries(table, exact));
    await createTable(knex, client, TABLES.links, (table) => links(table, exact));
    await createTable(knex, client, TABLES.addresses, (table) => addresses(table, exact));
    await createTable(knex, client, TABLES.outcomeCounts, (table) => {
      table.integer('mailbox_id').notNullable();
      table.bigInteger('uid_validity').notNullable();
      table.string('outcome', 20).notNullable();
      table.bigInteger('total').notNullable();
      table.primary(['mailbox_id', 'uid_validity', 'outcome'], 'email_center_outcome_counts_key');
    });
    await createTable(knex, client, TABLES.activityCounts, (table) => {
      exact(table, 'record_type', WIDTHS.recordType).notNullable();
      exact(table, 'record_id', WIDTHS.recordId).notNullable();
      table.bigInteger('total').notNullable();
      table.primary(['record_type', 'record_id'], 'email_center_activity_counts_key');
    });
    await createTable(knex, client, TABLES.matchedCounts, (table) => {
      table.string('account_id', 36).notNullable().primary();
      table.bigInteger('total').notNullable();
    });
  },
};

function accounts(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  table.string('name', 100).notNullable();
  table.string('address', WIDTHS.address).notNullable();
  // The normalised address while the account is in use, null once it is removed: unique among those in use.
  exact(table, 'address_key', WIDTHS.address).nullable();
  table.string('kind', 10).notNullable();
  table.integer('owner_id').notNullable();
  for (const protocol of ['imap', 'smtp']) {
    table.string(`${protocol}_host`, 253).notNullable();
    table.integer(`${protocol}_port`).notNullable();
    table.string(`${protocol}_security`, 10).notNullable();
  }
  table.string('login', 320).notNullable();
  table.text('secret').nullable();
  table.string('import_policy', 20).notNullable();
  table.integer('backfill_days').notNullable();
  table.string('sent_mailbox', 500).nullable();
  table.string('state', 10).notNullable();
  table.text('error').nullable();
  table.bigInteger('error_since').nullable();
  table.string('tested_settings', 255).nullable();
  table.integer('failures').notNullable().defaultTo(0);
  for (const time of ['backoff_until', 'last_sync_at', 'activated_at', 'removed_at', 'lease_until', 'run_started_at']) table.bigInteger(time).nullable();
  table.bigInteger('created_at').notNullable();
  table.string('lease_token', 36).nullable();
  table.string('lease_owner', 255).nullable();
  table.integer('run_done').nullable();
  table.integer('run_total').nullable();
  // Every filing transaction adds one: the write is what holds the lease's row until the commit.
  table.bigInteger('filings').notNullable().defaultTo(0);
  table.unique(['address_key'], { indexName: 'email_center_accounts_address' });
  table.index(['owner_id', 'name', 'id'], 'email_center_accounts_owner');
  table.index(['state'], 'email_center_accounts_state');
  table.index(['name', 'id'], 'email_center_accounts_name');
}

function mailboxes(table: Table, exact: Texts): void {
  table.increments('id');
  table.string('account_id', 36).notNullable();
  table.string('role', 10).notNullable();
  exact(table, 'path', 500).notNullable();
  table.text('cursor_state').nullable();
  table.integer('server_count').nullable();
  table.bigInteger('last_sync_at').nullable();
  // Set when the account reads another mailbox in this role now; its ledger is kept.
  table.bigInteger('retired_at').nullable();
  table.unique(['account_id', 'role', 'path'], { indexName: 'email_center_mailboxes_path' });
}

function sightings(table: Table, exact: Texts): void {
  table.bigIncrements('id');
  table.string('account_id', 36).notNullable();
  table.integer('mailbox_id').notNullable();
  table.bigInteger('uid_validity').notNullable();
  table.bigInteger('uid').notNullable();
  table.string('outcome', 20).notNullable();
  table.string('reason', WIDTHS.reason).notNullable();
  table.text('error').nullable();
  table.integer('stored_message_id').nullable();
  table.text('message_id').nullable();
  table.string('message_id_hash', 64).nullable();
  exact(table, 'counterpart', WIDTHS.string).nullable();
  table.text('subject').nullable();
  table.bigInteger('internal_date').nullable();
  table.bigInteger('size').notNullable();
  table.string('raw_key', 64).nullable();
  table.bigInteger('decided_at').notNullable();
  table.unique(['mailbox_id', 'uid_validity', 'uid'], { indexName: 'email_center_sightings_uid' });
  table.index(['stored_message_id'], 'email_center_sightings_message');
  table.index(['account_id', 'id'], 'email_center_sightings_account');
  table.index(['account_id', 'outcome', 'id'], 'email_center_sightings_account_outcome');
  table.index(['outcome', 'id'], 'email_center_sightings_outcome');
  table.index(['counterpart', 'id'], 'email_center_sightings_counterpart');
  table.index(['account_id', 'counterpart', 'id'], 'email_center_sightings_account_counterpart');
  table.index(['message_id_hash', 'id'], 'email_center_sightings_message_id');
}

/** Addresses a message is found by beside its counterpart; most messages have none. */
function correspondents(table: Table, exact: Texts): void {
  table.bigInteger('sighting_id').notNullable();
  exact(table, 'address', WIDTHS.address).notNullable();
  table.string('account_id', 36).notNullable();
  // The stored message and its place in lists; null while there is none.
  table.integer('message_id').nullable();
  table.bigInteger('received_at').nullable();
  table.primary(['sighting_id', 'address'], 'email_center_correspondents_key');
  table.index(['address', 'sighting_id'], 'email_center_correspondents_ledger');
  table.index(['account_id', 'address', 'sighting_id'], 'email_center_correspondents_account_ledger');
  table.index(['address', 'received_at', 'message_id'], 'email_center_correspondents_list');
  table.index(['account_id', 'address', 'received_at', 'message_id'], 'email_center_correspondents_account_list');
}

function deliveries(table: Table, exact: Texts): void {
  table.integer('message_id').notNullable();
  table.string('account_id', 36).notNullable();
  table.string('role', 10).notNullable();
  table.string('direction', 10).notNullable();
  table.smallint('linked').notNullable();
  table.smallint('seen').notNullable();
  table.bigInteger('received_at').notNullable();
  exact(table, 'counterpart', WIDTHS.string).nullable();
  // The account's own copy; what another account's copy tells beyond it (Bcc) is not for this one.
  table.string('raw_key', 64).notNullable();
  // MySQL's TEXT ends at 64 KiB, and a mailing may go to thousands.
  table.text('bcc', 'longtext').nullable();
  table.primary(['message_id', 'account_id'], 'email_center_deliveries_key');
  table.index(['account_id', 'received_at', 'message_id'], 'email_center_deliveries_received');
  table.index(['account_id', 'linked', 'direction', 'received_at', 'message_id'], 'email_center_deliveries_lane');
  table.index(['account_id', 'counterpart', 'received_at', 'message_id'], 'email_center_deliveries_counterpart');
}

function links(table: Table, exact: Texts): void {
  table.bigIncrements('id');
  table.integer('message_id').notNullable();
  exact(table, 'record_type', WIDTHS.recordType).notNullable();
  exact(table, 'record_id', WIDTHS.recordId).notNullable();
  table.string('state', 10).notNullable();
  table.smallint('manual').notNullable();
  table.text('reasons').notNullable();
  table.bigInteger('created_at').notNullable();
  table.unique(['message_id', 'record_type', 'record_id'], { indexName: 'email_center_links_key' });
  table.index(['record_type', 'record_id', 'message_id'], 'email_center_links_record');
}

function addresses(table: Table, exact: Texts): void {
  table.bigIncrements('id');
  exact(table, 'address', WIDTHS.address).notNullable();
  exact(table, 'record_type', WIDTHS.recordType).notNullable();
  exact(table, 'record_id', WIDTHS.recordId).notNullable();
  exact(table, 'field', WIDTHS.field).notNullable();
  table.bigInteger('entered_at').notNullable();
  table.unique(['address', 'record_type', 'record_id', 'field'], { indexName: 'email_center_addresses_key' });
  table.index(['record_type', 'record_id'], 'email_center_addresses_record');
}
