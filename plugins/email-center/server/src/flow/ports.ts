/** What the flows need of the outside world. Adapters implement these; fakes for tests stand in `test/fakes`. */
import type { ConnectionSettings, MailAccount } from '../domain/mail/account';
import type { Attachment, Envelope, Message } from '../domain/mail/message';
import type { MailErrorData } from '../domain/mail/mail-error';
import type { FilingAccount } from '../domain/intake/as-read';
import type { FilingContext } from '../domain/intake/assign';
import type { IntakePolicy } from '../domain/intake/policy';
import type { AddressHit, FileableMail, MailboxRole } from '../domain/intake/types';
import type { MailboxState, SyncCursor } from '../domain/sync/cursor';
import type { FilingPlan, KnownMessage } from '../domain/intake/plan-filing';

// ---- the mail server -------------------------------------------------------------------------------------------

/** A mailbox as LIST shows it, with its special use (RFC 6154) and how that was known. */
export interface MailboxInfo {
  path: string;
  specialUse: string | null;
  specialUseSource: 'attribute' | 'name' | null;
}

/** Headers of one message, read before the decision whether its body is wanted. */
export interface HeaderSummary {
  uid: number;
  internalDate: string;
  size: number;
  seen: boolean;
  envelope: Envelope;
  /** Why the header could not be read (`envelope` is empty then); such a message is fetched, not skipped. */
  error?: MailErrorData;
}

/** One fetched UID: a readable message, or the reason it is none (raw octets kept where they could be read). */
export type FetchedMail =
  | ({ ok: true } & FileableMail)
  | { ok: false; uid: number; internalDate: string; size: number; error: MailErrorData; rawKey: string | null; envelope: Envelope | null };

/** Opens sessions; every failure is a MailError. */
export interface MailServer {
  connect(settings: ConnectionSettings, signal?: AbortSignal): Promise<MailSession>;
}

/**
 * One authenticated IMAP connection. Mailboxes are opened read-only (EXAMINE) and read with PEEK (invariant 7).
 * Calls are made one after another. `epoch` is the UIDVALIDITY the caller believes in: when the server has another
 * one the call rejects with kind `cursor`.
 */
export interface MailSession {
  listMailboxes(): Promise<MailboxInfo[]>;
  /** STATUS: one round trip. */
  status(path: string): Promise<MailboxState>;
  /** UIDs received on or after the day of `since` (UID SEARCH SINCE), ascending. */
  searchSince(path: string, epoch: number, since: string): Promise<number[]>;
  /** The UIDs that exist between `from` and `to` inclusive, ascending; `n:*` traps are filtered (invariant 3). */
  searchRange(path: string, epoch: number, from: number, to: number): Promise<number[]>;
  fetchHeaders(path: string, epoch: number, uids: readonly number[]): Promise<HeaderSummary[]>;
  /**
   * Reads, stores and parses the messages, in the order given, in batches of bounded octets; stays at most two batches
   * ahead of the consumer. UIDs that are gone by then are not in the result. A batch is done with when the next one is
   * asked for: its texts cannot be read any more then.
   */
  fetchMessages(path: string, epoch: number, uids: readonly number[], forward?: ForwardParsing): AsyncIterable<FetchedMail[]>;
  /** RFC822.SIZE of these messages together, in octets; what is gone counts nothing. */
  totalSize(path: string, epoch: number, uids: readonly number[]): Promise<number>;
  /** UID of the message with this Message-ID, or null (the test message on its way). */
  findMessageId(path: string, messageId: string): Promise<number | null>;
  /** Puts a stored message into a mailbox (APPEND): the only write. */
  append(path: string, rawKey: string, as: { flags: readonly string[]; internalDate: string }): Promise<void>;
  /** Waits until the server tells of new messages in the mailbox (RFC 2177), some minutes at most; ended by the signal of `connect`. */
  idle(path: string): Promise<IdleResult>;
  close(): Promise<void>;
}

