/** The host's database (SQLite, PostgreSQL, MySQL/MariaDB) through knex. */
import type { Knex } from 'knex';
import type { AddressIndex, Clock, MailboxStore, MessageStore, Secrets, SeenMarks } from '../../flow/ports';
import type { ListEntry } from '../../domain/intake/lists';
import type { LookStore } from '../../flow/forward/set-counterpart';
import type { LeftOctetsStore } from '../../flow/left-octets/ports';
import type { LinkStore } from '../../flow/links/ports';
import type { OutboxStore } from '../../flow/outbox/ports';
import type { SendingSettingsStore } from '../../flow/outbox/sending-settings';
import type { SearchIndexer, SearchStore } from '../../flow/search/ports';
import type { SettingsStore } from '../../flow/settings';
import type { OfferStore } from '../../flow/offers';
import type { CaseOpenings, CaseStates, RouteStore, UnassignedCases } from '../../flow/routing/ports';
import type { TaskStore } from '../../flow/tasks';
import type { OwnerNames, Queries, RecordNames } from '../../flow/queries';
import { createAccountStore } from './account-store';
import type { DatabaseAccountStore } from './account-store';
import { createCenterStores, type CenterStores } from './center';
import { createSeenMarks } from './center/seen-marks';
import { createListStores, type ListStores } from './lists';
import { createSettingsStore } from './settings-store';
import { createAddressIndex } from './address-index';
import { createLookStore } from './forward/look-store';
import { createLeftOctetsStore } from './left-octets';
import { createLinkStore } from './links';
import type { Host } from './lease';
import { createChangeLog, createPresenceStore, createWatchStore } from './live';
import { createMailboxStore } from './mailbox-store';
import { createMessageStore } from './message-store';
import { createQueries } from './queries';
import { createSearchIndexer, createSearchStore } from './search';
import { createOutboxStore } from './outbox/outbox-store';
import { createSendingSettingsStore } from './outbox/sending-store';
import { createTaskStore } from './tasks/task-store';
import { createCaseOpenings, createCaseStates, createOfferStore, createRouteStore, createUnassignedCases } from './routing';
import type { DatabaseClient } from './sql';
import type { GroupStore } from '../../flow/groups';
import type { ReadStates, WorkQueries, WorkStore } from '../../flow/work';
import { createGroupStore } from './work-items/group-store';
import { createReadStates } from './work-items/read-states';
import { createWorkQueries } from './work-items/work-queries';
import { createWorkStore } from './work-items/work-store';
import type { WriteAheadLog } from './write-ahead-log';
import type { ChangeLog, PresenceStore } from '../../flow/live/live';
import type { WatchStore } from '../../flow/live/watch-mailboxes';

export type { DatabaseAccountStore, DatabaseClient, Host };
export { createAddressWriter } from './address-writer';
export { runMigrations } from './migrations';
export { openWriteAheadLog } from './write-ahead-log';

export interface DatabaseDependencies {
  /** Strapi's own connection: `strapi.db.connection`. */
  knex: Knex;
  /** As Strapi names it: `strapi.db.dialect.client`. */
  client: DatabaseClient;
  secrets: Secrets;
  clock: Clock;
  host: Host;
  recordNames: RecordNames;
  owners: OwnerNames;
  /** Moved aside while much is filed, where that helps. */
  log?: WriteAheadLog | null;
}

export interface EmailCenterDatabase {
  accounts: DatabaseAccountStore;
  mailboxes: MailboxStore;
  messages: MessageStore;
  addresses: AddressIndex;
  queries: Queries;
  settings: SettingsStore;
  outbox: OutboxStore;
  sendingSettings: SendingSettingsStore;
  work: WorkStore;
  groupStore: GroupStore;
  readStates: ReadStates;
  workQueries: WorkQueries;
  tasks: TaskStore;
  links: LinkStore;
  looks: LookStore;
  routing: { routes: RouteStore; unassigned: UnassignedCases; openings: CaseOpenings; offers: OfferStore; caseStates: CaseStates };
  lists: ListStores;
  centerStores: CenterStores;
  search: SearchStore;
  searchIndexer: SearchIndexer;
  /** Null on SQLite, which has one node. */
  changeLog: ChangeLog | null;
  presence: PresenceStore;
  watches: WatchStore;
  leftOctets: LeftOctetsStore;
  seenMarks: SeenMarks;
  loadListEntries(): Promise<readonly ListEntry[]>;
}

/** All stores over one connection. `runMigrations` must have run before the first call. */
export function createDatabase(dependencies: DatabaseDependencies): EmailCenterDatabase {
  const lists = createListStores(dependencies);
  return {
    accounts: createAccountStore(dependencies),
    mailboxes: createMailboxStore(dependencies),
    messages: createMessageStore(dependencies),
    addresses: createAddressIndex(dependencies.knex),
    queries: createQueries(dependencies),
    settings: createSettingsStore(dependencies),
    outbox: createOutboxStore(dependencies),
    sendingSettings: createSendingSettingsStore(dependencies),
    work: createWorkStore(dependencies),
    groupStore: createGroupStore(dependencies),
    readStates: createReadStates(dependencies),
    workQueries: createWorkQueries(dependencies),
    tasks: createTaskStore(dependencies),
    links: createLinkStore(dependencies),
    looks: createLookStore(dependencies),
    routing: { routes: createRouteStore(dependencies.knex), unassigned: createUnassignedCases(dependencies.knex), openings: createCaseOpenings(dependencies), offers: createOfferStore(dependencies), caseStates: createCaseStates(dependencies) },
    lists,
    centerStores: createCenterStores(dependencies),
    search: createSearchStore(dependencies),
    searchIndexer: createSearchIndexer(dependencies),
    changeLog: dependencies.client === 'sqlite' ? null : createChangeLog(dependencies),
    presence: createPresenceStore(dependencies),
    watches: createWatchStore(dependencies),
    leftOctets: createLeftOctetsStore(dependencies),
    seenMarks: createSeenMarks(dependencies),
    loadListEntries: () => lists.entries.loadAll(),
  };
}
