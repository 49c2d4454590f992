/** What linking by hand and late matching need of the outside world. */
import type { KnownLink, RecordRef } from '../../domain/intake/decide-link';
import type { MailLinkChange } from '../../domain/intake/rematch';
import type { StoredMail } from '../../domain/intake/stored-mail';
import type { AddressHit } from '../../domain/intake/types';

/** Where a walk over an address's messages stands: time (epoch ms) and id, both descending. */
export interface MailPlace {
  receivedAt: number;
  id: number;
}

export interface LinkStore {
  /** The stored id of a message the panel names by documentId; null when there is none. */
  findMail(documentId: string): Promise<number | null>;
  /** In no particular order; what is gone is missing. */
  loadMails(ids: readonly number[]): Promise<StoredMail[]>;
  /**
   * Makes the changes with their activities, folders and counters in ONE transaction. Rejects with `conflict` when a link
   * is not what its change was decided from, or a message is gone; then nothing is written.
   */
  save(changes: readonly MailLinkChange[], by: number | null): Promise<SavedLinks>;
  /** Every address the record knows. */
  addressesOf(record: RecordRef): Promise<AddressHit[]>;
  /** Addresses that messages name, in any way matching may look up, and that begin like this and are at one of these domains; at most `limit`. */
  namedWithDetail(prefix: string, domains: readonly string[], limit: number): Promise<string[]>;
  /** Messages that name the address in any way matching may look up, newest first, after the place. */
  mailsNaming(address: string, after: MailPlace | null, limit: number): Promise<MailPlace[]>;
  countNaming(address: string): Promise<number>;
  /**
   * Notes by which addresses `limit` more messages are named that were stored before this was noted with each; resolves with how many may be
   * left. Each call is one short transaction, and goes on where the one before ended, in whatever process.
   */
  catchUp(limit: number): Promise<number>;
  /** Whether nothing is left to catch up with. */
  isCaughtUp(): Promise<boolean>;
  /** Records that know an address that begins like this; at most `limit` of each type, the address with each. */
  findByAddress(prefix: string, recordTypes: readonly string[], limit: number): Promise<AddressHit[]>;
}

/** What one transaction changed. */
export interface SavedLinks {
  linked: number;
  removed: number;
  activities: { recordType: string; recordId: string; activityId: number }[];
}

export type { KnownLink, MailLinkChange, RecordRef, StoredMail };
