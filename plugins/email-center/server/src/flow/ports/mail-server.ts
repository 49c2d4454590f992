/** Mail servers that are read: their mailboxes, one session, one fetched message. */
import type { FileableMail } from '../../domain/intake/types';
import type { ConnectionSettings } from '../../domain/mail/account';
import type { MailErrorData } from '../../domain/mail/mail-error';
import type { Envelope } from '../../domain/mail/message';
import type { MailboxState } from '../../domain/sync/cursor';
import type { ForwardParsing } from './reading';

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
  /** Whom a delivery report names as not reached (normalised); left out or empty for all other mail. Nothing else of its body is read. */
  failed?: readonly string[];
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
 * One authenticated IMAP connection. Mailboxes are opened read-only (EXAMINE) and read with PEEK (invariant 7); `append` and `setSeen` alone
 * change anything, and after either a mailbox is read as read-only as before.
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
  /** Puts a stored message into a mailbox (APPEND). */
  append(path: string, rawKey: string, as: { flags: readonly string[]; internalDate: string }): Promise<void>;
  /**
   * Gives these messages `\Seen`, or takes it away (UID STORE); UIDs that are gone are passed over. Rejects with `command-refused`, saying
   * what to do, where the server lets nothing be changed.
   */
  setSeen(path: string, epoch: number, uids: readonly number[], seen: boolean): Promise<void>;
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
