/** The message as the email center knows it, whichever server and parser it came from. */
import type { Address } from './address';
import type { Forwarded, ForwardSigns } from './forwarded';
import type { Reason } from './reason';

/** A MIME body part that is presented as a file (RFC 2183), still encoded in the raw message. */
export interface Attachment {
  /** IMAP part number (RFC 9051 section 6.4.5), e.g. "2" or "1.3"; the key under which it can be opened. */
  partNumber: string;
  /** The name as the sender wrote it, decoded; null when there is none. Not safe as a file name: see `safeFileName`. */
  filename: string | null;
  /** Lower-case media type without parameters. */
  contentType: string;
  /** Octets of the decoded content. */
  size: number;
  /** Shown within the HTML body (Content-Disposition inline, or referenced by cid:). */
  inline: boolean;
  /** Content-ID without angle brackets, or null. */
  contentId: string | null;
}

/** RFC 3464, 3834, 5965, 2919/2369: mail that no person wrote by hand. */
export interface Automatic {
  kind: 'none' | 'bounce' | 'auto-reply' | 'complaint' | 'list' | 'bulk';
  /** The header or content that decided, in plain words. */
  why: string;
  /** The same for every language; missing where it was stored without. */
  reasons?: Reason[];
  /** Of a bounce: what it says about the message that was not delivered. */
  bounced?: Bounced;
}

export interface Bounced {
  /** Of the message that was not delivered; null when the report does not tell. */
  messageId: string | null;
  /** Normalised addresses that failed, with the enhanced status code (RFC 3463) or ''. */
  failed: { address: string; status: string; permanent: boolean; why: string }[];
}

/** The header fields that matching and filing need; all that is read of a message before its body is wanted (X5). */
export interface Envelope {
  /** Without angle brackets; null when the message has none. */
  messageId: string | null;
  /** Decoded (RFC 2047), white space folded; '' when there is none. */
  subject: string;
  from: Address[];
  sender: Address[];
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  /** Date header as ISO 8601 in UTC; null when missing or unreadable. */
  date: string | null;
  inReplyTo: string[];
  references: string[];
}

/** A parsed message without its files' content and without HTML: what crosses from the import thread. */
export interface Message extends Envelope {
  /** The text to show and search: the plain part, else the HTML part as text. Capped at `LIMITS.textChars`. */
  text: string;
  /** Whether the raw message holds an HTML body. */
  hasHtml: boolean;
  attachments: Attachment[];
  automatic: Automatic;
  /** Read only where it is asked for (forward accounts, inspection); null: not forwarded, undefined: not looked at. */
  forwarded?: Forwarded | null;
  /** Read together with `forwarded`. */
  forwardSigns?: ForwardSigns;
  /**
   * Hex SHA-256 that stays the same for every delivery of one message: Message-ID, stable headers, and the bodies
   * with white space removed. Trace headers (Received, X-*, Bcc) do not count (invariant 2).
   */
  identity: string;
}

/** Hard limits of reading; a message beyond them is quarantined with the reason, never half read in silence. */
export const LIMITS = {
  parts: 10_000,
  depth: 100,
  headerBytes: 4 * 1024 * 1024,
  textChars: 100_000,
} as const;
