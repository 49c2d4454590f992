/** Finds records for a person who links a message: by name, or by an address they know. */
import type { Core } from '@strapi/strapi';
import type { FoundRecord, NarrowRecords, RecordFinder } from '../../flow/links/records';
import type { RecordRef } from '../../domain/intake/decide-link';
import { givenLabels, labelOf, mainField, namedType, type NamedType } from './names';

/** Types of attributes whose value a part of can be looked for. */
const TEXTS = new Set(['string', 'text', 'email', 'uid', 'enumeration']);

export function createRecordFinder(strapi: Core.Strapi): RecordFinder {
  const read = async (uid: string, where: object, narrow: NarrowRecords, limit: number): Promise<FoundRecord[]> => {
    const type = namedType(strapi, uid);
    const allowed = type === undefined ? null : await narrow(uid);
    if (type === undefined || allowed === null) return [];
    const field = await mainField(strapi, type);
    const rows = (await strapi.db.query(uid).findMany({
      where: { $and: [where, allowed] }, select: ['id', 'documentId', ...(field === null ? [] : [field])],
      // Drafts, published versions and languages of one record are rows of their own. Without an order the database stops
      // at the first that fit, instead of reading and sorting every row of the type.
      limit: limit * 3,
    })) as Record<string, unknown>[];
    const found = distinct(rows.map((row) => ({ recordType: uid, recordId: String(row.documentId), typeName: type.info.displayName, label: labelOf(row, field), address: null })));
    return found.slice(0, limit).sort((one, other) => one.label.localeCompare(other.label));
  };
  return {
    byName: async (uid, q, narrow, limit) => {
      const type = namedType(strapi, uid);
      const field = type === undefined ? null : await searchable(strapi, type);
      return field === null ? [] : read(uid, { [field]: { $containsi: q } }, narrow, limit);
    },
    byIds: (uid, ids, narrow) => read(uid, { documentId: { $in: [...ids] } }, narrow, ids.length),
    labelsOf: (uid) => givenLabels(strapi, uid),
    isReadable: async ({ recordType, recordId }: RecordRef, narrow) => (await read(recordType, { documentId: recordId }, narrow, 1)).length > 0,
  };
}

async function searchable(strapi: Core.Strapi, type: NamedType): Promise<string | null> {
  const field = await mainField(strapi, type);
  return field !== null && TEXTS.has(type.attributes[field]?.type ?? '') ? field : null;
}

function distinct(records: FoundRecord[]): FoundRecord[] {
  return [...new Map(records.map((record) => [record.recordId, record])).values()];
}
