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

/** What colleagues who are neither owner nor member see of its mail, on records and where they ask for it (X13). */
export type ColleagueView = 'nothing' | 'metadata' | 'subject' | 'everything';

/** How new messages of a group get a handler. */
export type Distribution = 'none' | 'default-handler' | 'round-robin' | 'least-busy';

/** Members and distribution of a group account; empty for other kinds. */
export interface GroupOptions {
  /** Panel users, in the order of the round. */
  members: readonly number[];
  defaultHandler: number | null;
  distribution: Distribution;
}

/** What a forward account takes (S5). */
export interface ForwardOptions {
  /** Who may feed it: known panel users and employees, or everyone. */
  feeders: 'known' | 'everyone';
  /** False: neither attachments nor the raw message with them are kept (S5.4). */
  keepsAttachments: boolean;
  /** Addresses it had before its secret was rotated, newest first; `until` (ISO) they are taken for the present one. */
  former?: readonly { address: string; until: string }[];
  /** Other addresses it had, which its settings do not name any more: mail of that time still does. */
  earlier?: readonly string[];
  /** Under which name the receiving server writes Authentication-Results, where it is not told from its host. */
  authservId?: string | null;
}

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
  colleagues: ColleagueView;
  /** Of a personal account: what its owner reads, or marks unread, is marked so on the mail server, too. */
  marksSeen: boolean;
  group: GroupOptions;
  forward: ForwardOptions;
}

export const NO_GROUP: GroupOptions = { members: [], defaultHandler: null, distribution: 'none' };
export const FORWARD_DEFAULTS: ForwardOptions = { feeders: 'known', keepsAttachments: true };
