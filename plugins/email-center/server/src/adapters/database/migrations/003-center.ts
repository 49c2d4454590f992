import type { Knex } from 'knex';
import { rebuildViewCounts } from '../center/view-counts';
import { TABLES, WIDTHS } from '../tables';
import { addColumns } from './add-columns';
import { createTable } from './create-table';
import { exactText, type Texts } from './exact-text';
import type { MigrationStep } from './index';

type Table = Knex.CreateTableBuilder;

/** Version 3: states of messages for people, tags, notes, saved searches, kept numbers of views. Times are epoch milliseconds. */
export const centerStates: MigrationStep = {
  version: 3,
  name: 'center',
  async up(knex, client) {
    const exact = exactText(client);
    const create = (name: string, define: (table: Table, exact: Texts) => void) => createTable(knex, client, name, (table) => define(table, exact));
    await create(TABLES.snoozes, snoozes);
    await create(TABLES.viewCounts, viewCounts);
    await create(TABLES.tags, tags);
    await create(TABLES.messageTags, messageTags);
    await create(TABLES.notes, notes);
    await create(TABLES.mentions, mentions);
    await create(TABLES.savedSearches, savedSearches);
    await addColumns(knex, TABLES.deliveries, {
      // Of the account's owner: 0 in the inbox, 1 done, 2 snoozed.
      state: (table) => void table.smallint('state').notNullable().defaultTo(0),
      unread: (table) => void table.smallint('unread').notNullable().defaultTo(0),
      // Its place in the owner's views: when it was received, or when it woke.
      placed_at: (table) => {
        table.bigInteger('placed_at').notNullable().defaultTo(0);
        table.index(['account_id', 'direction', 'state', 'unread', 'placed_at', 'message_id'], 'email_center_deliveries_view');
      },
    });
    await placeStored(knex);
    await rebuildViewCounts(knex);
  },
};

/** What was filed before: unread as the mail server said then. */
async function placeStored(knex: Knex): Promise<void> {
  await knex(TABLES.deliveries).where({ placed_at: 0, direction: 'incoming', seen: 0 }).update({ unread: 1 });
  await knex(TABLES.deliveries).where({ placed_at: 0 }).update({ placed_at: knex.ref('received_at') });
}

/** Of copies whose state is "snoozed": when they wake. */
function snoozes(table: Table): void {
  table.integer('message_id').notNullable();
  table.string('account_id', 36).notNullable();
  table.string('thread_id', 36).nullable();
  table.bigInteger('wake_at').notNullable();
  table.bigInteger('snoozed_at').notNullable();
  table.primary(['message_id', 'account_id'], 'email_center_snoozes_key');
  table.index(['account_id', 'wake_at', 'message_id'], 'email_center_snoozes_account');
  table.index(['wake_at', 'message_id'], 'email_center_snoozes_wake');
  table.index(['thread_id', 'account_id'], 'email_center_snoozes_thread');
}

/** Incoming copies of an account by state and by whether its owner has opened them. */
function viewCounts(table: Table): void {
  table.string('account_id', 36).notNullable();
  table.smallint('state').notNullable();
  table.smallint('unread').notNullable();
  table.bigInteger('total').notNullable();
  table.primary(['account_id', 'state', 'unread'], 'email_center_view_counts_key');
}

function tags(table: Table, exact: Texts): void {
  table.string('id', 36).notNullable().primary();
  table.string('name', 50).notNullable();
  // In lower case: no two tags differ by case alone.
  exact(table, 'name_key', 100).notNullable();
  table.string('color', 20).notNullable();
  table.integer('created_by').nullable();
  table.bigInteger('created_at').notNullable();
  table.unique(['name_key'], { indexName: 'email_center_tags_name' });
}

function messageTags(table: Table): void {
  table.integer('message_id').notNullable();
  table.string('tag_id', 36).notNullable();
  // The place of its message in lists.
  table.bigInteger('received_at').notNullable();
  table.integer('tagged_by').nullable();
  table.bigInteger('tagged_at').notNullable();
  table.primary(['message_id', 'tag_id'], 'email_center_message_tags_key');
  table.index(['tag_id', 'received_at', 'message_id'], 'email_center_message_tags_tag');
}

function notes(table: Table): void {
  table.bigIncrements('id');
  table.integer('message_id').notNullable();
  table.integer('author_id').nullable();
  // A note has up to 10,000 characters; empty once it was taken away.
  table.text('text').notNullable();
  // Ids of the panel users it names, JSON.
  table.text('mentions').notNullable();
  table.bigInteger('created_at').notNullable();
  table.bigInteger('removed_at').nullable();
  table.integer('removed_by').nullable();
  table.index(['message_id', 'removed_at', 'id'], 'email_center_notes_message');
}

/** Who is named in notes on a message, once for all its notes. */
function mentions(table: Table): void {
  table.integer('user_id').notNullable();
  table.integer('message_id').notNullable();
  // The newest note that names them.
  table.bigInteger('at').notNullable();
  table.smallint('unread').notNullable();
  table.primary(['user_id', 'message_id'], 'email_center_mentions_key');
  table.index(['user_id', 'unread', 'at', 'message_id'], 'email_center_mentions_user');
  table.index(['message_id'], 'email_center_mentions_message');
}

function savedSearches(table: Table): void {
  table.string('id', 36).notNullable().primary();
  table.string('name', 80).notNullable();
  table.string('q', WIDTHS.reason).notNullable();
  table.smallint('shared').notNullable();
  table.integer('user_id').notNullable();
  table.bigInteger('created_at').notNullable();
  table.index(['user_id'], 'email_center_saved_searches_user');
  table.index(['shared'], 'email_center_saved_searches_shared');
}
