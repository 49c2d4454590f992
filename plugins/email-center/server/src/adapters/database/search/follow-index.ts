/**
 * Keeps the index up with the mail, batch by batch: what changed first, then what was stored before there was an index, the newest
 * first. A batch takes its messages from the queue and puts them into the index in one transaction, so a death at any
 * point leaves both as they were.
 */
import type { Knex } from 'knex';
import { guarded } from '../errors';
import { pieces } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toNullableNumber, toNumber } from '../values';
import type { Row } from '../values';
import { loadForIndex, type Concealing, type IndexedRow } from './indexed-messages';
import { placeOf } from './places';
import type { TermList } from './terms';
import { createWordIndex, type WordIndex } from './word-index';

export interface FollowDependencies {
  knex: Knex;
  client: DatabaseClient;
  terms: TermList;
}

/** Characters; the words of a text take ten times as much room. */
const TEXT_AT_ONCE = 300_000;

interface Batch {
  ids: number[];
  /** Rows of the queue that are done with it. */
  queued: number[];
  /** Of what was stored before: where the next batch begins, and how many this one holds. */
  below: number | null;
  caughtUp: number;
}

/** Resolves with how many messages were looked at; 0 when nothing waits. */
export async function followIndex({ knex, client, terms }: FollowDependencies, limit: number, conceal: Concealing): Promise<number> {
  if (!(await isWaiting(knex))) return 0;
  const index = createWordIndex(client);
  let remember = (): void => undefined;
  const count = await guarded(() => knex.transaction(async (trx) => {
    // One at a time: two nodes would else put an older state of a message over a newer one. Written, not read, first: so SQLite waits for
    // another process at once, instead of failing when it has read already.
    await trx(TABLES.searchState).where({ id: 1 }).update({ id: 1 });
    const state = (await trx(TABLES.searchState).where({ id: 1 }).first()) as Row;
    const batch = await nextBatch(trx, state, limit);
    const rows = await loadForIndex(trx, batch.ids, conceal);
    const change = await bringUpToDate(trx, index, batch.ids, rows);
    remember = await terms.add(trx, rows.map(({ words }) => words));
    for (const piece of pieces(batch.queued)) await trx(TABLES.searchQueue).whereIn('id', piece).delete();
    await trx(TABLES.searchState).where({ id: 1 }).update({
      indexed: toNumber(state.indexed) + change, below: batch.below, remaining: batch.below === null ? 0 : Math.max(0, toNumber(state.remaining) - batch.caughtUp),
    });
    return batch.ids.length;
  }));
  remember();
  return count;
}

/** Asked before the transaction, which would keep other nodes waiting. */
async function isWaiting(knex: Knex): Promise<boolean> {
  if ((await knex(TABLES.searchQueue).first('id')) !== undefined) return true;
  return (await knex(TABLES.searchState).whereNotNull('below').first('id')) !== undefined;
}

async function nextBatch(trx: Knex.Transaction, state: Row, limit: number): Promise<Batch> {
  const below = toNullableNumber(state.below);
  const waiting = (await trx(TABLES.searchQueue).orderBy('id').limit(limit).select('id', 'message_id')) as Row[];
  const rows = await fitting(trx, waiting, (row) => toNumber(row.message_id));
  const queue = { ids: [...new Set(rows.map((row) => toNumber(row.message_id)))], queued: rows.map((row) => toNumber(row.id)) };
  if (below === null || waiting.length === limit || rows.length < waiting.length) return { ...queue, below, caughtUp: 0 };
  const stored = (await trx(TABLES.messages).where('id', '<', below).orderBy('id', 'desc').limit(limit - rows.length).pluck('id')).map(toNumber);
  const older = await fitting(trx, stored, (id) => id);
  const isLast = stored.length < limit - rows.length && older.length === stored.length;
  return { ids: [...new Set([...queue.ids, ...older])], queued: queue.queued, below: isLast ? null : older.at(-1)!, caughtUp: older.length };
}

/** As many of them, from the first on, as have so much text together that their words may be in memory at one time; one at least. */
async function fitting<T>(trx: Knex.Transaction, batch: readonly T[], messageOf: (one: T) => number): Promise<T[]> {
  const lengths = new Map<number, number>();
  for (const piece of pieces([...new Set(batch.map(messageOf))])) {
    for (const row of (await trx(TABLES.messages).whereIn('id', piece).select('id', trx.raw('length(??) as ??', ['text', 'chars']))) as Row[]) lengths.set(toNumber(row.id), toNumber(row.chars ?? 0));
  }
  let chars = 0;
  const first = batch.findIndex((one, at) => {
    chars += lengths.get(messageOf(one)) ?? 0;
    return at > 0 && chars > TEXT_AT_ONCE;
  });
  return first === -1 ? [...batch] : batch.slice(0, first);
}

/** Resolves with how many messages the index holds more than before. */
async function bringUpToDate(trx: Knex.Transaction, index: WordIndex, ids: readonly number[], rows: readonly IndexedRow[]): Promise<number> {
  const before = await placesOf(trx, ids);
  const places = await choosePlaces(trx, rows, before);
  await index.write(trx, rows.map(({ messageId, words }) => ({ place: places.get(messageId)!, messageId, words })));
  const gone = [...before].filter(([messageId]) => !places.has(messageId));
  await index.remove(trx, gone.map(([, place]) => place));
  return rows.filter(({ messageId }) => !before.has(messageId)).length - gone.length;
}

async function placesOf(trx: Knex.Transaction, ids: readonly number[]): Promise<Map<number, number>> {
  const places = new Map<number, number>();
  for (const piece of pieces(ids)) {
    for (const row of (await trx(TABLES.search).whereIn('message_id', piece).select('message_id', 'place')) as Row[]) places.set(toNumber(row.message_id), toNumber(row.place));
  }
  return places;
}

/** A place that is taken by another message is left to it. */
async function choosePlaces(trx: Knex.Transaction, rows: readonly IndexedRow[], before: ReadonlyMap<number, number>): Promise<Map<number, number>> {
  const places = new Map(rows.flatMap(({ messageId }) => (before.has(messageId) ? [[messageId, before.get(messageId)!] as const] : [])));
  const fresh = rows.filter(({ messageId }) => !before.has(messageId));
  const taken = new Set<number>(places.values());
  for (const piece of pieces(fresh)) {
    const wanted = piece.map(({ receivedAt, messageId }) => placeOf(receivedAt, messageId));
    for (const place of await trx(TABLES.search).whereIn('place', wanted).pluck('place')) taken.add(toNumber(place));
  }
  for (const { receivedAt, messageId } of fresh) {
    let place = placeOf(receivedAt, messageId);
    while (taken.has(place) || (place !== placeOf(receivedAt, messageId) && (await trx(TABLES.search).where({ place }).first('place')) !== undefined)) place += 1;
    taken.add(place);
    places.set(messageId, place);
  }
  return places;
}
