import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderBlobStore } from './index';

const text = Buffer.from('Received: from somewhere\r\nSubject: hello\r\n\r\n' + 'the same words again and again\r\n'.repeat(500));
const read = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
};
async function* inChunks(octets: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < octets.length; start += size) yield octets.subarray(start, start + size);
}

describe('the blob store in a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ec-blobs-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back what was put, under the SHA-256 of the octets', async () => {
    const store = createFolderBlobStore({ folder });
    const big = randomBytes(900_000);
    for (const octets of [text, Buffer.alloc(0), Buffer.from('x'), big]) {
      const { key, size } = await store.put(octets);
      expect(key).toBe(createHash('sha256').update(octets).digest('hex'));
      expect(size).toBe(octets.length);
      expect((await read(await store.open(key))).equals(octets)).toBe(true);
    }
  });

  it('stores a stream under the same key as the octets at once', async () => {
    const store = createFolderBlobStore({ folder });
    const octets = randomBytes(700_000);
    const streamed = await store.put(inChunks(octets, 65_536));
    expect(streamed).toEqual(await store.put(octets));
    expect((await read(await store.open(streamed.key))).equals(octets)).toBe(true);
  });

  it('keeps text compressed', async () => {
    const store = createFolderBlobStore({ folder });
    const { key } = await store.put(text);
    const stored = execFileSync('stat', ['-c', '%s', join(folder, key.slice(0, 2), key)]).toString();
    expect(Number(stored)).toBeLessThan(text.length / 5);
  });

  it('stores the same octets once, even when put at the same time', async () => {
    const store = createFolderBlobStore({ folder });
    const keys = await Promise.all(Array.from({ length: 40 }, () => store.put(text)));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('says that a blob is missing', async () => {
    const store = createFolderBlobStore({ folder });
    await expect(store.open('0'.repeat(64))).rejects.toMatchObject({ code: 'blob-missing', remedier: 'administrator' });
    const { key } = await store.put(text);
    await store.delete(key);
    await store.delete(key);
    await expect(store.open(key)).rejects.toMatchObject({ code: 'blob-missing' });
  });

  it('says that a blob is damaged instead of giving half of it', async () => {
    const store = createFolderBlobStore({ folder });
    const { key } = await store.put(text);
    for (const octets of [[1, 255, 255, 255], [2, 255, 255, 255], [9, 1, 2, 3]]) {
      writeFileSync(join(folder, key.slice(0, 2), key), Buffer.from(octets));
      await expect(read(await store.open(key))).rejects.toMatchObject({ code: 'blob-missing' });
    }
  });

  it('reads what earlier versions deflated', async () => {
    const store = createFolderBlobStore({ folder });
    const { key } = await store.put(text);
    writeFileSync(join(folder, key.slice(0, 2), key), Buffer.concat([Buffer.from([1]), deflateRawSync(text, { level: 1 })]));
    expect((await read(await store.open(key))).equals(text)).toBe(true);
  });

  it('takes hundreds of messages at once', async () => {
    const store = createFolderBlobStore({ folder });
    const all = Array.from({ length: 300 }, (_, index) => Buffer.concat([text, Buffer.from(String(index))]));
    const stored = await Promise.all(all.map((octets) => store.put(octets)));
    for (const index of [0, 63, 64, 299]) expect((await read(await store.open(stored[index]!.key))).equals(all[index]!)).toBe(true);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('refuses keys that would lead out of its folder', async () => {
    const store = createFolderBlobStore({ folder });
    for (const key of ['../../etc/passwd', 'AB'.repeat(32), '', `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`]) {
      await expect(store.open(key)).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(store.delete(key)).rejects.toMatchObject({ code: 'invalid-input' });
    }
  });

  it('leaves nothing behind when the stream breaks off', async () => {
    const store = createFolderBlobStore({ folder });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield text;
      throw new Error('cut');
    }
    await expect(store.put(broken())).rejects.toThrow('cut');
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('sweeps what a killed process left behind, and nothing younger', async () => {
    const store = createFolderBlobStore({ folder });
    expect(await store.sweep(0)).toBe(0);
    await store.put(text);
    writeFileSync(join(folder, 'tmp', 'old'), 'half');
    writeFileSync(join(folder, 'tmp', 'young'), 'half');
    utimesSync(join(folder, 'tmp', 'old'), 1, 1);
    expect(await store.sweep(3_600_000)).toBe(1);
    expect(readdirSync(join(folder, 'tmp'))).toEqual(['young']);
  });

  // Only root may mount; elsewhere the same code runs without this proof.
  it.runIf(process.getuid?.() === 0 && mountable())('says that the disk is full, leaves no half file, and goes on when there is room', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1M', 'tmpfs', folder]);
    try {
      const store = createFolderBlobStore({ folder });
      const { key } = await store.put(text);
      const big = randomBytes(2_000_000);
      await expect(store.put(big)).rejects.toMatchObject({ code: 'disk-full', kind: 'transient', remedier: 'administrator' });
      await expect(store.put(inChunks(big, 100_000))).rejects.toMatchObject({ code: 'disk-full' });
      expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
      expect((await read(await store.open(key))).equals(text)).toBe(true);
      await store.put(randomBytes(200_000));
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

function mountable(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'ec-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1M', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
