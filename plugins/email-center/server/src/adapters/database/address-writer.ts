/** Writing the address index, within the transaction of whoever changes records. */
import type { Knex } from 'knex';
import { insertMissing, pieces } from './sql';
import type { DatabaseClient, Executor } from './sql';
import { TABLES, WIDTHS } from './tables';
import { toNumber, toText } from './values';
import type { Row } from './values';

/** An address a record knows now. */
export interface AddressEntry {
  recordId: string;
  field: string;
  /** Normalised. */
  address: string;
  /** Epoch milliseconds; used only when the index does not know the address on this field yet. */
  enteredAt: number;
}

/** Records of one type: some by documentId, or all after one documentId up to another (null: no bound). */
export type RecordRange = { recordType: string; recordIds: readonly string[] } | { recordType: string; after: string | null; upTo: string | null };

const COLUMNS = ['address', 'record_type', 'record_id', 'field', 'entered_at'] as const;

export function createAddressWriter(client: DatabaseClient) {
  return {
    /**
     * Makes the index hold exactly these entries for the range; addresses that stay keep the time they were entered.
     * Resolves with those a record did not know before, on any of its fields.
     */
    async replace(executor: Executor, range: RecordRange, entries: readonly AddressEntry[]): Promise<AddressEntry[]> {
      const missing = new Map(entries.filter(fits).map((entry) => [keyOf(entry.recordId, entry.field, entry.address), entry]));
      const gone: number[] = [];
      const known = new Set<string>();
      for (const row of await readRange(executor, range)) {
        known.add(`${toText(row.record_id)} ${toText(row.address)}`);
        if (!missing.delete(keyOf(toText(row.record_id), toText(row.field), toText(row.address)))) gone.push(toNumber(row.id));
      }
      for (const piece of pieces(gone)) await executor(TABLES.addresses).whereIn('id', piece).delete();
      await insertMissing(executor, client, TABLES.addresses, COLUMNS,
        [...missing.values()].map(({ address, recordId, field, enteredAt }) => [address, range.recordType, recordId, field, enteredAt]));
      return [...missing.values()].filter(({ recordId, address }) => !known.has(`${recordId} ${address}`));
    },
    /** Forgets the records of all types but these. */
    async keepTypes(executor: Executor, recordTypes: readonly string[]): Promise<void> {
      await executor(TABLES.addresses).whereNotIn('record_type', [...recordTypes]).delete();
    },
    async isEmpty(executor: Executor): Promise<boolean> {
      return (await executor(TABLES.addresses).first('id')) === undefined;
    },
  };
}

function keyOf(recordId: string, field: string, address: string): string {
  return `${recordId} ${field} ${address}`;
}

function fits(entry: AddressEntry): boolean {
  return entry.address.length <= WIDTHS.address && entry.recordId.length <= WIDTHS.recordId && entry.field.length <= WIDTHS.field;
}

async function readRange(executor: Executor, range: RecordRange): Promise<Row[]> {
  const select = (): Knex.QueryBuilder => executor(TABLES.addresses).where({ record_type: range.recordType }).select('id', 'record_id', 'field', 'address');
  if (!('recordIds' in range)) {
    const query = select();
    if (range.after !== null) query.where('record_id', '>', range.after);
    if (range.upTo !== null) query.where('record_id', '<=', range.upTo);
    return (await query) as Row[];
  }
  const rows: Row[] = [];
  for (const piece of pieces(range.recordIds)) rows.push(...((await select().whereIn('record_id', piece)) as Row[]));
  return rows;
}
