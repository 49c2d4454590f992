/** What is handed to the outbox: a finished message, before it is made into MIME. Drafts end in it; so does whatever else sends. */
import type { Address } from '../../domain/mail/address';

export interface SubmittedFile {
  /** Where its octets are in the store of raw messages. */
  blobKey: string;
  filename: string;
  contentType: string;
  size: number;
  /** Shown within the HTML by this Content-ID (without angle brackets); null: an attachment. */
  contentId: string | null;
}

export interface Submission {
  accountId: string;
  /** Panel user who sends it. */
  userId: number;
  from: Address;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  subject: string;
  /** Cleaned; null: plain text only. Images name their file as `cid:`. */
  html: string | null;
  text: string;
  files: SubmittedFile[];
  /** Message-IDs without angle brackets (RFC 5322 section 3.6.4). */
  inReplyTo: string[];
  references: string[];
  /** documentId of the message it answers; null: none. */
  answers: string | null;
  /** The record it was written on; linked to the sent message by hand's rule even where no address knows it. */
  record: { recordType: string; recordId: string } | null;
  /** Not sent before; epoch milliseconds. */
  sendAt: number;
  /** `held`: it can be taken back until then; `scheduled`: the person chose the time. */
  waits: 'held' | 'scheduled';
  /** The draft it came from, kept until it is sent, so that taking it back loses nothing. */
  draftId: string;
}

/** What drafts need of the outbox. */
export interface OutboxEntrance {
  /** Makes the message, stores it and queues it, durably, before it resolves with its id. Rejects with `invalid-input` naming what is wrong, and `too-large`. */
  submit(submission: Submission): Promise<{ id: string }>;
}
