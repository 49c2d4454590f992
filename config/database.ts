import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

interface SqliteHandle {
  pragma(statement: string): unknown;
}

/** Write-ahead logging lets readers go on while an import writes; the busy timeout waits for another process instead of failing. */
function prepareSqlite(connection: SqliteHandle, done: (error: Error | null, connection: SqliteHandle) => void) {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  connection.pragma('busy_timeout = 10000');
  done(null, connection);
}

/** An empty DATABASE_FILENAME counts as not set: SQLite could not open it. */
function sqlite(env: Env) {
  const filename = path.resolve(env('DATABASE_FILENAME') || 'data/strapi.db');
  mkdirSync(path.dirname(filename), { recursive: true });
  return { client: 'sqlite', connection: { filename }, useNullAsDefault: true, pool: { min: 1, max: 1, afterCreate: prepareSqlite } };
}

/** DATABASE_SSL=true verifies the server's certificate. */
const ssl = (env: Env) => (env.bool('DATABASE_SSL', false) ? { rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true) } : false);

const server = (env: Env, defaultPort: number) => ({
  host: env('DATABASE_HOST', '127.0.0.1'),
  port: env.int('DATABASE_PORT', defaultPort),
  database: env('DATABASE_NAME', 'strapi'),
  user: env('DATABASE_USERNAME', 'strapi'),
  password: env('DATABASE_PASSWORD', ''),
  ssl: ssl(env),
});

const pool = (env: Env) => ({ min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) });

function connectionFor(env: Env) {
  const client = env('DATABASE_CLIENT') || 'sqlite';
  switch (client) {
    case 'sqlite':
      return sqlite(env);
    case 'postgres':
      return { client, connection: { connectionString: env('DATABASE_URL') || undefined, schema: env('DATABASE_SCHEMA') || 'public', ...server(env, 5432) }, pool: pool(env) };
    case 'mysql':
      return { client, connection: { ...server(env, 3306), charset: 'utf8mb4' }, pool: pool(env) };
    default:
      throw new Error(`DATABASE_CLIENT is "${client}"; it must be sqlite, postgres or mysql.`);
  }
}

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  connection: { ...connectionFor(env), acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60000) },
  // With true, Strapi drops the tables of a plugin that was not loaded once. Columns are removed by migrations instead.
  settings: { forceMigration: false },
});
