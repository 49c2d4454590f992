import type { Knex } from 'knex';
import { TABLES, WIDTHS } from '../tables';
import { addColumns } from './add-columns';
import { createTable } from './create-table';
import { createPatternIndexes } from './pattern-indexes';
import { exactText, type Texts } from './exact-text';
import type { MigrationStep } from './index';

type Table = Knex.CreateTableBuilder;

/** Version 2: lists, groups, work with its offers and history, routes, threads, erasures, tasks. Times are epoch milliseconds. */
export const everybodysRules: MigrationStep = {
  version: 2,
  name: 'everybody\'s rules',
  async up(knex, client) {
    const exact = exactText(client);
    const create = (name: string, define: (table: Table, exact: Texts) => void) => createTable(knex, client, name, (table) => define(table, exact));
    await addColumns(knex, TABLES.accounts, {
      colleagues: (table) => {
        table.string('colleagues', 20).notNullable().defaultTo('nothing');
        table.index(['colleagues'], 'email_center_accounts_colleagues');
      },
      group_options: (table) => void table.text('group_options').nullable(),
      forward_options: (table) => void table.text('forward_options').nullable(),
      last_assigned: (table) => void table.integer('last_assigned').nullable(),
    });
    await addColumns(knex, TABLES.sightings, {
      list_entry_id: (table) => {
        table.string('list_entry_id', 36).nullable();
        table.index(['list_entry_id', 'id'], 'email_center_sightings_list_entry');
      },
    });
    await addColumns(knex, TABLES.links, {
      removed_at: (table) => void table.bigInteger('removed_at').nullable(),
      removed_by: (table) => void table.integer('removed_by').nullable(),
    });
    await create(TABLES.settings, settings);
    await create(TABLES.members, members);
    await create(TABLES.listEntries, listEntries);
    await create(TABLES.work, work);
    await create(TABLES.offers, offers);
    await create(TABLES.workEvents, workEvents);
    await create(TABLES.workCounts, workCounts);
    await create(TABLES.reads, reads);
    await create(TABLES.routes, routes);
    await create(TABLES.routeUsers, routeUsers);
    await create(TABLES.threadRefs, threadRefs);
    await create(TABLES.erased, erased);
    await create(TABLES.hiddenDeliveries, hiddenDeliveries);
    await create(TABLES.failingAddresses, failingAddresses);
    await create(TABLES.tasks, tasks);
    await createPatternIndexes(knex, client);
  },
};

function settings(table: Table): void {
  table.string('name', 64).notNullable().primary();
  table.text('value').notNullable();
  table.bigInteger('updated_at').notNullable();
  table.integer('updated_by').nullable();
}

function members(table: Table): void {
  table.string('account_id', 36).notNullable();
  table.integer('user_id').notNullable();
  // The order of the round.
  table.integer('position').notNullable();
  table.primary(['account_id', 'user_id'], 'email_center_members_key');
  table.index(['user_id'], 'email_center_members_user');
}

function listEntries(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  table.string('kind', 10).notNullable();
  table.string('form', 20).notNullable();
  exact(table, 'value', WIDTHS.address).notNullable();
  table.string('scope', 10).notNullable();
  table.string('account_id', 36).nullable();
  table.integer('user_id').nullable();
  table.text('note').notNullable();
  table.integer('created_by').nullable();
  table.bigInteger('created_at').notNullable();
  table.index(['value', 'id'], 'email_center_list_entries_value');
}

function work(table: Table): void {
  table.bigIncrements('id');
  table.integer('message_id').notNullable();
  table.string('account_id', 36).notNullable();
  table.string('kind', 10).notNullable();
  table.string('state', 10).notNullable();
  // 0: nobody. Not null, so that one index range holds what nobody works on.
  table.integer('handler_id').notNullable().defaultTo(0);
  // 1 while it is offered to several and nobody has taken it.
  table.smallint('offered').notNullable().defaultTo(0);
  table.string('thread_id', 36).nullable();
  table.string('reason_code', 40).notNullable();
  table.string('reason', WIDTHS.reason).notNullable();
  table.string('route_id', 36).nullable();
  table.bigInteger('received_at').notNullable();
  table.bigInteger('created_at').notNullable();
  table.bigInteger('taken_at').nullable();
  table.bigInteger('done_at').nullable();
  table.bigInteger('due_at').nullable();
  table.unique(['message_id', 'account_id'], { indexName: 'email_center_work_key' });
  table.index(['account_id', 'state', 'handler_id', 'received_at', 'message_id'], 'email_center_work_account');
  table.index(['handler_id', 'state', 'received_at', 'message_id'], 'email_center_work_handler');
  table.index(['kind', 'state', 'handler_id', 'offered', 'received_at', 'message_id'], 'email_center_work_kind');
  table.index(['thread_id', 'account_id', 'id'], 'email_center_work_thread');
}

