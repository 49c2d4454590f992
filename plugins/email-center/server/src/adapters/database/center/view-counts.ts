/** The kept numbers of views: incoming copies of each account by state and unread. Every change goes through here, in its transaction. */
import type { Knex } from 'knex';
import { addToCounters } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toNumber, toText } from '../values';
import type { Row } from '../values';

/** What counting needs of a copy, as its row says it. Outgoing copies are in no inbox and are not counted. */
export interface CountedCopy {
  accountId: string;
  direction: string;
  state: number;
  unread: boolean;
}

/** Of a row of deliveries with these columns. */
export const COUNTED_COLUMNS = ['account_id', 'direction', 'state', 'unread'] as const;
export const toCounted = (row: Row): CountedCopy => ({ accountId: toText(row.account_id), direction: toText(row.direction), state: toNumber(row.state ?? 0), unread: toBoolean(row.unread) });

/** Takes copies out of where they counted and counts them where they are now; null: it was not, or is no more. */
export async function moveViewCounts(trx: Executor, client: DatabaseClient, moves: readonly { before: CountedCopy | null; after: CountedCopy | null }[]): Promise<void> {
  const amounts = new Map<string, { key: (string | number)[]; amount: number }>();
  const add = (copy: CountedCopy | null, amount: number): void => {
    if (copy?.direction !== 'incoming') return;
    const key = [copy.accountId, copy.state, copy.unread ? 1 : 0];
    const counter = amounts.get(key.join(' ')) ?? { key, amount: 0 };
    counter.amount += amount;
    amounts.set(key.join(' '), counter);
  };
  for (const { before, after } of moves) {
    add(before, -1);
    add(after, 1);
  }
  await addToCounters(trx, client, TABLES.viewCounts, ['account_id', 'state', 'unread'], 'total', [...amounts.values()]);
}

/** Counts anew what is stored, for tables that were changed by hand or filled in before there were counters. Reads all copies. */
export async function rebuildViewCounts(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx(TABLES.viewCounts).delete();
    const counted = trx(TABLES.deliveries).where({ direction: 'incoming' }).groupBy('account_id', 'state', 'unread').select('account_id', 'state', 'unread').count({ total: '*' });
    await trx(trx.raw('?? (??, ??, ??, ??)', [TABLES.viewCounts, 'account_id', 'state', 'unread', 'total'])).insert(counted);
  });
}
