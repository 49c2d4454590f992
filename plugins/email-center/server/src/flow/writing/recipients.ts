/** People for an address field: of records, of the panel, of past mail; each address once. */
import type { RecipientDto } from '../../../../shared/contracts';
import type { Links } from '../links/links';
import { normalizeAddress } from '../../domain/mail/address';
import type { LinkStore } from '../links/ports';
import type { FoundRecord } from '../links/records';
import type { CorrespondentStore, WritingPeople } from './ports';
import type { Writer } from './writer';

export interface RecipientPorts {
  correspondents: CorrespondentStore;
  people: WritingPeople;
  records: Pick<Links, 'search'>;
  links: Pick<LinkStore, 'addressesOf'>;
  recordTypes(): { uid: string }[];
}

/** Shown in a list below the field. */
const SHOWN = 12;
const OF_EACH = 10;
/** One letter is in nearly every name: addresses alone are looked for. */
const NAMES_FROM = 2;
const ADDRESSES_OF_A_RECORD = 3;

interface Candidate {
  recipient: Omit<RecipientDto, 'failing'>;
  /** Epoch milliseconds of the last mail; 0: none is known. */
  lastAt: number;
}

/** Whom one wrote with lately first, then records, users of the panel, and older mail. Addresses the person's role must not see are left out. */
export async function completeRecipients(ports: RecipientPorts, writer: Writer, q: string): Promise<RecipientDto[]> {
  const wanted = q.toLocaleLowerCase();
  const [records, users, mail] = await Promise.all([
    fromRecords(ports, writer, wanted), fromUsers(ports, wanted), ports.correspondents.find(writer.viewer, wanted, OF_EACH),
  ]);
  const fromMail = mail.map(({ name, address, lastAt }): Candidate => ({ recipient: { name, address, source: 'mail', record: null }, lastAt }));
  const merged = merge([...records, ...users, ...fromMail]);
  const ordered = [...merged.values()].sort((a, b) => b.lastAt - a.lastAt || rank(a) - rank(b)).map(({ recipient }) => recipient);
  const visible = await writer.conceal(ordered);
  const chosen = visible.filter((recipient, index) => recipient.address === ordered[index]?.address && recipient.name === ordered[index]?.name).slice(0, SHOWN);
  const failing = await ports.correspondents.failing(chosen.flatMap(({ address }) => normalizeAddress(address) ?? []));
  return chosen.map((recipient) => ({ ...recipient, failing: failing.has(normalizeAddress(recipient.address) ?? '') }));
}

const rank = ({ recipient: { source } }: Candidate): number => ['record', 'user', 'mail'].indexOf(source);

/** What a record says of an address goes before what mail says. */
function merge(candidates: readonly Candidate[]): Map<string, Candidate> {
  const byAddress = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = normalizeAddress(candidate.recipient.address);
    if (key === null) continue;
    const known = byAddress.get(key);
    byAddress.set(key, known === undefined ? candidate : { recipient: { ...known.recipient, name: known.recipient.name || candidate.recipient.name }, lastAt: Math.max(known.lastAt, candidate.lastAt) });
  }
  return byAddress;
}

async function fromRecords({ records, links, recordTypes }: RecipientPorts, writer: Writer, q: string): Promise<Candidate[]> {
  if (q.length < NAMES_FROM) return [];
  const found = await records.search(q, recordTypes().map(({ uid }) => uid), writer.narrow);
  const candidates: Candidate[] = [];
  for (const record of found.slice(0, OF_EACH * 2)) {
    const addresses = record.address !== null ? [record.address] : (await links.addressesOf(record)).map(({ address }) => address);
    for (const address of [...new Set(addresses)].slice(0, ADDRESSES_OF_A_RECORD)) candidates.push({ recipient: { name: record.label, address, source: 'record', record: shown(record) }, lastAt: 0 });
  }
  return candidates;
}

const shown = ({ recordType, recordId, label, typeName }: FoundRecord): NonNullable<RecipientDto['record']> => ({ recordType, recordId, label, typeName });

async function fromUsers({ people }: RecipientPorts, q: string): Promise<Candidate[]> {
  const users = (await people.search(q, OF_EACH)).filter(({ isActive }) => isActive);
  return users.map(({ name, email }) => ({ recipient: { name, address: email, source: 'user', record: null }, lastAt: 0 }));
}
