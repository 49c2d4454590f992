import type { FilingPorts } from '../file-message';
import type { LinkRequest } from '../links/link-by-hand';
import type { OutcomePorts } from '../account-outcome';
import type { BlobStore, Clock, Logger, MailboxStore, MailServer, MessageReader, PolicySource, Scheduler, Timers } from '../ports';
import type { DeliverMail, MessageComposer, OutboxDrafts, OutboxStore } from './ports';
import type { SendingSettingsAccess } from './sending-settings';

/** Those who wrote what waits. */
export interface SendingPeople {
  /** Those of these users who can log in now. */
  active(ids: readonly number[]): Promise<Set<number>>;
  /** Whether a message may go out in this person's name now. */
  standing(userId: number): Promise<'sends' | 'gone' | 'without-right'>;
}

/** All that sending needs. */
export interface SendingPorts extends Omit<FilingPorts, 'notifier'>, OutcomePorts {
  outbox: OutboxStore;
  drafts: OutboxDrafts;
  sending: SendingSettingsAccess;
  composer: MessageComposer;
  deliver: DeliverMail;
  server: MailServer;
  reader: Pick<MessageReader, 'openRaw' | 'reparse'>;
  blobs: Pick<BlobStore, 'delete'>;
  mailboxes: MailboxStore;
  policies: PolicySource;
  people: SendingPeople;
  linkByHand: (request: LinkRequest) => Promise<void>;
  scheduler: Pick<Scheduler, 'cancelAccount' | 'runOutbox'>;
  clock: Clock & Timers;
  logger: Logger;
  newId: () => string;
  /** Octets of a whole message. */
  maxSendBytes: number;
}
