/** What is asked to find the settings of an address, and what answers mean. */
import type { Endpoint } from '../mail/account';
import type { MailProvider } from '../mail/providers';

/** In the order of trust: what the first ones say goes before what the later ones say. */
export const SOURCES = ['provider', 'autoconfig', 'srv', 'mail-exchange', 'guess'] as const;
export type Source = (typeof SOURCES)[number];

export type Protocol = 'imap' | 'smtp';

/** Whether a password opens it: `modern-only` wants a sign-in in the browser (OAuth 2.0). */
export type SignIn = 'password' | 'either' | 'modern-only';

export interface ServerOffer extends Endpoint {
  protocol: Protocol;
  /** Null: not said, so that the whole address is tried first (RFC 6186 section 4). */
  login: string | null;
  signIn: SignIn;
}

/** What one source said. Servers stand in the order in which it prefers them. */
export interface Finding {
  source: Source;
  provider: MailProvider | null;
  /** How the source calls the service. */
  name: string | null;
  offers: ServerOffer[];
}

/** An address as its owner wrote it, with its domain in ASCII (IDNA). */
export interface AskedAddress {
  address: string;
  local: string;
  domain: string;
}

/** RFC 2782. */
export interface SrvRecord {
  target: string;
  port: number;
  priority: number;
  weight: number;
}

/** A document as a tree, without namespaces, comments and declarations. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Its own text, trimmed. */
  text: string;
  children: readonly XmlElement[];
}
