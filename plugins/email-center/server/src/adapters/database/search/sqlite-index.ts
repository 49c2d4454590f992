/** The index in FTS5. Its rows are numbered by place, so that it answers newest first by reading from the end. */
import type { Expression } from '../../../domain/search/plan-search';
import { insertPrepared } from '../prepared-inserts';
import { pieces } from '../sql';
import type { Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { toPlaced } from './places';
import type { WordIndex } from './word-index';

/** Letters of the beginnings that the table keeps an index of (`prefix`, see the migration): the fewest that are searched by. */
const BEGINNING = 4;

export function createSqliteIndex(): WordIndex {
  return {
    findsBeginning: (words) => [...(words.at(-1) ?? '')].length === BEGINNING,
    async write(trx, rows) {
      await insertPrepared(trx, `insert or replace into ${TABLES.search} (place, message_id) values (?, ?)`, rows.map(({ place, messageId }) => [place, messageId]));
      await insertPrepared(trx, `insert or replace into ${TABLES.searchWords} (rowid, words) values (?, ?)`, rows.map(({ place, words }) => [place, words.join(' ')]));
    },
    async remove(trx, places) {
      for (const piece of pieces(places)) {
        await trx(TABLES.search).whereIn('place', piece).delete();
        await trx(TABLES.searchWords).whereIn('rowid', piece).delete();
      }
    },
    async find(knex: Executor, expression, { from, below, limit }) {
      // The driver binds every number as a real one, and FTS5 begins at a place only when that is an integer: else it reads all that is newer.
      const sql = `select rowid as place from ${TABLES.searchWords} where ${TABLES.searchWords} match ? and rowid < cast(? as integer) and rowid >= cast(? as integer) order by rowid desc limit ?`;
      const places = ((await knex.raw(sql, [inFts5(expression), below, from, limit])) as Row[]).map((row) => toNumber(row.place));
      const ids = new Map<number, number>();
      for (const piece of pieces(places)) {
        for (const { place, messageId } of ((await knex(TABLES.search).whereIn('place', piece).select('place', 'message_id')) as Row[]).map(toPlaced)) ids.set(place, messageId);
      }
      return places.flatMap((place) => (ids.has(place) ? [{ place, messageId: ids.get(place)! }] : []));
    },
  };
}

/** FTS5's query language; words hold nothing that would end a string of it. */
export function inFts5(expression: Expression): string {
  switch (expression.kind) {
    case 'phrase':
      return `"${expression.words.join(' ')}"${expression.prefix ? '*' : ''}`;
    case 'any':
      return `(${expression.of.map(inFts5).join(' OR ')})`;
    case 'all': {
      const all = `(${expression.of.map(inFts5).join(' AND ')})`;
      return expression.none.length === 0 ? all : `(${all} NOT (${expression.none.map(inFts5).join(' OR ')}))`;
    }
  }
}
