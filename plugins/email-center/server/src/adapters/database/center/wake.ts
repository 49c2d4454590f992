/** Snoozed copies come back into the inbox, to the top of it: when their time has come, or when new mail of their conversation comes in. */
import type { Knex } from 'knex';
import type { FilingPlan } from '../../../domain/intake/filing';
import type { WokenCopy } from '../../../flow/center/ports';
import { breathe, pieces } from '../sql';
import type { DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toEpoch, toNumber, toText } from '../values';
import type { Row } from '../values';
import { codeOf } from './copy-states';
import { moveViewCounts } from './view-counts';

/** Copies woken in one transaction. */
const PIECE = 200;

interface Waking {
  messageId: number;
  accountId: string;
  /** The place it gets, epoch milliseconds. */
  at: number;
}

/** Wakes what is due, in batches; whatever another node wakes at the same moment is woken once. Resolves with what was woken. */
export async function wakeDue(knex: Knex, client: DatabaseClient, now: number): Promise<WokenCopy[]> {
  const woken: WokenCopy[] = [];
  for (;;) {
    const batch = await knex.transaction(async (trx) => {
      const rows = (await trx(TABLES.snoozes).where('wake_at', '<=', now).orderBy('wake_at').orderBy('message_id').limit(PIECE).forUpdate()) as Row[];
      await wake(trx, client, rows.map((row) => ({ messageId: toNumber(row.message_id), accountId: toText(row.account_id), at: toNumber(row.wake_at) })));
      return rows;
    });
    woken.push(...(await describeWoken(knex, batch)));
    if (batch.length < PIECE) return woken;
    await breathe();
  }
}

/** Within the filing transaction: one look-up for a batch that brought new mail. Mail that is older than the snoozing wakes nothing: it comes from the past. */
export async function wakeConversations(trx: Executor, client: DatabaseClient, plan: FilingPlan, threads: ReadonlyMap<string, string>): Promise<void> {
  const newest = new Map<string, number>();
  for (const { identity, direction, receivedAt } of plan.messages) {
    const thread = threads.get(identity);
    if (thread !== undefined && direction === 'incoming') newest.set(thread, Math.max(newest.get(thread) ?? 0, toEpoch(receivedAt)));
  }
  for (const piece of pieces([...newest.keys()])) {
    const rows = (await trx(TABLES.snoozes).whereIn('thread_id', piece).where({ account_id: plan.accountId }).select('message_id', 'account_id', 'thread_id', 'snoozed_at')) as Row[];
    const waking = rows.map((row) => ({ messageId: toNumber(row.message_id), accountId: toText(row.account_id), at: newest.get(toText(row.thread_id)) ?? 0, since: toNumber(row.snoozed_at) }));
    await wake(trx, client, waking.filter(({ at, since }) => at > since));
  }
}

async function wake(trx: Executor, client: DatabaseClient, waking: readonly Waking[]): Promise<void> {
  const [snoozed, inbox] = [codeOf('snoozed'), codeOf('inbox')];
  const moves = [];
  for (const { messageId, accountId, at } of waking) {
    const copy = { message_id: messageId, account_id: accountId };
    await trx(TABLES.snoozes).where(copy).delete();
    const row = (await trx(TABLES.deliveries).where({ ...copy, state: snoozed }).forUpdate().first('direction', 'unread')) as Row | undefined;
    if (row === undefined) continue;
    await trx(TABLES.deliveries).where(copy).update({ state: inbox, placed_at: at });
    const counted = { accountId, direction: toText(row.direction), unread: toBoolean(row.unread) };
    moves.push({ before: { ...counted, state: snoozed }, after: { ...counted, state: inbox } });
  }
  await moveViewCounts(trx, client, moves);
}

async function describeWoken(knex: Knex, rows: readonly Row[]): Promise<WokenCopy[]> {
  if (rows.length === 0) return [];
  const messages = (await knex(TABLES.messages).whereIn('id', rows.map((row) => toNumber(row.message_id))).select('id', 'document_id')) as Row[];
  const accounts = (await knex(TABLES.accounts).whereIn('id', [...new Set(rows.map((row) => toText(row.account_id)))]).select('id', 'owner_id')) as Row[];
  const owners = new Map(accounts.map((row) => [toText(row.id), toNumber(row.owner_id)]));
  const documents = new Map(messages.map((row) => [toNumber(row.id), toText(row.document_id)]));
  return rows.flatMap((row) => {
    const [id, userId] = [documents.get(toNumber(row.message_id)), owners.get(toText(row.account_id))];
    return id === undefined || userId === undefined ? [] : [{ id, userId }];
  });
}