function offers(table: Table): void {
  table.bigInteger('work_id').notNullable();
  table.integer('user_id').notNullable();
  table.bigInteger('offered_at').notNullable();
  // The place of its message in lists.
  table.integer('message_id').notNullable();
  table.bigInteger('received_at').notNullable();
  table.primary(['work_id', 'user_id'], 'email_center_offers_key');
  // 0 once somebody has taken it, or it was withdrawn: whoever was asked still sees what became of it.
  table.smallint('is_open').notNullable().defaultTo(1);
  // When the person said that they know who took it.
  table.bigInteger('dismissed_at').nullable();
  table.index(['user_id', 'is_open', 'received_at', 'message_id'], 'email_center_offers_user');
}

function workEvents(table: Table): void {
  table.bigIncrements('id');
  table.bigInteger('work_id').notNullable();
  table.bigInteger('at').notNullable();
  table.string('event', 20).notNullable();
  // Null: the email center itself.
  table.integer('actor_id').nullable();
  table.integer('from_user').nullable();
  table.integer('to_user').nullable();
  table.text('note').nullable();
  table.index(['work_id', 'id'], 'email_center_work_events_work');
}

function workCounts(table: Table): void {
  table.string('account_id', 36).notNullable();
  table.string('kind', 10).notNullable();
  table.string('state', 10).notNullable();
  table.integer('handler_id').notNullable();
  table.bigInteger('total').notNullable();
  table.primary(['account_id', 'kind', 'state', 'handler_id'], 'email_center_work_counts_key');
  table.index(['handler_id', 'state'], 'email_center_work_counts_handler');
}

function reads(table: Table): void {
  table.integer('message_id').notNullable();
  table.integer('user_id').notNullable();
  table.bigInteger('read_at').notNullable();
  table.primary(['message_id', 'user_id'], 'email_center_reads_key');
}

function routes(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  exact(table, 'from_type', WIDTHS.recordType).notNullable();
  exact(table, 'from_id', WIDTHS.recordId).notNullable();
  table.text('note').notNullable();
  // Why it does not route now; null while it does.
  table.string('inactive_reason', WIDTHS.reason).nullable();
  table.integer('created_by').nullable();
  table.bigInteger('created_at').notNullable();
  table.unique(['from_type', 'from_id'], { indexName: 'email_center_routes_from' });
}

function routeUsers(table: Table): void {
  table.string('route_id', 36).notNullable();
  table.integer('user_id').notNullable();
  table.primary(['route_id', 'user_id'], 'email_center_route_users_key');
  table.index(['user_id'], 'email_center_route_users_user');
}

/** Every Message-ID a message has, answers or refers to, by its SHA-256, with the conversation it belongs to. */
function threadRefs(table: Table): void {
  table.string('hash', 64).notNullable().primary();
  table.string('thread_id', 36).notNullable();
  table.index(['thread_id'], 'email_center_thread_refs_thread');
}

/** Tombstones: a message of this identity is not imported again. */
function erased(table: Table): void {
  table.string('identity', 64).notNullable().primary();
  table.bigInteger('erased_at').notNullable();
  table.integer('erased_by').nullable();
  table.string('reason', WIDTHS.reason).notNullable();
}

/** Deliveries taken out of sight, as they were. */
function hiddenDeliveries(table: Table): void {
  table.integer('message_id').notNullable();
  table.string('account_id', 36).notNullable();
  table.text('delivery').notNullable();
  table.string('list_entry_id', 36).nullable();
  table.bigInteger('hidden_at').notNullable();
  table.integer('hidden_by').nullable();
  table.primary(['message_id', 'account_id'], 'email_center_hidden_deliveries_key');
  table.index(['list_entry_id', 'message_id'], 'email_center_hidden_deliveries_entry');
}

function failingAddresses(table: Table, exact: Texts): void {
  exact(table, 'address', WIDTHS.address).notNullable().primary();
  table.smallint('permanent').notNullable();
  table.string('status', 20).notNullable();
  table.string('why', WIDTHS.reason).notNullable();
  table.bigInteger('since').notNullable();
  table.bigInteger('last_at').notNullable();
  // The bounce that said so last.
  table.integer('message_id').nullable();
}

/** Long work with progress that can be stopped: late matching, importing what was blocked, erasing. */
function tasks(table: Table): void {
  table.string('id', 36).notNullable().primary();
  table.string('kind', 40).notNullable();
  // What it is about, to find the one that runs for it.
  table.string('subject', 255).notNullable();
  table.text('input').notNullable();
  table.string('state', 10).notNullable();
  table.integer('done').notNullable().defaultTo(0);
  table.integer('total').nullable();
  table.text('result').nullable();
  table.text('error').nullable();
  table.smallint('stop_requested').notNullable().defaultTo(0);
  table.integer('started_by').nullable();
  table.bigInteger('created_at').notNullable();
  table.bigInteger('updated_at').notNullable();
  table.index(['kind', 'subject', 'created_at'], 'email_center_tasks_subject');
  table.index(['state', 'created_at'], 'email_center_tasks_state');
}
