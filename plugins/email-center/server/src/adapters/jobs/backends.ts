/** Where Agenda keeps its jobs: the host's database, or what EMAIL_CENTER_JOBS_URL names. */
import { connect } from 'node:net';
import type { AgendaBackend } from 'agenda';
import type { Knex } from 'knex';
import { MailError } from '../../domain/mail/mail-error';
import { createKnexBackend } from './knex/backend';

/** How long a job store may take to answer at the start, milliseconds. */
const PATIENCE = 10_000;
const TABLE = 'email_center_jobs';
/** Ports that a URL may leave out. */
const PORTS: Record<string, number> = { 'mongodb:': 27017, 'postgres:': 5432, 'postgresql:': 5432, 'redis:': 6379, 'rediss:': 6379 };

export interface BackendOptions {
  knex: Knex;
  /** Null: the host's database. */
  jobsUrl: string | null;
  owner: string;
  isGone?: (owner: string) => boolean;
}

/**
 * A backend that is connected already. Rejects with a MailError that names the address (without its password) when it
 * cannot be reached or is of no known kind, because Agenda itself would let the failure go by unseen.
 */
export async function connectBackend(options: BackendOptions): Promise<AgendaBackend> {
  if (options.jobsUrl === null) {
    const backend = await createKnexBackend({ knex: options.knex, table: TABLE, owner: options.owner, isGone: options.isGone });
    await backend.connect();
    return alreadyConnected(backend);
  }
  const url = parseUrl(options.jobsUrl);
  await reach(url);
  const backend = await officialBackend(url);
  await within(PATIENCE, () => backend.connect(), url);
  return alreadyConnected(backend);
}

async function officialBackend(url: URL): Promise<AgendaBackend> {
  switch (url.protocol) {
    case 'mongodb:':
    case 'mongodb+srv:': {
      const { MongoBackend } = await import('@agendajs/mongo-backend');
      return new MongoBackend({ address: url.href, collection: TABLE, options: { serverSelectionTimeoutMS: PATIENCE } });
    }
    case 'postgres:':
    case 'postgresql:': {
      const { PostgresBackend } = await import('@agendajs/postgres-backend');
      return new PostgresBackend({ connectionString: url.href, tableName: TABLE, channelName: TABLE, logTableName: `${TABLE}_log` });
    }
    case 'redis:':
    case 'rediss:': {
      const { RedisBackend } = await import('@agendajs/redis-backend');
      return new RedisBackend({ connectionString: url.href, keyPrefix: `${TABLE}:`, channelName: `${TABLE}:notifications` });
    }
    default:
      throw unusable(url, 'it must begin with mongodb://, postgres:// or redis://');
  }
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new MailError({ kind: 'bug', code: 'invalid-input', message: 'EMAIL_CENTER_JOBS_URL is not a URL.', remedier: 'administrator' }, { cause });
  }
}

/** A plain connection first: the drivers retry for long, and in silence. Addresses by DNS record or socket are left to them. */
async function reach(url: URL): Promise<void> {
  const port = url.port === '' ? PORTS[url.protocol] : Number(url.port);
  if (url.hostname === '' || url.hostname.includes(',') || port === undefined) return;
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port, timeout: PATIENCE });
    const refuse = (why: string, cause?: unknown): void => {
      socket.destroy();
      reject(unusable(url, why, cause));
    };
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => refuse('it does not answer'));
    socket.once('error', (error) => refuse(error.message, error));
  });
}

async function within(milliseconds: number, work: () => Promise<void>, url: URL): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unusable(url, 'it does not answer')), milliseconds);
  });
  try {
    await Promise.race([work(), late]);
  } catch (error) {
    throw error instanceof MailError ? error : unusable(url, error instanceof Error ? error.message : String(error), error);
  } finally {
    clearTimeout(timer);
  }
}

function unusable(url: URL, why: string, cause?: unknown): MailError {
  const place = `${url.protocol}//${url.host}${url.pathname}`;
  return new MailError(
    { kind: 'transient', code: 'no-answer', message: `The job store at ${place} (EMAIL_CENTER_JOBS_URL) cannot be used: ${why}.`, remedier: 'administrator' },
    { cause },
  );
}

/** Agenda connects its backend itself, without looking at the outcome: by then it must have happened. */
function alreadyConnected(backend: AgendaBackend): AgendaBackend {
  return Object.create(backend, { connect: { value: async () => undefined } }) as AgendaBackend;
}
