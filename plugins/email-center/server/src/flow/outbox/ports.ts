/** What the outbox needs of the outside world. */
import type { Address } from '../../domain/mail/address';
import type { ConnectionSettings } from '../../domain/mail/account';
import type { Message } from '../../domain/mail/message';
import type { MailErrorData } from '../../domain/mail/mail-error';
import type { AttemptEnd } from '../../domain/outbox/attempt';
import type { OutboxChange, OutboxItem } from '../../domain/outbox/item';
import type { SubmittedFile } from './submission';

/** The drafts that end in the outbox. */
export interface OutboxDrafts {
  /** The draft may be written on again: its message was taken back, or nobody wants it sent any more. Nothing when it is gone. */
  release(draftId: string): Promise<void>;
  /** Its message was sent: the draft is needed no longer. Nothing when it is gone. */
  sent(draftId: string): Promise<void>;
}

/** A message to be made; its values were checked. There is no Bcc in it, because every recipient would read it. */
export interface OutgoingMessage {
  messageId: string;
  /** ISO. */
  date: string;
  from: Address;
  to: Address[];
  cc: Address[];
  subject: string;
  html: string | null;
  text: string;
  files: SubmittedFile[];
  inReplyTo: string[];
  references: string[];
}

export interface ComposedMessage {
  rawKey: string;
  size: number;
  /** Read from the very octets, as an import of them would. */
  message: Message;
}

/** Makes messages (RFC 5322, MIME) and stores them among the raw messages. */
export interface MessageComposer {
  compose(outgoing: OutgoingMessage): Promise<ComposedMessage>;
  /** The stored message with another Date; the former one is kept. */
  redate(rawKey: string, date: string): Promise<ComposedMessage>;
}

/** One message for one server. */
export interface Handover {
  from: string;
  recipients: readonly string[];
  /** One more recipient, whose refusal harms nothing and who gets nothing when nobody else does. */
  archive: string | null;
  size: number;
  needsUtf8: boolean;
  octets(): Promise<AsyncIterable<Uint8Array>>;
  /** Called before the last octets go out; when it rejects they never do, and the server drops the message (RFC 5321 section 4.1.1.4). */
  beforeEnd(): Promise<void>;
}

/** Hands messages to submission servers. Resolves however it ends; rejects with `cancelled`, and with bugs. */
export type DeliverMail = (settings: ConnectionSettings, handover: Handover, signal?: AbortSignal) => Promise<AttemptEnd>;

/** The right to work on one item, held by one run; a fence for every change it makes. */
export interface ItemLease {
  itemId: string;
  token: string;
}

export interface OutboxViewer {
  userId: number;
  /** Sees what lost its account or its writer, too. */
  seesOrphaned: boolean;
}

export interface OutboxPlace {
  createdAt: number;
  id: string;
}

export interface StoredOutboxItem extends OutboxItem {
  /** Somebody works on it now. */
  busy: boolean;
  account: { id: string; name: string; address: string };
}

export interface SendingState {
  pausedUntil: number | null;
  failures: number;
  /** A sent message was found in Sent that we had not put there. */
  providerFiles: boolean;
}

export interface OutboxStore {
  /** Rejects with `conflict` when the draft lies in the outbox already. */
  insert(item: OutboxItem): Promise<void>;
  load(id: string): Promise<StoredOutboxItem | null>;
  /** The item whose turn it is, taken for so many seconds; null when none of the account is due or all of them are taken. */
  claimDue(accountId: string, seconds: number): Promise<{ item: OutboxItem; lease: ItemLease } | null>;
  /** That one; null when it is not due or somebody else has it. */
  claim(id: string, seconds: number): Promise<{ item: OutboxItem; lease: ItemLease } | null>;
  renew(lease: ItemLease, seconds: number): Promise<void>;
  /** Changes it; rejects with `lease-lost` when somebody else has it by now. `tried` counts towards what an account sends in a minute. */
  save(lease: ItemLease, change: OutboxChange & { tried?: boolean }): Promise<void>;
  release(lease: ItemLease): Promise<void>;
  /** Gone for good, with its lease. */
  remove(lease: ItemLease): Promise<void>;
  /** Changes it when nobody works on it and it still is in the state given; resolves with whether it was changed. */
  changeIdle(id: string, from: OutboxItem['state'], change: OutboxChange): Promise<boolean>;
  /** When the next item of the account is due; null: none. */
  nextDue(accountId: string): Promise<number | null>;
  /** Accounts that have something due now. */
  accountsDue(limit: number): Promise<string[]>;
  /** Tries since then, oldest first, at most `limit`. */
  triesSince(accountId: string, since: number, limit: number): Promise<number[]>;
  /** What waits of an account: tells why. */
  noteWaiting(accountId: string, error: MailErrorData): Promise<void>;
  /** Fails what is not sent of these, which lost its account or its writer; resolves with how many. */
  orphan(whose: { accountId: string } | { userId: number }, error: MailErrorData): Promise<number>;
  /** Panel users who have something that is not sent yet. */
  waitingWriters(): Promise<number[]>;
  /** documentId of the stored message of this identity. */
  storedMessage(identity: string): Promise<string | null>;
  /** Whether a message of this Message-ID was seen in any mailbox that is imported. */
  wasSighted(messageId: string): Promise<boolean>;
  /** Identities of what was sent from the account, by the Message-ID it went out with or that its server gave it instead. */
  identitiesOf(accountId: string, messageIds: readonly string[]): Promise<Map<string, string>>;
  sendingState(accountId: string): Promise<SendingState>;
  saveSendingState(accountId: string, change: Partial<SendingState>): Promise<void>;
  list(viewer: OutboxViewer, query: { all: boolean; after: OutboxPlace | null; limit: number }): Promise<StoredOutboxItem[]>;
  /** Bounded: from `most` on it is not counted further. */
  counts(viewer: OutboxViewer, most: number): Promise<{ open: number; trouble: number }>;
}
