/** SeenMarks on the database: what is to be marked as read, or as unread, on the mail server of its account. */
import type { Knex } from 'knex';
import type { SeenMark, SeenMarks } from '../../../flow/ports';
import { guarded } from '../errors';
import { toEntry } from '../mailbox-store';
import { pieces } from '../sql';
import type { Executor } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toNumber, toText } from '../values';
import type { Row } from '../values';

export function createSeenMarks({ knex }: { knex: Knex }): SeenMarks {
  return {
    waiting: (accountId, after, limit) => guarded(async () => {
      const rows = (await knex(TABLES.seenMarks).where({ account_id: accountId }).where('id', '>', after).orderBy('id').limit(limit)) as Row[];
      const places = rows.length === 0 ? new Map<number, SeenMark['places']>() : await placesOf(knex, accountId, rows.map((row) => toNumber(row.message_id)));
      return rows.map((row) => ({ id: toNumber(row.id), seen: toBoolean(row.seen), places: places.get(toNumber(row.message_id)) ?? [] }));
    }),
    forget: (marks) => guarded(async () => {
      for (const seen of [true, false]) {
        const ids = marks.filter((mark) => mark.seen === seen).map(({ id }) => id);
        for (const piece of pieces(ids)) await knex(TABLES.seenMarks).whereIn('id', piece).where({ seen: seen ? 1 : 0 }).delete();
      }
    }),
  };
}

/** UIDs of another epoch name other messages by now, and those of a retired mailbox are not looked after any more. */
async function placesOf(knex: Knex, accountId: string, messageIds: readonly number[]): Promise<Map<number, SeenMark['places']>> {
  const mailboxes = ((await knex(TABLES.mailboxes).where({ account_id: accountId }).whereNull('retired_at')) as Row[]).map(toEntry);
  const known = new Map(mailboxes.map(({ id, path, cursor }) => [id, { path, epoch: cursor?.uidValidity }]));
  const found = new Map<number, SeenMark['places'][number][]>();
  for (const piece of pieces(messageIds)) {
    const rows = (await knex(TABLES.sightings).whereIn('stored_message_id', piece).where({ account_id: accountId }).select('stored_message_id', 'mailbox_id', 'uid_validity', 'uid')) as Row[];
    for (const row of rows) {
      const mailbox = known.get(toNumber(row.mailbox_id));
      if (mailbox?.epoch === undefined || mailbox.epoch !== toNumber(row.uid_validity)) continue;
      const message = toNumber(row.stored_message_id);
      found.set(message, [...(found.get(message) ?? []), { path: mailbox.path, epoch: mailbox.epoch, uid: toNumber(row.uid) }]);
    }
  }
  return found;
}

/** Copies that became read or unread: of accounts that say so it is noted, the last wish alone. Nothing is written for others. */
export async function noteSeen(trx: Executor, copies: readonly { messageId: number; accountId: string; unread: boolean }[]): Promise<void> {
  if (copies.length === 0) return;
  const marking = new Set((await trx(TABLES.accounts).whereIn('id', [...new Set(copies.map(({ accountId }) => accountId))]).where({ marks_seen: 1 }).whereNull('removed_at').pluck('id')).map(toText));
  const rows = copies.filter(({ accountId }) => marking.has(accountId)).map(({ messageId, accountId, unread }) => ({ account_id: accountId, message_id: messageId, seen: unread ? 0 : 1 }));
  for (const piece of pieces(rows, 250)) await trx(TABLES.seenMarks).insert(piece).onConflict(['account_id', 'message_id']).merge(['seen']);
}

/** Nothing is to be marked any more of this account. */
export async function forgetMarks(trx: Executor, accountId: string): Promise<void> {
  await trx(TABLES.seenMarks).where({ account_id: accountId }).delete();
}
