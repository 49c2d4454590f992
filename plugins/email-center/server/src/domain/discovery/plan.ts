/** Whom to ask for the settings of an address. Every name is derived from the address, and the address itself is told to nobody. */
import type { Endpoint } from '../mail/account';
import { asciiDomain } from '../mail/address';
import type { AskedAddress, Protocol } from './types';

/** A service of a mail domain, by its SRV label (RFC 6186 section 3, RFC 8314 section 5.1). */
export interface ServiceQuestion {
  name: string;
  protocol: Protocol;
  security: Endpoint['security'];
}

export interface DiscoveryPlan {
  /** Encryption from the first octet before STARTTLS (RFC 8314 section 3). */
  services: ServiceQuestion[];
  /** The domain's own file of settings, by HTTPS only. */
  documents: string[];
  /** Whose mail exchangers tell the provider. */
  domain: string;
}

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Null for what has no domain that could be asked: no address, an IP address in brackets, a name without a dot. */
export function askedAddress(written: string): AskedAddress | null {
  const address = written.trim();
  const at = address.lastIndexOf('@');
  if (at < 1) return null;
  const domain = asciiDomain(address.slice(at + 1).replace(/\.$/, ''));
  if (domain === null || !DOMAIN.test(domain)) return null;
  return { address, local: address.slice(0, at), domain };
}

const SERVICES: readonly [label: string, protocol: Protocol, security: Endpoint['security']][] = [
  ['_imaps._tcp', 'imap', 'tls'],
  ['_submissions._tcp', 'smtp', 'tls'],
  ['_imap._tcp', 'imap', 'starttls'],
  ['_submission._tcp', 'smtp', 'starttls'],
];

/**
 * Nothing is asked for the domain of a known provider. The file of settings is asked for without `emailaddress`: whoever
 * runs the domain's web server need not learn who connects a mailbox.
 */
export function planDiscovery({ domain }: AskedAddress): DiscoveryPlan {
  return {
    services: SERVICES.map(([label, protocol, security]) => ({ name: `${label}.${domain}`, protocol, security })),
    documents: [`https://autoconfig.${domain}/mail/config-v1.1.xml`, `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`],
    domain,
  };
}

/** The usual names, in the order in which they are preferred; proposed only after they answered with a valid certificate. */
export function guessedServers(domain: string, protocol: Protocol): Endpoint[] {
  if (protocol === 'imap') return [`imap.${domain}`, `mail.${domain}`].map((host) => ({ host, port: 993, security: 'tls' }));
  const hosts = [`smtp.${domain}`, `mail.${domain}`];
  return [
    ...hosts.map((host): Endpoint => ({ host, port: 465, security: 'tls' })),
    ...hosts.map((host): Endpoint => ({ host, port: 587, security: 'starttls' })),
  ];
}

/** Whether a host is the domain or stands below it. */
export const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
