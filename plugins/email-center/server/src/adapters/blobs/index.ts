import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { MailError } from '../../domain/mail/mail-error';
import type { BlobStore } from '../../flow/ports';
import { STORED_AS_IS, encodeBlob, readBlob } from './format';
import { blobPath } from './path';
import { createGate } from './gate';
import { missing, writeFailure } from './failures';

export interface FolderBlobStoreOptions {
  /** Made when it is not there; nobody else writes in it. */
  folder: string;
  /** Whether `put` waits until the octets are on the disk (fdatasync); true unless a test wants to be quick. */
  durable?: boolean;
}

export interface FolderBlobStore extends BlobStore {
  /** Removes temporary files that a killed process left behind, older than so many milliseconds; resolves with their number. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Files written at once: enough to share the journal's commits, few enough not to fill Node's thread pool with waiting. */
const WRITERS = 16;

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
    sweep: (olderThanMs) => sweepFolder(temporary, olderThanMs),
  };
}

/** Makes a file, lets it be filled, and puts it in the place of the key that filling it resulted in. */
type Write = (fill: (file: FileHandle) => Promise<string>) => Promise<string>;

function createWriter(folder: string, temporary: string, durable: boolean): Write {
  const own = randomUUID();
  let count = 0;
  return async (fill) => {
    const path = join(temporary, `${own}-${count++}`);
    let file: FileHandle | null = null;
    try {
      file = await createFile(path, temporary);
      const key = await fill(file);
      if (durable) await file.datasync();
      await file.close();
      file = null;
      await moveInto(path, blobPath(folder, key));
      return key;
    } catch (error) {
      await file?.close().catch(() => undefined);
      await rm(path, { force: true }).catch(() => undefined);
      throw writeFailure(error, folder);
    }
  };
}

async function putOctets(write: Write, octets: Uint8Array): Promise<{ key: string; size: number }> {
  const key = await write(async (file) => {
    await writeAll(file, encodeBlob(octets));
    return createHash('sha256').update(octets).digest('hex');
  });
  return { key, size: octets.length };
}

async function putStream(write: Write, chunks: AsyncIterable<Uint8Array>): Promise<{ key: string; size: number }> {
  let size = 0;
  const key = await write(async (file) => {
    const hash = createHash('sha256');
    await writeAll(file, [STORED_AS_IS]);
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      await writeAll(file, [chunk]);
    }
    return hash.digest('hex');
  });
  return { key, size };
}

async function sweepFolder(temporary: string, olderThanMs: number): Promise<number> {
  const names = await readdir(temporary).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : Promise.reject(MailError.wrap(error))));
  const removed = await Promise.all(names.map(async (name) => {
    const path = join(temporary, name);
    // It may be finished and renamed between the listing and the look at it.
    const found = await stat(path).catch(() => null);
    if (!found || Date.now() - found.mtimeMs < olderThanMs) return 0;
    await rm(path, { force: true });
    return 1;
  }));
  return removed.reduce<number>((sum, one) => sum + one, 0);
}

async function createFile(path: string, folder: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return open(path, 'wx', 0o600);
  }
}

async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(join(to, '..'), { recursive: true, mode: 0o700 });
    await rename(from, to);
  }
}

/** A write may end early without an error, for example just before a disk is full. */
async function writeAll(file: FileHandle, buffers: Uint8Array[]): Promise<void> {
  const wanted = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const { bytesWritten } = await file.writev(buffers);
  if (bytesWritten === wanted) return;
  let rest = Buffer.concat(buffers).subarray(bytesWritten);
  while (rest.length > 0) rest = rest.subarray((await file.write(rest)).bytesWritten);
}
