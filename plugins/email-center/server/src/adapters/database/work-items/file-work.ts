/** The work of a plan as rows, within the filing transaction. */
import type { FilingPlan, WorkRow } from '../../../domain/intake/filing';
import { because, inEnglish } from '../../../domain/mail/reason';
import { insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableReasons, toEpoch, toNullableText, toNumber } from '../values';
import type { Row } from '../values';
import { moveCounters } from './counters';
import { insertEvents } from './work-rows';

const COLUMNS = [
  'message_id', 'account_id', 'kind', 'state', 'handler_id', 'offered', 'thread_id', 'reason_code', 'reason', 'route_id', 'received_at', 'created_at', 'taken_at', 'reasons',
] as const;

const JUST_LEFT = [because('just-left')];

interface Entry {
  row: WorkRow;
  messageId: number;
}

/**
 * Writes work, its first event, its offers and its counters. A message that is work of the account already (its delivery
 * was hidden and came again) stays the work it is. To be called behind the lease's fence, which holds the account's
 * row: whoever leaves a group meanwhile waits for this transaction, or left before it.
 */
export async function writeWork(trx: Executor, client: DatabaseClient, plan: FilingPlan, idOf: (identity: string) => number, now: Date): Promise<void> {
  if (plan.lastAssigned !== undefined) await trx(TABLES.accounts).where({ id: plan.accountId }).update({ last_assigned: plan.lastAssigned });
  if (plan.work.length === 0) return;
  const planned = plan.work.map((row) => ({ row, messageId: idOf(row.identity) }));
  const existing = await loadIds(trx, plan.accountId, planned);
  const entries = (await withoutLeavers(trx, plan.accountId, planned)).filter(({ messageId }) => !existing.has(messageId));
  if (entries.length === 0) return;
  const threads = await loadThreads(trx, entries);
  await insertRows(trx, client, TABLES.work, COLUMNS, entries.map((entry) => workValues(entry, threads.get(entry.messageId) ?? null, now)));
  // Looked up, because MySQL does not hand back the ids it gave.
  const ids = await loadIds(trx, plan.accountId, entries);
  const made = entries.map((entry) => ({ ...entry, workId: ids.get(entry.messageId)! }));
  const offers = made.flatMap(({ row, workId, messageId }) => row.offeredTo.map((userId): Bound[] => [workId, userId, now.getTime(), messageId, toEpoch(row.receivedAt)]));
  await insertRows(trx, client, TABLES.offers, ['work_id', 'user_id', 'offered_at', 'message_id', 'received_at'], offers);
  await insertEvents(trx, client, made.map(({ row, workId }) => ({ workId, kind: 'created' as const, actorId: null, from: null, to: row.handlerId, note: row.reason.sentence, reasons: row.reason.reasons })), now);
  await moveCounters(trx, client, made.map(({ row }) => ({ before: null, after: { ...row, state: 'open' as const } })));
}

/** The plan was made from who was a member then. */
async function withoutLeavers(trx: Executor, accountId: string, entries: readonly Entry[]): Promise<Entry[]> {
  if (!entries.some(({ row }) => row.kind === 'group' && row.handlerId !== null)) return [...entries];
  const members = new Set(((await trx(TABLES.members).where({ account_id: accountId }).pluck('user_id')) as unknown[]).map(toNumber));
  return entries.map((entry) => {
    if (entry.row.kind !== 'group' || entry.row.handlerId === null || members.has(entry.row.handlerId)) return entry;
    return { ...entry, row: { ...entry.row, handlerId: null, reason: { code: 'nobody-yet', sentence: inEnglish(JUST_LEFT), reasons: JUST_LEFT } } };
  });
}

function workValues({ row, messageId }: Entry, threadId: string | null, now: Date): Bound[] {
  return [
    messageId, row.accountId, row.kind, 'open', row.handlerId ?? 0, row.offeredTo.length > 0 ? 1 : 0, threadId, row.reason.code,
    storable(row.reason.sentence, WIDTHS.reason), row.reason.routeId ?? null, toEpoch(row.receivedAt), now.getTime(), row.handlerId === null ? null : now.getTime(),
    storableReasons(row.reason.reasons),
  ];
}

/** Ids of the account's work by message. */
async function loadIds(trx: Executor, accountId: string, entries: readonly Entry[]): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  for (const piece of pieces(entries.map(({ messageId }) => messageId))) {
    const rows = (await trx(TABLES.work).where({ account_id: accountId }).whereIn('message_id', piece).select('id', 'message_id')) as Row[];
    for (const row of rows) ids.set(toNumber(row.message_id), toNumber(row.id));
  }
  return ids;
}

async function loadThreads(trx: Executor, entries: readonly Entry[]): Promise<Map<number, string | null>> {
  const threads = new Map<number, string | null>();
  for (const piece of pieces(entries.map(({ messageId }) => messageId))) {
    const rows = (await trx(TABLES.messages).whereIn('id', piece).select('id', 'thread_id')) as Row[];
    for (const row of rows) threads.set(toNumber(row.id), toNullableText(row.thread_id));
  }
  return threads;
}