/** `quiet`: nothing came for some minutes, ask again; `unsupported`: this server does not tell. */
export type IdleResult = 'news' | 'quiet' | 'unsupported';

/** How long an outside server may take, in milliseconds. */
export interface Timeouts {
  /** From the name look-up to the end of the TLS handshake, and again until the login is answered. */
  connect: number;
  /** Without one octet from the server while a command waits for its answer. */
  silence: number;
  /** For one command altogether, however slowly it is answered. */
  command: number;
}

// ---- reading a message -------------------------------------------------------------------------------------------

/** The readable parts of a message as the sender made them: the HTML is not safe to show. */
export interface Bodies {
  text: string;
  html: string | null;
  attachments: Attachment[];
}

export interface OpenedPart {
  contentType: string;
  filename: string | null;
  content: AsyncIterable<Uint8Array>;
}

/** How messages of a forward address are read. */
export interface ForwardParsing {
  /** False: neither files nor the octets with them are kept (S5.4). */
  keepsAttachments: boolean;
}

export interface ForwardParsed {
  message: Message;
  kept: Uint8Array | null;
}

/** Reads MIME (RFC 2045 ff.). What cannot be read rejects with kind `malformed`. */
export interface MimeParser {
  parse(octets: Uint8Array): Message;
  /** The same in bounded memory, for large messages. */
  parseStream(chunks: AsyncIterable<Uint8Array>): Promise<Message>;
  /** Reads what it forwards, too (S5). `kept`: the octets to store where no files are kept, else null. */
  parseForward(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: ForwardParsing): Promise<ForwardParsed>;
  /** The header alone; the octets may go on behind it or end before it does. */
  parseEnvelope(octets: Uint8Array): Envelope;
}

/** Opens stored messages. */
export interface MessageOpener {
  readBodies(chunks: AsyncIterable<Uint8Array>): Promise<Bodies>;
  /** Decoded content of one part; rejects with `not-found`. */
  openPart(chunks: AsyncIterable<Uint8Array>, partNumber: string): Promise<OpenedPart>;
}

/** Makes HTML safe to show: scripts and remote content out, `cid:` images named by their part number. */
export type SanitizeBody = (html: string, options: { inline: Record<string, string>; allowRemote: boolean }) => { html: string; blockedRemote: number };

// ---- the account test ------------------------------------------------------------------------------------------

export interface CertificateInfo {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  protocol: string;
}

/** Where mail servers are, and which of that the operator lets be connected to. */
export interface ServerAddresses {
  /** IP addresses of the name that may be connected to; rejects with `name-not-found` and `address-forbidden`. */
  find(host: string, signal?: AbortSignal): Promise<string[]>;
  /**
   * The address to connect to instead of the name, so that what was allowed is what is reached; null when all are
   * allowed and the name will do. Rejects besides with `port-forbidden`.
   */
  pin(server: { host: string; port: number }, signal?: AbortSignal): Promise<string | null>;
}

/** Single probes, so that the test of an account can say which step failed (S1.5, S4.5). */
export interface ServerProbe {
  /** IP addresses of the name; rejects with `name-not-found`, `address-forbidden`. */
  resolve(host: string, signal?: AbortSignal): Promise<string[]>;
  /** Opens and closes a TCP connection; rejects with `port-closed`, `no-answer`, `host-unreachable`, `port-forbidden`. */
  reach(host: string, port: number, signal?: AbortSignal): Promise<void>;
  /** TLS at once or after STARTTLS, certificate verified; returns the certificate and the server's greeting. */
  secure(protocol: 'imap' | 'smtp', endpoint: ConnectionSettings['imap'], signal?: AbortSignal): Promise<{ certificate: CertificateInfo; greeting: string }>;
}

export interface OutgoingMail {
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  headers?: Record<string, string>;
}

export interface MailSender {
  /** Logs in and out again. */
  verify(settings: ConnectionSettings, signal?: AbortSignal): Promise<{ greeting: string }>;
  send(settings: ConnectionSettings, mail: OutgoingMail, signal?: AbortSignal): Promise<{ response: string }>;
}

