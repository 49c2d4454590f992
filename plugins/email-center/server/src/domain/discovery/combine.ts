/** What several sources said of an address, put together to proposals. */
import type { Endpoint } from '../mail/account';
import { PROVIDERS, type MailProvider } from '../mail/providers';
import { isWithin } from './plan';
import { SOURCES, type AskedAddress, type Finding, type Protocol, type ServerOffer, type SignIn, type Source } from './types';

export type Sureness = 'sure' | 'likely' | 'guessed';

export interface FoundServer extends Endpoint {
  from: Source;
}

export interface Proposal {
  imap: FoundServer;
  /** Null: nobody said where mail is sent. */
  smtp: FoundServer | null;
  login: string;
  sureness: Sureness;
  /** Other sources that name the same servers. */
  confirmedBy: Source[];
  provider: MailProvider | null;
  name: string | null;
  signIn: SignIn;
  /** Hosts outside of the domain for which only unsigned DNS speaks: the person has to agree (RFC 6186 section 6). */
  elsewhere: string[];
}

/** The table and the domain's own web server speak with authority; DNS can be forged on the way; a guess is one. */
const SURENESS: Readonly<Record<Source, Sureness>> = { provider: 'sure', autoconfig: 'sure', srv: 'likely', 'mail-exchange': 'likely', guess: 'guessed' };

interface Candidate extends Proposal {
  source: Source;
}

/**
 * One proposal per set of servers, the most trusted first. A source that names no server for sending is completed by
 * the next one that does, and each server says who named it.
 */
export function combineFindings(asked: AskedAddress, findings: readonly Finding[]): Proposal[] {
  const ordered = [...findings].sort((a, b) => rank(a.source) - rank(b.source));
  const merged = new Map<string, Candidate>();
  for (const finding of ordered) {
    const candidate = proposalOf(asked, finding, ordered);
    if (candidate === null) continue;
    const key = keyOf(candidate);
    const known = merged.get(key);
    merged.set(key, known === undefined ? candidate : confirmed(known, candidate));
  }
  return [...merged.values()].map((candidate) => withConsent(candidate, asked));
}

/** Whether a server for this protocol is still missing: only then the usual names are tried. */
export function missingProtocols(findings: readonly Finding[]): Protocol[] {
  return (['imap', 'smtp'] as const).filter((protocol) => best(findings.flatMap(({ offers }) => offers), protocol) === undefined);
}

function proposalOf(asked: AskedAddress, finding: Finding, all: readonly Finding[]): Candidate | null {
  const imap = best(finding.offers, 'imap');
  if (imap === undefined) return null;
  const sending = [finding, ...all].find(({ offers }) => best(offers, 'smtp') !== undefined);
  const smtp = sending === undefined ? undefined : best(sending.offers, 'smtp');
  const provider = finding.provider ?? PROVIDERS.find((one) => one.imap.host === imap.host) ?? null;
  return {
    source: finding.source, imap: found(imap, finding.source), smtp: smtp === undefined ? null : found(smtp, sending!.source),
    login: imap.login ?? asked.address, sureness: SURENESS[finding.source], confirmedBy: [], provider, name: finding.name, signIn: imap.signIn, elsewhere: [],
  };
}

/** Encryption from the first octet goes before STARTTLS (RFC 8314 section 3); else the source's own order counts. */
function best(offers: readonly ServerOffer[], protocol: Protocol): ServerOffer | undefined {
  const fitting = offers.filter((offer) => offer.protocol === protocol);
  return fitting.find(({ security }) => security === 'tls') ?? fitting[0];
}

/** Two sources that do not know of each other and say the same are believed. */
function confirmed(known: Candidate, other: Candidate): Candidate {
  return {
    ...known, sureness: known.sureness === 'guessed' ? known.sureness : 'sure', confirmedBy: [...new Set([...known.confirmedBy, other.source])].filter((source) => source !== known.source),
    provider: known.provider ?? other.provider, name: known.name ?? other.name,
  };
}

/** Name service alone: the records, and neither the table nor the domain's own file says the same. */
function withConsent({ source, ...proposal }: Candidate, { domain }: AskedAddress): Proposal {
  const vouched = [source, ...proposal.confirmedBy].some((one) => one === 'provider' || one === 'autoconfig');
  const named = [proposal.imap, proposal.smtp].filter((server) => server?.from === 'srv' && !vouched).map((server) => server!.host);
  return { ...proposal, elsewhere: [...new Set(named)].filter((host) => !isWithin(host, domain)) };
}

const rank = (source: Source): number => SOURCES.indexOf(source);
const found = ({ host, port, security }: ServerOffer, from: Source): FoundServer => ({ host, port, security, from });
const placeOf = (server: Endpoint | null): string => (server === null ? '' : `${server.security}://${server.host}:${server.port}`);
const keyOf = ({ imap, smtp, login }: Proposal): string => [placeOf(imap), placeOf(smtp), login].join(' ');
