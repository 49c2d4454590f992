/** The host's database (SQLite, PostgreSQL, MySQL/MariaDB) through knex. */
import type { Knex } from 'knex';
import type { AddressIndex, Clock, MailboxStore, MessageStore, Secrets } from '../../flow/ports';
import type { OwnerNames, Queries, RecordNames } from '../../flow/queries';
import { createAccountStore } from './account-store';
import type { DatabaseAccountStore } from './account-store';
import { createAddressIndex } from './address-index';
import type { Host } from './lease';
import { createMailboxStore } from './mailbox-store';
import { createMessageStore } from './message-store';
import { createQueries } from './queries';
import type { DatabaseClient } from './sql';
import type { WriteAheadLog } from './write-ahead-log';

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
}

/** All stores over one connection. `runMigrations` must have run before the first call. */
export function createDatabase(dependencies: DatabaseDependencies): EmailCenterDatabase {
  return {
    accounts: createAccountStore(dependencies),
    mailboxes: createMailboxStore(dependencies),
    messages: createMessageStore(dependencies),
    addresses: createAddressIndex(dependencies.knex),
    queries: createQueries(dependencies),
  };
}
