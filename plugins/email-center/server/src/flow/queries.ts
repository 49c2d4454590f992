/**
 * The read models of the panel and of headless consumers. They answer in the shapes of `shared/contracts`, because a
 * second set of the same shapes would only drift from the first. Every query takes the viewer: what may not be seen is
 * not found (invariant 12).
 */
import type {
  AccountDto, AccountStatusDto, ActivityDto, FailingAddressDto, ListActivitiesQuery, ListLedgerQuery, ListMessagesQuery, MessageDetail, MessageListItem, SightingDto,
} from '../../../shared/contracts';
import type { Concealment } from '../domain/intake/conceal-forward';
import type { FurtherNames } from './search/show-hits';

/** Who asks, and how far that person may read. `userId` null: an API token, whose rights were checked by Strapi. */
export interface Viewer {
  userId: number | null;
  reads: 'none' | 'own' | 'group' | 'all';
  /** Gives work to others, and so reads what any message is work of. */
  assignsWork?: true;
}

/** What a search must not find by (S5.3). */
export type Hidden = Pick<Concealment, 'isKnown' | 'text'>;

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** Everything of a message but its body, which is read from the raw message. */
export type StoredMessage = Omit<MessageDetail, 'html' | 'blockedRemote'> & { rawKey: string };

/** What is only partly seen has neither raw message nor body (X13). */
export type OpenedMessage = { whole: StoredMessage } | { partly: Omit<StoredMessage, 'rawKey'> };

export interface Queries {
  /** `hidden`: addresses that are not found by, nor by a part of them. */
  listMessages(viewer: Viewer, query: ListMessagesQuery, hidden?: Hidden): Promise<Page<MessageListItem>>;
  /** A message of which the viewer sees everything; null for any other. */
  loadMessage(viewer: Viewer, id: string): Promise<StoredMessage | null>;
  /** The stored copies of a message that the viewer sees whole: the octets differ in what the servers wrote above them, and in Bcc. */
  loadCopies(viewer: Viewer, id: string): Promise<{ accountId: string; rawKey: string }[]>;
  /** As much of a message as the viewer sees; null when that is nothing. */
  openMessage(viewer: Viewer, id: string): Promise<OpenedMessage | null>;
  listActivities(viewer: Viewer, record: { recordType: string; recordId: string }, page: ListActivitiesQuery): Promise<Page<ActivityDto> & { total: number }>;
  /** The addresses of a record that bounce. */
  listFailing(viewer: Viewer, record: { recordType: string; recordId: string }): Promise<FailingAddressDto[]>;
  listLedger(viewer: Viewer, query: ListLedgerQuery, hidden?: Hidden): Promise<Page<SightingDto>>;
  /** The ledger row with what a replay needs. */
  loadSighting(viewer: Viewer, id: string): Promise<(SightingDto & { accountId: string; mailboxId: number; rawKey: string | null }) | null>;
  /** What a person owns, and the groups they are a member of; null: everybody's. `can` is filled in by the caller. */
  listAccounts(userId: number | null, page: { cursor?: string; limit: number; kind?: AccountDto['kind'] }): Promise<Page<Omit<AccountDto, 'can'>>>;
  loadAccount(id: string): Promise<Omit<AccountDto, 'can'> | null>;
  accountStatus(id: string): Promise<Omit<AccountStatusDto, 'nextRunAt'> | null>;
  /** Of messages that are seen whole. */
  furtherNames: FurtherNames;
  /**
   * The imports that are running now, of accounts whose mail the viewer reads whole and of those they own, the longest running first.
   * `more`: whether there are further ones beyond `limit`.
   */
  runningImports(viewer: Viewer, limit: number): Promise<{ imports: { account: Omit<AccountDto, 'can'>; progress: NonNullable<AccountStatusDto['progress']> }[]; more: boolean }>;
}

/** How a record is named on screen: the display name of its type, and its main field. */
export interface RecordName {
  typeName: string;
  label: string;
}

/** Looks up the names of records, one read for each type; a record that is gone or unknown is missing from the answer. */
export interface RecordNames {
  /** Keys are those of `recordKey` (domain/intake/match). */
  describe(records: readonly { recordType: string; recordId: string }[]): Promise<Map<string, RecordName>>;
}

/** Looks up admin users; one who was removed is missing from the answer. */
export interface OwnerNames {
  load(ids: readonly number[]): Promise<Map<number, { id: number; name: string; email: string }>>;
}
