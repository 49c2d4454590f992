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
  remove(ids: readonly string[]): Promise<void>;
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

/** A UID that lists kept out, and whom it was judged by as far as the ledger tells. */
export interface BlockedSighting {
  id: number;
  accountId: string;
  counterpart: string | null;
  /** Further addresses of the message. */
  others: readonly string[];
  mailbox: Pick<MailboxEntry, 'id' | 'path' | 'serverCount'> & { role: MailboxRole };
  uidValidity: number;
  uid: number;
}

export interface BlockedMail {
  /**
   * What came in since (epoch ms), was kept out by lists and is still there to be read: in the mailboxes' present epochs, of
   * these accounts or of all (null), the latest decisions first, in batches.
   */
  recent(accounts: readonly string[] | null, since: number): AsyncIterable<BlockedSighting[]>;
}

/** Rows by which a message leaves the server. */
export type ContentKind = 'message' | 'activity' | 'document' | 'document-folder';

export interface HiddenMail {
  /** Takes these copies out of sight, each batch in one transaction; resolves with how many were in sight. */
  hide(copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[], entryId: string, userId: number | null): Promise<number>;
  /** Brings copies that an entry hid back into sight; resolves with how many, 0 when none is left. */
  show(entryId: string, limit: number): Promise<number>;
  /** The same with these copies. */
  showCopies(copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[]): Promise<number>;
  /** Copies out of sight, in batches; of these accounts, or of all (null). */
  all(accounts: readonly string[] | null): AsyncIterable<FiledCopy[]>;
  /** Whether the entry, or any entry (null), keeps a copy out of sight. */
  has(entryId: string | null): Promise<boolean>;
  /** Which of these rows of a content type belong to a message that nobody is to see. */
  outOfSight(kind: ContentKind, ids: readonly number[]): Promise<ReadonlySet<number>>;
}

export interface ErasedMail {
  /**
   * Takes these copies away from their accounts. A message no account has any more goes with all that hangs on it, and
   * leaves a tombstone by its identity. One transaction, which notes all octets that nothing refers to now (see `LeftOctetsStore`); resolves
   * with the keys of those that nothing will refer to again either, to be deleted at once.
   */
  erase(copies: readonly Pick<FiledCopy, 'messageId' | 'accountId'>[], reason: string, userId: number | null): Promise<{ erased: number; rawKeys: string[] }>;
}
