/** The stages of a decision and what each hands to the next. */
import type { MailErrorData } from '../mail/mail-error';
import type { Envelope, Message } from '../mail/message';
import type { Reason } from '../mail/reason';

/** Which side of the account a mailbox is. */
export type MailboxRole = 'inbox' | 'sent';
export type Direction = 'incoming' | 'outgoing';

/** The one recorded end of every UID (X1). */
export const OUTCOMES = ['imported', 'duplicate', 'blocked', 'unmatched-skipped', 'automatic-skipped', 'too-large', 'quarantined', 'vanished', 'test-message', 'erased'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which header fields count when matching, and which addresses are held for the same (S1.3, S1.6, S1.7). */
export interface MatchingOptions {
  /** Cc recipients of sent mail (S1.6: off by default). */
  cc: boolean;
  /** The Sender header of received mail. */
  sender: boolean;
  /** The Reply-To header of received mail. */
  replyTo: boolean;
  /** Groups of domains that are one and the same, in ASCII; googlemail.com and gmail.com differ unless a group says so. */
  equivalentDomains: readonly (readonly string[])[];
  /** anna+jobs@firm.example in a message also finds the record that knows anna@firm.example; never the other way round. */
  plusAddressing: boolean;
  /** Domains of one's own firm, in ASCII: their addresses are no counterparts. Empty: every address counts. */
  internalDomains: readonly string[];
}

/** The rule that made a link: which header of which mailbox role. */
export type MatchRule = 'inbox-from' | 'inbox-sender' | 'inbox-reply-to' | 'sent-to' | 'sent-cc' | 'forwarded-from' | 'forwarded-to' | 'case-mention' | 'bounced' | 'manual';

/** One row of the address index: a record knows an address. */
export interface AddressHit {
  /** Normalised. */
  address: string;
  recordType: string;
  recordId: string;
  /** Path of the attribute that holds it, e.g. "email2" or "contacts.email". */
  field: string;
  /** ISO time when the address was entered on the record. */
  enteredAt: string;
}

/** What made an address of a message the same as one of a record that is written differently. */
export type Equality = 'equivalent-domain' | 'plus' | 'plus-and-equivalent-domain';

/** Why a link exists: the provenance shown by "why?". */
export interface LinkReason {
  rule: MatchRule;
  /** As found in the message, normalised; '' for a link made by hand. */
  address: string;
  /** Attribute path on the record; '' for a link made by hand. */
  field: string;
  /** ISO time when the address was entered on the record, or when a person made the link. */
  enteredAt: string;
  /** Set when the record knows the address in another form: which rule held them for the same. */
  as?: Equality;
  /** That other form, as the record knows it, normalised. */
  knownAs?: string;
  /** Panel user who made the link by hand. */
  by?: number;
}

/** A record the message belongs to, with every reason found. */
export interface Match {
  recordType: string;
  recordId: string;
  reasons: LinkReason[];
}

/** A message ready to be filed: read, identified, raw octets stored. */
export interface FileableMail {
  uid: number;
  /** ISO UTC; the server's INTERNALDATE: when it was received (or sent). */
  internalDate: string;
  /** RFC822.SIZE in octets. */
  size: number;
  seen: boolean;
  message: Message;
  /** Key of the raw message in the blob store. */
  rawKey: string;
}

/** One sighted UID: a readable message, or the reason it is none (raw octets kept where they could be read). */
export type SightedMail =
  | ({ ok: true } & FileableMail)
  | { ok: false; uid: number; internalDate: string; size: number; error: MailErrorData; rawKey: string | null; envelope: Envelope | null };

/** A UID decided by its headers alone; its body never left the server (X5). */
export interface SkippedMail {
  uid: number;
  internalDate: string;
  size: number;
  envelope: Envelope;
  outcome: 'unmatched-skipped' | 'blocked' | 'automatic-skipped' | 'too-large' | 'test-message';
  reason: string;
  /** See SightingRow.reasons. */
  reasons?: readonly Reason[];
  /** The list entry that blocked it. */
  listEntryId?: string;
}
