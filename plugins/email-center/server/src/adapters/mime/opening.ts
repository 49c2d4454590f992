/** Opening a stored message: its whole body, or the content of one part, decoded while it streams by. */
import { createHash } from 'node:crypto';
import { MailError } from '../../domain/mail/mail-error';
import type { Attachment, Message } from '../../domain/mail/message';
import type { Entity } from './entity';
import { ForwardReading } from './forward-reading';
import { asBuffer, scanAll } from './parser';
import { MessageReading } from './reading';
import { MimeScanner } from './scanner';
import { createTransferDecoder } from './transfer-decoding';

export interface OpenedBodies {
  text: string;
  /** As the sender made it: not sanitised. Null when the message has no HTML. */
  html: string | null;
  attachments: Attachment[];
  /** Whether the body was longer than `OPENED_BODY_BYTES` and is cut there. */
  truncated: boolean;
}

/** Text beyond this many octets is not shown on a screen; the raw message holds it. */
export const OPENED_BODY_BYTES = 8 * 1024 * 1024;
const OPENING_LIMITS = { plain: OPENED_BODY_BYTES, html: OPENED_BODY_BYTES };

export async function readBodies(chunks: AsyncIterable<Uint8Array>): Promise<OpenedBodies> {
  const reading = new MessageReading(OPENING_LIMITS);
  await scanAll(chunks, new MimeScanner(reading));
  return { text: reading.text(OPENED_BODY_BYTES), html: reading.htmlBody(), attachments: reading.attachments(), truncated: reading.truncated };
}

export interface OpenedPart {
  contentType: string;
  filename: string | null;
  /** Decoded; read it once. Ending early ends the reading of the message. */
  content: AsyncIterable<Uint8Array>;
}

/** The content of the leaf with this part number; rejects with `not-found` when the message has none. */
export async function openPart(chunks: AsyncIterable<Uint8Array>, partNumber: string): Promise<OpenedPart> {
  const source = chunks[Symbol.asyncIterator]();
  const part = new PartReading(partNumber);
  const scanner = new MimeScanner(part);
  let more = true;
  while (more && part.found === null) more = await feedNext(source, scanner);
  if (part.found === null) {
    throw new MailError({ kind: 'malformed', code: 'not-found', message: `The message has no part ${partNumber}.`, remedier: 'developer' });
  }
  const { contentType, filename } = part.found;
  return { contentType, filename, content: drain(source, scanner, part, more) };
}

async function feedNext(source: AsyncIterator<Uint8Array>, scanner: MimeScanner): Promise<boolean> {
  const next = await source.next();
  if (next.done) scanner.end();
  else scanner.feed(asBuffer(next.value));
  return !next.done;
}

async function* drain(source: AsyncIterator<Uint8Array>, scanner: MimeScanner, part: PartReading, open: boolean): AsyncGenerator<Uint8Array> {
  let more = open;
  try {
    for (;;) {
      yield* part.take();
      if (part.ended || !more) return;
      more = await feedNext(source, scanner);
    }
  } finally {
    await source.return?.();
  }
}

/** Decodes the one part that is asked for and passes by the others. */
class PartReading {
  found: Entity | null = null;
  ended = false;
  private pieces: Buffer[] = [];

  constructor(private readonly partNumber: string) {}

  enter(entity: Entity): { write(octets: Buffer): void; end(): void } | null {
    if (this.found !== null || entity.boundary !== null || entity.partNumber !== this.partNumber) return null;
    this.found = entity;
    const decoder = createTransferDecoder(entity.encoding, (octets) => this.pieces.push(Buffer.from(octets)));
    return {
      write: (octets) => decoder.write(octets),
      end: () => {
        decoder.end();
        this.ended = true;
      },
    };
  }

  unsplit(): void {
    // Text outside of parts has no part number.
  }

  take(): Buffer[] {
    const taken = this.pieces;
    this.pieces = [];
    return taken;
  }
}

/** Everything at once, for inspection: the Message, its HTML, and the digest of each attachment's decoded content. */
export interface InspectedMessage {
  message: Message;
  /** The whole text, where `message.text` is capped for storing. */
  text: string;
  html: string | null;
  /** Hex SHA-256 by part number. */
  digests: Map<string, string>;
}

export async function inspectMessage(chunks: AsyncIterable<Uint8Array>): Promise<InspectedMessage> {
  const digests = new Map<string, string>();
  const forward = new ForwardReading({ limits: OPENING_LIMITS, watch: (entity) => {
    const hash = createHash('sha256');
    const decoder = createTransferDecoder(entity.encoding, (octets) => hash.update(octets));
    return {
      write: (octets) => decoder.write(octets),
      end: () => {
        decoder.end();
        digests.set(entity.partNumber, hash.digest('hex'));
      },
    };
  } });
  await scanAll(chunks, new MimeScanner(forward));
  const { inspected: reading } = forward;
  return { message: forward.message(), text: reading.text(OPENED_BODY_BYTES), html: reading.htmlBody(), digests };
}
