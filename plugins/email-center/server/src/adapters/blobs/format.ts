/** How a blob lies in its file: one octet that names the method, then the octets. */
import { open, readFile } from 'node:fs/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { MailError } from '../../domain/mail/mail-error';
import { missing } from './failures';

export const STORED_AS_IS = Buffer.from([0]);
const DEFLATED = Buffer.from([1]);

/**
 * Larger messages are mostly base64, of which deflate takes a quarter away at four times the cost of all the rest of
 * storing; smaller ones are text and shrink to a third for a tenth of a millisecond.
 */
const DEFLATE_BELOW = 100_000;
const CHUNK = 256 * 1024;

export function encodeBlob(octets: Uint8Array): Uint8Array[] {
  if (octets.length >= DEFLATE_BELOW) return [STORED_AS_IS, octets];
  const deflated = deflateRawSync(octets, { level: 1 });
  return deflated.length < octets.length ? [DEFLATED, deflated] : [STORED_AS_IS, octets];
}

/** The octets of a blob file in chunks; a large one is never in memory as a whole. */
export async function* readBlob(path: string, key: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r').catch((error: unknown) => Promise.reject(missing(error, key)));
  try {
    const method = Buffer.alloc(1);
    await file.read(method, 0, 1, 0);
    if (method.equals(DEFLATED)) {
      yield inflate((await readFile(path)).subarray(1), key);
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

function inflate(octets: Buffer, key: string): Uint8Array {
  try {
    return inflateRawSync(octets, { maxOutputLength: DEFLATE_BELOW });
  } catch (error) {
    throw new MailError({
      kind: 'malformed', code: 'blob-missing', remedier: 'administrator',
      message: 'The stored original of this message is damaged: restore it from a backup.', detail: `${key}: ${String(error)}`,
    }, { cause: error });
  }
}
