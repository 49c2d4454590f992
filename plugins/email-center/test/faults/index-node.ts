/** A node that keeps the index up with the mail until it is killed. Arguments: client, connection as JSON. Prints `ready` after its first batch. */
import knexFactory from 'knex';
import { createSearchIndexer } from '../../server/src/adapters/database/search';
import { openKnex } from '../integration/jobs-knex';
import type { SqlClient, SqlConnection } from '../servers/sql';

const [client, connection] = process.argv.slice(2) as [SqlClient, string];
const knex = openKnex(knexFactory, { client, connection: JSON.parse(connection) as SqlConnection });
const indexer = createSearchIndexer({ knex, client });
await indexer.follow(3);
process.stdout.write('ready\n');
for (;;) {
  if ((await indexer.follow(3)) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
