/**
 * The order of message lists, as keys (time, id) read from one index each. A list over several accounts, directions or
 * link states is the merge of one index range for each combination, every range bounded by the page: the cost does not
 * grow with the number of stored messages, whatever the filter (invariant 11).
 */
import type { Knex } from 'knex';
import { rowsOf } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toDate, toNumber } from '../values';
import type { TimeAndId } from './page-cursor';
import type { Scope } from './scope';

export interface MessageFilter {
  direction?: 'incoming' | 'outgoing';
  links?: 'linked' | 'unmatched';
  /** Normalised address of the other side. */
  counterpart?: string;
}

export interface MessageKey {
  receivedAt: number;
  id: number;
}

export interface KeySource {
  knex: Knex;
  client: DatabaseClient;
}

/** Ranges read in one statement; SQLite takes at most 500. */
const RANGES_PER_STATEMENT = 100;

/** Up to `limit` keys after the given one, newest first, each message once. */
export async function readKeys(source: KeySource, scope: Scope, filter: MessageFilter, after: TimeAndId | null, limit: number): Promise<MessageKey[]> {
  const ranges = scope === 'everything' ? messageRanges(source.knex, filter, after, limit) : scope.flatMap((account) => deliveryRanges(source.knex, account, filter, after, limit));
  return newestFirst(await readRanges(source, ranges), limit);
}

/** The first `limit` of these keys in the order of lists, each message once. */
export function newestFirst(keys: readonly MessageKey[], limit: number): MessageKey[] {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return [...byId.values()].sort((a, b) => b.receivedAt - a.receivedAt || b.id - a.id).slice(0, limit);
}

/** Every combination of the columns before the time in the index that serves this filter. */
function combinations(filter: MessageFilter): { linked?: boolean; direction?: string }[] {
  if (filter.counterpart !== undefined || (filter.direction === undefined && filter.links === undefined)) return [{}];
  const linked = filter.links === undefined ? [true, false] : [filter.links === 'linked'];
  const directions = filter.direction === undefined ? ['incoming', 'outgoing'] : [filter.direction];
  return linked.flatMap((isLinked) => directions.map((direction) => ({ linked: isLinked, direction })));
}

function deliveryRanges(knex: Knex, account: string, filter: MessageFilter, after: TimeAndId | null, limit: number): Knex.QueryBuilder[] {
  return combinations(filter).map(({ linked, direction }) => {
    const range = knex(TABLES.deliveries).select({ id: 'message_id', at: 'received_at' }).where({ account_id: account });
    if (linked !== undefined) range.where({ linked: linked ? 1 : 0, direction });
    if (filter.counterpart !== undefined) narrowToCounterpart(range, filter, (isLinked) => (isLinked ? 1 : 0));
    if (after !== null) range.where('received_at', '<=', after[0]).where((rest) => rest.where('received_at', '<', after[0]).orWhere('message_id', '<', after[1]));
    return range.orderBy([{ column: 'received_at', order: 'desc' }, { column: 'message_id', order: 'desc' }]).limit(limit);
  });
}

function messageRanges(knex: Knex, filter: MessageFilter, after: TimeAndId | null, limit: number): Knex.QueryBuilder[] {
  return combinations(filter).map(({ linked, direction }) => {
    const range = knex(TABLES.messages).select({ id: 'id', at: 'received_at' });
    if (linked !== undefined) range.where({ linked, direction });
    if (filter.counterpart !== undefined) narrowToCounterpart(range, filter, (isLinked) => isLinked);
    if (after !== null) {
      const time = new Date(after[0]);
      range.where('received_at', '<=', time).where((rest) => rest.where('received_at', '<', time).orWhere('id', '<', after[1]));
    }
    return range.orderBy([{ column: 'received_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit);
  });
}

/** Within one correspondent's mail the other filters are tested row by row: it is read from that correspondent's range. */
function narrowToCounterpart(range: Knex.QueryBuilder, filter: MessageFilter, asStored: (linked: boolean) => boolean | number): void {
  range.where({ counterpart: filter.counterpart });
  if (filter.links !== undefined) range.where({ linked: asStored(filter.links === 'linked') });
  if (filter.direction !== undefined) range.where({ direction: filter.direction });
}

/** The keys of all ranges, one after the other; each range selects `id` and `at`. */
export async function readRanges(source: KeySource, ranges: readonly Knex.QueryBuilder[]): Promise<MessageKey[]> {
  return (await readRows(source, ranges)).map((row) => ({ id: toNumber(row.id), receivedAt: toDate(row.at).getTime() }));
}

/** The rows of ranges that all select the same columns. */
export async function readRows(source: KeySource, ranges: readonly Knex.QueryBuilder[]): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let start = 0; start < ranges.length; start += RANGES_PER_STATEMENT) {
    rows.push(...(await readTogether(source, ranges.slice(start, start + RANGES_PER_STATEMENT))));
  }
  return rows;
}

async function readTogether({ knex, client }: KeySource, ranges: Knex.QueryBuilder[]): Promise<Record<string, unknown>[]> {
  const [only, ...others] = ranges;
  if (only === undefined) return [];
  return others.length === 0 ? ((await only) as Record<string, unknown>[]) : readUnion(knex, client, ranges);
}

/** Each range in a subselect of its own: only there do SQLite and PostgreSQL allow an order and a limit within a union. */
async function readUnion(knex: Knex, client: DatabaseClient, ranges: Knex.QueryBuilder[]): Promise<Record<string, unknown>[]> {
  const parts = ranges.map((range, index) => knex.raw(`select * from (?) as r${index}`, [range]).toSQL());
  return rowsOf(client, await knex.raw(parts.map((part) => part.sql).join(' union all '), parts.flatMap((part) => part.bindings as Knex.RawBinding[])));
}
