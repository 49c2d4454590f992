/** What people see of the outbox: their own, that of their groups, and, where they manage all accounts, what lost its account or writer. */
import type { Knex } from 'knex';
import type { OutboxPlace, OutboxStore, OutboxViewer, StoredOutboxItem } from '../../../flow/outbox/ports';
import type { Clock } from '../../../flow/ports';
import { guarded } from '../errors';
import { currentOwner } from '../lease';
import { TABLES } from '../tables';
import { toBoolean, toText } from '../values';
import type { Row } from '../values';
import { toItem } from './outbox-rows';

type Narrow = (query: Knex.QueryBuilder) => Knex.QueryBuilder;

export function createItemLists({ knex, clock }: { knex: Knex; clock: Clock }): Pick<OutboxStore, 'list' | 'load' | 'counts'> {
  return {
    list: (viewer, query) => guarded(async () => {
      const found = new Map<string, Row>();
      // One index range for each; together they would be none.
      for (const narrow of await sightOf(knex, viewer)) {
        for (const row of await page(narrow(knex(TABLES.outbox)), query)) found.set(toText(row.id), row);
      }
      const newest = [...found.values()].sort((a, b) => Number(b.created_at) - Number(a.created_at) || (toText(b.id) < toText(a.id) ? -1 : 1)).slice(0, query.limit);
      return describe(knex, clock, newest);
    }),
    load: (id) => guarded(async () => {
      const row = (await knex(TABLES.outbox).where({ id }).whereNot({ state: 'taken-back' }).first()) as Row | undefined;
      return row === undefined ? null : (await describe(knex, clock, [row]))[0]!;
    }),
    counts: (viewer, most) => guarded(async () => {
      const found = new Map<string, boolean>();
      for (const narrow of await sightOf(knex, viewer)) {
        const rows = (await narrow(knex(TABLES.outbox)).where({ is_open: 1 }).limit(most).select('id', 'trouble')) as Row[];
        for (const row of rows) found.set(toText(row.id), toBoolean(row.trouble));
      }
      return { open: Math.min(found.size, most), trouble: Math.min([...found.values()].filter(Boolean).length, most) };
    }),
  };
}

async function sightOf(knex: Knex, { userId, seesOrphaned }: OutboxViewer): Promise<Narrow[]> {
  const groups = (await knex(TABLES.members).join(TABLES.accounts, `${TABLES.accounts}.id`, `${TABLES.members}.account_id`)
    .where({ [`${TABLES.members}.user_id`]: userId, [`${TABLES.accounts}.kind`]: 'group' }).pluck(`${TABLES.accounts}.id`)).map(toText);
  return [
    (query) => query.where({ user_id: userId }),
    ...groups.map((id): Narrow => (query) => query.where({ account_id: id })),
    ...(seesOrphaned ? [((query) => query.where({ orphaned: 1 })) satisfies Narrow] : []),
  ];
}

async function page(query: Knex.QueryBuilder, { all, after, limit }: { all: boolean; after: OutboxPlace | null; limit: number }): Promise<Row[]> {
  if (all) void query.whereNot({ state: 'taken-back' });
  else void query.where({ is_open: 1 });
  if (after !== null) {
    const { createdAt, id } = after;
    void query.where('created_at', '<=', createdAt).where((earlier) => void earlier.where('created_at', '<', createdAt).orWhere('id', '<', id));
  }
  return (await query.orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)) as Row[];
}

/** An account that was removed still has its name here. */
async function describe(knex: Knex, clock: Clock, rows: readonly Row[]): Promise<StoredOutboxItem[]> {
  const ids = [...new Set(rows.map((row) => toText(row.account_id)))];
  const accounts = (ids.length === 0 ? [] : await knex(TABLES.accounts).whereIn('id', ids).select('id', 'name', 'address')) as Row[];
  const byId = new Map(accounts.map((row) => [toText(row.id), { id: toText(row.id), name: toText(row.name), address: toText(row.address) }]));
  const now = clock.now().getTime();
  return rows.map((row) => {
    const item = toItem(row);
    const busy = currentOwner(row as { lease_token: unknown; lease_owner: unknown; lease_until: unknown }, now) !== null;
    return { ...item, busy, account: byId.get(item.accountId) ?? { id: item.accountId, name: '', address: item.from.address } };
  });
}
