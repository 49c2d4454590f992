import type { Knex } from 'knex';
import type { DatabaseClient } from '../sql';

export type Texts = (table: Knex.CreateTableBuilder, name: string, width: number) => Knex.ColumnBuilder;

/** MySQL's usual collations hold "müller" and "muller" for the same: what identifies a thing is compared octet by octet. */
export function exactText(client: DatabaseClient): Texts {
  return (table, name, width) => {
    const column = table.string(name, width);
    return client === 'mysql' ? column.collate('utf8mb4_bin') : column;
  };
}
