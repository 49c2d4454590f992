/** What each database has to offer for the index to live in it. */
import type { Knex } from 'knex';
import type { Expression } from '../../../domain/search/plan-search';
import type { DatabaseClient, Executor } from '../sql';
import { createMysqlIndex } from './mysql-index';
import type { PlacedMessage } from './places';
import { createPostgresIndex } from './postgres-index';
import { createSqliteIndex } from './sqlite-index';

export interface PlacedWords extends PlacedMessage {
  words: readonly string[];
}

export interface Range {
  /** Places from here on, and below there. */
  from: number;
  below: number;
  limit: number;
}

export interface WordIndex {
  /** Whether these words, the last of them unfinished, are found as fast as whole ones, however many words begin so. */
  findsBeginning(words: readonly string[]): boolean;
  /** Puts messages in, or anew; within the transaction that takes them from the queue. */
  write(trx: Knex.Transaction, rows: readonly PlacedWords[]): Promise<void>;
  remove(trx: Knex.Transaction, places: readonly number[]): Promise<void>;
  /** Messages that hold the expression, newest first. Fewer than `limit` mean that there are no more. */
  find(knex: Executor, expression: Expression, range: Range): Promise<PlacedMessage[]>;
}

export function createWordIndex(client: DatabaseClient): WordIndex {
  return { sqlite: createSqliteIndex, postgres: createPostgresIndex, mysql: createMysqlIndex }[client]();
}
