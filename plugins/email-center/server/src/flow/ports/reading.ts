/** Opening messages: MIME, the stored originals, and HTML that is safe to show. */
import type { Attachment, Envelope, Message } from '../../domain/mail/message';

/** The readable parts of a message as the sender made them: the HTML is not safe to show. */
export interface Bodies {
  text: string;
  html: string | null;
  attachments: Attachment[];
}

export interface OpenedPart {
  contentType: string;
  filename: string | null;
  content: AsyncIterable<Uint8Array>;
}

/** How messages of a forward address are read. */
export interface ForwardParsing {
  /** False: neither files nor the octets with them are kept (S5.4). */
  keepsAttachments: boolean;
}

export interface ForwardParsed {
  message: Message;
  kept: Uint8Array | null;
}

/** Reads MIME (RFC 2045 ff.). What cannot be read rejects with kind `malformed`. */
export interface MimeParser {
  parse(octets: Uint8Array): Message;
  /** The same in bounded memory, for large messages. */
  parseStream(chunks: AsyncIterable<Uint8Array>): Promise<Message>;
  /** Reads what it forwards, too (S5). `kept`: the octets to store where no files are kept, else null. */
  parseForward(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: ForwardParsing): Promise<ForwardParsed>;
  /** The header alone; the octets may go on behind it or end before it does. */
  parseEnvelope(octets: Uint8Array): Envelope;
}

/** Opens stored messages. */
export interface MessageOpener {
  readBodies(chunks: AsyncIterable<Uint8Array>): Promise<Bodies>;
  /** Decoded content of one part; rejects with `not-found`. */
  openPart(chunks: AsyncIterable<Uint8Array>, partNumber: string): Promise<OpenedPart>;
}

/** Makes HTML safe to show: scripts and remote content out, `cid:` images named by their part number. */
export type SanitizeBody = (html: string, options: { inline: Record<string, string>; allowRemote: boolean }) => { html: string; blockedRemote: number };

/** Private, content-addressed and compressed; keys are hex SHA-256 of the octets. */
export interface BlobStore {
  /** Stores octets once; resolves when they are safely on disk. Rejects with `disk-full`. */
  put(octets: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ key: string; size: number }>;
  /** Rejects with `blob-missing`. */
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
  delete(key: string): Promise<void>;
  /**
   * Deletes octets that nobody has put for so many milliseconds. Resolves with whether they are gone; false: they were put since, and
   * whoever did may be about to refer to them.
   */
  deleteUntouched(key: string, milliseconds: number): Promise<boolean>;
}

/** Opens stored messages for reading, off the panel's event loop. */
export interface MessageReader {
  /** The body for the screen: text, sanitised HTML (remote content marked), and which inline parts it shows. */
  readBody(rawKey: string, options?: { allowRemote: boolean }): Promise<RenderedBody>;
  openRaw(rawKey: string): Promise<AsyncIterable<Uint8Array>>;
  /** Decoded content of one part; rejects with `not-found`. */
  openPart(rawKey: string, partNumber: string): Promise<OpenedPart>;
  /** Parses a stored raw message again (replay of a quarantined one); with `forward`, as a forward address does. */
  reparse(rawKey: string, forward?: ForwardParsing): Promise<Message>;
}

export interface RenderedBody {
  text: string;
  /** Safe to show in a sandboxed frame; null when the message has no HTML. `cid:` images name their part number. */
  html: string | null;
  /** Remote images and styles taken out, shown on demand. */
  blockedRemote: number;
  /** Content-ID to part number of the images shown inline. */
  inline: Record<string, string>;
}
