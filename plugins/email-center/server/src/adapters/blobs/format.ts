/** How a blob lies in its file: one octet that names the method, then the octets. */
import { open, readFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';
import { MailError } from '../../domain/mail/mail-error';
import { missing } from './failures';

export const STORED_AS_IS = Buffer.from([0]);
/** Written by earlier versions; still read. */
const DEFLATED = 1;
const BROTLI = Buffer.from([2]);

/**
 * Larger messages are mostly base64, of which compression takes a quarter away at four times the cost of all the rest of
 * storing; smaller ones are text and shrink to a third for a tenth of a millisecond.
 */
const COMPRESS_BELOW = 100_000;
const CHUNK = 256 * 1024;

/** The quickest of what Node offers that still finds the words of a text again: docs/adr/0003-blob-store.md. */
const QUICKLY = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 };
/** Of the memory that a result is collected in, octets. */
const LEAST_ROOM = 1024;

export function encodeBlob(octets: Uint8Array): Uint8Array[] {
  if (octets.length >= COMPRESS_BELOW) return [STORED_AS_IS, octets];
  const compressed = brotliCompressSync(octets, {
    chunkSize: Math.max(LEAST_ROOM, octets.length >> 1), params: { ...QUICKLY, [constants.BROTLI_PARAM_SIZE_HINT]: octets.length },
  });
  return compressed.length < octets.length ? [BROTLI, compressed] : [STORED_AS_IS, octets];
}

/** The octets of a blob file in chunks; a large one is never in memory as a whole. */
export async function* readBlob(path: string, key: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r').catch((error: unknown) => Promise.reject(missing(error, key)));
  try {
    const method = Buffer.alloc(1);
    await file.read(method, 0, 1, 0);
    if (method[0] !== STORED_AS_IS[0]) {
      yield decompress(method[0], (await readFile(path)).subarray(1), key);
      return;
    }
    for (let position = 1; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function decompress(method: number | undefined, octets: Buffer, key: string): Uint8Array {
  const limit = { maxOutputLength: COMPRESS_BELOW };
  try {
    if (method === BROTLI[0]) return brotliDecompressSync(octets, limit);
    if (method === DEFLATED) return inflateRawSync(octets, limit);
  } catch (error) {
    throw damaged(key, error);
  }
  throw damaged(key, new Error(`stored by the unknown method ${method}`));
}

function damaged(key: string, error: unknown): MailError {
  return new MailError({
    kind: 'malformed', code: 'blob-missing', remedier: 'administrator',
    message: 'The stored original of this message is damaged: restore it from a backup.', detail: `${key}: ${String(error)}`,
  }, { cause: error });
}
