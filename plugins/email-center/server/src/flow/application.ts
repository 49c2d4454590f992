/** The composed application: all that the Strapi edge may call. `compose.ts` builds it. */
import type { CreateAccountInput, TestEvent, UpdateAccountInput } from '../../../shared/contracts';
import type { MailAccount } from '../domain/mail/account';
import type { MessageReader, Scheduler } from './ports';
import type { Center } from './center/center';
import type { Forward } from './forward/forward';
import type { Links } from './links/links';
import type { MessageFiles } from './reader/message-files';
import type { Live } from './live/live';
import type { OwnerNames, Queries, RecordNames } from './queries';
import type { Outbox } from './outbox/outbox';
import type { SendingSettingsAccess } from './outbox/sending-settings';
import type { SearchApplication } from './search/search';
import type { Settings } from './settings';
import type { Offers } from './offers';
import type { Replayed } from './replay';
import type { Routing } from './routing/routing';
import type { Groups } from './groups';
import type { Lists } from './lists/lists';
import type { Discovery } from './discovery/discovery';
import type { Task, Tasks } from './tasks';
import type { WorkApplication } from './work';
import type { Writing } from './writing/writing';

export interface Application {
  accounts: {
    create(input: CreateAccountInput, ownerId: number): Promise<MailAccount>;
    /** Changed connection settings make the test void; an active account with void settings is paused until tested. */
    update(id: string, input: UpdateAccountInput): Promise<MailAccount>;
    remove(id: string): Promise<void>;
    /** Reports each step as it happens; resolves with whether all passed. A stopped account that passes is active again. */
    test(id: string, report: (event: TestEvent) => void, signal: AbortSignal): Promise<boolean>;
    /** Rejects with `conflict` unless the current settings passed the test. */
    activate(id: string): Promise<MailAccount>;
    pause(id: string): Promise<MailAccount>;
    /** Queues a run; resolves at once. */
    sync(id: string): Promise<void>;
    /** Begins the comparison with the server; one that goes on already is that one. */
    reconcile(id: string, userId: number): Promise<Task>;
  };
  /** Parses and files a quarantined message again. */
  replay(sighting: { id: string; accountId: string; mailboxId: number; uid: number; uidValidity: number; rawKey: string | null; outcome: string; internalDate: string | null; size: number }): Promise<Replayed>;
  queries: Queries;
  work: WorkApplication;
  groups: Pick<Groups, 'people' | 'check'>;
  routing: Routing;
  offers: Offers;
  forward: Forward;
  tasks: Tasks;
  discovery: Discovery;
  lists: Lists;
  links: Links;
  center: Center;
  search: SearchApplication;
  writing: Writing;
  settings: Settings;
  outbox: Outbox;
  /** How accounts send. */
  sending: SendingSettingsAccess;
  live: Pick<Live, 'subscribe' | 'setPresence'>;
  recordNames: RecordNames;
  owners: OwnerNames;
  reader: MessageReader;
  messageFiles: MessageFiles;
  scheduler: Scheduler;
  recordTypes(): { uid: string; name: string; fields: string[] }[];
  /** Rebuilds the address index from the records; resolves with the number of addresses. */
  rebuildAddressIndex(): Promise<number>;
  /** By role: opens the import thread and begins to work off jobs. */
  start(): Promise<void>;
  /** Lets running batches end, gives leases and locks back. */
  stop(): Promise<void>;
}
