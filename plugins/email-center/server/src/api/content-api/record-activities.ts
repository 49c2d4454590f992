/** The newest activities of a record, in the shape of the content API. */
import type { Core, UID } from '@strapi/strapi';
import { holderOf } from '../application-holder';
import { TYPES } from './names';

export interface ActivityRow {
  id: number;
  documentId: string;
  [attribute: string]: unknown;
}

/** One range of the index over record and time, however long the history is. */
export async function loadRecordActivities(
  strapi: Core.Strapi, record: { recordType: string; recordId: string }, page: { limit: number; start?: number },
): Promise<ActivityRow[]> {
  const rows: unknown = await strapi.db.query(TYPES.activity as UID.ContentType).findMany({
    where: { recordType: record.recordType, recordId: record.recordId },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    limit: page.limit,
    offset: page.start ?? 0,
  });
  const found = rows as ActivityRow[];
  const hidden = await holderOf(strapi).get().lists.outOfSight('activity', found.map((row) => row.id));
  return found.filter((row) => !hidden.has(row.id));
}
