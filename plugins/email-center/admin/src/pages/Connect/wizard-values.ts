import { discoverSchema, type AccountDto, type DiscoveryDto, type ProposalDto } from '../../../../shared/contracts';
import { OTHER, type EndpointValues, type FormValues } from '../AccountForm/form-values';

export const WIZARD_STEPS = ['address', 'settings', 'test', 'import', 'activate'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

export const isWizardStep = (name: string | null): name is WizardStep => WIZARD_STEPS.some((step) => step === name);

export const isAddress = (address: string): boolean => discoverSchema.safeParse({ address }).success;

const endpointOf = ({ host, port, security }: ProposalDto['imap']): EndpointValues => ({ host, port, security });

/** The form with what was found; a server nobody named stays to be typed. */
export function withProposal(values: FormValues, proposal: ProposalDto): FormValues {
  return {
    ...values, provider: proposal.provider?.id ?? OTHER, login: proposal.login,
    imap: endpointOf(proposal.imap), smtp: proposal.smtp ? endpointOf(proposal.smtp) : { host: '', port: 465, security: 'tls' },
  };
}

/** Nothing was found: the address is the login mostly, and the rest is typed. */
export const withoutProposal = (values: FormValues): FormValues =>
  ({ ...values, provider: OTHER, login: values.address.trim(), imap: { host: '', port: 993, security: 'tls' }, smtp: { host: '', port: 465, security: 'tls' } });

const sameServer = (one: EndpointValues, other: EndpointValues) => one.host.trim().toLowerCase() === other.host && one.port === other.port && one.security === other.security;

/** Which of the proposals the form holds; -1 when something was changed by hand. */
export function chosenProposal(values: FormValues, { proposals }: DiscoveryDto): number {
  return proposals.findIndex(({ imap, smtp, login }) => sameServer(values.imap, imap) && (smtp === null || sameServer(values.smtp, smtp)) && values.login.trim() === login);
}

/** Servers of the form for which only the name service vouches: their owner has to be known to the person. */
export function elsewhereIn(values: FormValues, discovery: DiscoveryDto | null): string[] {
  const named = new Set(discovery?.proposals.flatMap(({ elsewhere }) => elsewhere) ?? []);
  return [...new Set([values.imap.host, values.smtp.host])].filter((host) => named.has(host));
}

/** How far the wizard may be entered: what comes later needs what comes before. */
export function reachable(step: WizardStep, account: Pick<AccountDto, 'tested'> | null, address: string): boolean {
  if (step === 'address') return true;
  if (step === 'settings') return isAddress(address);
  return step === 'test' ? account !== null : account?.tested === true;
}

/** Where somebody who comes back goes on. */
export const firstOpen = (account: Pick<AccountDto, 'tested'> | null): WizardStep => (account === null ? 'address' : account.tested ? 'import' : 'settings');
