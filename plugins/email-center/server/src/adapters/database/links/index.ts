/** LinkStore on the database. */
import type { Knex } from 'knex';
import type { RecordRef } from '../../../domain/intake/decide-link';
import type { AddressHit } from '../../../domain/intake/types';
import type { LinkStore } from '../../../flow/links/ports';
import { guarded } from '../errors';
import { toHit } from '../address-index';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import type { Row } from '../values';
import { catchUp, isCaughtUp } from './earlier-namings';
import { beginningWith, countNaming, mailsNaming, namedWithDetail } from './find-mails';
import { loadMails } from './load-mails';
import { saveLinks, type LinkDependencies } from './save-links';

export function createLinkStore(dependencies: LinkDependencies): LinkStore {
  const { knex } = dependencies;
  return {
    findMail: (documentId) => guarded(async () => {
      const row = (await knex(TABLES.messages).where({ document_id: documentId }).first('id')) as Row | undefined;
      return row === undefined ? null : toNumber(row.id);
    }),
    loadMails: (ids) => guarded(() => loadMails(knex, ids)),
    save: (changes, by) => saveLinks(dependencies, changes, by),
    addressesOf: (record) => guarded(() => addressesOf(knex, record)),
    namedWithDetail: (prefix, domains, limit) => guarded(() => namedWithDetail(dependencies, prefix, domains, limit)),
    mailsNaming: (address, after, limit) => guarded(() => mailsNaming(dependencies, address, after, limit)),
    catchUp: (limit) => catchUp(dependencies, limit),
    isCaughtUp: () => isCaughtUp(dependencies),
    countNaming: (address) => guarded(() => countNaming(dependencies, address)),
    findByAddress: (prefix, recordTypes, limit) => guarded(() => findByAddress(dependencies, prefix, recordTypes, limit)),
  };
}

async function addressesOf(knex: Knex, { recordType, recordId }: RecordRef): Promise<AddressHit[]> {
  return ((await knex(TABLES.addresses).where({ record_type: recordType, record_id: recordId }).orderBy('id')) as Row[]).map(toHit);
}

/** One index range; addresses of types that were not asked for count towards the bound, so that no prefix reads the whole index. */
async function findByAddress({ knex, client }: LinkDependencies, prefix: string, recordTypes: readonly string[], limit: number): Promise<AddressHit[]> {
  const bound = limit * recordTypes.length * 10;
  const query = beginningWith(knex(TABLES.addresses), client, 'address', prefix).orderBy('address').limit(bound);
  const hits = ((await query.select('address', 'record_type', 'record_id', 'field', 'entered_at')) as Row[]).map(toHit);
  const counts = new Map<string, Set<string>>();
  return hits.filter(({ recordType, recordId }) => {
    const records = counts.get(recordType) ?? new Set<string>();
    counts.set(recordType, records);
    if (!recordTypes.includes(recordType) || records.has(recordId) || records.size >= limit) return false;
    records.add(recordId);
    return true;
  });
}
