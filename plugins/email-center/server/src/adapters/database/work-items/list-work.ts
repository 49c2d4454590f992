/**
 * The views of work as keys read from one index each: a view over several groups, or over all handlers of a group, is the
 * merge of one index range for each, every range bounded by the page (invariant 11). Which handlers there are is kept in
 * the counters.
 */
import type { Knex } from 'knex';
import type { ListWorkQuery } from '../../../../../shared/contracts';
import { decideSeesGroups, decideSeesUnassigned } from '../../../domain/access/decide-work-access';
import type { WorkViewer } from '../../../flow/work';
import { decodeCursor, encodeCursor, timeAndId } from '../queries/page-cursor';
import type { TimeAndId } from '../queries/page-cursor';
import { readRows } from '../queries/message-keys';
import type { KeySource } from '../queries/message-keys';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';

export interface WorkKey {
  id: number;
  messageId: number;
  receivedAt: number;
}

type Columns = Record<string, string | number>;

/** One page of keys, newest message first. A page ends behind all work of its last message, so it may hold a few more than asked for. */
export async function findWorkKeys(source: KeySource, viewer: WorkViewer, query: ListWorkQuery): Promise<{ keys: WorkKey[]; next: string | null }> {
  const after = decodeCursor(timeAndId, query.cursor);
  const ranges = await rangesOf(source.knex, viewer, query);
  const rows = await readRows(source, ranges.map((range) => bounded(range, after, query.limit + 1)));
  const keys = [...new Map(rows.map((row) => [toNumber(row.id), { id: toNumber(row.id), messageId: toNumber(row.message), receivedAt: toNumber(row.at) }])).values()]
    .sort((a, b) => b.receivedAt - a.receivedAt || b.messageId - a.messageId || b.id - a.id);
  const last = keys[query.limit - 1];
  if (last === undefined || keys.length === query.limit) return { keys, next: null };
  const shown = keys.filter((key, index) => index < query.limit || key.messageId === last.messageId);
  return { keys: shown, next: shown.length < keys.length ? encodeCursor([last.receivedAt, last.messageId]) : null };
}

/** The groups whose work a viewer sees: those they belong to; all for those who give work or read everything. */
export async function visibleGroups(knex: Knex, { userId, grants }: WorkViewer): Promise<{ id: string; name: string }[]> {
  const query = knex(`${TABLES.accounts} as a`).where({ 'a.kind': 'group' }).whereNull('a.removed_at');
  if (!decideSeesUnassigned(grants)) {
    if (!decideSeesGroups(grants)) return [];
    query.join(`${TABLES.members} as m`, 'm.account_id', 'a.id').where({ 'm.user_id': userId });
  }
  const rows = (await query.orderBy('a.name').orderBy('a.id').select('a.id', 'a.name')) as { id: unknown; name: unknown }[];
  return rows.map((row) => ({ id: toText(row.id), name: toText(row.name) }));
}

async function rangesOf(knex: Knex, viewer: WorkViewer, { view, account }: ListWorkQuery): Promise<Knex.QueryBuilder[]> {
  const { userId, grants } = viewer;
  const narrowed = (range: Columns): Columns => (account === undefined ? range : { ...range, account_id: account });
  switch (view) {
    case 'mine':
      return [workRange(knex, narrowed({ handler_id: userId, state: 'open' }))];
    case 'mine-done':
      return [workRange(knex, narrowed({ handler_id: userId, state: 'done' }))];
    case 'offers':
      return grants.receiveCases ? [offerRange(knex, userId, account)] : [];
    case 'offered':
    case 'unassigned':
      return decideSeesUnassigned(grants) ? [workRange(knex, narrowed({ kind: 'case', state: 'open', handler_id: 0, offered: view === 'offered' ? 1 : 0 }))] : [];
    case 'look':
      return decideSeesUnassigned(grants) ? [workRange(knex, narrowed({ kind: 'look', state: 'open', handler_id: 0, offered: 0 }))] : [];
    case 'unhandled':
    case 'open':
    case 'done':
      return groupRanges(knex, viewer, view, account);
  }
}

async function groupRanges(knex: Knex, viewer: WorkViewer, view: 'unhandled' | 'open' | 'done', account: string | undefined): Promise<Knex.QueryBuilder[]> {
  const groups = (await visibleGroups(knex, viewer)).map(({ id }) => id).filter((id) => account === undefined || id === account);
  if (view === 'unhandled') return groups.map((id) => workRange(knex, { account_id: id, state: 'open', handler_id: 0 }));
  const state = view === 'open' ? 'open' : 'done';
  const counted = (await knex(TABLES.workCounts).whereIn('account_id', groups).where({ kind: 'group', state }).where('total', '>', 0).select('account_id', 'handler_id')) as
    { account_id: unknown; handler_id: unknown }[];
  return counted.map((row) => workRange(knex, { account_id: toText(row.account_id), state, handler_id: toNumber(row.handler_id) }));
}

function workRange(knex: Knex, where: Columns): Knex.QueryBuilder {
  return knex(`${TABLES.work} as w`).select({ id: 'w.id', message: 'w.message_id', at: 'w.received_at' })
    .where(Object.fromEntries(Object.entries(where).map(([column, value]) => [`w.${column}`, value])));
}

/** Aliased as work is, so that one bound serves both. */
function offerRange(knex: Knex, userId: number, account: string | undefined): Knex.QueryBuilder {
  const range = knex(`${TABLES.offers} as w`).select({ id: 'w.work_id', message: 'w.message_id', at: 'w.received_at' }).where({ 'w.user_id': userId, 'w.is_open': 1 });
  if (account !== undefined) range.join(`${TABLES.work} as k`, 'k.id', 'w.work_id').where({ 'k.account_id': account });
  return range;
}

function bounded(range: Knex.QueryBuilder, after: TimeAndId | null, limit: number): Knex.QueryBuilder {
  if (after !== null) range.where('w.received_at', '<=', after[0]).where((rest) => rest.where('w.received_at', '<', after[0]).orWhere('w.message_id', '<', after[1]));
  return range.orderBy([{ column: 'w.received_at', order: 'desc' }, { column: 'w.message_id', order: 'desc' }]).limit(limit);
}
