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
  /** How many of them are still to be read; for the progress shown. */
  remaining: number;
  /**
   * ISO time: what was received before it is left out, although SEARCH SINCE (which knows only days, RFC 9051 section
   * 6.4.4) names it. Null: the whole first day counts. Set when an account starts at "now" (S4.4).
   */
  notBefore: string | null;
  done: boolean;
}

export interface SyncCursor {
  uidValidity: number;
  /** The highest UID when this epoch was opened: above it everything is read, below it the backfill window. */
  baseUid: number;
  /** Every UID up to this one is decided or belongs to the backfill lane. */
  lastUid: number;
  highestModseq: string | null;
  backfill: BackfillCursor | null;
}
