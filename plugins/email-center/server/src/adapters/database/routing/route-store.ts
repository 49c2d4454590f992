/** RouteStore on the database. */
import type { Knex } from 'knex';
import { MailError } from '../../../domain/mail/mail-error';
import type { RouteStore, StoredRoute } from '../../../flow/routing/ports';
import { guarded, isUniqueViolation } from '../errors';
import { pieces } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableOrNull, toEpoch, toIso, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';

export function createRouteStore(knex: Knex): RouteStore {
  const list = async (narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<StoredRoute[]> =>
    withUsers(knex, (await narrow(knex(TABLES.routes)).orderBy([{ column: 'created_at' }, { column: 'id' }])) as Row[]);
  return {
    list: () => guarded(() => list((query) => query)),
    load: (id) => guarded(async () => (await list((query) => query.where({ id })))[0] ?? null),
    findFrom: (recordType, recordIds) => guarded(async () => {
      const found: StoredRoute[] = [];
      for (const piece of pieces(recordIds)) found.push(...(await list((query) => query.where({ from_type: recordType }).whereIn('from_id', piece))));
      return found;
    }),
    findTo: (userId) => guarded(() => list((query) => query.whereIn('id', knex(TABLES.routeUsers).where({ user_id: userId }).select('route_id')))),
    insert: (route) => guarded(() => write(knex, async (trx) => {
      await trx(TABLES.routes).insert({ id: route.id, created_by: route.createdBy, created_at: toEpoch(route.createdAt), ...columnsOf(route) });
      await replaceUsers(trx, route.id, route.userIds);
    })),
    update: (id, change) => guarded(() => write(knex, async (trx) => {
      const columns = columnsOf(change);
      const known = Object.keys(columns).length > 0 ? await trx(TABLES.routes).where({ id }).update(columns) : (await trx(TABLES.routes).where({ id }).pluck('id')).length;
      if (known === 0) throw noRoute();
      if (change.userIds !== undefined) await replaceUsers(trx, id, change.userIds);
    })),
    remove: (id) => guarded(() => write(knex, async (trx) => {
      await trx(TABLES.routeUsers).where({ route_id: id }).delete();
      if ((await trx(TABLES.routes).where({ id }).delete()) === 0) throw noRoute();
    })),
  };
}

async function write(knex: Knex, change: (trx: Knex.Transaction) => Promise<void>): Promise<void> {
  try {
    await knex.transaction(change);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new MailError({ kind: 'malformed', code: 'conflict', remedier: 'owner', message: 'There is a rule from this employee already: change that one.' }, { cause: error });
  }
}

function columnsOf({ from, note, inactiveReason }: Partial<StoredRoute>): Record<string, string | null> {
  return {
    ...(from === undefined ? {} : { from_type: from.recordType, from_id: from.recordId }),
    ...(note === undefined ? {} : { note: storable(note, 2_000) }),
    ...(inactiveReason === undefined ? {} : { inactive_reason: storableOrNull(inactiveReason, WIDTHS.reason) }),
  };
}

async function replaceUsers(trx: Knex.Transaction, routeId: string, userIds: readonly number[]): Promise<void> {
  await trx(TABLES.routeUsers).where({ route_id: routeId }).delete();
  const rows = [...new Set(userIds)].map((userId) => ({ route_id: routeId, user_id: userId }));
  if (rows.length > 0) await trx(TABLES.routeUsers).insert(rows);
}

async function withUsers(knex: Knex, rows: readonly Row[]): Promise<StoredRoute[]> {
  const users = new Map<string, number[]>();
  for (const piece of pieces(rows.map((row) => toText(row.id)))) {
    const found = (await knex(TABLES.routeUsers).whereIn('route_id', piece).orderBy('user_id')) as Row[];
    for (const row of found) users.set(toText(row.route_id), [...(users.get(toText(row.route_id)) ?? []), toNumber(row.user_id)]);
  }
  return rows.map((row) => ({
    id: toText(row.id), from: { recordType: toText(row.from_type), recordId: toText(row.from_id) }, userIds: users.get(toText(row.id)) ?? [], note: toText(row.note),
    inactiveReason: toNullableText(row.inactive_reason), createdBy: toNullableNumber(row.created_by), createdAt: toIso(row.created_at),
  }));
}

function noRoute(): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', remedier: 'owner', message: 'There is no such routing rule.' });
}
