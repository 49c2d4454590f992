/** What one transaction writes for a batch of sighted messages; `plan-filing.ts` decides it. */
import type { Address } from '../mail/address';
import type { Automatic, Envelope, Message } from '../mail/message';
import type { MailErrorData } from '../mail/mail-error';
import type { Reason } from '../mail/reason';
import type { SyncCursor } from '../sync/cursor';
import type { FiledForward } from '../mail/forwarded';
import type { Direction, LinkReason, MailboxRole, Outcome } from './types';
import type { WorkKind, WorkReason } from './work';

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
  /** Stored as a forward address read it. */
  isForwarded?: boolean;
  /** Octets that it and its copies refer to. */
  rawKeys: readonly string[];
}

/** The ledger row of one UID. */
export interface SightingRow {
  uid: number;
  uidValidity: number;
  outcome: Outcome;
  /** In English words. */
  reason: string;
  /** The same for every language; left out where an error says it. */
  reasons?: readonly Reason[];
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
  /** The list entry that kept it out. */
  listEntryId: string | null;
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
  /** How a forwarded message was read; null for mail that came by itself. */
  forwarded: FiledForward | null;
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
  /** Set where this account read other headers than the message is stored with. */
  reading: CopyReading | null;
}

/** What an account read of a message that another account had stored differently: for late matching. */
export interface CopyReading {
  headers: Pick<Envelope, 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'subject' | 'date'>;
  /** Of a forward address: what it read out of the message. */
  forwarded: FiledForward | null;
}

/** An address that only matching finds a message by: no search and no list does. */
export interface NamingRow {
  identity: string;
  /** Normalised. */
  address: string;
  /** ISO; the message's own, as in `DeliveryRow`. */
  receivedAt: string;
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
  /** Both null: a case that belongs to no record yet. */
  recordType: string | null;
  recordId: string | null;
  direction: Direction;
  subject: string;
  preview: string;
  counterpart: string | null;
  occurredAt: string;
  folder: { title: string; documents: DocumentRow[] };
}

/** Somebody's work that a message makes: a group's message to be answered, a case, or one that a person must look at. */
export interface WorkRow {
  identity: string;
  accountId: string;
  kind: WorkKind;
  /** Panel user who works on it; null: nobody yet. */
  handlerId: number | null;
  /** Panel users one of whom may take it; empty when it is no offer. */
  offeredTo: number[];
  /** Why it is assigned, offered, unassigned, or needs a look. */
  reason: WorkReason;
  receivedAt: string;
}

/** What the message says about the one that bounced (RFC 3464). */
export interface BounceRow {
  /** Of the bounce itself. */
  identity: string;
  /** Message-ID of the message that was not delivered; null when the report does not tell. */
  messageId: string | null;
  failed: { address: string; status: string; permanent: boolean; why: string }[];
  receivedAt: string;
}

/** Stored octets that nothing refers to once the plan is carried out. */
export interface LeftOctets {
  rawKey: string;
  /** Of the message they are: what may refer to them is found by it and by the Message-ID. */
  identity: string;
  messageId: string | null;
}

/** Everything one transaction writes. */
export interface FilingPlan {
  accountId: string;
  mailboxId: number;
  sightings: SightingRow[];
  correspondents: CorrespondentRow[];
  namings: NamingRow[];
  messages: NewMessageRow[];
  deliveries: DeliveryRow[];
  links: LinkRow[];
  activities: ActivityRow[];
  work: WorkRow[];
  /** Of a group: who was given something last by turns or by load; left out when nobody was. */
  lastAssigned?: number;
  bounces: BounceRow[];
  left: LeftOctets[];
  /** Null: stays as it is (replay). */
  cursor: SyncCursor | null;
  serverCount: number | null;
}
