/** AddressIndex on the database: which records know an address. */
import type { Knex } from 'knex';
import type { AddressHit } from '../../domain/intake/types';
import type { AddressIndex } from '../../flow/ports';
import { guarded } from './errors';
import { pieces } from './sql';
import { TABLES } from './tables';
import { toIso, toText } from './values';
import type { Row } from './values';

/** One indexed look-up for a list of normalised addresses, however many records there are. */
export function createAddressIndex(knex: Knex): AddressIndex {
  return {
    find: (addresses) => guarded(async () => {
      const hits: AddressHit[] = [];
      for (const piece of pieces(addresses)) {
        const rows = (await knex(TABLES.addresses).whereIn('address', piece).orderBy('id').select('address', 'record_type', 'record_id', 'field', 'entered_at')) as Row[];
        for (const row of rows) hits.push(toHit(row));
      }
      return hits;
    }),
  };
}

export function toHit(row: Row): AddressHit {
  return { address: toText(row.address), recordType: toText(row.record_type), recordId: toText(row.record_id), field: toText(row.field), enteredAt: toIso(row.entered_at) };
}
