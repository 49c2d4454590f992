/** What people put on messages: opened, done, snoozed, tags, notes. A few look-ups by key for a whole page. */
import type { Knex } from 'knex';
import type { TagDto } from '../../../../../shared/contracts';
import type { OwnCopy } from '../../../domain/center/item-state';
import type { CenterViewer } from '../../../flow/center/viewer';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toIso, toNumber, toText } from '../values';
import type { Row } from '../values';
import { stateOf } from './copy-states';
import type { Stand } from './stand';

export interface ReadMarks {
  /** Copies that came in to the viewer's own accounts. */
  own: Map<number, OwnCopy[]>;
  /** Messages that came in to a group of the viewer's. */
  ofGroups: Set<number>;
  /** Messages the viewer was noted to have opened. */
  opened: Set<number>;
}

export async function loadReadMarks(knex: Knex, { userId }: CenterViewer, stand: Stand, ids: readonly number[]): Promise<ReadMarks> {
  const own = new Set(stand.own);
  const marks: ReadMarks = { own: new Map(), ofGroups: new Set(), opened: new Set() };
  for (const piece of pieces(ids, 250)) {
    const [copies, opened] = (await Promise.all([
      knex(TABLES.deliveries).whereIn('message_id', piece).whereIn('account_id', [...own, ...stand.groups]).where({ direction: 'incoming' }).select('message_id', 'account_id', 'state', 'unread'),
      knex(TABLES.reads).where({ user_id: userId }).whereIn('message_id', piece).pluck('message_id'),
    ])) as [Row[], unknown[]];
    const wakes = await loadWakes(knex, copies.filter((row) => stateOf(row.state) === 'snoozed'));
    for (const row of copies) {
      const [id, account] = [toNumber(row.message_id), toText(row.account_id)];
      if (!own.has(account)) marks.ofGroups.add(id);
      else marks.own.set(id, [...(marks.own.get(id) ?? []), { state: stateOf(row.state), unread: toBoolean(row.unread), wakeAt: wakes.get(`${id} ${account}`) ?? null }]);
    }
    for (const id of opened) marks.opened.add(toNumber(id));
  }
  return marks;
}

async function loadWakes(knex: Knex, snoozed: readonly Row[]): Promise<Map<string, string>> {
  if (snoozed.length === 0) return new Map();
  const rows = (await knex(TABLES.snoozes).whereIn('message_id', snoozed.map((row) => toNumber(row.message_id))).select('message_id', 'account_id', 'wake_at')) as Row[];
  return new Map(rows.map((row) => [`${toNumber(row.message_id)} ${toText(row.account_id)}`, toIso(row.wake_at)]));
}

/** By name, as everywhere. */
export async function loadTags(knex: Knex, ids: readonly number[]): Promise<Map<number, TagDto[]>> {
  const byMessage = new Map<number, TagDto[]>();
  for (const piece of pieces(ids)) {
    const rows = (await knex(`${TABLES.messageTags} as mt`).join(`${TABLES.tags} as t`, 't.id', 'mt.tag_id').whereIn('mt.message_id', piece).orderBy('t.name_key')
      .select('mt.message_id', 't.id', 't.name', 't.color')) as Row[];
    for (const row of rows) byMessage.set(toNumber(row.message_id), [...(byMessage.get(toNumber(row.message_id)) ?? []), toTag(row)]);
  }
  return byMessage;
}

export const toTag = (row: Row): TagDto => ({ id: toText(row.id), name: toText(row.name), color: toText(row.color) as TagDto['color'] });

/** A message has at most some hundred notes, so counting them is reading a few keys. */
export async function countNotes(knex: Knex, ids: readonly number[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const piece of pieces(ids)) {
    const rows = (await knex(TABLES.notes).whereIn('message_id', piece).whereNull('removed_at').groupBy('message_id').select('message_id').count({ total: '*' })) as Row[];
    for (const row of rows) counts.set(toNumber(row.message_id), toNumber(row.total));
  }
  return counts;
}
