import { createHash, randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MailError } from '../../domain/mail/mail-error';
import type { BlobStore } from '../../flow/ports';
import { STORED_AS_IS, encodeBlob, readBlob } from './format';
import { blobPath } from './path';
import { createGate } from './gate';
import { missing, writeFailure } from './failures';
import { TemporaryFile } from './temporary-file';
import { deleteUntouched, putBack } from './delete-untouched';

export interface FolderBlobStoreOptions {
  /** Made when it is not there; nobody else writes in it. */
  folder: string;
  /** Whether `put` waits until the octets are on the disk (fdatasync); true unless a test wants to be quick. */
  durable?: boolean;
}

export interface FolderBlobStore extends BlobStore {
  /** Removes temporary files that a killed process left behind, older than so many milliseconds; resolves with their number. What it was about to delete is put back. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Files that are open and wait for the disk at once: enough to share the journal's commits, few beside what a process may open. */
const WRITERS = 64;

/**
 * One file per blob, `ab/<sha256>`, written beside and renamed: a blob is there as a whole or not at all, whoever is
 * killed when. See docs/adr/0003-blob-store.md for the measurements behind the format.
 */
export function createFolderBlobStore({ folder, durable = true }: FolderBlobStoreOptions): FolderBlobStore {
  const temporary = join(folder, 'tmp');
  const gate = createGate(WRITERS);
  const write = createWriter(folder, temporary, durable);
  return {
    put: (octets) => gate(() => (octets instanceof Uint8Array ? putOctets(write, octets) : putStream(write, octets))),
    async open(key) {
      const path = blobPath(folder, key);
      await stat(path).catch((error: unknown) => Promise.reject(missing(error, key)));
      return readBlob(path, key);
    },
    async delete(key) {
      await rm(blobPath(folder, key), { force: true });
    },
    deleteUntouched: async (key, milliseconds) => deleteUntouched(folder, temporary, key, Date.now() - milliseconds),
    sweep: (olderThanMs) => sweepFolder(folder, temporary, olderThanMs),
  };
}

/** Makes a file, lets it be filled, and puts it in the place of the key that filling it resulted in. */
type Write = (fill: (file: TemporaryFile) => string | Promise<string>) => Promise<string>;

function createWriter(folder: string, temporary: string, durable: boolean): Write {
  const own = randomUUID();
  let count = 0;
  return async (fill) => {
    let file: TemporaryFile | null = null;
    try {
      file = new TemporaryFile(join(temporary, `${own}-${count++}`));
      const key = await fill(file);
      await file.moveTo(blobPath(folder, key), durable);
      return key;
    } catch (error) {
      file?.abandon();
      throw writeFailure(error, folder);
    }
  };
}

async function putOctets(write: Write, octets: Uint8Array): Promise<{ key: string; size: number }> {
  const size = octets.length;
  const key = await write((file) => {
    file.write(encodeBlob(octets));
    return createHash('sha256').update(octets).digest('hex');
  });
  return { key, size };
}

async function putStream(write: Write, chunks: AsyncIterable<Uint8Array>): Promise<{ key: string; size: number }> {
  let size = 0;
  const key = await write(async (file) => {
    const hash = createHash('sha256');
    file.write([STORED_AS_IS]);
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      file.write([chunk]);
    }
    return hash.digest('hex');
  });
  return { key, size };
}

async function sweepFolder(folder: string, temporary: string, olderThanMs: number): Promise<number> {
  const names = await readdir(temporary).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : Promise.reject(MailError.wrap(error))));
  const removed = await Promise.all(names.map(async (name) => {
    if (putBack(folder, temporary, name)) return 0;
    const path = join(temporary, name);
    // It may be finished and renamed between the listing and the look at it.
    const found = await stat(path).catch(() => null);
    if (!found || Date.now() - found.mtimeMs < olderThanMs) return 0;
    await rm(path, { force: true });
    return 1;
  }));
  return removed.reduce<number>((sum, one) => sum + one, 0);
}
