/**
 * One node of several, run as its own process: works off the jobs `count` and `tick` of a table, and writes every run into the
 * table `runs`. Arguments: client, connection as JSON, name. Prints `ready` once it runs; ends at SIGTERM.
 */
import { Agenda } from 'agenda';
import knexFactory from 'knex';
import { createKnexBackend } from '../../server/src/adapters/jobs/knex/backend';
import type { SqlClient, SqlConnection } from '../servers/sql';
import { openKnex } from './jobs-knex';

const [client, connection, name] = process.argv.slice(2) as [SqlClient, string, string];
const knex = openKnex(knexFactory, { client, connection: JSON.parse(connection) as SqlConnection });
const agenda = new Agenda({
  backend: await createKnexBackend({ knex, table: 'shared_jobs', owner: name }), name, processEvery: 100, maxConcurrency: 8, defaultLockLifetime: 60_000,
});
await agenda.ready;
const record = (what: string): PromiseLike<unknown> => knex('runs').insert({ what, node: name, at: Date.now() });
agenda.define<{ n: number }>('count', async (job) => void (await record(`count ${job.attrs.data.n}`)), { concurrency: 4, lockLimit: 5 });
agenda.define('tick', async () => void (await record('tick')), { concurrency: 1, lockLimit: 2 });
await agenda.every(300, 'tick');
await agenda.start();
process.stdout.write('ready\n');

process.once('SIGTERM', () => {
  void agenda.drain(5_000).then(() => knex.destroy()).then(() => process.exit(0));
});
