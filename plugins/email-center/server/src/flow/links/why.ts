/** "Why is this linked, or not?": the provenance of links, of removals, and of what was looked up (X4). */
import { explainLookup, type Lookup } from '../../domain/intake/explain';
import { lateMatchesOf } from '../../domain/intake/late-match';
import { groupHits, recordKey } from '../../domain/intake/match';
import type { KnownLink } from '../../domain/intake/decide-link';
import type { Match } from '../../domain/intake/types';
import type { AddressIndex, PolicySource } from '../ports';
import { employeesBehind, type CaseEmployees } from './case-employees';
import type { LinkStore } from './ports';

export interface WhyPorts {
  links: Pick<LinkStore, 'findMail' | 'loadMails'>;
  addresses: AddressIndex;
  policies: Pick<PolicySource, 'load'>;
  employees: CaseEmployees;
}

export interface Why extends Lookup {
  links: KnownLink[];
  /** Records that would be linked if the message came in today: their address was entered, or an option turned on, after it was filed. */
  later: Match[];
}

/** Records of the answer to "why not"; a message to very many names the first. */
const LATER_SHOWN = 20;

/** Null when there is no such message. */
export async function explainLinks(ports: WhyPorts, message: string): Promise<Why | null> {
  const id = await ports.links.findMail(message);
  const [mail] = id === null ? [] : await ports.links.loadMails([id]);
  if (mail === undefined) return null;
  const policy = await ports.policies.load();
  const employees = await employeesBehind(ports.employees, [mail]);
  const lookup = explainLookup(mail, policy.matching, employees);
  const hits = groupHits(await ports.addresses.find(lookup.lookedUp.flatMap(({ address, forms }) => [address, ...forms])));
  const known = new Set(mail.links.map(recordKey));
  const later = lateMatchesOf(mail, { policy, hits, employees }).filter((match) => !known.has(recordKey(match)));
  return { ...lookup, links: mail.links, later: later.slice(0, LATER_SHOWN).map(({ recordType, recordId, reasons }) => ({ recordType, recordId, reasons })) };
}
