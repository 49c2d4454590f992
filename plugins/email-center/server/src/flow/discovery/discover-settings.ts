/** Finds the settings of an address: the table first, then the address's own domain, the usual names last (S4.1). */
import type { DiscoveryDto } from '../../../../shared/contracts';
import { readClientConfig } from '../../domain/discovery/client-config';
import { combineFindings, missingProtocols, type Proposal } from '../../domain/discovery/combine';
import { providerOfExchanges } from '../../domain/discovery/exchanges';
import { askedAddress, guessedServers, planDiscovery, type DiscoveryPlan } from '../../domain/discovery/plan';
import { findingOfProvider } from '../../domain/discovery/provider-finding';
import { serversOfService } from '../../domain/discovery/srv';
import { SOURCES, type AskedAddress, type Finding } from '../../domain/discovery/types';
import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import { providerOf } from '../../domain/mail/providers';
import type { Clock, ServerProbe, Timers } from '../ports';
import { Asking, LATE, type Question } from './asking';
import type { NameService, SettingsDocuments } from './ports';

export interface DiscoveryPorts {
  names: NameService;
  documents: SettingsDocuments;
  probe: Pick<ServerProbe, 'secure'>;
  clock: Clock & Timers;
}

/** How long a person waits at most, milliseconds: so long for what the domain says, and the rest for the usual names. */
export const ASKED_WITHIN = 5_000;
export const FOUND_WITHIN = 8_000;

/**
 * Resolves with proposals, the best first, and what was asked of whom; also when nothing was found or somebody did not
 * answer. No password is known here. Rejects with `invalid-input` for an address without a domain that can be asked, and
 * with `cancelled`.
 */
export async function discoverSettings(ports: DiscoveryPorts, written: string, signal: AbortSignal): Promise<DiscoveryDto> {
  const asked = askedAddress(written);
  if (asked === null) throw notAskable();
  const asking = new Asking(ports.clock);
  const provider = providerOf(asked.address);
  if (provider !== null) {
    await asking.ask('provider', [{ asked: asked.domain, answer: async () => findingOfProvider(provider, 'provider') }], signal);
    for (const step of SOURCES.slice(1)) asking.skip(step);
    return told(asked, asking, null);
  }
  await asking.ask('provider', [], signal);
  const limits = [startLimit(ports.clock, ASKED_WITHIN), startLimit(ports.clock, FOUND_WITHIN)] as const;
  try {
    const domainExists = await askDomain(ports, asking, asked, AbortSignal.any([signal, limits[0].signal]));
    await tryUsualNames(ports, asking, asked, AbortSignal.any([signal, limits[1].signal]), domainExists);
    if (signal.aborted) throw new MailError(CANCELLED);
    return told(asked, asking, domainExists);
  } finally {
    for (const limit of limits) limit.end();
  }
}

/** All at once: each is bounded by the same time. Resolves with whether the domain exists; null: not known. */
async function askDomain(ports: DiscoveryPorts, asking: Asking, asked: AskedAddress, limit: AbortSignal): Promise<boolean | null> {
  const plan = planDiscovery(asked);
  let exists: boolean | null = null;
  const exchanges = async (signal: AbortSignal): Promise<Finding | null> => {
    const records = await ports.names.exchanges(plan.domain, signal);
    exists = records !== null;
    const provider = records === null ? null : providerOfExchanges(records);
    return provider === null ? null : findingOfProvider(provider, 'mail-exchange');
  };
  await Promise.all([
    asking.ask('autoconfig', documentQuestions(ports, plan, asked), limit),
    asking.ask('srv', serviceQuestions(ports, plan), limit),
    asking.ask('mail-exchange', [{ asked: plan.domain, answer: exchanges }], limit),
  ]);
  return exists;
}

function documentQuestions({ documents }: DiscoveryPorts, plan: DiscoveryPlan, asked: AskedAddress): Question[] {
  return plan.documents.map((url) => ({
    asked: url,
    async answer(signal) {
      const root = await documents.read(url, asked.domain, signal);
      return root === null ? null : (readClientConfig(root, asked) ?? unreadable(url));
    },
  }));
}

function serviceQuestions({ names }: DiscoveryPorts, { services }: DiscoveryPlan): Question[] {
  return services.map((service) => ({
    asked: service.name,
    answer: async (signal) => ({ source: 'srv', provider: null, name: null, offers: serversOfService(service, await names.services(service.name, signal)) }),
  }));
}

/** Only for what nobody named, and only those that answered in their protocol with a valid certificate are told. */
async function tryUsualNames(ports: DiscoveryPorts, asking: Asking, { domain }: AskedAddress, limit: AbortSignal, domainExists: boolean | null): Promise<void> {
  const missing = missingProtocols(asking.findings);
  if (missing.length === 0 || domainExists === false) return asking.skip('guess');
  const attempts = missing.flatMap((protocol) => guessedServers(domain, protocol).map((endpoint): Question => ({
    asked: `${endpoint.host}:${endpoint.port}`,
    answer: (signal) => ports.probe.secure(protocol, endpoint, signal).then((): Finding => ({ source: 'guess', provider: null, name: null, offers: [{ protocol, ...endpoint, login: null, signIn: 'password' }] }), unlessWorthTelling),
  })));
  await asking.ask('guess', attempts, limit);
}

/** What is worth telling of a server that was only guessed: it is there, and its certificate or the rules of this installation stand in the way. */
const WORTH_TELLING = new Set(['address-forbidden', 'port-forbidden', 'cancelled']);

function unlessWorthTelling(thrown: unknown): null {
  const error = MailError.wrap(thrown);
  if (error.kind === 'tls' || error.kind === 'bug' || WORTH_TELLING.has(error.code)) throw error;
  return null;
}

function told(asked: AskedAddress, asking: Asking, domainExists: boolean | null): DiscoveryDto {
  const steps = [...asking.steps].sort((a, b) => SOURCES.indexOf(a.step) - SOURCES.indexOf(b.step));
  return { domain: asked.domain, domainExists, proposals: combineFindings(asked, asking.findings).map(shown), steps };
}

const shown = ({ provider, ...proposal }: Proposal): DiscoveryDto['proposals'][number] =>
  ({ ...proposal, provider: provider === null ? null : { id: provider.id, name: provider.name, hint: provider.hint } });

function startLimit(timers: Timers, milliseconds: number): { signal: AbortSignal; end: () => void } {
  const limit = new AbortController();
  return { signal: limit.signal, end: timers.every(milliseconds, () => limit.abort(LATE)) };
}

function unreadable(url: string): never {
  throw new MailError({ kind: 'malformed', code: 'settings-unreadable', remedier: 'administrator', message: 'What the domain publishes for mail programs is no file of settings.', detail: url });
}

function notAskable(): MailError {
  return new MailError({ kind: 'malformed', code: 'invalid-input', field: 'address', remedier: 'owner', message: 'The address has no domain whose settings could be looked for.' });
}
