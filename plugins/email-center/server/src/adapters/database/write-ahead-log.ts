/**
 * Moves SQLite's write-ahead log into the database in a thread of its own while much is filed. SQLite does it within the commit
 * that makes the log long, which keeps the Strapi thread for as long as the disk takes: 30 to 100 ms.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Logger } from '../../flow/ports';
import type { DatabaseClient } from './sql';
import type { Row } from './values';

export interface WriteAheadLog {
  /** To be awaited before a filing begins; waits only while a log that has grown long is moved. */
  ready(): Promise<void>;
  /** After a commit: so many messages were filed. */
  filed(messages: number): void;
  /** SQLite does it by itself again. Never rejects. */
  stop(): Promise<void>;
}

export interface WriteAheadLogOptions {
  knex: Knex;
  client: DatabaseClient;
  /** The built file of `server/src/worker/checkpoint.ts`. */
  entry: string;
  logger: Logger;
}

/** SQLite's own limit in pages, and the one while the thread does it: only met when the thread does not keep up. */
const OWN_LIMIT = 1_000;
const RAISED_LIMIT = 16_000;
/** Messages filed between two moves: some 1,000 pages. */
const MOVED_AFTER = 150;
/** Pages of a log that could not be emptied because it was written to meanwhile; then filing waits for once. */
const LONG = 4_000;
/** Without filing for so long the thread ends, milliseconds. */
const IDLE = 5_000;
const THREAD_LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 };

/** What SQLite answers to `wal_checkpoint`: pages in the log. */
const answerSchema = z.array(z.object({ log: z.number() })).min(1);

/** Null where there is nothing to do: another database, SQLite in another journal mode or in memory, or a driver that is not found. */
export async function openWriteAheadLog({ knex, client, entry, logger }: WriteAheadLogOptions): Promise<WriteAheadLog | null> {
  if (client !== 'sqlite') return null;
  const [mode] = (await knex.raw('PRAGMA journal_mode')) as Row[];
  const main = ((await knex.raw('PRAGMA database_list')) as Row[]).find((row) => row.name === 'main');
  const driver = fileOfDriver(knex, entry);
  if (mode?.journal_mode !== 'wal' || typeof main?.file !== 'string' || main.file === '' || driver === null) return null;
  const file = main.file;
  return new ThreadedLog(knex, logger, () => new Worker(entry, { workerData: { file, driver }, resourceLimits: THREAD_LIMITS }));
}

/** Where the driver knex uses was loaded from. */
function fileOfDriver(knex: Knex, from: string): string | null {
  const driver: unknown = knex.client.driver;
  const loaded = Object.values(createRequire(from).cache).find((module) => module !== undefined && module.exports === driver);
  return loaded?.filename ?? null;
}

class ThreadedLog implements WriteAheadLog {
  private worker: Worker | null = null;
  private moving: Promise<void> | null = null;
  private idle: NodeJS.Timeout | null = null;
  private filedSince = 0;
  private pages = 0;
  private givenUp = false;

  constructor(private readonly knex: Knex, private readonly logger: Logger, private readonly startThread: () => Worker) {}

  async ready(): Promise<void> {
    if (this.pages >= LONG) await this.moving;
  }

  filed(messages: number): void {
    this.filedSince += messages;
    if (this.givenUp || this.moving !== null || (this.filedSince < MOVED_AFTER && this.pages < LONG)) return;
    this.filedSince = 0;
    this.moving = this.move().catch((error: unknown) => this.giveUp(error)).finally(() => {
      this.moving = null;
    });
  }

  async stop(): Promise<void> {
    this.givenUp = true;
    await this.moving;
    await this.rest();
  }

  private async move(): Promise<void> {
    if (this.idle !== null) clearTimeout(this.idle);
    if (this.worker === null) await this.begin();
    this.pages = await this.moved();
    this.idle = setTimeout(() => void this.rest(), IDLE);
    this.idle.unref();
  }

  private async begin(): Promise<void> {
    this.worker = this.startThread();
    this.worker.unref();
    // Between two moves nobody listens, and an error without a listener ends the process.
    this.worker.on('error', (error) => this.giveUp(error));
    await this.knex.raw(`PRAGMA wal_autocheckpoint = ${RAISED_LIMIT}`);
  }

  private moved(): Promise<number> {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        worker?.off('message', answered).off('error', failed).off('exit', ended);
        worker?.unref();
      };
      const answered = (answer: unknown): void => {
        settle();
        const parsed = answerSchema.safeParse(answer);
        if (parsed.success) resolve(parsed.data[0]!.log);
        else reject(parsed.error);
      };
      const failed = (error: Error): void => {
        settle();
        reject(error);
      };
      const ended = (): void => failed(new Error('the thread ended'));
      worker?.on('message', answered).on('error', failed).on('exit', ended);
      worker?.ref();
      worker?.postMessage('move');
    });
  }

  private giveUp(error: unknown): void {
    if (this.givenUp) return;
    this.givenUp = true;
    this.logger.warn('The write-ahead log is moved by the commits themselves from now on, which takes longer.', { reason: error instanceof Error ? error.message : String(error) });
    void this.rest();
  }

  /** Never rejects: at the worst the limit stays raised until the connection ends. */
  private async rest(): Promise<void> {
    const { worker } = this;
    if (this.idle !== null) clearTimeout(this.idle);
    this.worker = null;
    this.pages = 0;
    if (worker === null) return;
    worker.postMessage('stop');
    try {
      await this.knex.raw(`PRAGMA wal_autocheckpoint = ${OWN_LIMIT}`);
    } catch (error) {
      this.logger.warn('SQLite could not be told to move its write-ahead log by itself again.', { reason: error instanceof Error ? error.message : String(error) });
    }
  }
}
