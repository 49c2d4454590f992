import type { Knex } from 'knex';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import { createTable } from './create-table';
import type { MigrationStep } from './index';

/** Version 6: the full-text index, what waits for it, and how far it is. */
export const search: MigrationStep = {
  version: 6,
  name: 'search',
  async up(knex, client) {
    await createIndex[client](knex);
    await createTerms(knex, client);
    // Messages to be looked at again, in the order in which they changed; a message may stand here more than once.
    await createTable(knex, client, TABLES.searchQueue, (table) => {
      table.bigIncrements('id');
      table.integer('message_id').notNullable();
      table.index(['message_id'], 'email_center_search_queue_message');
    });
    await createTable(knex, client, TABLES.searchState, (table) => {
      table.integer('id').notNullable().primary();
      table.bigInteger('indexed').notNullable();
      // Of what was stored before there was an index: messages below this id still wait; null once none does.
      table.integer('below').nullable();
      table.bigInteger('remaining').notNullable();
    });
    await createTable(knex, client, TABLES.searchDays, (table) => {
      table.integer('day').notNullable().primary();
      table.bigInteger('total').notNullable();
    });
    await beginWithWhatIsStored(knex);
  },
};

/** `place` is where a message stands in lists: seconds and the last digits of its id (see places.ts). */
const createIndex: Record<DatabaseClient, (knex: Knex) => Promise<void>> = {
  async sqlite(knex) {
    await knex.raw(`create table if not exists ${TABLES.search} (place integer primary key, message_id integer not null unique)`);
    // Words come folded and divided by spaces. Nothing of them is kept beside the index, and rows can be removed by their place alone.
    await knex.raw(`create virtual table if not exists ${TABLES.searchWords} using fts5(words, content='', contentless_delete=1, prefix='4', tokenize="ascii tokenchars '_'")`);
  },
  async postgres(knex) {
    // Words are kept apart from the rows (see version 13).
    await knex.raw(`create table if not exists ${TABLES.search} (place bigint primary key, message_id integer not null unique, words tsvector not null) with (toast_tuple_target = 128)`);
    await knex.raw(`create index if not exists email_center_search_words on ${TABLES.search} using gin (words) with (gin_pending_list_limit = 1024)`);
  },
  async mysql(knex) {
    await createTable(knex, 'mysql', TABLES.search, (table) => {
      table.bigInteger('place').notNullable().primary();
      table.integer('message_id').notNullable();
      table.text('words', 'longtext').collate('utf8mb4_bin').notNullable();
      table.unique(['message_id'], { indexName: 'email_center_search_message' });
    });
    const [there] = (await knex.raw(`show index from ${TABLES.search} where Key_name = 'email_center_search_words'`)) as [unknown[]];
    if (there.length === 0) await knex.raw(`create fulltext index email_center_search_words on ${TABLES.search} (words)`);
  },
};

/** The order of terms is that of their code points, so that a range holds what begins alike. */
async function createTerms(knex: Knex, client: DatabaseClient): Promise<void> {
  if (client === 'sqlite') await knex.raw(`create table if not exists ${TABLES.searchTerms} (term text not null primary key) without rowid`);
  else if (client === 'postgres') await knex.raw(`create table if not exists ${TABLES.searchTerms} (term varchar(80) collate "C" not null primary key)`);
  else await createTable(knex, client, TABLES.searchTerms, (table) => void table.string('term', 80).collate('utf8mb4_bin').notNullable().primary());
}

/** Counted once: from then on the numbers are kept. */
async function beginWithWhatIsStored(knex: Knex): Promise<void> {
  if ((await knex(TABLES.searchState).first('id')) !== undefined) return;
  const [row] = (await knex(TABLES.messages).count({ total: '*' }).max({ newest: 'id' })) as { total: unknown; newest: unknown }[];
  const total = toNumber(row?.total ?? 0);
  await knex(TABLES.searchState).insert({ id: 1, indexed: 0, remaining: total, below: total === 0 ? null : toNumber(row?.newest) + 1 }).onConflict('id').ignore();
}
