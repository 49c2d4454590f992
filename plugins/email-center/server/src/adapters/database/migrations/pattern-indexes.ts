import type { Knex } from 'knex';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';

const COLUMNS = [
  [TABLES.messages, 'counterpart', 'email_center_messages_counterpart_text'],
  [TABLES.correspondents, 'address', 'email_center_correspondents_address_text'],
  [TABLES.addresses, 'address', 'email_center_addresses_text'],
] as const;

/** PostgreSQL uses an index for "begins with" only when it was made for patterns, unless its collation is "C"; the others need none. */
export async function createPatternIndexes(knex: Knex, client: DatabaseClient): Promise<void> {
  if (client !== 'postgres') return;
  for (const [table, column, name] of COLUMNS) await createPatternIndex(knex, table, column, name);
}

/** The same for the addresses of version 8. */
export async function createNamingPatternIndex(knex: Knex, client: DatabaseClient): Promise<void> {
  if (client === 'postgres') await createPatternIndex(knex, TABLES.namings, 'address', 'email_center_namings_address_text');
}

async function createPatternIndex(knex: Knex, table: string, column: string, name: string): Promise<void> {
  await knex.raw('create index if not exists ?? on ?? (?? varchar_pattern_ops)', [name, table, column]);
}
