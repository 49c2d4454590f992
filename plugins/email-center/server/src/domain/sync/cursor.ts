/** Where the import of a mailbox stands. UIDs are numbers and compare as numbers (RFC 9051 section 2.3.1.1). */

/** What the server says of a mailbox (STATUS or SELECT). */
export interface MailboxState {
  path: string;
  uidValidity: number;
  /** Null when the server does not say (old servers leave it out). */
  uidNext: number | null;
  messages: number;
  /** 64 bit (RFC 7162), so kept as a decimal string; null without CONDSTORE. */
  highestModseq: string | null;
}

/** The backfill lane: everything received since `since`, from the newest down. */
export interface BackfillCursor {
  /** ISO date (day) that SEARCH SINCE is asked for. */
  since: string;
  /** UIDs below this one are still to be read. */
  below: number;
  /** Number of messages in the window when the lane was opened; for the progress shown. */
  total: number;
  done: boolean;
}

export interface SyncCursor {
  uidValidity: number;
  /** Every UID up to this one is decided or belongs to the backfill lane. */
  lastUid: number;
  highestModseq: string | null;
  backfill: BackfillCursor | null;
}
