/** A record's mail history, newest first, with its document folders. */
import type { Knex } from 'knex';
import type { ActivityDto, ListActivitiesQuery } from '../../../../../shared/contracts';
import type { Page } from '../../../flow/queries';
import { redactActivity } from '../../../flow/visibility';
import type { SharedView } from '../../../flow/visibility';
import { TABLES } from '../tables';
import { toDate, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { decodeCursor, encodeCursor, timeAndId } from './page-cursor';
import { toParticipants } from './message-rows';
import { outOfSight } from './out-of-sight';
import { viewsOf } from './sight';
import type { Sight } from './sight';

interface RecordRef {
  recordType: string;
  recordId: string;
}

/** Activities looked at for one page when the viewer may see only some of them, or asks only for some. */
const WINDOW = 500;

/**
 * One page of the record's history. `total` is the kept counter; for a viewer who sees only part of the mail it is the
 * number of visible ones among the newest 500. Such a viewer's page may be short and still have a next one; so may one with a filter, which looks
 * at 500 at a time instead of searching a long history for what is not there.
 */
export async function listActivities(knex: Knex, sight: Sight, record: RecordRef, page: ListActivitiesQuery): Promise<Page<ActivityDto> & { total: number }> {
  const seesAll = sight.own === 'everything';
  const narrowed = page.direction !== undefined || page.attachments !== undefined;
  const looked = seesAll && !narrowed ? page.limit + 1 : WINDOW;
  const look = async (cursor: string | undefined): Promise<{ rows: Row[]; seen: Row[] }> => {
    const rows = await readPlaces(knex, record, cursor, looked);
    return { rows, seen: await keepVisible(knex, sight, rows) };
  };
  const newest = seesAll ? null : await look(undefined);
  const total = newest === null ? await keptTotal(knex, record) : newest.seen.length;
  const { rows, seen } = newest !== null && page.cursor === undefined ? newest : await look(page.cursor);
  const visible = await keepWanted(knex, page, seen);
  const shown = await loadActivities(knex, visible.slice(0, page.limit));
  const last = visible.length > page.limit ? shown.at(-1) : rows.length === looked ? rows.at(-1) : undefined;
  const next = last === undefined ? null : encodeCursor([toDate(last.occurred_at).getTime(), toNumber(last.id)]);
  return { items: await withFolders(knex, shown, seesAll ? undefined : await viewsOf(knex, sight, messageIdsOf(shown))), next, total };
}

async function keptTotal(knex: Knex, { recordType, recordId }: RecordRef): Promise<number> {
  const row = (await knex(TABLES.activityCounts).where({ record_type: recordType, record_id: recordId }).first('total')) as Row | undefined;
  return row ? toNumber(row.total) : 0;
}

/** What decides whether an activity is shown: the rest is read of those that are. */
async function readPlaces(knex: Knex, { recordType, recordId }: RecordRef, cursor: string | undefined, limit: number): Promise<Row[]> {
  const after = decodeCursor(timeAndId, cursor);
  const query = knex(TABLES.activities).where({ record_type: recordType, record_id: recordId });
  if (after !== null) {
    const time = new Date(after[0]);
    query.where('occurred_at', '<=', time).where((rest) => rest.where('occurred_at', '<', time).orWhere('id', '<', after[1]));
  }
  return (await query.orderBy([{ column: 'occurred_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit).select('id', 'occurred_at', 'message_id', 'direction')) as Row[];
}

async function loadActivities(knex: Knex, places: readonly Row[]): Promise<Row[]> {
  const rows = (await knex(TABLES.activities).whereIn('id', places.map((row) => toNumber(row.id)))) as Row[];
  const byId = new Map(rows.map((row) => [toNumber(row.id), row]));
  return places.flatMap((place) => {
    const row = byId.get(toNumber(place.id));
    return row === undefined ? [] : [row];
  });
}

const messageIdsOf = (rows: readonly Row[]): number[] => rows.filter((row) => row.message_id !== null).map((row) => toNumber(row.message_id));

async function keepWanted(knex: Knex, { direction, attachments }: Pick<ListActivitiesQuery, 'direction' | 'attachments'>, rows: Row[]): Promise<Row[]> {
  const wanted = direction === undefined ? rows : rows.filter((row) => row.direction === direction);
  if (attachments === undefined || wanted.length === 0) return wanted;
  const folders = (await knex(TABLES.folders).whereIn('activity_id', wanted.map((row) => toNumber(row.id))).select('id', 'activity_id')) as Row[];
  const full = (await knex(TABLES.documents).whereIn('folder_id', folders.map((row) => toNumber(row.id))).where({ kind: 'attachment' }).distinct('folder_id')) as Row[];
  const withFiles = new Set(full.map((row) => toNumber(row.folder_id)));
  const activities = new Set(folders.filter((row) => withFiles.has(toNumber(row.id))).map((row) => toNumber(row.activity_id)));
  return wanted.filter((row) => activities.has(toNumber(row.id)));
}

async function keepVisible(knex: Knex, sight: Sight, rows: Row[]): Promise<Row[]> {
  if (rows.length === 0) return rows;
  if (sight.own === 'everything') {
    const hidden = await outOfSight(knex, messageIdsOf(rows));
    return hidden.size === 0 ? rows : rows.filter((row) => row.message_id === null || !hidden.has(toNumber(row.message_id)));
  }
  const views = await viewsOf(knex, sight, messageIdsOf(rows));
  return rows.filter((row) => row.message_id !== null && views.has(toNumber(row.message_id)));
}

async function withFolders(knex: Knex, activities: Row[], views?: ReadonlyMap<number, SharedView>): Promise<ActivityDto[]> {
  if (activities.length === 0) return [];
  const folders = (await knex(TABLES.folders).whereIn('activity_id', activities.map((row) => toNumber(row.id))).select('id', 'title', 'activity_id')) as Row[];
  const documents = (await knex(TABLES.documents).whereIn('folder_id', folders.map((row) => toNumber(row.id))).orderBy('id')
    .select('document_id', 'kind', 'name', 'part_number', 'content_type', 'size', 'folder_id')) as Row[];
  const messages = (await knex(TABLES.messages).whereIn('id', activities.map((row) => toNumber(row.message_id))).select('id', 'document_id', 'from', 'to', 'cc')) as Row[];
  const byId = new Map(messages.map((row) => [toNumber(row.id), row]));
  return activities.flatMap((row) => {
    const message = byId.get(toNumber(row.message_id));
    const folder = folders.find((candidate) => toNumber(candidate.activity_id) === toNumber(row.id));
    const files = folder === undefined ? [] : documents.filter((document) => toNumber(document.folder_id) === toNumber(folder.id));
    const whole = toActivity(row, toText(message?.document_id), { title: toText(folder?.title), documents: files.map(toDocument) });
    const view = views === undefined ? 'everything' : views.get(toNumber(row.message_id));
    if (view === 'everything') return [whole];
    return view === undefined || message === undefined ? [] : [redactActivity(whole, view, toParticipants(message))];
  });
}

function toActivity(row: Row, messageId: string, folder: ActivityDto['folder']): ActivityDto {
  return {
    id: toText(row.document_id), kind: row.kind === 'case' ? 'case' : 'email', messageId, direction: row.direction === 'outgoing' ? 'outgoing' : 'incoming',
    subject: toText(row.subject), preview: toText(row.preview), counterpart: toNullableText(row.counterpart), occurredAt: toDate(row.occurred_at).toISOString(), folder,
  };
}

function toDocument(row: Row): ActivityDto['folder']['documents'][number] {
  return {
    id: toText(row.document_id), kind: row.kind === 'original' ? 'original' : 'attachment', name: toText(row.name),
    partNumber: toNullableText(row.part_number), contentType: toText(row.content_type), size: toNumber(row.size),
  };
}
