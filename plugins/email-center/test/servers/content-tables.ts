/**
 * The plugin's content-type tables in an empty database, made by Strapi's own schema code, with Strapi's own connection
 * settings, but without booting an application: one second instead of five for each database.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Knex } from 'knex';
import { contentTypes } from '../../server/src/content-types';
import { seeWholeIndexes, type SchemaInspector } from '../../server/src/content-types/whole-indexes';
import { repositoryRoot } from './strapi-app';
import type { SqlServer } from './sql';

export interface OpenedDatabase {
  knex: Knex;
  close(): Promise<void>;
}

interface StrapiDatabase {
  connection: Knex;
  metadata: { identifiers: unknown };
  dialect: { schemaInspector: SchemaInspector };
  init(options: { models: unknown[] }): Promise<void>;
  schema: { sync(): Promise<void> };
  destroy(): Promise<void>;
}

interface ContentType {
  attributes: Record<string, unknown>;
}

/** Opens the database as Strapi would and brings the content types' tables into being. */
export async function openWithContentTables(server: SqlServer): Promise<OpenedDatabase> {
  const require = createRequire(path.join(repositoryRoot, 'package.json'));
  const core = path.join(path.dirname(require.resolve('@strapi/core/package.json')), 'dist');
  const { Database } = require('@strapi/database') as { Database: new (config: object) => StrapiDatabase };
  const { createContentType } = require(path.join(core, 'domain/content-type/index.js')) as { createContentType(uid: string, definition: object): ContentType };
  const { transformContentTypesToModels } = require(path.join(core, 'utils/transform-content-types-to-models.js')) as
    { transformContentTypesToModels(types: ContentType[], identifiers: unknown): unknown[] };
  const database = new Database({
    connection: { client: server.client, connection: { ...server.connection }, useNullAsDefault: true, ...(server.client === 'sqlite' ? { pool: { afterCreate: inWriteAheadMode } } : {}) },
    settings: { forceMigration: false, runMigrations: false, migrations: { dir: path.join(server.folder, 'migrations') } },
    logger: { info() {}, debug() {}, warn() {}, error() {} },
  });
  // Strapi's schema code asks the global application for settings; none matter here.
  const settings = { get: (_key: string, whenMissing: unknown) => whenMissing };
  Object.assign(globalThis, { strapi: { db: database, config: settings, log: { info() {}, warn() {}, debug() {}, error() {} } } });
  const types = Object.entries(contentTypes).map(([name, { schema }]) => {
    const type = createContentType(`plugin::email-center.${name}`, { schema });
    // They point at admin users, a table that is not here.
    delete type.attributes.createdBy;
    delete type.attributes.updatedBy;
    return type;
  });
  await database.init({ models: transformContentTypesToModels(types, database.metadata.identifiers) });
  seeWholeIndexes(database.dialect.schemaInspector, Object.values(contentTypes));
  await database.schema.sync();
  return { knex: database.connection, close: () => database.destroy() };
}

function inWriteAheadMode(connection: { pragma(statement: string): void }, done: (error: Error | null, connection: unknown) => void): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  done(null, connection);
}
