/** Records as a search names them: by their main field, the beginning of an address, or their documentId. */
import type { Application } from '../flow/application';
import type { NarrowRecords } from '../flow/links/records';
import type { NamedRecord } from '../flow/search/resolve';

const DOCUMENT_ID = /^[a-z0-9]{16,40}$/;

/** Those of these types that the narrowing lets through; a few of each type. */
export async function findNamedRecords({ links, recordNames }: Pick<Application, 'links' | 'recordNames'>, q: string, types: readonly string[], narrow: NarrowRecords): Promise<NamedRecord[]> {
  if (!DOCUMENT_ID.test(q)) return links.search(q, types, narrow);
  const records: NamedRecord[] = [];
  for (const recordType of types) {
    const record = { recordType, recordId: q };
    if (!(await links.isReadable(record, narrow))) continue;
    const [name] = (await recordNames.describe([record])).values();
    records.push({ ...record, typeName: name?.typeName ?? recordType, label: name?.label ?? '' });
  }
  return records;
}
