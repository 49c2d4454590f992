/** Records to link a message to, as a person looks for them. */
import type { RecordRef } from '../../domain/intake/decide-link';
import type { LinkStore } from './ports';

export interface FoundRecord extends RecordRef {
  typeName: string;
  label: string;
  /** The address it was found by; null when it was found by its name. */
  address: string | null;
}

/** Which records of a type the person may read, as a filter of Strapi's; null: none. */
export type NarrowRecords = (recordType: string) => Promise<object | null>;

export interface RecordFinder {
  byName(recordType: string, q: string, narrow: NarrowRecords, limit: number): Promise<FoundRecord[]>;
  byIds(recordType: string, ids: readonly string[], narrow: NarrowRecords): Promise<FoundRecord[]>;
  /** Labels people gave to attributes of the type, by attribute. */
  labelsOf(recordType: string): Promise<Record<string, string>>;
  isReadable(record: RecordRef, narrow: NarrowRecords): Promise<boolean>;
}

/** Found of each type. */
export const RECORDS_OF_A_TYPE = 8;

/**
 * Records of the participating types whose address begins with `q`, then those whose main field contains it; a few of each
 * type, those the person may read. Addresses are found by index; names are looked through type by type.
 */
export async function searchRecords(
  ports: { links: Pick<LinkStore, 'findByAddress'>; finder: RecordFinder }, q: string, recordTypes: readonly string[], narrow: NarrowRecords,
): Promise<FoundRecord[]> {
  const hits = await ports.links.findByAddress(q.toLowerCase(), recordTypes, RECORDS_OF_A_TYPE);
  const found: FoundRecord[] = [];
  for (const recordType of recordTypes) {
    const addresses = new Map(hits.filter((hit) => hit.recordType === recordType).map((hit) => [hit.recordId, hit.address]));
    const byAddress = addresses.size === 0 ? [] : (await ports.finder.byIds(recordType, [...addresses.keys()], narrow)).map((one) => ({ ...one, address: addresses.get(one.recordId) ?? null }));
    const named = (await ports.finder.byName(recordType, q, narrow, RECORDS_OF_A_TYPE)).filter((one) => !addresses.has(one.recordId));
    found.push(...[...byAddress, ...named].slice(0, RECORDS_OF_A_TYPE));
  }
  return found;
}
