/** What waits for the index. Whoever changes what a message is found by notes it in the same transaction; the rest follows. */
import { insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';

/** Each message is looked at anew, or leaves the index when it is gone. To be called within the transaction of the change. */
export async function noteForIndex(trx: Executor, client: DatabaseClient, messageIds: Iterable<number>): Promise<void> {
  await insertRows(trx, client, TABLES.searchQueue, ['message_id'], asRows(new Set(messageIds)));
}

function* asRows(ids: Iterable<number>): Generator<Bound[]> {
  for (const id of ids) yield [id];
}

/** Those of which the index does not hold the newest state. */
export async function waitingOf(knex: Executor, messageIds: readonly number[]): Promise<Set<number>> {
  const waiting = new Set<number>();
  for (const piece of pieces(messageIds)) for (const id of await knex(TABLES.searchQueue).whereIn('message_id', piece).pluck('message_id')) waiting.add(toNumber(id));
  return waiting;
}
