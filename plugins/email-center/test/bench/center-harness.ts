/** The parts of the center that its bench puts together: a database with its tables, what the panel asks of it, and the opening of a message. */
import type { Knex } from 'knex';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createDatabase, runMigrations, type DatabaseClient } from '../../server/src/adapters/database';
import { sanitizeBody } from '../../server/src/adapters/html';
import { createMimeParser, openPart, readBodies } from '../../server/src/adapters/mime';
import { createSecrets } from '../../server/src/adapters/secrets';
import type { MailAccount } from '../../server/src/domain/mail/account';
import { listViews } from '../../server/src/flow/center/list-views';
import type { CenterViewer } from '../../server/src/flow/center/viewer';
import { createMessageReader } from '../../server/src/worker/reader';
import { account } from '../integration/database-harness';
import { openWithContentTables } from '../servers/content-tables';
import { startSql } from '../servers/sql';

const clock = { now: () => new Date('2026-11-02T00:00:00Z') };
const GRANTS = {
  readOwn: true, readGroup: true, readAll: true, manageOwn: false, manageAll: false, run: false, ledger: true, manageRules: false, runIntake: false, receiveCases: true, assignWork: true,
  seeForward: false, link: true, erase: false, send: true, manageTemplates: false,
};

/** Somebody who reads everything, or the owner of accounts. */
export const viewerOf = (userId: number, reads: 'all' | 'own'): CenterViewer => ({ userId, reads, grants: { ...GRANTS, readAll: reads === 'all', assignWork: reads === 'all' } });

export async function openCenter(client: DatabaseClient, keepIn: string) {
  const server = await startSql(client, keepIn);
  const { knex, close } = await openWithContentTables(server);
  await runMigrations(knex, client, clock.now());
  const database = createDatabase({
    knex, client, clock, secrets: createSecrets(`1:${Buffer.alloc(32, 7).toString('base64')}`), host: { hostname: 'here', pid: process.pid, bootId: 'boot' },
    owners: { load: async (ids) => new Map(ids.map((id) => [id, { id, name: `User ${id}`, email: '' }])) },
    recordNames: { describe: async (records) => new Map(records.map(({ recordType, recordId }) => [`${recordType} ${recordId}`, { typeName: 'Candidate', label: recordId }])) },
  });
  const blobs = createFolderBlobStore({ folder: `${keepIn}/blobs`, durable: false });
  const numbers = { drafts: async () => 0, outbox: async () => ({ count: 0, trouble: false }) };
  return {
    knex: knex as Knex, blobs, queries: database.queries, center: database.centerStores, reader: createMessageReader(blobs, createMimeParser(), { readBodies, openPart }, sanitizeBody),
    views: (viewer: CenterViewer) => listViews({ centerStores: database.centerStores, workQueries: database.workQueries, numbers }, viewer),
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
