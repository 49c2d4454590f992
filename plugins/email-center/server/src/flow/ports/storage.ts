/** What an import stores, and under which right. */
import type { FilingAccount } from '../../domain/intake/as-read';
import type { FilingContext } from '../../domain/intake/assign';
import type { FilingPlan, KnownMessage } from '../../domain/intake/plan-filing';
import type { IntakePolicy } from '../../domain/intake/policy';
import type { AddressHit, MailboxRole } from '../../domain/intake/types';
import type { ConnectionSettings, MailAccount } from '../../domain/mail/account';
import type { SyncCursor } from '../../domain/sync/cursor';
import type { FetchedMail } from './mail-server';

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

/** A message that its account's owner read, or marked unread again, and where it is on the mail server. */
export interface SeenMark {
  id: number;
  seen: boolean;
  /** Its UIDs in the mailboxes of the account, of their present epochs alone; none: it is not there (any more). */
  places: readonly { path: string; epoch: number; uid: number }[];
}

/** What is to be marked on mail servers, of accounts that say so: one mark for each message of an account, the last one. */
export interface SeenMarks {
  /** The oldest marks of the account with a greater id than `after`. */
  waiting(accountId: string, after: number, limit: number): Promise<SeenMark[]>;
  /** Those that were not turned round meanwhile. */
  forget(marks: readonly Pick<SeenMark, 'id' | 'seen'>[]): Promise<void>;
}
