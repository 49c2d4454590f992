/** A mail account: host, login, secret, owner, and the state its import is in. */
import type { MailErrorData } from './mail-error';

export type AccountKind = 'personal' | 'group' | 'intake' | 'forward';

/** Encrypted from the first octet (RFC 8314 section 3) or upgraded before the login (STARTTLS); plain text does not exist here. */
export type Security = 'tls' | 'starttls';

/**
 * draft: saved, its settings have not passed the test; ready: passed, not importing; active: importing;
 * paused: switched off by a person; stopped: switched off by a refusal (auth, tls), resumes after a passed test.
 */
export type AccountState = 'draft' | 'ready' | 'active' | 'paused' | 'stopped';

export interface Endpoint {
  host: string;
  port: number;
  security: Security;
}

/** A server as it is connected to. */
export interface ReachableEndpoint extends Endpoint {
  /** The IP address to connect to instead of asking for the name again; the certificate is still that of `host`. */
  ip?: string;
}

/** All that is needed to open connections; lives only in memory, never logged, never returned. */
export interface ConnectionSettings {
  accountId: string;
  address: string;
  imap: ReachableEndpoint;
  smtp: ReachableEndpoint;
  login: string;
  password: string;
}

/** `all` files every message; `matches-only` reads headers and leaves unmatched bodies on the server (X5). */
export type ImportPolicy = 'all' | 'matches-only';

/** The account as flows see it: without its secret. */
export interface MailAccount {
  /** UUID; also what the secret's encryption is bound to. */
  id: string;
  name: string;
  address: string;
  kind: AccountKind;
  /** Admin user who owns it. */
  ownerId: number;
  imap: Endpoint;
  smtp: Endpoint;
  login: string;
  importPolicy: ImportPolicy;
  /** 0 to 30 (S1.10, S4.4). */
  backfillDays: number;
  /** Chosen by hand, or null: found by special-use. */
  sentMailbox: string | null;
  state: AccountState;
  /** Why it is stopped or failing now; null when all is well. */
  error: MailErrorData | null;
  errorSince: string | null;
  /** Hash of the connection settings that passed the test last; activation compares it. */
  testedSettings: string | null;
  /** Failed runs in a row since the last good one. */
  failures: number;
  /** ISO; not tried again before. */
  backoffUntil: string | null;
  lastSyncAt: string | null;
  activatedAt: string | null;
  createdAt: string;
}
