/** Scalar attributes of records, in words, for templates. */
import type { Core } from '@strapi/strapi';
import type { RecordFields } from '../../flow/writing/ports';
import { givenLabels, namedType } from './names';

/** Kinds of attributes that can be told in a sentence; a password cannot, and neither can what is a thing of its own. */
const TELLABLE = new Set(['string', 'text', 'email', 'uid', 'enumeration', 'integer', 'biginteger', 'float', 'decimal', 'date', 'datetime', 'time', 'boolean']);
const OF_STRAPI = new Set(['createdAt', 'updatedAt', 'publishedAt', 'locale', 'documentId']);

const WORDS: Record<string, [yes: string, no: string]> = { de: ['ja', 'nein'], nl: ['ja', 'nee'], en: ['yes', 'no'] };
const LOCALES: Record<string, string> = { de: 'de-DE', nl: 'nl-NL', en: 'en-GB' };

export function createRecordFields(strapi: Core.Strapi): RecordFields {
  const kindsOf = (recordType: string): Map<string, string> =>
    new Map(Object.entries(namedType(strapi, recordType)?.attributes ?? {}).flatMap(([name, { type }]) => (TELLABLE.has(type) && !OF_STRAPI.has(name) ? [[name, type] as const] : [])));
  return {
    async list(recordType) {
      const labels = await givenLabels(strapi, recordType);
      return [...kindsOf(recordType).keys()].map((name) => ({ name, label: labels[name] ?? inWords(name) }));
    },
    async load({ recordType, recordId }, fields, narrow, words) {
      const allowed = namedType(strapi, recordType) === undefined ? null : await narrow(recordType);
      if (allowed === null) return null;
      const kinds = kindsOf(recordType);
      const known = fields.filter((field) => kinds.has(field));
      // Drafts, published versions and languages of one record are rows of their own; the newest is what the panel shows.
      const [row] = (await strapi.db.query(recordType).findMany({
        where: { $and: [{ documentId: recordId }, allowed] }, select: ['id', ...known], orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], limit: 1,
      })) as Record<string, unknown>[];
      return row === undefined ? null : new Map(known.map((field) => [field, told(row[field], kinds.get(field)!, words)]));
    },
  };
}

/** "firstName" -> "First name", as the content manager shows what nobody gave a label. */
function inWords(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function told(value: unknown, kind: string, { language, timeZone }: { language: string; timeZone: string }): string | null {
  if (value === null || value === undefined || value === '') return null;
  const locale = LOCALES[language] ?? LOCALES.en!;
  switch (kind) {
    case 'boolean':
      return (WORDS[language] ?? WORDS.en!)[value === true || value === 1 ? 0 : 1];
    case 'integer':
    case 'biginteger':
    case 'float':
    case 'decimal':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 10, useGrouping: false }).format(Number(value));
    case 'date':
      return dateTold(`${String(value).slice(0, 10)}T00:00:00.000Z`, locale, { timeZone: 'UTC', dateStyle: 'long' });
    case 'datetime':
      return dateTold(value, locale, { timeZone, dateStyle: 'long', timeStyle: 'short' });
    case 'time':
      return String(value).slice(0, 5);
    default:
      return String(value);
  }
}

function dateTold(value: unknown, locale: string, format: Intl.DateTimeFormatOptions): string | null {
  const date = new Date(value instanceof Date || typeof value === 'number' ? value : String(value));
  return Number.isNaN(date.getTime()) ? null : new Intl.DateTimeFormat(locale, format).format(date);
}
