/** The file of settings a domain publishes for mail programs: `clientConfig` version 1.1 (autoconfig). */
import type { Security } from '../mail/account';
import { isPort, serverName } from './host';
import type { AskedAddress, Finding, Protocol, ServerOffer, SignIn, XmlElement } from './types';

const SECURITIES: Readonly<Record<string, Security>> = { SSL: 'tls', STARTTLS: 'starttls' };
const DIRECTIONS: readonly [element: string, type: string, protocol: Protocol][] = [['incomingServer', 'imap', 'imap'], ['outgoingServer', 'smtp', 'smtp']];
/** Far more than any file has. */
const MOST_SERVERS = 20;
const LONGEST_NAME = 80;

/**
 * The encrypted IMAP and submission servers in the order of the file. Servers with the socket type `plain`, POP3 and
 * whatever cannot be understood are left out. Null when it is no such file.
 */
export function readClientConfig(root: XmlElement, asked: AskedAddress): Finding | null {
  if (root.name !== 'clientConfig') return null;
  const providers = childrenOf(root, 'emailProvider');
  if (providers.length === 0) return null;
  const servers = providers.flatMap((provider) => DIRECTIONS.flatMap(([element, type, protocol]) =>
    childrenOf(provider, element).filter(({ attributes }) => attributes.type?.toLowerCase() === type).slice(0, MOST_SERVERS).map((server) => offerOf(server, protocol, asked))));
  const name = textOf(providers[0]!, 'displayName') || textOf(providers[0]!, 'displayShortName');
  return { source: 'autoconfig', provider: null, name: plainName(name), offers: servers.filter((offer) => offer !== null) };
}

function offerOf(server: XmlElement, protocol: Protocol, asked: AskedAddress): ServerOffer | null {
  const host = serverName(filled(textOf(server, 'hostname'), asked));
  const port = Number(textOf(server, 'port'));
  const security = SECURITIES[textOf(server, 'socketType').toUpperCase()];
  if (host === null || !isPort(port) || security === undefined) return null;
  const login = filled(textOf(server, 'username'), asked);
  return { protocol, host, port, security, login: isLogin(login) ? login : null, signIn: signInOf(server) };
}

/** A file that says nothing about signing in means a password. */
function signInOf(server: XmlElement): SignIn {
  const ways = childrenOf(server, 'authentication').map(({ text }) => text.toLowerCase());
  const modern = ways.includes('oauth2');
  const password = ways.length === 0 || ways.some((way) => way.startsWith('password') || way === 'plain' || way === 'secure');
  return modern ? (password ? 'either' : 'modern-only') : 'password';
}

/** The placeholders of the format; anything else in percent signs is not filled and makes the value useless. */
function filled(written: string, { address, local, domain }: AskedAddress): string {
  const values: Readonly<Record<string, string>> = { '%EMAILADDRESS%': address, '%EMAILLOCALPART%': local, '%EMAILDOMAIN%': domain };
  return written.replace(/%[A-Z]+%/g, (placeholder) => values[placeholder] ?? placeholder);
}

const isLogin = (login: string): boolean => login !== '' && login.length <= 320 && !/%[A-Z]+%/.test(login) && !/\p{Cc}/u.test(login);

function plainName(name: string): string | null {
  const plain = name.replace(/\p{Cc}+/gu, ' ').trim().slice(0, LONGEST_NAME);
  return plain === '' ? null : plain;
}

const childrenOf = (element: XmlElement, name: string): XmlElement[] => element.children.filter((child) => child.name === name);
const textOf = (element: XmlElement, name: string): string => childrenOf(element, name)[0]?.text ?? '';
