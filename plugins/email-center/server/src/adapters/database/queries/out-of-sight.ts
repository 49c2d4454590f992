/** Messages hidden from everybody: every account's copy was taken out of sight. */
import type { Knex } from 'knex';
import type { ContentKind } from '../../../flow/lists/ports';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNumber } from '../values';

/**
 * Which of these messages nobody is to see. Whoever reads by accounts never finds them, because lists are read from the
 * copies; this is for those who see everything, and costs one look-up by key for a page.
 */
export async function outOfSight(knex: Knex, messageIds: readonly number[]): Promise<Set<number>> {
  const hidden = new Set<number>();
  for (const piece of pieces(messageIds)) for (const id of await knex(TABLES.hiddenDeliveries).whereIn('message_id', piece).pluck('message_id')) hidden.add(toNumber(id));
  if (hidden.size === 0) return hidden;
  for (const piece of pieces([...hidden])) for (const id of await knex(TABLES.deliveries).whereIn('message_id', piece).pluck('message_id')) hidden.delete(toNumber(id));
  return hidden;
}

/** Rows of Strapi's types by which content leaves the server, and how each leads to its message. */
const MESSAGE_OF = {
  message: (knex: Knex, ids: readonly number[]) => knex(TABLES.messages).whereIn('id', [...ids]).select({ id: 'id', message: 'id' }),
  activity: (knex: Knex, ids: readonly number[]) => knex(TABLES.activities).whereIn('id', [...ids]).select({ id: 'id', message: 'message_id' }),
  document: (knex: Knex, ids: readonly number[]) => knex(TABLES.documents).whereIn('id', [...ids]).select({ id: 'id', message: 'message_id' }),
  'document-folder': (knex: Knex, ids: readonly number[]) =>
    knex(`${TABLES.folders} as f`).join(`${TABLES.activities} as a`, 'a.id', 'f.activity_id').whereIn('f.id', [...ids]).select({ id: 'f.id', message: 'a.message_id' }),
} as const satisfies Record<ContentKind, unknown>;

/** Which of these rows belong to a message that nobody is to see. */
export async function rowsOutOfSight(knex: Knex, kind: ContentKind, ids: readonly number[]): Promise<Set<number>> {
  const rows = (await MESSAGE_OF[kind](knex, ids)) as { id: unknown; message: unknown }[];
  const hidden = await outOfSight(knex, rows.flatMap(({ message }) => (message === null ? [] : [toNumber(message)])));
  return new Set(rows.filter(({ message }) => message !== null && hidden.has(toNumber(message))).map(({ id }) => toNumber(id)));
}
