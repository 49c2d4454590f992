/** Keeps what was hidden from everybody out of REST and GraphQL, which both read through Strapi's document service. */
import type { Core } from '@strapi/strapi';
import { holderOf } from '../application-holder';
import { TYPES } from './names';

const KINDS = new Map([[TYPES.message, 'message'], [TYPES.activity, 'activity'], [TYPES.folder, 'document-folder'], [TYPES.document, 'document']] as const);
type Kind = typeof KINDS extends Map<unknown, infer Value> ? Value : never;
const READS: readonly string[] = ['findMany', 'findOne', 'findFirst'];

interface Found {
  id?: unknown;
}

/** A page may be shorter for it; its count is the stored one. To be called at `register`. */
export function keepHiddenIn(strapi: Core.Strapi): void {
  strapi.documents.use((context, next) => {
    const kind = (KINDS as ReadonlyMap<string, Kind>).get(context.uid);
    return kind !== undefined && READS.includes(context.action) ? withoutHidden(strapi, kind, next) : next();
  });
}

/** The result keeps its type, whichever action it is of: a list gets shorter, a single entry becomes none. */
async function withoutHidden<Result>(strapi: Core.Strapi, kind: Kind, read: () => Result): Promise<Awaited<Result>> {
  const result = await read();
  const found = (Array.isArray(result) ? result : [result]) as (Found | null)[];
  const ids = found.flatMap((one) => (typeof one?.id === 'number' ? [one.id] : []));
  const hidden = ids.length === 0 ? new Set<number>() : await holderOf(strapi).get().lists.outOfSight(kind, ids);
  if (hidden.size === 0) return result;
  const seen = (one: Found | null): boolean => typeof one?.id !== 'number' || !hidden.has(one.id);
  return (Array.isArray(result) ? found.filter(seen) : null) as Awaited<Result>;
}
