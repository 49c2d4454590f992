/** Messages that cannot be read: the message's fault, so it is quarantined and the import goes on. */
import type { Envelope } from '../../domain/mail/message';
import { MailError } from '../../domain/mail/mail-error';
import type { HeaderSummary, MimeParser } from '../../flow/ports';

/** Stands where a server does not say when it received a message. */
export const UNKNOWN_DATE = '1970-01-01T00:00:00.000Z';

const NO_ENVELOPE: Envelope = { messageId: null, subject: '', from: [], sender: [], replyTo: [], to: [], cc: [], bcc: [], date: null, inReplyTo: [], references: [] };

/** The envelope of a header, or an empty one with the reason. */
export function readHeader(parser: MimeParser, header: Buffer | null): Pick<HeaderSummary, 'envelope' | 'error'> {
  try {
    if (header) return { envelope: parser.parseEnvelope(header) };
  } catch (error) {
    return { envelope: NO_ENVELOPE, error: asMalformed(error).toJSON() };
  }
  return { envelope: NO_ENVELOPE, error: asMalformed(new Error('the server sent no header')).toJSON() };
}

/** Whatever a parser throws, as the reason of a quarantine. */
export function asMalformed(error: unknown): MailError {
  if (error instanceof MailError && error.kind === 'malformed') return error;
  return new MailError({
    kind: 'malformed', code: 'message-unreadable', remedier: 'developer',
    message: 'The message could not be read; its original is kept.', detail: error instanceof Error ? error.stack : String(error),
  }, { cause: error });
}

/** Best effort for the ledger: a message that is refused should still show who wrote it. */
export function envelopeOf(octets: Buffer | null, parser: MimeParser): Envelope | null {
  if (!octets) return null;
  try {
    return parser.parseEnvelope(octets);
  } catch {
    // The refusal itself is already recorded with its own reason.
    return null;
  }
}
