/**
 * The order of the views that people make by putting mail aside: the inbox, done, snoozed, tags, notes that name one. Each is read from
 * one index range for each account, however much is stored or done (invariant 11).
 */
import type { Knex } from 'knex';
import type { CopyState } from '../../../domain/center/item-state';
import { readRanges, newestFirst, readRows } from '../queries/message-keys';
import type { KeySource, MessageKey } from '../queries/message-keys';
import type { TimeAndId } from '../queries/page-cursor';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import { codeOf } from './copy-states';

/** Up to `limit` keys behind the given one. */
export type KeyReader = (after: TimeAndId | null, limit: number) => Promise<MessageKey[]>;

const UNREAD = [0, 1];

/** Incoming mail of these accounts in that state, by its place in views, newest first. */
export function copyKeys(source: KeySource, accounts: readonly string[], state: CopyState, unread: boolean): KeyReader {
  const range = (account: string, isUnread: number, after: TimeAndId | null, limit: number): Knex.QueryBuilder =>
    behind(source.knex(TABLES.deliveries).select({ id: 'message_id', at: 'placed_at' })
      .where({ account_id: account, direction: 'incoming', state: codeOf(state), unread: isUnread }), 'placed_at', after, limit);
  return async (after, limit) => newestFirst(await readRanges(source, accounts.flatMap((account) => (unread ? [1] : UNREAD).map((isUnread) => range(account, isUnread, after, limit)))), limit);
}

/** What wakes first comes first. The key's time is when it wakes. */
export function snoozedKeys(source: KeySource, accounts: readonly string[]): KeyReader {
  return async (after, limit) => {
    const rows = await readRows(source, accounts.map((account) => {
      const range = source.knex(TABLES.snoozes).select({ id: 'message_id', at: 'wake_at' }).where({ account_id: account });
      if (after !== null) range.where('wake_at', '>=', after[0]).where((rest) => rest.where('wake_at', '>', after[0]).orWhere('message_id', '>', after[1]));
      return range.orderBy([{ column: 'wake_at' }, { column: 'message_id' }]).limit(limit);
    }));
    const keys = rows.map((row) => ({ id: toNumber(row.id), receivedAt: toNumber(row.at) })).sort((a, b) => a.receivedAt - b.receivedAt || a.id - b.id);
    // The earliest of several copies counts.
    return [...new Map([...keys].reverse().map((key) => [key.id, key])).values()].reverse().slice(0, limit);
  };
}

/** Whoever else sees them, too: what the viewer does not see is left out of the page. */
export function taggedKeys(source: KeySource, tagId: string): KeyReader {
  return async (after, limit) =>
    readRanges(source, [behind(source.knex(TABLES.messageTags).select({ id: 'message_id', at: 'received_at' }).where({ tag_id: tagId }), 'received_at', after, limit)]);
}

/** By the time of the newest note that names the person. */
export function mentionKeys(source: KeySource, userId: number): KeyReader {
  return async (after, limit) => newestFirst(await readRanges(source, UNREAD.map((unread) =>
    behind(source.knex(TABLES.mentions).select({ id: 'message_id', at: 'at' }).where({ user_id: userId, unread }), 'at', after, limit))), limit);
}

function behind(range: Knex.QueryBuilder, time: string, after: TimeAndId | null, limit: number): Knex.QueryBuilder {
  if (after !== null) range.where(time, '<=', after[0]).where((rest) => rest.where(time, '<', after[0]).orWhere('message_id', '<', after[1]));
  return range.orderBy([{ column: time, order: 'desc' }, { column: 'message_id', order: 'desc' }]).limit(limit);
}
