/** What one transaction writes for a batch of sighted messages; `plan-filing.ts` decides it. */
import type { Address } from '../mail/address';
import type { Automatic, Message } from '../mail/message';
import type { MailErrorData } from '../mail/mail-error';
import type { SyncCursor } from '../sync/cursor';
import type { Direction, LinkReason, MailboxRole, Outcome } from './types';

/** A stored message as planning needs it. */
export interface KnownMessage {
  id: number;
  identity: string;
  /** ISO; the place it has in lists, whichever account looks. */
  receivedAt: string;
  /** Links that exist, and those a person removed (tombstones, invariant 6). */
  links: { recordType: string; recordId: string; state: 'active' | 'removed'; manual: boolean }[];
  /** Accounts that already have it. */
  deliveries: { accountId: string; role: MailboxRole }[];
}

/** The ledger row of one UID. */
export interface SightingRow {
  uid: number;
  uidValidity: number;
  outcome: Outcome;
  /** In words, for the ledger screen. */
  reason: string;
  error: MailErrorData | null;
  /** Refers to a stored or new message; null when nothing was stored. */
  identity: string | null;
  messageId: string | null;
  /** First From (inbox) or To (sent) address, normalised, to search the ledger by. */
  counterpart: string | null;
  subject: string;
  /** Null when it was gone before it could be read. */
  internalDate: string | null;
  size: number;
  /** Raw octets kept for a quarantined message. */
  rawKey: string | null;
  /** Set when the UID was decided before and is decided anew (replay): the outcome it had. Its row is updated. */
  replaces?: Outcome;
}

/** An address a message is found by, beside its counterpart; belongs to the ledger row of that UID. */
export interface CorrespondentRow {
  uid: number;
  uidValidity: number;
  /** See SightingRow.identity. */
  identity: string | null;
  /** The place of the stored message in lists; null when none is stored. */
  receivedAt: string | null;
  /** Normalised. */
  address: string;
}

export interface NewMessageRow {
  identity: string;
  message: Message;
  rawKey: string;
  size: number;
  direction: Direction;
  /** INTERNALDATE of the first sighting: the order of lists. */
  receivedAt: string;
  automatic: Automatic;
  /** See SightingRow.counterpart. */
  counterpart: string | null;
  preview: string;
}

export interface DeliveryRow {
  identity: string;
  accountId: string;
  role: MailboxRole;
  direction: Direction;
  /** The message's own, not this sighting's: one message has one place in lists. */
  receivedAt: string;
  seen: boolean;
  /** See SightingRow.counterpart. */
  counterpart: string | null;
  /** The copy this account has: copies of one message differ in trace headers, and only the sender's names Bcc. */
  rawKey: string;
  /** Of the sender's own copy; empty for a received one, whatever its header says. */
  bcc: Address[];
}

export interface LinkRow {
  identity: string;
  recordType: string;
  recordId: string;
  reasons: LinkReason[];
}

/** One file of a document folder: the original or an attachment. */
export interface DocumentRow {
  kind: 'original' | 'attachment';
  /** Safe, unique within its folder. */
  name: string;
  partNumber: string | null;
  contentType: string;
  size: number;
}

export interface ActivityRow {
  identity: string;
  kind: 'email' | 'case';
  recordType: string;
  recordId: string;
  direction: Direction;
  subject: string;
  preview: string;
  counterpart: string | null;
  occurredAt: string;
  folder: { title: string; documents: DocumentRow[] };
}

/** Everything one transaction writes. */
export interface FilingPlan {
  accountId: string;
  mailboxId: number;
  sightings: SightingRow[];
  correspondents: CorrespondentRow[];
  messages: NewMessageRow[];
  deliveries: DeliveryRow[];
  links: LinkRow[];
  activities: ActivityRow[];
  /** Null: stays as it is (replay). */
  cursor: SyncCursor | null;
  serverCount: number | null;
}
