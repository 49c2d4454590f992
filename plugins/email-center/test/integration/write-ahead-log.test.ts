import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory from 'knex';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteAheadLog } from '../../server/src/adapters/database';
import type { Logger } from '../../server/src/flow/ports';
import { buildThreadEntry } from '../servers/import-thread-entry';

interface Handle {
  pragma(statement: string): unknown;
}

let folder: string;
let file: string;
let built: Awaited<ReturnType<typeof buildThreadEntry>>;
let knex: Knex;
let warnings: string[];
const logger: Logger = { debug: () => undefined, info: () => undefined, warn: (message) => warnings.push(message), error: () => undefined };

function open(filename: string, mode: string): Knex {
  const afterCreate = (connection: Handle, done: (error: null, connection: Handle) => void): void => {
    connection.pragma(`journal_mode = ${mode}`);
    done(null, connection);
  };
  return knexFactory({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true, pool: { min: 1, max: 1, afterCreate } });
}
const limitOf = async (): Promise<unknown> => ((await knex.raw('PRAGMA wal_autocheckpoint')) as { wal_autocheckpoint: number }[])[0]?.wal_autocheckpoint;
/** 2 MB: fewer pages than SQLite would move by itself. */
const write = async (): Promise<void> => void (await knex('notes').insert({ text: 'x'.repeat(2_000_000) }));

beforeEach(async () => {
  warnings = [];
  folder = mkdtempSync(join(tmpdir(), 'ec-log-'));
  file = join(folder, 'data.db');
  built = await buildThreadEntry(join(import.meta.dirname, '../../server/src/worker/checkpoint.ts'));
  knex = open(file, 'WAL');
  await knex.schema.createTable('notes', (table) => void table.text('text'));
});
afterEach(async () => {
  await knex.destroy();
  await built.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the write-ahead log of SQLite', () => {
  it('is moved into the database by another thread while much is filed, and by the commits again afterwards', async () => {
    const log = await openWriteAheadLog({ knex, client: 'sqlite', entry: built.entry, logger });
    await write();
    expect(statSync(file).size).toBeLessThan(1_000_000);
    log!.filed(149);
    expect(await limitOf()).toBe(1_000);
    log!.filed(1);
    await expect.poll(() => statSync(file).size).toBeGreaterThan(2_000_000);
    expect(await limitOf()).toBe(16_000);
    await log!.stop();
    expect(await limitOf()).toBe(1_000);
    expect(await knex('notes').count({ count: '*' })).toEqual([{ count: 1 }]);
    expect(warnings).toEqual([]);
  });

  it('is left to SQLite when the thread does not work', async () => {
    const broken = join(folder, 'broken.cjs');
    writeFileSync(broken, 'throw new Error("not today");');
    const log = await openWriteAheadLog({ knex, client: 'sqlite', entry: broken, logger });
    log!.filed(1_000);
    await expect.poll(() => warnings.length).toBe(1);
    await log!.ready();
    log!.filed(1_000);
    await log!.stop();
    expect(await limitOf()).toBe(1_000);
    expect(warnings).toHaveLength(1);
  });

  it('is nobody else\'s business where there is none', async () => {
    const { entry } = built;
    const plain = open(join(folder, 'plain.db'), 'DELETE');
    const memory = open(':memory:', 'WAL');
    try {
      expect(await openWriteAheadLog({ knex: plain, client: 'sqlite', entry, logger })).toBeNull();
      expect(await openWriteAheadLog({ knex: memory, client: 'sqlite', entry, logger })).toBeNull();
      expect(await openWriteAheadLog({ knex, client: 'postgres', entry, logger })).toBeNull();
    } finally {
      await plain.destroy();
      await memory.destroy();
    }
  });
});
