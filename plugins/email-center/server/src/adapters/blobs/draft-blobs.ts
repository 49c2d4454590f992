import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { DraftBlobs } from '../../flow/writing/ports';
import { STORED_AS_IS, readBlob } from './format';
import { createGate } from './gate';
import { missing, writeFailure } from './failures';
import { blobPath } from './path';
import { TemporaryFile } from './temporary-file';

/** Uploads written at once by this process. */
const WRITERS = 16;

/**
 * Files of drafts, beside the raw messages and in the same form. Their keys are not made from their octets: each file has one of its
 * own, so that deleting it never takes away a message that happens to be the same.
 */
export function createDraftBlobs({ folder }: { folder: string }): DraftBlobs {
  const temporary = join(folder, 'tmp');
  const gate = createGate(WRITERS);
  return {
    keep: (key, octets) => gate(async () => {
      const path = blobPath(folder, key);
      let file: TemporaryFile | null = null;
      try {
        file = new TemporaryFile(join(temporary, `draft-${randomUUID()}`));
        const size = await fill(file, octets);
        await file.moveTo(path, true);
        return { size };
      } catch (error) {
        file?.abandon();
        throw writeFailure(error, folder);
      }
    }),
    async open(key) {
      const path = blobPath(folder, key);
      await stat(path).catch((error: unknown) => Promise.reject(missing(error, key)));
      return readBlob(path, key);
    },
    delete: (key) => rm(blobPath(folder, key), { force: true }),
  };
}

async function fill(file: TemporaryFile, octets: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  file.write([STORED_AS_IS]);
  for await (const piece of octets) {
    size += piece.length;
    file.write([piece]);
  }
  return size;
}
