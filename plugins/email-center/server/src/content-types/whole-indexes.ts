/**
 * Lets Strapi see our indexes as they are. On PostgreSQL and MySQL its schema inspector leaves out the column `id`, so that an index that
 * ends in it looks changed whenever any content type of the host changes. Strapi then makes it anew, which at a million messages takes
 * minutes; with `forceMigration: false`, which keeps it from dropping anything, it makes it without dropping it and the host does not start.
 */

/** The part of Strapi's schema inspector (`strapi.db.dialect.schemaInspector`) that is used here; SQLite's needs no help, and keeps what it sees. */
export interface SchemaInspector {
  getSchema(): Promise<{ tables: { name: string; indexes: { name: string; columns: string[] }[] }[] }>;
}

export interface IndexedType {
  schema: { collectionName: string; indexes?: readonly { name: string; columns: readonly string[] }[] };
}

/** To be called before Strapi brings its tables in order, at `register`. */
export function seeWholeIndexes(inspector: SchemaInspector, types: readonly IndexedType[]): void {
  const ours = new Set(types.flatMap(({ schema }) => (schema.indexes ?? []).filter(({ columns }) => columns.includes('id')).map(({ name }) => `${schema.collectionName} ${name}`)));
  const look = inspector.getSchema.bind(inspector);
  inspector.getSchema = async () => {
    const seen = await look();
    for (const { name: table, indexes } of seen.tables) {
      for (const { name, columns } of indexes) if (ours.has(`${table} ${name}`) && !columns.includes('id')) columns.push('id');
    }
    return seen;
  };
}
