/**
 * The index as tsvectors in a GIN index. The words come folded and told apart already, so that neither a text search
 * configuration nor an extension is needed. A GIN index has no order: what a word is found in would have to be sorted by time
 * whole. Therefore each message also has marks of the day and the span of days it was received in, and a search goes
 * back from the newest days in growing windows until its page is full.
 */
import type { Knex } from 'knex';
import type { Expression } from '../../../domain/search/plan-search';
import { addToCounters, insertMissing, pieces, rowsOf } from '../sql';
import type { Bound, Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { dayOf, firstPlaceOfDay, toPlaced, type PlacedMessage } from './places';
import { anyMark, asVector, hasBeginningMark, questionOf, type IndexQuestion } from './postgres-words';
import type { PlacedWords, Range, WordIndex } from './word-index';

/** Messages that a window holds at least: the first one, and how much larger each next one is. */
const FIRST_WINDOW = 1_500;
const GROWTH = 4;
/** Few enough hits to be found and sorted at once, however far back they are. */
const FEW = 1_200;
/** Days whose numbers are read at a time: more of them are asked for when these were not enough. */
const DAYS_READ = 400;
const SPAN = 32;

export function createPostgresIndex(): WordIndex {
  return { findsBeginning: hasBeginningMark, write, remove, find: findByIndex };
}

async function write(trx: Knex.Transaction, rows: readonly PlacedWords[]): Promise<void> {
  const known = new Set<number>();
  for (const piece of pieces(rows)) for (const place of await trx(TABLES.search).whereIn('place', piece.map((row) => row.place)).pluck('place')) known.add(toNumber(place));
  for (const piece of pieces(rows, 50)) {
    const values = piece.map(() => '(?, ?, ?::tsvector)').join(', ');
    await trx.raw(`insert into ${TABLES.search} (place, message_id, words) values ${values} on conflict (place) do update set words = excluded.words, filler = excluded.filler`,
      piece.flatMap(({ place, messageId, words }): Bound[] => [place, messageId, asVector(words, marksOfDay(dayOf(place)))]));
  }
  await countDays(trx, rows.filter(({ place }) => !known.has(place)).map(({ place }) => dayOf(place)), 1);
}

async function remove(trx: Knex.Transaction, places: readonly number[]): Promise<void> {
  const gone: number[] = [];
  for (const piece of pieces(places)) {
    const answer = await trx.raw(`delete from ${TABLES.search} where place in (${piece.map(() => '?').join(', ')}) returning place`, piece);
    gone.push(...rowsOf('postgres', answer).map((row) => toNumber(row.place)));
  }
  await countDays(trx, gone.map(dayOf), -1);
}

async function countDays(trx: Knex.Transaction, days: readonly number[], amount: number): Promise<void> {
  const totals = new Map<number, number>();
  for (const day of days) totals.set(day, (totals.get(day) ?? 0) + amount);
  await insertMissing(trx, 'postgres', TABLES.searchDays, ['day', 'total'], [...totals.keys()].map((day): Bound[] => [day, 0]));
  await addToCounters(trx, 'postgres', TABLES.searchDays, ['day'], 'total', [...totals].map(([day, total]) => ({ key: [day], amount: total })));
}

const dayMark = (day: number): string => `y_${day}`;
const spanMark = (span: number): string => `z_${span}`;
const marksOfDay = (day: number): string[] => [dayMark(day), spanMark(Math.floor(day / SPAN))];

/**
 * PostgreSQL does not count what it costs to unpack the words of a row, and would read all rows for a frequent word. Compiling the
 * query, which it does for what it believes to be long, takes longer than the search. Hits lie anywhere in the table: what of it is on the
 * disk is asked for ahead, where the server's system can do that (elsewhere the setting is 0 and must stay so).
 */
const SETTINGS = `set local enable_seqscan = off; set local jit = off;
  select set_config('effective_io_concurrency', '64', true) where current_setting('effective_io_concurrency') <> '0'`;

async function findByIndex(knex: Executor, expression: Expression, range: Range): Promise<PlacedMessage[]> {
  return knex.transaction(async (trx) => {
    await trx.raw(SETTINGS);
    return find(trx, expression, range);
  });
}

async function find(knex: Executor, expression: Expression, range: Range): Promise<PlacedMessage[]> {
  const question = questionOf(expression);
  const found: PlacedMessage[] = [];
  let below = range.below;
  let [looked, size] = [0, FIRST_WINDOW];
  for await (const window of windowsOf(knex, range, () => size)) {
    const within = { from: Math.max(range.from, firstPlaceOfDay(window.from)), below, limit: range.limit - found.length };
    found.push(...(await read(knex, question, within, marksOf(window.from, window.to))));
    below = firstPlaceOfDay(window.from);
    if (found.length >= range.limit || below <= range.from) return found;
    looked += window.total;
    size *= GROWTH;
    // So many hits are to be expected in all that is left, if it is like what was looked at.
    if (((found.length + 1) / looked) * (window.stored - looked) <= FEW) return [...found, ...(await read(knex, question, { from: range.from, below, limit: range.limit - found.length }))];
  }
  return found;
}

interface Window {
  /** Days, the first and the last of them. */
  from: number;
  to: number;
  total: number;
  /** Messages in the whole index. */
  stored: number;
}

/** Spans of days back from the newest one, each with as many messages as `size` then says. */
async function* windowsOf(knex: Executor, { from, below }: Range, size: () => number): AsyncGenerator<Window> {
  let window = null as Window | null;
  let upTo = dayOf(below);
  for (;;) {
    const stored = knex(TABLES.searchState).where({ id: 1 }).select('indexed').as('stored');
    const rows = (await knex(TABLES.searchDays).where('day', '<=', upTo).where('day', '>=', dayOf(from)).where('total', '>', 0).orderBy('day', 'desc').limit(DAYS_READ).select('day', 'total', stored)) as Row[];
    for (const row of rows) {
      const day = toNumber(row.day);
      window = { from: day, to: window?.to ?? day, total: (window?.total ?? 0) + toNumber(row.total), stored: toNumber(row.stored ?? 0) };
      if (window.total < size()) continue;
      yield window;
      window = null;
    }
    if (rows.length < DAYS_READ) break;
    upTo = toNumber(rows.at(-1)!.day) - 1;
  }
  if (window !== null) yield window;
}

/** The fewest marks that cover these days. */
function marksOf(from: number, to: number): string[] {
  const marks: string[] = [];
  for (let day = from; day <= to;) {
    const isWhole = day % SPAN === 0 && day + SPAN - 1 <= to;
    marks.push(isWhole ? spanMark(day / SPAN) : dayMark(day));
    day += isWhole ? SPAN : 1;
  }
  return marks;
}

/** The words alone decide; only then is sorted, so that no index on the place is walked instead. What has to be looked into is unpacked newest first, until there is enough. */
async function read(knex: Executor, { keys, check }: IndexQuestion, { from, below, limit }: Range, marks: readonly string[] = []): Promise<PlacedMessage[]> {
  if (limit <= 0) return [];
  const asked = marks.length === 0 ? keys : [...keys, anyMark(marks)];
  const hits = `with hits as materialized (select place, message_id, words from ${TABLES.search} where ${asked.map(() => 'words @@ ?::tsquery').join(' and ')})`;
  // The offset keeps what has to be looked into from being looked into before it is sorted.
  const newest = 'select place, message_id, words from hits where place < ? and place >= ? order by place desc offset 0';
  const sql = `${hits} select place, message_id from (${newest}) newest ${check === null ? '' : 'where words @@ ?::tsquery '}order by place desc limit ?`;
  return rowsOf('postgres', await knex.raw(sql, [...asked, below, from, ...(check === null ? [] : [check]), limit])).map(toPlaced);
}
