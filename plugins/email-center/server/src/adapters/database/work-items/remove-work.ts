/** Work whose message goes: it leaves the counters, and nothing of it stays. */
import { pieces } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { moveCounters } from './counters';
import { loadOffers, toWork } from './work-rows';

/**
 * Removes the work of these messages with its history, within the transaction that removes the messages, or takes them
 * away from one account. Without `accountId` the read states go, too.
 */
export async function removeWork(trx: Executor, client: DatabaseClient, messageIds: readonly number[], accountId?: string): Promise<void> {
  for (const piece of pieces(messageIds)) {
    const query = trx(TABLES.work).whereIn('message_id', piece);
    if (accountId !== undefined) query.where({ account_id: accountId });
    const rows = (await query.orderBy('id').forUpdate()) as Row[];
    const ids = rows.map((row) => toNumber(row.id));
    const offers = await loadOffers(trx, ids);
    for (const table of [TABLES.offers, TABLES.workEvents]) await trx(table).whereIn('work_id', ids).delete();
    await trx(TABLES.work).whereIn('id', ids).delete();
    await moveCounters(trx, client, rows.map((row) => ({ before: toWork(row, offers.get(toNumber(row.id))), after: null })));
    if (accountId === undefined) await trx(TABLES.reads).whereIn('message_id', piece).delete();
  }
}
