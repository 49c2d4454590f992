import type { Knex } from 'knex';
import type { SqlServer } from '../servers/sql';

/** A connection as Strapi opens it. A copy of its settings, because knex hides the password in the object it is given. */
export function openKnex(factory: (config: Knex.Config) => Knex, server: Pick<SqlServer, 'client' | 'connection'>): Knex {
  if (server.client === 'sqlite') {
    return factory({
      client: 'better-sqlite3', connection: server.connection as Knex.Sqlite3ConnectionConfig, useNullAsDefault: true,
      pool: { min: 1, max: 1, afterCreate: (connection: { pragma(text: string): void }, done: (error: Error | null) => void) => {
        connection.pragma('journal_mode = WAL');
        connection.pragma('busy_timeout = 5000');
        done(null);
      } },
    });
  }
  return factory({ client: server.client === 'postgres' ? 'pg' : 'mysql2', connection: { ...server.connection } as Knex.PgConnectionConfig, pool: { min: 0, max: 8 } });
}
