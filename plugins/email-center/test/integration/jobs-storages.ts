/** The storages of jobs a test runs on: each empty at the start, and gone at the end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { startFakeMongo } from '../fakes/mongo';
import { freePorts } from '../servers/free-ports';
import { startSql } from '../servers/sql';
import { openKnex } from './jobs-knex';

export interface JobStorage {
  knex: Knex;
  /** Null: the host's database. */
  jobsUrl: string | null;
  stop(): Promise<void>;
}

/** A real MongoDB is used when the environment names one. */
const REAL_MONGO = process.env.EMAIL_CENTER_TEST_MONGODB_URL;

export const STORAGES: Record<string, () => Promise<JobStorage>> = {
  'the host database': () => withUrl(async () => ({ url: null, stop: async () => undefined })),
  'postgres://': () => withUrl(async () => {
    const server = await startSql('postgres');
    const { host, port, user, password, database } = server.connection as { host: string; port: number; user: string; password: string; database: string };
    return { url: `postgres://${user}:${password}@${host}:${port}/${database}`, stop: () => server.stop() };
  }),
  'redis://': () => withUrl(startRedis),
  'mongodb:// (a fake)': () => withUrl(async () => {
    const mongo = await startFakeMongo();
    return { url: mongo.url, stop: () => mongo.close() };
  }),
  ...(REAL_MONGO === undefined ? {} : { 'mongodb:// (a real one)': () => withUrl(async () => ({ url: REAL_MONGO, stop: async () => undefined })) }),
};

async function withUrl(start: () => Promise<{ url: string | null; stop: () => Promise<void> }>): Promise<JobStorage> {
  const host = await startSql('sqlite');
  const knex = openKnex(knexFactory, host);
  const storage = await start();
  return {
    knex, jobsUrl: storage.url,
    async stop() {
      await knex.destroy();
      await storage.stop();
      await host.stop();
    },
  };
}

async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ec-redis-'));
  const [port] = (await freePorts(1)) as [number];
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of server.stdout!) if (String(chunk).includes('Ready to accept connections')) break;
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
