/** Names of records, for the screens. */
import type { Core } from '@strapi/strapi';
import { recordKey } from '../../domain/intake/match';
import type { RecordName, RecordNames } from '../../flow/queries';

export interface NamedType {
  uid: string;
  info: { displayName: string };
  attributes: Record<string, { type: string }>;
}

const LABEL_CHARS = 200;

/** One read for each type. The label is the main field of the content manager's configuration, else the first text of the record. */
export function createRecordNames(strapi: Core.Strapi): RecordNames {
  return {
    async describe(records) {
      const names = new Map<string, RecordName>();
      const byType = new Map<string, Set<string>>();
      for (const { recordType, recordId } of records) byType.set(recordType, (byType.get(recordType) ?? new Set()).add(recordId));
      for (const [uid, ids] of byType) {
        const type = namedType(strapi, uid);
        // A type that was removed from the application: its links stay, nameless.
        if (type !== undefined) await describeType(strapi, type, [...ids], names);
      }
      return names;
    },
  };
}

export function namedType(strapi: Core.Strapi, uid: string): NamedType | undefined {
  return (strapi.contentTypes as unknown as Record<string, NamedType>)[uid];
}

/** How a record is called: its main field, or its documentId when that is empty. */
export function labelOf(row: Record<string, unknown>, field: string | null): string {
  const value = field === null ? null : row[field];
  return value === null || value === undefined || value === '' ? String(row.documentId) : String(value).slice(0, LABEL_CHARS);
}

async function describeType(strapi: Core.Strapi, type: NamedType, recordIds: string[], names: Map<string, RecordName>): Promise<void> {
  const field = await mainField(strapi, type);
  const rows = (await strapi.db.query(type.uid).findMany({ where: { documentId: { $in: recordIds } }, select: ['id', 'documentId', ...(field === null ? [] : [field])] })) as
    Record<string, unknown>[];
  for (const row of rows) {
    const recordId = String(row.documentId);
    names.set(recordKey({ recordType: type.uid, recordId }), { typeName: type.info.displayName, label: labelOf(row, field) });
  }
}

/** The content manager's main field of the type, else its first text; null when it has neither. */
export async function mainField(strapi: Core.Strapi, type: NamedType): Promise<string | null> {
  const configured = await configuredMainField(strapi, type);
  const attribute = configured === null ? undefined : type.attributes[configured];
  if (configured !== null && attribute !== undefined && isScalar(attribute.type)) return configured;
  return Object.entries(type.attributes).find(([, { type: kind }]) => kind === 'string')?.[0] ?? null;
}

interface Configuration {
  settings?: { mainField?: unknown };
  metadatas?: Record<string, { edit?: { label?: unknown } }>;
}

async function configurationOf(strapi: Core.Strapi, type: NamedType): Promise<Configuration | undefined> {
  const service = strapi.plugin('content-manager')?.service('content-types') as { findConfiguration(type: NamedType): Promise<Configuration> } | undefined;
  return service?.findConfiguration(type);
}

/** The labels that somebody gave to attributes of the type in the content manager; those left at the attribute's name are missing. */
export async function givenLabels(strapi: Core.Strapi, uid: string): Promise<Record<string, string>> {
  const type = namedType(strapi, uid);
  const metadatas = type === undefined ? {} : ((await configurationOf(strapi, type))?.metadatas ?? {});
  return Object.fromEntries(Object.entries(metadatas).flatMap(([name, { edit }]) => (typeof edit?.label === 'string' && edit.label !== '' && edit.label !== name ? [[name, edit.label]] : [])));
}

async function configuredMainField(strapi: Core.Strapi, type: NamedType): Promise<string | null> {
  const field = (await configurationOf(strapi, type))?.settings?.mainField;
  return typeof field === 'string' ? field : null;
}

function isScalar(kind: string): boolean {
  return ['string', 'email', 'text', 'uid', 'integer', 'biginteger', 'enumeration', 'date'].includes(kind);
}
