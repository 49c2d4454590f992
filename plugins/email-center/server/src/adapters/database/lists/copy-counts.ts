/** The kept counters that change when copies of messages go out of sight, come back, or are erased. */
import { addToCounters } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';

/** So many messages of an account that belong to a record more or less. */
export async function countMatched(trx: Executor, client: DatabaseClient, copies: readonly { accountId: string; linked: boolean }[], sign: 1 | -1): Promise<void> {
  const amounts = new Map<string, number>();
  for (const { accountId, linked } of copies) if (linked) amounts.set(accountId, (amounts.get(accountId) ?? 0) + sign);
  await addToCounters(trx, client, TABLES.matchedCounts, ['account_id'], 'total', [...amounts].map(([accountId, amount]) => ({ key: [accountId], amount })));
}

/** The activities of these messages count in their records, or do not any more. */
export async function countActivitiesOf(trx: Executor, client: DatabaseClient, messageIds: readonly number[], sign: 1 | -1): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = (await trx(TABLES.activities).whereIn('message_id', [...messageIds]).whereNotNull('record_id').select('record_type', 'record_id')) as Row[];
  const amounts = new Map<string, { key: [string, string]; amount: number }>();
  for (const row of rows) {
    const key: [string, string] = [toText(row.record_type), toText(row.record_id)];
    const counter = amounts.get(key.join(' ')) ?? { key, amount: 0 };
    counter.amount += sign;
    amounts.set(key.join(' '), counter);
  }
  await addToCounters(trx, client, TABLES.activityCounts, ['record_type', 'record_id'], 'total', [...amounts.values()]);
}

/** Which of these messages some account has in sight. */
export async function inSight(executor: Executor, messageIds: readonly number[]): Promise<Set<number>> {
  return new Set((await executor(TABLES.deliveries).whereIn('message_id', [...messageIds]).pluck('message_id')).map(toNumber));
}

/** Holds the messages until the commit, so that nobody files or hides them meanwhile; in the order of ids, as filing does. */
export async function lockMessages(trx: Executor, messageIds: readonly number[]): Promise<Row[]> {
  return (await trx(TABLES.messages).whereIn('id', [...messageIds]).orderBy('id').forUpdate().select('id', 'identity', 'raw_key', 'linked')) as Row[];
}

export const byMessage = (copies: readonly { messageId: number }[]): number[] => [...new Set(copies.map((copy) => copy.messageId))];

/** Copies by message and account. */
export const copyKey = (messageId: number, accountId: string): string => `${messageId} ${accountId}`;
