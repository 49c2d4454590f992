/** "Why is this linked, or not?": the provenance of links, of removals, and of what was looked up (X4). */
import { explainLookup, type Lookup } from '../../domain/intake/explain';
import { groupHits, matchMessage, recordKey } from '../../domain/intake/match';
import { asForwarded, readAs } from '../../domain/intake/as-read';
import type { KnownLink } from '../../domain/intake/decide-link';
import type { StoredMail } from '../../domain/intake/stored-mail';
import type { Match, MatchingOptions } from '../../domain/intake/types';
import type { AddressIndex, PolicySource } from '../ports';
import type { LinkStore } from './ports';

export interface WhyPorts {
  links: Pick<LinkStore, 'findMail' | 'loadMails'>;
  addresses: AddressIndex;
  policies: Pick<PolicySource, 'load'>;
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
  const { matching } = await ports.policies.load();
  const lookup = explainLookup(mail, matching);
  const hits = await ports.addresses.find(lookup.lookedUp.flatMap(({ address, forms }) => [address, ...forms]));
  const known = new Set(mail.links.map(recordKey));
  const later = matchesOf(mail, matching, groupHits(hits)).filter((match) => !known.has(recordKey(match)));
  return { ...lookup, links: mail.links, later: later.slice(0, LATER_SHOWN) };
}

function matchesOf(mail: StoredMail, matching: MatchingOptions, hits: ReturnType<typeof groupHits>): Match[] {
  const matches = [...new Set(mail.roles)].flatMap((role) => {
    const read = readAs(role, mail.headers);
    return asForwarded(matchMessage(read.role, read.headers, matching, hits), read);
  });
  return [...new Map(matches.map((match) => [recordKey(match), match])).values()];
}
