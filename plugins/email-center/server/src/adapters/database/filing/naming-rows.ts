/** Addresses that only late matching finds a message by. */
import type { NamingRow } from '../../../domain/intake/plan-filing';
import { insertMissing } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, toEpoch } from '../values';

/** Those that are there already, from another copy of the message, stay. Most batches of personal mail need few rows; one without asks nothing. */
export async function writeNamings(trx: Executor, client: DatabaseClient, rows: readonly NamingRow[], idOf: (identity: string) => number): Promise<void> {
  await insertNamings(trx, client, rows.map(({ identity, address, receivedAt }) => ({ messageId: idOf(identity), address, receivedAt: toEpoch(receivedAt) ?? 0 })));
}

/** `receivedAt` is the message's place in lists, epoch milliseconds. */
export async function insertNamings(trx: Executor, client: DatabaseClient, rows: readonly { messageId: number; address: string; receivedAt: number }[]): Promise<void> {
  await insertMissing(trx, client, TABLES.namings, ['message_id', 'address', 'received_at'], rows.map((row) => [row.messageId, storable(row.address, WIDTHS.address), row.receivedAt]));
}
