/** A record's mail history, newest first, with its document folders. */
import type { Knex } from 'knex';
import type { ActivityDto } from '../../../../../shared/contracts';
import type { Page } from '../../../flow/queries';
import { TABLES } from '../tables';
import { toDate, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { decodeCursor, encodeCursor, timeAndId } from './page-cursor';
import type { Scope } from './scope';

interface RecordRef {
  recordType: string;
  recordId: string;
}

/** Activities looked at for one page when the viewer may see only some of them. */
const WINDOW = 500;

/**
 * One page of the record's history. `total` is the kept counter; for a viewer who sees only part of the mail it is the
 * number of visible ones among the newest 500. Such a viewer's page may be short and still have a next one.
 */
export async function listActivities(knex: Knex, scope: Scope, record: RecordRef, page: { cursor?: string; limit: number }): Promise<Page<ActivityDto> & { total: number }> {
  const total = scope === 'everything' ? await keptTotal(knex, record) : await visibleTotal(knex, scope, record);
  const looked = scope === 'everything' ? page.limit + 1 : WINDOW;
  const rows = await readActivities(knex, record, page.cursor, looked);
  const visible = await keepVisible(knex, scope, rows);
  const shown = visible.slice(0, page.limit);
  const last = visible.length > page.limit ? shown.at(-1) : rows.length === looked ? rows.at(-1) : undefined;
  const next = last === undefined ? null : encodeCursor([toDate(last.occurred_at).getTime(), toNumber(last.id)]);
  return { items: await withFolders(knex, shown), next, total };
}

async function keptTotal(knex: Knex, { recordType, recordId }: RecordRef): Promise<number> {
  const row = (await knex(TABLES.activityCounts).where({ record_type: recordType, record_id: recordId }).first('total')) as Row | undefined;
  return row ? toNumber(row.total) : 0;
}

async function visibleTotal(knex: Knex, scope: Scope, record: RecordRef): Promise<number> {
  return (await keepVisible(knex, scope, await readActivities(knex, record, undefined, WINDOW))).length;
}

async function readActivities(knex: Knex, { recordType, recordId }: RecordRef, cursor: string | undefined, limit: number): Promise<Row[]> {
  const after = decodeCursor(timeAndId, cursor);
  const query = knex(TABLES.activities).where({ record_type: recordType, record_id: recordId });
  if (after !== null) {
    const time = new Date(after[0]);
    query.where('occurred_at', '<=', time).where((rest) => rest.where('occurred_at', '<', time).orWhere('id', '<', after[1]));
  }
  return (await query.orderBy([{ column: 'occurred_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)) as Row[];
}

async function keepVisible(knex: Knex, scope: Scope, rows: Row[]): Promise<Row[]> {
  if (scope === 'everything' || rows.length === 0) return rows;
  const ids = rows.filter((row) => row.message_id !== null).map((row) => toNumber(row.message_id));
  const visible = new Set((await knex(TABLES.deliveries).whereIn('message_id', ids).whereIn('account_id', [...scope]).pluck('message_id')).map(toNumber));
  return rows.filter((row) => row.message_id !== null && visible.has(toNumber(row.message_id)));
}

async function withFolders(knex: Knex, activities: Row[]): Promise<ActivityDto[]> {
  if (activities.length === 0) return [];
  const folders = (await knex(TABLES.folders).whereIn('activity_id', activities.map((row) => toNumber(row.id))).select('id', 'title', 'activity_id')) as Row[];
  const documents = (await knex(TABLES.documents).whereIn('folder_id', folders.map((row) => toNumber(row.id))).orderBy('id')
    .select('document_id', 'kind', 'name', 'part_number', 'content_type', 'size', 'folder_id')) as Row[];
  const messages = (await knex(TABLES.messages).whereIn('id', activities.map((row) => toNumber(row.message_id))).select('id', 'document_id')) as Row[];
  const messageIds = new Map(messages.map((row) => [toNumber(row.id), toText(row.document_id)]));
  return activities.map((row) => {
    const folder = folders.find((candidate) => toNumber(candidate.activity_id) === toNumber(row.id));
    const files = folder === undefined ? [] : documents.filter((document) => toNumber(document.folder_id) === toNumber(folder.id));
    return toActivity(row, messageIds.get(toNumber(row.message_id)) ?? '', { title: toText(folder?.title), documents: files.map(toDocument) });
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
