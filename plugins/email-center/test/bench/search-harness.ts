/** The parts of the search that its bench puts together: a database with its tables, accounts, the follower of the index, and the search itself. */
import type { Knex } from 'knex';
import { createCenterStores } from '../../server/src/adapters/database/center';
import { createDatabase, runMigrations, type DatabaseClient } from '../../server/src/adapters/database';
import { insertRows, type Bound, type Executor } from '../../server/src/adapters/database/sql';
import { createSearchIndexer, createSearchStore } from '../../server/src/adapters/database/search';
import { createSecrets } from '../../server/src/adapters/secrets';
import { createSearch, type Asker } from '../../server/src/flow/search/search';
import type { MailAccount } from '../../server/src/domain/mail/account';
import { account } from '../integration/database-harness';
import { openWithContentTables } from '../servers/content-tables';
import { startSql, type SqlServer } from '../servers/sql';

const clock = { now: () => new Date('2026-11-02T00:00:00Z') };
const owners = { load: async () => new Map() };
const recordNames = { describe: async () => new Map() };

export async function openSearch(client: DatabaseClient, keepIn: string) {
  const server: SqlServer = await startSql(client, keepIn);
  const { knex, close } = await openWithContentTables(server);
  await runMigrations(knex, client, clock.now());
  const source = { knex, client, clock, owners, recordNames };
  const database = createDatabase({ ...source, secrets: createSecrets(`1:${Buffer.alloc(32, 7).toString('base64')}`), host: { hostname: 'here', pid: process.pid, bootId: 'boot' } });
  const center = createCenterStores(source);
  const search = createSearch({ store: createSearchStore(source), clock, describe: (viewer, ids) => center.items.describe(viewer, ids), tags: async () => [], savedSearches: async () => [], furtherNames: (ids) => database.queries.furtherNames(ids) });
  return {
    knex: knex as Knex, search, store: createSearchStore(source), indexer: createSearchIndexer(source),
    insert: (executor: Executor, table: string, rows: Record<string, Bound>[]) => insertRows(executor, client, table, Object.keys(rows[0] ?? {}), rows.map((row) => Object.values(row))),
    addAccount: async (change: Partial<MailAccount>) => {
      const made = account(change);
      await database.accounts.insert(made, 'pass');
      return made;
    },
    close: async () => {
      await close();
      await server.stop();
    },
  };
}

const GRANTS = { readOwn: true, readGroup: true, readAll: true, manageOwn: false, manageAll: false, run: false, ledger: false, manageRules: false, runIntake: false, receiveCases: false, assignWork: false, seeForward: false, link: false, erase: false, send: false, manageTemplates: false };

/** Somebody who reads everything, or the owner of accounts. */
export function askerOf(userId: number, reads: 'all' | 'own'): Asker {
  return { viewer: { userId, reads, grants: { ...GRANTS, readAll: reads === 'all' } }, records: async () => [], conceal: (text) => text };
}