// ---- storage ---------------------------------------------------------------------------------------------------

/** The right to import one account, held by one run; fencing: every filing transaction checks the token. */
export interface Lease {
  accountId: string;
  token: string;
}

/** What is shown while a run goes on; stored with the account so that every node can show it. */
export interface RunProgress {
  startedAt: string;
  done: number;
  total: number;
}

export interface AccountStore {
  /** Stores the account with its secret encrypted; rejects with `conflict` when the address is in use by an account. */
  insert(account: MailAccount, password: string): Promise<void>;
  load(id: string): Promise<MailAccount | null>;
  /** Account with its decrypted secret; rejects with `secret-unreadable` or `not-found`. */
  loadConnection(id: string): Promise<ConnectionSettings>;
  listActive(): Promise<MailAccount[]>;
  update(id: string, change: Partial<Omit<MailAccount, 'id'>>, password?: string): Promise<void>;
  /** Forgets the secret and the cursors and hides the account; what was filed stays. */
  remove(id: string): Promise<void>;
  /** Null while another run holds it; a lease of a dead process on this host is taken over at once. */
  acquireLease(id: string, seconds: number): Promise<Lease | null>;
  /** Rejects with `lease-lost` when somebody else has it. */
  renewLease(lease: Lease, seconds: number, progress?: RunProgress): Promise<void>;
  releaseLease(lease: Lease): Promise<void>;
}

/** A mailbox being imported, with its cursor; null cursor: never opened. */
export interface MailboxEntry {
  id: number;
  accountId: string;
  role: MailboxRole;
  path: string;
  cursor: SyncCursor | null;
  serverCount: number | null;
  lastSyncAt: string | null;
}

export interface MailboxStore {
  list(accountId: string): Promise<MailboxEntry[]>;
  /** Creates it, or follows a changed path of the same role. */
  ensure(accountId: string, role: MailboxRole, path: string): Promise<MailboxEntry>;
  /** Outside a filing: a new epoch, an opened backfill lane, an empty batch. */
  saveCursor(mailboxId: number, cursor: SyncCursor, serverCount: number, lease: Lease): Promise<void>;
}

export interface AddressIndex {
  /** All records that know one of these normalised addresses: one indexed look-up. */
  find(addresses: readonly string[]): Promise<AddressHit[]>;
}

/** What one transaction changed, for the events after the commit. */
export interface FiledBatch {
  accountId: string;
  mailboxId: number;
  /** Stored ids of new messages, links and activities. */
  messageIds: number[];
  activities: { recordType: string; recordId: string; activityId: number }[];
  outcomes: Partial<Record<string, number>>;
}

export interface MessageStore {
  /** What is known of these identities: stored messages with their links and tombstones, deliveries. */
  loadKnown(identities: readonly string[]): Promise<KnownMessage[]>;
  /** Which of these identities were erased: they are not stored again. */
  loadErased(identities: readonly string[]): Promise<string[]>;
  /** Which of these UIDs already have an outcome in this epoch. */
  loadDecided(mailboxId: number, uidValidity: number, from: number, to: number): Promise<number[]>;
  /**
   * Writes messages, deliveries, sightings, links, activities, folders, counters and the cursor in ONE transaction
   * that also checks the lease (invariant 1). Rejects with `conflict` when another run stored one of the messages
   * meanwhile (plan again), `lease-lost`, `database-busy`, `disk-full`. Without a lease for what was seen in no mailbox.
   */
  saveFiling(plan: FilingPlan, lease: Lease | null): Promise<FiledBatch>;
}

/** What administrators decided, read anew for each run, and what is known of an account's people for each batch. */
export interface PolicySource {
  load(): Promise<IntakePolicy>;
  /** Members, routes, and whoever else may work on these messages of the account. */
  contextFor(account: FilingAccount, fetched: readonly FetchedMail[]): Promise<FilingContext>;
}

// ---- raw messages ----------------------------------------------------------------------------------------------

