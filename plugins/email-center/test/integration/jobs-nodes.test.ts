/** Three real processes over one job table: every job runs once, whoever takes it, and a killed node holds nothing up. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Agenda } from 'agenda';
import { build } from 'esbuild';
import knexFactory, { type Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKnexBackend } from '../../server/src/adapters/jobs';
import { SQL_CLIENTS, startSql, type SqlServer } from '../servers/sql';
import { openKnex } from './jobs-knex';

const JOBS = 150;
let folder: string;
let script: string;

beforeAll(async () => {
  const cache = path.resolve(__dirname, '../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(path.join(cache, 'jobs-node-'));
  script = path.join(folder, 'node.mjs');
  await build({ entryPoints: [path.join(__dirname, 'jobs-node.ts')], outfile: script, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'error' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startNode(server: SqlServer, name: string): Promise<ChildProcess> {
  const node = spawn(process.execPath, [script, server.client, JSON.stringify(server.connection), name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await Promise.race([once(node.stdout!, 'data').then(() => true), once(node, 'exit').then(() => false)]);
  if (!ready) throw new Error(`the node ${name} ended before it was ready`);
  return node;
}

async function end(node: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return;
  const ended = once(node, 'exit');
  node.kill(signal);
  await ended;
}

describe.each(SQL_CLIENTS)('three nodes over %s', (client) => {
  let server: SqlServer;
  let knex: Knex;

  beforeAll(async () => {
    server = await startSql(client);
    knex = openKnex(knexFactory, server);
    await knex.schema.createTable('runs', (table) => {
      table.increments();
      table.string('what');
      table.string('node');
      table.bigInteger('at');
    });
  });
  afterAll(async () => {
    await knex?.destroy();
    await server?.stop();
  });

  it('run every job once and share the work', { timeout: 180_000 }, async () => {
    const agenda = new Agenda({ backend: await createKnexBackend({ knex, table: 'shared_jobs', owner: 'test' }), name: 'test' });
    await agenda.ready;
    for (let n = 0; n < JOBS; n += 1) await agenda.create('count', { n }).save();
    const nodes = await Promise.all(['a', 'b', 'c'].map((name) => startNode(server, name)));
    try {
      const counted = async (): Promise<number> => Number((await knex('runs').where('what', 'like', 'count%').countDistinct({ n: 'what' }).first())?.n);
      await expect.poll(counted, { timeout: 120_000, interval: 100 }).toBe(JOBS);
    } finally {
      await Promise.all(nodes.map((node) => end(node, 'SIGTERM')));
    }
    const runs = (await knex('runs').select('what', 'node')) as { what: string; node: string }[];
    expect(runs.filter((run) => run.what !== 'tick')).toHaveLength(JOBS);
    expect(new Set(runs.map((run) => run.node)).size).toBeGreaterThan(1);
    expect((await agenda.queryJobs({ name: 'tick' })).total).toBe(1);
    const ticks = ((await knex('runs').where({ what: 'tick' }).orderBy('at').select('at')) as { at: number | string }[]).map((run) => Number(run.at));
    const gaps = ticks.slice(1).map((at, index) => at - ticks[index]!);
    // Two nodes that ran the same tick would have written it at nearly the same moment.
    expect(gaps.filter((gap) => gap < 100)).toEqual([]);
  });

  it('go on when one of them is killed in the middle', { timeout: 180_000 }, async () => {
    const backend = await createKnexBackend({ knex, table: 'shared_jobs', owner: 'test' });
    const agenda = new Agenda({ backend, name: 'test' });
    await agenda.ready;
    const nodes = await Promise.all(['d', 'e'].map((name) => startNode(server, name)));
    try {
      for (let n = JOBS; n < 2 * JOBS; n += 1) await agenda.create('count', { n }).save();
      await end(nodes[0]!, 'SIGKILL');
      await end(nodes[1]!, 'SIGTERM');
      // At the start of a node on the same machine the locks of the dead one are given back, and its jobs run.
      const heir = new Agenda({ backend: await createKnexBackend({ knex, table: 'shared_jobs', owner: 'heir', isGone: (owner) => owner === 'd' || owner === 'e' }), name: 'heir', processEvery: 100 });
      heir.define<{ n: number }>('count', async (job) => void (await knex('runs').insert({ what: `count ${job.attrs.data.n}`, node: 'heir', at: Date.now() })));
      await heir.start();
      const counted = async (): Promise<number> => Number((await knex('runs').where('what', 'like', 'count%').countDistinct({ n: 'what' }).first())?.n);
      await expect.poll(counted, { timeout: 120_000, interval: 100 }).toBe(2 * JOBS);
      await heir.drain(10_000);
    } finally {
      await Promise.all(nodes.map((node) => end(node, 'SIGKILL')));
    }
    expect((await knex('shared_jobs').whereNotNull('locked_at')).filter((row: { name: string }) => row.name === 'count')).toEqual([]);
  });
});
