import type { Knex } from 'knex';

type Columns = Record<string, (table: Knex.AlterTableBuilder) => void>;

/** Adds those columns that are missing, each alone, so that a start that was cut short goes on where it stopped. */
export async function addColumns(knex: Knex, name: string, columns: Columns): Promise<void> {
  for (const [column, define] of Object.entries(columns)) {
    if (await knex.schema.hasColumn(name, column)) continue;
    try {
      await knex.schema.alterTable(name, define);
    } catch (error) {
      // Another node added it at this moment.
      if (!(await knex.schema.hasColumn(name, column))) throw error;
    }
  }
}
