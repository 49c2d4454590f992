/** The addresses of records, as Strapi hands records out. */
import { normalizeAddress } from '../../domain/mail/address';

export interface FoundAddress {
  field: string;
  /** Normalised. */
  address: string;
}

/** Every address under the attribute paths, repeatable components included; what is no address is left out. */
export function addressesOf(record: unknown, fields: readonly string[]): FoundAddress[] {
  return fields.flatMap((field) =>
    valuesAt(record, field.split('.')).flatMap((value) => {
      const address = typeof value === 'string' ? normalizeAddress(value) : null;
      return address === null ? [] : [{ field, address }];
    }));
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return typeof value === 'object' && value !== null ? valuesAt((value as Record<string, unknown>)[name], rest) : [];
}

interface Populate {
  [attribute: string]: { populate: Populate };
}

/** What a query must select and populate so that `addressesOf` finds everything. */
export function selectionOf(fields: readonly string[]): { select: string[]; populate: Populate } {
  const select = fields.filter((field) => !field.includes('.'));
  const populate: Populate = {};
  for (const field of fields) {
    let level = populate;
    for (const name of field.split('.').slice(0, -1)) level = (level[name] ??= { populate: {} }).populate;
  }
  return { select, populate };
}
