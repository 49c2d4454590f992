import { readFileSync } from 'node:fs';
import type { Core, UID } from '@strapi/strapi';

/** One record to create. A value `{ "ref": key }` stands for the record that an earlier line created under that key. */
interface RecordLine {
  key: string;
  type: UID.ContentType;
  data: Record<string, unknown>;
}

const isReference = (value: unknown): value is { ref: string } =>
  typeof value === 'object' && value !== null && typeof (value as { ref?: unknown }).ref === 'string';

function resolveReferences(data: Record<string, unknown>, created: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => {
      if (!isReference(value)) return [field, value];
      const documentId = created.get(value.ref);
      if (documentId === undefined) throw new Error(`The record "${value.ref}" is referred to before it is created.`);
      return [field, documentId];
    }),
  );
}

/**
 * Creates the records of a JSON file through the document service, so that everything that listens to documents learns of
 * them. Which keys exist already is kept in Strapi's store: a second run adds nothing, an interrupted one is completed.
 */
export async function loadRecords(strapi: Core.Strapi, file: string): Promise<number> {
  const lines = JSON.parse(readFileSync(file, 'utf8')) as RecordLine[];
  const store = strapi.store({ type: 'core', name: 'crm_records' });
  const loaded = ((await store.get({ key: 'created' })) ?? {}) as Record<string, string>;
  const created = new Map(Object.entries(loaded));
  const missing = lines.filter((line) => !created.has(line.key));
  if (missing.length === 0) return 0;
  try {
    for (const line of missing) {
      const data = resolveReferences(line.data, created);
      const document = await strapi.documents(line.type).create({ data: data as never });
      created.set(line.key, document.documentId);
    }
  } finally {
    await store.set({ key: 'created', value: Object.fromEntries(created) });
  }
  strapi.log.info(`Loaded ${missing.length} records.`);
  return missing.length;
}
