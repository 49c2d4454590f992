import type { Knex } from 'knex';
import type { DatabaseClient } from '../sql';

/** Creates the table unless it is there, also when another node creates it at this moment. */
export async function createTable(knex: Knex, client: DatabaseClient, name: string, define: (table: Knex.CreateTableBuilder) => void): Promise<void> {
  if (await knex.schema.hasTable(name)) return;
  try {
    await knex.schema.createTable(name, (table) => {
      // The default of an old MySQL database may hold only part of Unicode.
      if (client === 'mysql') table.charset('utf8mb4');
      define(table);
    });
  } catch (error) {
    if (!(await knex.schema.hasTable(name))) throw error;
  }
}
