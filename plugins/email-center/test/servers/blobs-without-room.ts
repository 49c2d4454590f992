/**
 * Runs as a process of its own whose folder has room for about 1 MB: puts what fits, what does not, and then what fits
 * again; prints what came of it, as JSON.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { MailError } from '../../server/src/domain/mail/mail-error';

export interface WithoutRoom {
  /** Kind and code of what was said at the octets at once, and at the stream. */
  failures: { kind: string; code: string; detail?: string }[];
  /** Temporary files left behind. */
  left: string[];
  /** Whether what was stored before could still be read. */
  intact: boolean;
  /** Whether a smaller message was stored after all that. */
  goesOn: boolean;
}

async function* inChunks(octets: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < octets.length; start += 100_000) yield octets.subarray(start, start + 100_000);
}

async function failureOf(put: Promise<unknown>): Promise<WithoutRoom['failures'][number]> {
  try {
    await put;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return { kind: error.kind, code: error.code, detail: error.detail };
  }
  throw new Error('There was room for it.');
}

async function tryOut(folder: string): Promise<WithoutRoom> {
  const store = createFolderBlobStore({ folder });
  const [small, big] = [randomBytes(100_000), randomBytes(2_000_000)];
  const { key } = await store.put(small);
  const failures = [await failureOf(store.put(big)), await failureOf(store.put(inChunks(big)))];
  const left = readdirSync(join(folder, 'tmp'));
  const read: Uint8Array[] = [];
  for await (const chunk of await store.open(key)) read.push(chunk);
  const next = await store.put(randomBytes(200_000));
  return { failures, left, intact: Buffer.concat(read).equals(small), goesOn: next.size === 200_000 };
}

tryOut(process.argv[2]!).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    process.stderr.write(String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  },
);
