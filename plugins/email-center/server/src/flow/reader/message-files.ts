/** What the reader offers beyond one part: all files of a message at once, and its headers as they came. */
import { numberDuplicates, safeFileName } from '../../domain/intake/file-names';
import { MailError } from '../../domain/mail/mail-error';
import type { MessageReader } from '../ports';
import type { StoredMessage } from '../queries';

export interface PackedFile {
  /** Safe and unique within its archive. */
  name: string;
  modifiedAt: Date;
  open(): Promise<AsyncIterable<Uint8Array>>;
}
/** Writes an archive while it is read; ending early closes whatever is open. */
export type PackFiles = (files: readonly PackedFile[]) => AsyncIterable<Uint8Array>;

export interface HeaderBlock {
  headers: string;
  /** Whether it is longer than what is shown. */
  truncated: boolean;
}

export interface MessageFiles {
  /**
   * The attachments of a message, without the images inside its body, as one archive. Rejects with `not-found` when it has none, and with
   * `too-large` beyond `MOST_FILES`. Resolves when the first of them is open: what cannot be read at all is no half an archive.
   */
  pack(message: Pick<StoredMessage, 'rawKey' | 'attachments' | 'receivedAt'>): Promise<AsyncIterable<Uint8Array>>;
  /** The header block as it was received (RFC 5322 section 2.2), at most `MOST_HEADER_BYTES` of it. */
  headers(rawKey: string): Promise<HeaderBlock>;
}

/** Every file is looked for from the beginning of its message: a bound on how often one request reads all of it. */
export const MOST_FILES = 250;
export const MOST_HEADER_BYTES = 256 * 1024;

export function createMessageFiles({ reader, packFiles }: { reader: Pick<MessageReader, 'openRaw' | 'openPart'>; packFiles: PackFiles }): MessageFiles {
  return {
    async pack({ rawKey, attachments, receivedAt }) {
      const files = attachments.filter(({ inline }) => !inline);
      const names = numberDuplicates(files.map(({ filename, partNumber }) => safeFileName(filename ?? `part-${partNumber}`)));
      const open = async (partNumber: string) => (await reader.openPart(rawKey, partNumber)).content;
      if (files[0] === undefined) throw refusal('not-found', 'This message has no files.');
      if (files.length > MOST_FILES) throw refusal('too-large', `This message has more than ${MOST_FILES} files: they can be saved one by one.`);
      const first = await open(files[0].partNumber);
      return packFiles(files.map(({ partNumber }, index) => ({
        name: names[index] ?? partNumber, modifiedAt: new Date(receivedAt), open: index === 0 ? () => Promise.resolve(first) : () => open(partNumber),
      })));
    },
    headers: async (rawKey) => readHeaderBlock(await reader.openRaw(rawKey)),
  };
}

function refusal(code: 'not-found' | 'too-large', message: string): MailError {
  return new MailError({ kind: 'malformed', code, message, remedier: 'owner' });
}

/** Reads no further than the empty line that ends the block; servers and mailboxes on disk differ in how they end lines. */
async function readHeaderBlock(chunks: AsyncIterable<Uint8Array>): Promise<HeaderBlock> {
  let octets = new Uint8Array(0);
  let end = -1;
  for await (const chunk of chunks) {
    octets = joined(octets, chunk);
    end = endOfHeaders(octets);
    if (end !== -1 || octets.length > MOST_HEADER_BYTES) break;
  }
  const whole = end === -1 ? octets.length : end;
  return { headers: decoded(octets.subarray(0, Math.min(whole, MOST_HEADER_BYTES))), truncated: whole > MOST_HEADER_BYTES };
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}

const CR = 13;
const LF = 10;

/** Where the line before the empty one ends; -1 while there is no empty line. */
function endOfHeaders(octets: Uint8Array): number {
  for (let at = octets.indexOf(LF); at !== -1; at = octets.indexOf(LF, at + 1)) {
    const next = octets[at + 1] === CR ? at + 2 : at + 1;
    if (octets[next] === LF) return at + 1;
  }
  return -1;
}

/** UTF-8 (RFC 6532), or octet by octet what older programs put there against the rules. */
function decoded(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  }
}
