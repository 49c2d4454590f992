/** The one place that knows three dialects: quoting, batched inserts and upserts over knex. */
import type { Knex } from 'knex';
import { insertPrepared } from './prepared-inserts';
import type { Row } from './values';

/** As Strapi names them in `database.connection.client`. */
export type DatabaseClient = 'sqlite' | 'postgres' | 'mysql';
export type Executor = Knex | Knex.Transaction;

/** Statements stay below this many bound values: the smallest limit of the three is SQLite's 32,766. */
const MAX_BINDINGS = 4_000;
/** Rows inserted one by one are broken off sooner: that costs nothing, and the thread is back sooner. */
const MAX_BINDINGS_PREPARED = 1_000;
/** Characters bound in one statement, so that a synchronous driver is back within milliseconds. */
const MAX_CHARS = 400_000;

/** A value a driver can bind. */
export type Bound = string | number | boolean | Date | null;

/** Lets timers and requests run between two statements: better-sqlite3 answers without ever giving up the thread. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function quote(client: DatabaseClient, name: string): string {
  return client === 'mysql' ? `\`${name}\`` : `"${name}"`;
}

/**
 * Inserts rows in statements of bounded size. The statement is written here, because knex builds one SELECT for each row on
 * SQLite and one object for each row everywhere, which costs more than the insert itself. Returns the rows of
 * `returning` in the order of insertion where the database can (not MySQL), else nothing.
 */
export async function insertRows(
  trx: Executor, client: DatabaseClient, table: string, columns: readonly string[], rows: Iterable<Bound[]>, returning: readonly string[] = [],
): Promise<Row[]> {
  const result: Row[] = [];
  const head = `insert into ${quote(client, table)} (${columns.map((column) => quote(client, column)).join(', ')}) values `;
  const tail = returning.length > 0 && client !== 'mysql' ? ` returning ${returning.map((column) => quote(client, column)).join(', ')}` : '';
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const prepared = client === 'sqlite' && trx.isTransaction === true;
  for (const chunk of chunksOfRows(rows, columns.length, prepared ? MAX_BINDINGS_PREPARED : MAX_BINDINGS)) {
    const inserted = prepared
      ? await insertPrepared(trx, head + tuple + tail, chunk)
      : rowsOf(client, await trx.raw(head + chunk.map(() => tuple).join(', ') + tail, chunk.flat() as Knex.RawBinding[]));
    result.push(...inserted);
    await breathe();
  }
  return result;
}

/** Inserts rows that may be there already by any unique key; those stay as they are. */
export async function insertMissing(trx: Executor, client: DatabaseClient, table: string, columns: readonly string[], rows: readonly Bound[][]): Promise<void> {
  const [verb, tail] = client === 'mysql' ? ['insert ignore', ''] : ['insert', ' on conflict do nothing'];
  const head = `${verb} into ${quote(client, table)} (${columns.map((column) => quote(client, column)).join(', ')}) values `;
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  for (const chunk of chunksOfRows(rows, columns.length, MAX_BINDINGS)) {
    await trx.raw(head + chunk.map(() => tuple).join(', ') + tail, chunk.flat() as Knex.RawBinding[]);
    await breathe();
  }
}

function* chunksOfRows(rows: Iterable<Bound[]>, width: number, maxBindings: number): Generator<Bound[][]> {
  let chunk: Bound[][] = [];
  let chars = 0;
  for (const row of rows) {
    const size = row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
    if (chunk.length > 0 && ((chunk.length + 1) * width > maxBindings || chars + size > MAX_CHARS)) {
      yield chunk;
      chunk = [];
      chars = 0;
    }
    chunk.push(row);
    chars += size;
  }
  if (chunk.length > 0) yield chunk;
}

/** The rows of a raw answer: an array (SQLite), `{rows}` (PostgreSQL), `[rows, fields]` (MySQL). */
export function rowsOf(client: DatabaseClient, answer: unknown): Row[] {
  if (client === 'postgres') return ((answer as { rows?: Row[] }).rows ?? []) as Row[];
  if (client === 'mysql') {
    const first = (answer as unknown[])[0];
    return Array.isArray(first) ? (first as Row[]) : [];
  }
  return Array.isArray(answer) ? (answer as Row[]) : [];
}

/**
 * Adds `amount` to the counter named by `key`, creating it. Rows are written in the order of their keys, so that two
 * transactions never wait for each other crosswise.
 */
export async function addToCounters(
  trx: Executor, client: DatabaseClient, table: string, keyColumns: readonly string[], column: string,
  amounts: readonly { key: readonly (string | number)[]; amount: number }[],
): Promise<void> {
  const rows = amounts.filter(({ amount }) => amount !== 0).sort((a, b) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
  const counter = quote(client, column);
  const keys = keyColumns.map((name) => quote(client, name)).join(', ');
  const onConflict = client === 'mysql'
    ? `on duplicate key update ${counter} = ${counter} + values(${counter})`
    : `on conflict (${keys}) do update set ${counter} = ${quote(client, table)}.${counter} + excluded.${counter}`;
  for (let start = 0; start < rows.length; start += 200) {
    const chunk = rows.slice(start, start + 200);
    const tuple = `(${[...keyColumns, column].map(() => '?').join(', ')})`;
    const sql = `insert into ${quote(client, table)} (${keys}, ${counter}) values ${chunk.map(() => tuple).join(', ')} ${onConflict}`;
    await trx.raw(sql, chunk.flatMap(({ key, amount }) => [...key, amount]));
  }
}

/** Lists for `where in`, in pieces every database takes. */
export function* pieces<T>(values: readonly T[], size = 500): Generator<T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
