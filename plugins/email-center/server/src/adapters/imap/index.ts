import type { ConnectionSettings } from '../../domain/mail/account';
import type { BlobStore, ForwardParsing, MailServer, MimeParser, Timeouts } from '../../flow/ports';
import { Connection } from './connection';
import { createSession } from './session';

export interface MailServerOptions {
  blobs: BlobStore;
  parser: MimeParser;
  /** PEM file of certificate authorities trusted beside the known ones. */
  caFile?: string;
  timeouts?: Timeouts;
  /** Set for forward addresses: what is forwarded is read, too, and maybe no files are kept (S5). */
  forward?: ForwardParsing;
  /** Larger messages are reported as `too-large` and not read. */
  maxMessageBytes: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connect: 15_000, silence: 60_000, command: 600_000 };

/** Literals up to this size are taken in one piece; larger messages come in parts. */
const MAX_LITERAL = 8 * 1024 * 1024;

/**
 * IMAP (RFC 3501, RFC 9051) by imapflow: TLS or demanded STARTTLS with a verified certificate, read-only mailboxes,
 * PEEK; writable only while `\Seen` is set. A connection is used by one session and never repaired: after a failure a new one is opened.
 */
export function createMailServer(options: MailServerOptions): MailServer {
  const { caFile, timeouts = DEFAULT_TIMEOUTS } = options;
  return {
    async connect(settings: ConnectionSettings, signal?: AbortSignal) {
      return createSession(await Connection.open(settings, { caFile, timeouts, maxLiteral: MAX_LITERAL }, signal), options);
    },
  };
}
