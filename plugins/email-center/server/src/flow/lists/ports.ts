/** What lists need of the outside world. */
import type { MessageListItem } from '../../../../shared/contracts';
import type { ListEntry } from '../../domain/intake/lists';
import type { Direction, MailboxRole } from '../../domain/intake/types';
import type { MailAccount } from '../../domain/mail/account';
import type { Address } from '../../domain/mail/address';
import type { MailboxEntry } from '../ports';
import type { Viewer } from '../queries';

export interface ListStore {
  /** Every entry there is; the same array until one of them changes, on whichever node. */
  loadAll(): Promise<readonly ListEntry[]>;
  insert(entries: readonly ListEntry[]): Promise<void>;
  update(id: string, change: Pick<ListEntry, 'kind' | 'form' | 'value' | 'note'>): Promise<void>;
  remove(id: string): Promise<void>;
}

/** An account's copy of a stored message, as lists judge it. */
export interface FiledCopy {
  messageId: number;
  accountId: string;
  direction: Direction;
  /** The sender, or the first recipient. */
  counterpart: string | null;
}

export interface FiledMail {
  /** All accounts, also removed ones: what was filed of them stays. */
  accounts(): Promise<Pick<MailAccount, 'id' | 'kind' | 'ownerId' | 'address'>[]>;
  /** Copies received since (epoch ms), newest first, in batches; of these accounts, or of all (null); of at most so many messages. */
  recent(accounts: readonly string[] | null, since: number, limit: number): AsyncIterable<FiledCopy[]>;
  /** All copies, in batches that hold whole messages, by message id ascending; `upTo` is the highest id there is. */
  all(accounts: readonly string[] | null): AsyncIterable<{ copies: FiledCopy[]; at: number; upTo: number }>;
  /** To, Cc and Bcc of these messages. */
  recipients(messageIds: readonly number[]): Promise<Map<number, { to: Address[]; cc: Address[]; bcc: Address[] }>>;
  /** Those of the messages the viewer may read in full, in the order given. */
  items(viewer: Viewer, messageIds: readonly number[]): Promise<MessageListItem[]>;
}

/** A UID that a list entry kept out. */
export interface BlockedSighting {
  id: number;
  accountId: string;
  mailbox: Pick<MailboxEntry, 'id' | 'path' | 'serverCount'> & { role: MailboxRole };
  uidValidity: number;
  uid: number;
}

export interface BlockedMail {
  /** How many the entry kept out since (epoch ms), counted up to `limit`. */
  count(entryId: string, since: number, limit: number): Promise<number>;
  /** The ones still there to be read: of the mailboxes' present epochs, by id ascending behind `after`. */
  page(entryId: string, since: number, after: number, limit: number): Promise<BlockedSighting[]>;
}

/** Rows by which a message leaves the server. */
export type ContentKind = 'message' | 'activity' | 'document' | 'document-folder';

export interface HiddenMail {
  /** Takes these copies out of sight, each batch in one transaction; resolves with how many were in sight. */
  hide(copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[], entryId: string, userId: number | null): Promise<number>;
  /** Brings copies that an entry hid back into sight; resolves with how many, 0 when none is left. */
  show(entryId: string, limit: number): Promise<number>;
  /** Whether the entry keeps any copy out of sight. */
  has(entryId: string): Promise<boolean>;
  /** Which of these rows of a content type belong to a message that nobody is to see. */
  outOfSight(kind: ContentKind, ids: readonly number[]): Promise<ReadonlySet<number>>;
}

export interface ErasedMail {
  /**
   * Takes these copies away from their accounts. A message no account has any more goes with all that hangs on it, and
   * leaves a tombstone by its identity. One transaction; resolves with the keys of raw messages nothing refers to now.
   */
  erase(copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[], reason: string, userId: number | null): Promise<{ erased: number; rawKeys: string[] }>;
}
