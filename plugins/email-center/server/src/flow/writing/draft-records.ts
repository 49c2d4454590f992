/** The records a message is written about: where its templates and its documents come from. */
import type { DraftDto } from '../../../../shared/contracts';
import type { RecordRef } from '../../domain/intake/decide-link';
import { recordKey } from '../../domain/intake/match';
import { normalizeAddress } from '../../domain/mail/address';
import type { AddressIndex } from '../ports';
import type { Queries } from '../queries';
import type { StoredDraft } from './ports';
import type { Writer } from './writer';

export type ShownRecord = DraftDto['records'][number];

export interface DraftRecordPorts {
  queries: Pick<Queries, 'loadMessage'>;
  addresses: AddressIndex;
  /** Those of these records that the person may read, with their names; in any order. */
  readableRecords(records: readonly RecordRef[], writer: Writer): Promise<ShownRecord[]>;
}

/** Asked for their records; the people of a round letter have too many to choose from. */
const RECIPIENTS = 10;
const MOST = 12;

/**
 * As far as the writer reads them: the record that was chosen, then those of the message that is answered or forwarded, then those that know
 * an address the message goes to. `record` is what it is about, the first of the former two; nothing but a chosen one is linked by hand later.
 */
export async function recordsOfDraft(ports: DraftRecordPorts, writer: Writer, draft: StoredDraft): Promise<Pick<DraftDto, 'record' | 'recordChosen' | 'records'>> {
  const chosen = draft.record === null ? [] : [draft.record];
  const original = draft.about === null ? null : await ports.queries.loadMessage(writer.viewer, draft.about);
  const about = [...chosen, ...(original?.links ?? [])].map(keyed);
  const readable = await readableOf(ports, writer, [...about, ...(await knowingRecipients(ports, draft))]);
  const [record = null] = about.flatMap(([key]) => readable.get(key) ?? []);
  const first = chosen[0];
  return { record, recordChosen: first !== undefined && readable.has(recordKey(first)), records: [...readable.values()] };
}

type Keyed = [key: string, record: RecordRef];

const keyed = ({ recordType, recordId }: RecordRef): Keyed => [recordKey({ recordType, recordId }), { recordType, recordId }];

async function knowingRecipients({ addresses }: DraftRecordPorts, { to, cc }: StoredDraft): Promise<Keyed[]> {
  const wanted = [...new Set([...to, ...cc].flatMap(({ address }) => normalizeAddress(address) ?? []))].slice(0, RECIPIENTS);
  return wanted.length === 0 ? [] : (await addresses.find(wanted)).map(keyed);
}

/** In the order given, each once. */
async function readableOf({ readableRecords }: DraftRecordPorts, writer: Writer, candidates: readonly Keyed[]): Promise<Map<string, ShownRecord>> {
  const asked = new Map(candidates.slice(0, MOST * 2));
  const shown = asked.size === 0 ? [] : await readableRecords([...asked.values()], writer);
  const named = new Map(writer.readableLinks(shown.map((record) => ({ ...record, reasons: [] }))).map(({ recordType, recordId, label, typeName }) => [recordKey({ recordType, recordId }), { recordType, recordId, label, typeName }]));
  return new Map([...asked.keys()].flatMap((key): [string, ShownRecord][] => (named.has(key) ? [[key, named.get(key)!]] : [])).slice(0, MOST));
}
