/**
 * The index in a FULLTEXT index of InnoDB. It passes over words of one or two letters and over some English ones: with
 * `w_` before it each word is long enough and none of those. It cannot read newest first, so a word that stands in very many
 * messages is slow, and it cannot hold a phrase and an unfinished word together: then the words need not be neighbours.
 */
import type { Knex } from 'knex';
import type { Expression } from '../../../domain/search/plan-search';
import { insertRows, pieces, rowsOf } from '../sql';
import type { Bound, Executor } from '../sql';
import { TABLES } from '../tables';
import { toPlaced } from './places';
import type { WordIndex } from './word-index';

export function createMysqlIndex(): WordIndex {
  return {
    findsBeginning: () => false,
    async write(trx: Knex.Transaction, rows) {
      for (const piece of pieces(rows)) await trx(TABLES.search).whereIn('message_id', piece.map(({ messageId }) => messageId)).delete();
      await insertRows(trx, 'mysql', TABLES.search, ['place', 'message_id', 'words'], rows.map(({ place, messageId, words }): Bound[] => [place, messageId, words.map(asStored).join(' ')]));
    },
    async remove(trx, places) {
      for (const piece of pieces(places)) await trx(TABLES.search).whereIn('place', piece).delete();
    },
    async find(knex: Executor, expression, { from, below, limit }) {
      const sql = `select place, message_id from ${TABLES.search} where match (words) against (? in boolean mode) and place < ? and place >= ? order by place desc limit ?`;
      return rowsOf('mysql', await knex.raw(sql, [inBooleanMode(expression), below, from, limit])).map(toPlaced);
    },
  };
}

/** Marks have their own beginning. */
function asStored(word: string): string {
  return word.includes('_') ? word : `w_${word}`;
}

/** The query language of MySQL's boolean mode. */
export function inBooleanMode(expression: Expression): string {
  switch (expression.kind) {
    case 'phrase':
      return phrase(expression.words.map(asStored), expression.prefix);
    case 'any':
      return `(${expression.of.map(inBooleanMode).join(' ')})`;
    case 'all':
      return `(${[...expression.of.map((one) => `+${inBooleanMode(one)}`), ...expression.none.map((one) => `-${inBooleanMode(one)}`)].join(' ')})`;
  }
}

function phrase(words: readonly string[], prefix: boolean): string {
  if (words.length === 1) return `${words[0]}${prefix ? '*' : ''}`;
  return prefix ? `(${words.map((word, index) => `+${word}${index === words.length - 1 ? '*' : ''}`).join(' ')})` : `"${words.join(' ')}"`;
}