/** Private, content-addressed and compressed; keys are hex SHA-256 of the octets. */
export interface BlobStore {
  /** Stores octets once; resolves when they are safely on disk. Rejects with `disk-full`. */
  put(octets: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ key: string; size: number }>;
  /** Rejects with `blob-missing`. */
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
  delete(key: string): Promise<void>;
}

/** Opens stored messages for reading, off the panel's event loop. */
export interface MessageReader {
  /** The body for the screen: text, sanitised HTML (remote content marked), and which inline parts it shows. */
  readBody(rawKey: string, options?: { allowRemote: boolean }): Promise<RenderedBody>;
  openRaw(rawKey: string): Promise<AsyncIterable<Uint8Array>>;
  /** Decoded content of one part; rejects with `not-found`. */
  openPart(rawKey: string, partNumber: string): Promise<OpenedPart>;
  /** Parses a stored raw message again (replay of a quarantined one); with `forward`, as a forward address does. */
  reparse(rawKey: string, forward?: ForwardParsing): Promise<Message>;
}

export interface RenderedBody {
  text: string;
  /** Safe to show in a sandboxed frame; null when the message has no HTML. `cid:` images name their part number. */
  html: string | null;
  /** Remote images and styles taken out, shown on demand. */
  blockedRemote: number;
  /** Content-ID to part number of the images shown inline. */
  inline: Record<string, string>;
}

// ---- everything else -------------------------------------------------------------------------------------------

export interface Clock {
  now(): Date;
}

/** Repeated work in the background of a run (renewing its lease). */
export interface Timers {
  /** Calls `run` every so many milliseconds until the returned function is called; never keeps the process alive. */
  every(milliseconds: number, run: () => void): () => void;
}

/** Events after a commit: the panel, webhooks, metrics. A listener that fails never harms an import. */
export interface Notifier {
  filed(batch: FiledBatch): void;
  accountChanged(accountId: string): void;
  /** What an account has to send changed; `userId` wrote it, null: it was written by several. */
  outboxChanged(accountId: string, userId: number | null): void;
  /** Read, done, snoozed or tagged, by documentId; for these people, or for everybody who sees the messages. */
  statesChanged(messageIds: readonly string[], userIds: readonly number[] | 'everybody'): void;
  /** Notes of that message, by documentId. */
  notesChanged(messageId: string): void;
}

export interface Logger {
  debug(message: string, data?: object): void;
  info(message: string, data?: object): void;
  warn(message: string, data?: object): void;
  error(message: string, data?: object): void;
}

/**
 * The place of a run among those that may work at the same time. A run that waits long for its mail server lets others
 * have it meanwhile, so that a silent account delays nobody (S2.2).
 */
export interface Place {
  /** False when it is kept, because too many runs wait already. */
  giveBack(): boolean;
  /** Resolves as soon as there is room again; at once when the place was not given back. */
  takeAgain(): Promise<void>;
}

/** Jobs by account; the queue itself is Agenda. */
export interface Scheduler {
  /** Every so many minutes from now on; replaces what was scheduled for the account. */
  scheduleAccount(accountId: string, minutes: number): Promise<void>;
  cancelAccount(accountId: string): Promise<void>;
  /** As soon as a worker is free. */
  runNow(accountId: string, kind: 'sync' | 'backfill' | 'reconcile'): Promise<void>;
  nextRun(accountId: string): Promise<string | null>;
  /** Sends what is due of the account, not before that time (epoch milliseconds); a run that begins sooner serves. */
  runOutbox(accountId: string, at: number): Promise<void>;
  /** The task of this id, as soon as a worker is free; one that waits already is not queued twice. */
  runTask(taskId: string): Promise<void>;
}

/** Encryption at rest, bound to the account it belongs to (AAD). */
export interface Secrets {
  encrypt(plain: string, boundTo: string): string;
  /** Rejects with `secret-unreadable`. */
  decrypt(sealed: string, boundTo: string): string;
  /** Whether `sealed` was made with an older key. */
  isStale(sealed: string): boolean;
}
