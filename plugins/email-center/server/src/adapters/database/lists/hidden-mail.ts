/** Copies out of sight: their delivery rows are kept aside as they were, so that no list needs a further condition. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { FiledCopy, HiddenMail } from '../../../flow/lists/ports';
import { guarded } from '../errors';
import { rowsOutOfSight } from '../queries/out-of-sight';
import { noteForIndex } from '../search/queue';
import { breathe, insertMissing } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, storableJson, toBoolean, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { codeOf } from '../center/copy-states';
import { moveViewCounts, toCounted as toViewed } from '../center/view-counts';
import { byMessage, copyKey, countActivitiesOf, countMatched, inSight, lockMessages } from './copy-counts';

const DELIVERY = ['message_id', 'account_id', 'role', 'direction', 'linked', 'seen', 'received_at', 'counterpart', 'raw_key', 'bcc', 'state', 'unread', 'placed_at', 'reading'] as const;

/** Messages of one statement. */
const BATCH = 500;

export function createHiddenMail({ knex, client, clock }: { knex: Knex; client: DatabaseClient; clock: Clock }): HiddenMail {
  return {
    hide: (copies, entryId, userId) => guarded(() => knex.transaction((trx) => hide(trx, client, copies, { entryId, userId, at: clock.now().getTime() }))),
    show: (entryId, limit) => guarded(() => knex.transaction(async (trx) => show(trx, client, (await trx(TABLES.hiddenDeliveries).where({ list_entry_id: entryId }).orderBy('message_id').limit(limit)) as Row[]))),
    showCopies: (copies) => guarded(() => knex.transaction(async (trx) => show(trx, client, await loadHidden(trx, copies)))),
    all: (accounts) => allHidden(knex, accounts),
    has: (entryId) => guarded(async () => (await knex(TABLES.hiddenDeliveries).where(entryId === null ? {} : { list_entry_id: entryId }).first('message_id')) !== undefined),
    outOfSight: (kind, ids) => guarded(() => rowsOutOfSight(knex, kind, ids)),
  };
}

async function hide(trx: Executor, client: DatabaseClient, copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[], by: { entryId: string; userId: number | null; at: number }): Promise<number> {
  const messageIds = byMessage(copies);
  await lockMessages(trx, messageIds);
  const wanted = new Set(copies.map((copy) => copyKey(copy.messageId, copy.accountId)));
  const rows = ((await trx(TABLES.deliveries).whereIn('message_id', messageIds).select(...DELIVERY)) as Row[]).filter((row) => wanted.has(copyKey(toNumber(row.message_id), toText(row.account_id))));
  await insertMissing(trx, client, TABLES.hiddenDeliveries, ['message_id', 'account_id', 'delivery', 'list_entry_id', 'hidden_at', 'hidden_by'],
    rows.map((row): Bound[] => [toNumber(row.message_id), toText(row.account_id), storableJson(row), by.entryId, by.at, by.userId]));
  for (const row of rows) {
    const copy = { message_id: row.message_id, account_id: row.account_id };
    for (const table of [TABLES.deliveries, TABLES.snoozes, TABLES.seenMarks]) await trx(table).where(copy).delete();
    // Searches by a further address pass over what has no place in lists.
    await trx(TABLES.correspondents).where(copy).update({ received_at: null });
  }
  await countMatched(trx, client, rows.map(toCounted), -1);
  await moveViewCounts(trx, client, rows.map((row) => ({ before: toViewed(row), after: null })));
  const left = await inSight(trx, messageIds);
  await countActivitiesOf(trx, client, byMessage(rows.map((row) => ({ messageId: toNumber(row.message_id) }))).filter((id) => !left.has(id)), -1);
  await noteForIndex(trx, client, messageIds);
  return rows.length;
}

async function loadHidden(trx: Executor, copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[]): Promise<Row[]> {
  const wanted = new Set(copies.map((copy) => copyKey(copy.messageId, copy.accountId)));
  const rows = (await trx(TABLES.hiddenDeliveries).whereIn('message_id', byMessage(copies)).orderBy('message_id')) as Row[];
  return rows.filter((row) => wanted.has(copyKey(toNumber(row.message_id), toText(row.account_id))));
}

/** Batches hold whole messages, by message id ascending. */
async function* allHidden(knex: Knex, accounts: readonly string[] | null): AsyncGenerator<FiledCopy[]> {
  for (let after = 0; ; ) {
    const ids = (await guarded(() => knex(TABLES.hiddenDeliveries).distinct('message_id').where('message_id', '>', after).orderBy('message_id').limit(BATCH).pluck('message_id'))).map(toNumber);
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const query = knex(TABLES.hiddenDeliveries).whereIn('message_id', ids);
    const rows = ((await guarded(() => query)) as Row[]).filter((row) => accounts === null || accounts.includes(toText(row.account_id)));
    yield rows.map(toHiddenCopy);
    await breathe();
  }
}

function toHiddenCopy(row: Row): FiledCopy {
  const { direction, counterpart } = fromJson<Row>(row.delivery, {});
  return { messageId: toNumber(row.message_id), accountId: toText(row.account_id), direction: direction === 'outgoing' ? 'outgoing' : 'incoming', counterpart: toNullableText(counterpart) };
}

async function show(trx: Executor, client: DatabaseClient, hidden: readonly Row[]): Promise<number> {
  if (hidden.length === 0) return 0;
  const messageIds = byMessage(hidden.map((row) => ({ messageId: toNumber(row.message_id) })));
  const messages = new Map((await lockMessages(trx, messageIds)).map((row) => [toNumber(row.id), toBoolean(row.linked)]));
  const before = await inSight(trx, messageIds);
  const rows = hidden.map((row) => fromJson<Row>(row.delivery, {})).filter((row) => messages.has(toNumber(row.message_id)));
  // It may have got a link meanwhile.
  for (const row of rows) Object.assign(row, { linked: messages.get(toNumber(row.message_id)) === true ? 1 : 0 }, asPlaced(row));
  await insertMissing(trx, client, TABLES.deliveries, DELIVERY, rows.map((row) => DELIVERY.map((column) => (row[column] ?? null) as Bound)));
  for (const row of rows) await trx(TABLES.correspondents).where({ message_id: row.message_id, account_id: row.account_id }).update({ received_at: row.received_at });
  for (const row of hidden) await trx(TABLES.hiddenDeliveries).where({ message_id: row.message_id, account_id: row.account_id }).delete();
  await countMatched(trx, client, rows.map(toCounted), 1);
  await moveViewCounts(trx, client, rows.map((row) => ({ before: null, after: toViewed(row) })));
  await countActivitiesOf(trx, client, messageIds.filter((id) => messages.has(id) && !before.has(id)), 1);
  await noteForIndex(trx, client, messageIds);
  return hidden.length;
}

/** What was snoozed is awake again; a copy that was hidden before there were views stands where it was received. */
function asPlaced(row: Row): Row {
  const state = row.state === undefined || toNumber(row.state) === codeOf('snoozed') ? codeOf('inbox') : row.state;
  const unread = row.unread ?? (row.direction === 'incoming' && !toBoolean(row.seen) ? 1 : 0);
  return { state, unread, placed_at: row.placed_at ?? row.received_at };
}

const toCounted = (row: Row): { accountId: string; linked: boolean } => ({ accountId: toText(row.account_id), linked: toBoolean(row.linked) });
