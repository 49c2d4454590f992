/** A case that named no record waits for one: linking it by hand completes its history entry. */
import type { ActivityRow } from '../../../domain/intake/filing';
import type { Executor } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';

/** What a link by hand would add to a record's history. */
export interface ComingEntry {
  messageId: number;
  recordType: string;
  recordId: string;
  activity: ActivityRow | null;
}

/** Gives waiting cases these records; resolves with the entries that were completed so and are not to be made. To be called within the transaction that links. */
export async function completeWaitingCases<T extends ComingEntry>(trx: Executor, entries: readonly T[]): Promise<{ left: T[]; completed: { recordType: string; recordId: string; activityId: number }[] }> {
  const rows = entries.length === 0 ? [] : ((await trx(TABLES.activities).whereIn('message_id', entries.map(({ messageId }) => messageId)).where({ kind: 'case' }).whereNull('record_id').select('id', 'message_id')) as Row[]);
  const waiting = new Map(rows.map((row) => [toNumber(row.message_id), toNumber(row.id)]));
  const completed: { recordType: string; recordId: string; activityId: number }[] = [];
  const left: T[] = [];
  for (const entry of entries) {
    const activityId = waiting.get(entry.messageId);
    if (activityId === undefined) {
      left.push(entry);
      continue;
    }
    waiting.delete(entry.messageId);
    await trx(TABLES.activities).where({ id: activityId }).update({ record_type: toText(entry.recordType), record_id: toText(entry.recordId) });
    completed.push({ recordType: entry.recordType, recordId: entry.recordId, activityId });
  }
  return { left, completed };
}
