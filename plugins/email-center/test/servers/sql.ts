/**
 * Throwaway databases for tests: PostgreSQL and MariaDB from Debian's packages on a free loopback port and in a temporary
 * folder, without fsync, stopped by their own process number. As root they run as their packaged user, else as oneself.
 * In a run of tests that keeps servers (`sql-of-run.ts`) it is a new database of theirs.
 *
 *   const server = await startSql('postgres');   // or 'mysql', or 'sqlite' (a file)
 *   server.connection                            // what Strapi and knex take as `connection`
 *   await server.stop();
 */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports';

export type SqlClient = 'sqlite' | 'postgres' | 'mysql';
/** Every kind the plugin supports; suites that touch the database run on each. */
export const SQL_CLIENTS: readonly SqlClient[] = ['sqlite', 'postgres', 'mysql'];
export type SqlConnection = { filename: string } | { host: string; port: number; user: string; password: string; database: string };

export interface SqlServer {
  client: SqlClient;
  connection: SqlConnection;
  folder: string;
  stop(): Promise<void>;
}

const run = promisify(execFile);
const asRoot = process.getuid?.() === 0;
const START_MS = 30_000;

/** Starts a database named `test`, empty; with `keepIn` in that folder, which stays, and with what a former run left in it. */
export async function startSql(client: SqlClient, keepIn?: string): Promise<SqlServer> {
  if (keepIn !== undefined) await mkdir(keepIn, { recursive: true });
  const folder = keepIn ?? (await mkdtemp(path.join(tmpdir(), `ec-sql-${client}-`)));
  const remove = (): Promise<void> => (keepIn === undefined ? rm(folder, { recursive: true, force: true }) : Promise.resolve());
  if (client === 'sqlite') return { client, folder, connection: { filename: path.join(folder, 'data.db') }, stop: remove };
  const kept = keepIn === undefined ? portOfRun(client) : undefined;
  if (kept !== undefined) return newDatabase(client, kept, folder, remove);
  const port = (await freePorts(1))[0]!;
  const server = client === 'postgres' ? await startPostgres(folder, port) : await startMariadb(folder, port);
  // A test that fails before it stops its server must not leave it behind.
  process.once('exit', () => void server.kill('SIGKILL'));
  return {
    client, folder, connection: { host: '127.0.0.1', port, user: 'strapi', password: 'strapi', database: 'test' },
    stop: async () => {
      await stopped(server, keepIn !== undefined ? 'SIGINT' : client === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
      await remove();
    },
  };
}

/** Where a run of tests says which servers it keeps: an object of ports by kind, as JSON. */
export const SERVERS_OF_RUN = 'EMAIL_CENTER_TEST_SQL_PORTS';

function portOfRun(client: SqlClient): number | undefined {
  return (JSON.parse(process.env[SERVERS_OF_RUN] ?? '{}') as Partial<Record<SqlClient, number>>)[client];
}

async function newDatabase(client: Exclude<SqlClient, 'sqlite'>, port: number, folder: string, removeFolder: () => Promise<void>): Promise<SqlServer> {
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  const ask = (statement: string) => client === 'postgres'
    ? run('psql', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-qc', statement])
    : run('mariadb', ['--no-defaults', '-h', '127.0.0.1', '-P', String(port), '-u', 'strapi', '-pstrapi', '-e', statement]);
  await ask(`create database ${database}`);
  return {
    client, folder, connection: { host: '127.0.0.1', port, user: 'strapi', password: 'strapi', database },
    stop: async () => {
      await ask(`drop database ${database}${client === 'postgres' ? ' with (force)' : ''}`);
      await removeFolder();
    },
  };
}

async function startPostgres(folder: string, port: number): Promise<ChildProcess> {
  const tools = await postgresTools();
  const ids = await own(folder, 'postgres');
  const data = path.join(folder, 'data');
  const isNew = !existsSync(data);
  if (isNew) await run(path.join(tools, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C'], { ...ids, cwd: folder });
  const options = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1'].flatMap((option) => ['-c', option]);
  const server = spawn(path.join(tools, 'postgres'), ['-D', data, '-p', String(port), '-k', folder, ...options], { ...ids, cwd: folder, stdio: 'ignore' });
  const sql = (statement: string) => run('psql', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-qc', statement]);
  await answering(server, port, () => sql('select 1'));
  if (isNew) {
    await sql("create role strapi login superuser password 'strapi'");
    await sql('create database test owner strapi');
  }
  return server;
}

async function postgresTools(): Promise<string> {
  const versions = (await readdir('/usr/lib/postgresql')).sort((a, b) => Number(b) - Number(a));
  return `/usr/lib/postgresql/${versions[0]}/bin`;
}

async function startMariadb(folder: string, port: number): Promise<ChildProcess> {
  const ids = await own(folder, 'mysql');
  const data = path.join(folder, 'data');
  const socket = path.join(folder, 's.sock');
  const isNew = !existsSync(data);
  if (isNew) await run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...(asRoot ? ['--user=mysql'] : [])], { cwd: folder });
  const server = spawn('mariadbd', [
    '--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${path.join(folder, 'pid')}`, `--port=${port}`, '--bind-address=127.0.0.1',
    '--innodb-flush-log-at-trx-commit=0', '--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci',
  ], { ...ids, cwd: folder, stdio: 'ignore' });
  const sql = (statement: string) => run('mariadb', ['--no-defaults', '-u', 'root', '-S', socket, '-e', statement]);
  await answering(server, port, () => sql('select 1'));
  if (isNew) await sql("create database test; create user strapi@'127.0.0.1' identified by 'strapi'; grant all on *.* to strapi@'127.0.0.1'");
  return server;
}

/** The folder handed to the server's own user; servers refuse to run as root. */
async function own(folder: string, user: string): Promise<{ uid?: number; gid?: number }> {
  if (!asRoot) return {};
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, user])).stdout);
  const [uid, gid] = [await id('-u'), await id('-g')];
  await chown(folder, uid, gid);
  return { uid, gid };
}

/** Resolves when the server answers `ask`; rejects when it ends first or takes too long. */
async function answering(server: ChildProcess, port: number, ask: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the database server ended with code ${server.exitCode}`);
    if (await accepts(port)) {
      const failure = await ask().then(() => null, (error: unknown) => error);
      if (failure === null) return;
      if (Date.now() > deadline) throw failure;
    }
    if (Date.now() > deadline) throw new Error('the database server does not answer');
    // Neither server tells its parent when it is ready: asking again is the documented way.
    await pause(20);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function stopped(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}
