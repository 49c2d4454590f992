/** A process that works off the outbox of one account, to be killed: `node sending-child.cjs DATABASE BLOBS CA ACCOUNT`. */
import knexOf from 'knex';
import { createDatabase } from '../../server/src/adapters/database';
import { createSecrets } from '../../server/src/adapters/secrets';
import { sendDue } from '../../server/src/flow/outbox/send-due';
import { realSending } from './sending';

const [filename = '', blobFolder = '', caFile = '', accountId = ''] = process.argv.slice(2);
const clock = { now: () => new Date() };
const knex = knexOf({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
const database = createDatabase({
  knex, client: 'sqlite', clock, secrets: createSecrets(`1:${Buffer.alloc(32, 7).toString('base64')}`), host: { hostname: 'here', pid: process.pid, bootId: 'child' },
  recordNames: { describe: async () => new Map() }, owners: { load: async () => new Map() },
});
sendDue(realSending({ database, clock, blobFolder, caFile }), accountId, new AbortController().signal).then(() => knex.destroy()).then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
