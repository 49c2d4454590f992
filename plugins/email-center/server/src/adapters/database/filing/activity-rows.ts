/** Activities with their document folders and documents, as rows of Strapi's tables. */
import type { ActivityRow } from '../../../domain/intake/plan-filing';
import type { FiledBatch } from '../../../flow/ports';
import { insertRows, pieces } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableOrNull, toNumber, toText } from '../values';
import type { Row } from '../values';
import { createDocumentId } from './document-id';
import { STRAPI_COLUMNS, strapiValues } from './message-rows';

const ACTIVITY = [...STRAPI_COLUMNS, 'kind', 'record_type', 'record_id', 'direction', 'subject', 'preview', 'counterpart', 'occurred_at', 'message_id'] as const;
const FOLDER = [...STRAPI_COLUMNS, 'title', 'activity_id'] as const;
const DOCUMENT = [...STRAPI_COLUMNS, 'kind', 'name', 'part_number', 'content_type', 'size', 'folder_id', 'message_id'] as const;

interface Entry {
  activity: ActivityRow;
  messageId: number;
}

/** Inserts activities, one folder each, and the folders' documents; returns what the events after the commit name. */
export async function insertActivities(trx: Executor, client: DatabaseClient, entries: readonly Entry[], now: Date): Promise<FiledBatch['activities']> {
  if (entries.length === 0) return [];
  const activityIds = await insertNamed(trx, client, TABLES.activities, ACTIVITY, entries.map(({ activity, messageId }) => activityValues(activity, messageId)), now);
  const folderIds = await insertNamed(trx, client, TABLES.folders, FOLDER,
    entries.map(({ activity }, index) => [storable(activity.folder.title, WIDTHS.string), activityIds[index]!]), now);
  const documents = entries.flatMap(({ activity, messageId }, index) => activity.folder.documents.map((document): Bound[] => [
    ...strapiValues(createDocumentId(), now), document.kind, storable(document.name, WIDTHS.string), storableOrNull(document.partNumber, WIDTHS.string),
    storable(document.contentType, WIDTHS.string), document.size, folderIds[index]!, messageId,
  ]));
  await insertRows(trx, client, TABLES.documents, DOCUMENT, documents);
  return entries.flatMap(({ activity: { recordType, recordId } }, index) => (recordType === null || recordId === null ? [] : [{ recordType, recordId, activityId: activityIds[index]! }]));
}

function activityValues(activity: ActivityRow, messageId: number): Bound[] {
  return [
    activity.kind, activity.recordType, activity.recordId, activity.direction, storable(activity.subject, WIDTHS.subject),
    storable(activity.preview, WIDTHS.string), storableOrNull(activity.counterpart, WIDTHS.string), new Date(activity.occurredAt), messageId,
  ];
}

/** Inserts rows with new documentIds and returns their ids in the same order, found by documentId: MySQL returns none. */
async function insertNamed(trx: Executor, client: DatabaseClient, table: string, columns: readonly string[], values: readonly Bound[][], now: Date): Promise<number[]> {
  const documentIds = values.map(() => createDocumentId());
  const rows = values.map((value, index) => [...strapiValues(documentIds[index]!, now), ...value]);
  const inserted = await insertRows(trx, client, table, columns, rows, ['id', 'document_id']);
  const stored = client === 'mysql' ? await selectIds(trx, table, documentIds) : inserted;
  const ids = new Map(stored.map((row) => [toText(row.document_id), toNumber(row.id)]));
  return documentIds.map((documentId) => ids.get(documentId)!);
}

async function selectIds(trx: Executor, table: string, documentIds: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const piece of pieces(documentIds)) rows.push(...((await trx(table).whereIn('document_id', piece).select('id', 'document_id')) as Row[]));
  return rows;
}
