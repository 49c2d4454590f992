/**
 * Single-row inserts on SQLite, prepared once for each connection. An insert of many rows is a long statement that knex
 * takes apart and SQLite compiles each time, and what it compiled lies outside of V8's heap until that is collected.
 */
import type { Bound, Executor } from './sql';
import type { Row } from './values';

/** As much of better-sqlite3 as is used here. */
interface Statement {
  reader: boolean;
  run(...values: readonly unknown[]): unknown;
  get(...values: readonly unknown[]): unknown;
}
interface Connection {
  prepare(sql: string): Statement;
}

const prepared = new WeakMap<Connection, Map<string, Statement>>();

/** Inserts the rows at once, and returns what the statement returns for each. To be called within a transaction of SQLite. */
export async function insertPrepared(trx: Executor, sql: string, rows: readonly Bound[][]): Promise<Row[]> {
  // Within a transaction knex has one connection, which stays with it until the commit; its type says nothing of it.
  const connection = (await trx.client.acquireConnection()) as Connection;
  const statement = statementFor(connection, sql);
  const returned: Row[] = [];
  for (const row of rows) {
    const values = row.map(asColumn);
    if (statement.reader) returned.push(statement.get(...values) as Row);
    else statement.run(...values);
  }
  return returned;
}

function statementFor(connection: Connection, sql: string): Statement {
  const statements = prepared.get(connection) ?? new Map<string, Statement>();
  prepared.set(connection, statements);
  const statement = statements.get(sql) ?? connection.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

/** As knex hands these to SQLite. */
function asColumn(value: Bound): string | number | null {
  if (value instanceof Date) return value.valueOf();
  return typeof value === 'boolean' ? Number(value) : value;
}
