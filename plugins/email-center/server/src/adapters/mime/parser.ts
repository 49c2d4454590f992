/** The MIME parser of the import: what filing needs of a message, in one pass and bounded memory. */
import type { Envelope, Message } from '../../domain/mail/message';
import type { ForwardParsed, ForwardParsing } from '../../flow/ports';
import { readEnvelope } from './envelope';
import { ForwardReading } from './forward-reading';
import { HeaderFields } from './header-fields';
import { MessageReading } from './reading';
import { malformed, MimeScanner } from './scanner';
import { LIMITS } from '../../domain/mail/message';

/**
 * Reads messages. Whatever the octets, the result is a Message, or a MailError of kind `malformed` for what is beyond
 * `LIMITS`: `too-many-parts`, `too-deep`, `header-too-large`.
 */
export interface MimeParser {
  parse(octets: Uint8Array): Message;
  /** The same result as `parse`, however the octets are cut; holds headers and text only. */
  parseStream(chunks: AsyncIterable<Uint8Array>): Promise<Message>;
  /** Reads what it forwards, too (S5). `kept`: the octets to store where no files are kept, else null. */
  parseForward(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: ForwardParsing): Promise<ForwardParsed>;
  /** Reads a header section alone, e.g. of BODY.PEEK[HEADER]; what follows an empty line is not read. */
  parseEnvelope(headerOctets: Uint8Array): Envelope;
}

export function createMimeParser(): MimeParser {
  return {
    parse(octets) {
      const reading = new MessageReading();
      const scanner = new MimeScanner(reading);
      scanner.feed(asBuffer(octets));
      scanner.end();
      return reading.message();
    },

    async parseStream(chunks) {
      const reading = new MessageReading();
      await scanAll(chunks, new MimeScanner(reading));
      return reading.message();
    },

    async parseForward(chunks, { keepsAttachments }) {
      const reading = new ForwardReading({ keepsAttachments });
      await scanAll(chunks, new MimeScanner(reading));
      const message = reading.filed();
      return { message, kept: keepsAttachments ? null : reading.withoutFiles(message) };
    },

    parseEnvelope(headerOctets) {
      if (headerOctets.length > LIMITS.headerBytes) {
        throw malformed('header-too-large', `The header section is larger than ${LIMITS.headerBytes / 1024 / 1024} MiB; the message was not read.`);
      }
      let fields = HeaderFields.read('');
      const scanner = new MimeScanner({
        enter: (entity, found) => {
          if (entity.parent === null) fields = found;
          return null;
        },
        unsplit: () => undefined,
      });
      scanner.feed(headerBlock(asBuffer(headerOctets)));
      scanner.end();
      return readEnvelope(fields);
    },
  };
}

/** Feeds a stream to a scanner, to its end. */
export async function scanAll(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, scanner: MimeScanner): Promise<void> {
  for await (const chunk of chunks) scanner.feed(asBuffer(chunk));
  scanner.end();
}

/** A view on the same octets. */
export function asBuffer(octets: Uint8Array): Buffer {
  return Buffer.isBuffer(octets) ? octets : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
}

/** Nothing after the header is looked at, so that a body that came along cannot count as parts. */
function headerBlock(octets: Buffer): Buffer {
  let start = 0;
  while (octets[start] === 13 || octets[start] === 10) start += 1;
  const crlf = octets.indexOf('\r\n\r\n', start);
  return crlf === -1 ? octets : octets.subarray(0, crlf + 4);
}
