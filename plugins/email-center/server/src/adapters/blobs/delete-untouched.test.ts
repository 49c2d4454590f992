import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderBlobStore, type FolderBlobStore } from './index';

const HOUR = 3_600_000;
const octets = Buffer.from('Subject: not kept\r\n\r\nText');

describe('deleting octets that nobody has put lately', () => {
  let folder: string;
  let store: FolderBlobStore;
  let key: string;
  let path: string;
  const age = (file: string, milliseconds: number): void => utimesSync(file, (Date.now() - milliseconds) / 1000, (Date.now() - milliseconds) / 1000);
  const aside = (): string[] => readdirSync(join(folder, 'tmp'));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ec-untouched-'));
    store = createFolderBlobStore({ folder });
    key = (await store.put(octets)).key;
    path = join(folder, key.slice(0, 2), key);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves what was put within the time, and never takes it from its place, where somebody may read it', async () => {
    age(path, HOUR - 60_000);
    const { ctimeMs } = statSync(path);
    expect(await store.deleteUntouched(key, HOUR)).toBe(false);
    // A file that is renamed has another one.
    expect(statSync(path).ctimeMs).toBe(ctimeMs);
  });

  it('deletes what was put before, and leaves nothing behind', async () => {
    age(path, HOUR + 60_000);
    expect(await store.deleteUntouched(key, HOUR)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(aside()).toEqual([]);
  });

  it('finds gone what was deleted before', async () => {
    await store.delete(key);
    expect(await store.deleteUntouched(key, HOUR)).toBe(true);
  });

  it('takes putting the same octets again for a new file, put at once or as a stream', async () => {
    for (const again of [octets, (async function* () { yield octets; })()]) {
      age(path, 2 * HOUR);
      await store.put(again);
      expect(await store.deleteUntouched(key, HOUR)).toBe(false);
    }
  });

  it('puts back what somebody put between the look and the deletion', async () => {
    // A link that leads to an old file from its place, and to a new one from aside, stands for a file that is replaced in between.
    renameSync(path, join(folder, key.slice(0, 2), 'one'));
    age(join(folder, key.slice(0, 2), 'one'), 2 * HOUR);
    writeFileSync(join(folder, 'tmp', 'one'), 'new');
    symlinkSync('one', path);
    expect(await store.deleteUntouched(key, HOUR)).toBe(false);
    expect(readdirSync(join(folder, key.slice(0, 2))).sort()).toEqual([key, 'one'].sort());
    expect(aside()).toEqual(['one']);
  });

  it('never loses a file to one of several that delete it while others put it', async () => {
    const runs = Array.from({ length: 300 }, async (_, index) => {
      if (index % 3 === 0) await store.put(octets);
      else await store.deleteUntouched(key, HOUR);
    });
    await Promise.all(runs);
    expect(existsSync(path)).toBe(true);
    expect(aside()).toEqual([]);
  });

  it('puts back what a killed process had aside, as if it were new', async () => {
    const name = `going-${key}-1`;
    age(path, 2 * HOUR);
    renameSync(path, join(folder, 'tmp', name));
    expect(await store.sweep(HOUR)).toBe(0);
    expect(existsSync(path)).toBe(true);
    expect(aside()).toEqual([]);
    expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(HOUR / 2);
    expect(await store.deleteUntouched(key, HOUR)).toBe(false);
  });

  it('says when a file cannot be deleted', async () => {
    rmSync(path);
    mkdirSync(path);
    age(path, 2 * HOUR);
    await expect(store.deleteUntouched(key, HOUR)).rejects.toMatchObject({ name: 'MailError' });
    rmSync(join(folder, key.slice(0, 2)), { recursive: true });
    writeFileSync(join(folder, key.slice(0, 2)), 'no folder');
    await expect(store.deleteUntouched(key, HOUR)).rejects.toMatchObject({ name: 'MailError' });
  });

  it('refuses keys that would lead out of its folder', async () => {
    await expect(store.deleteUntouched('../../etc/passwd', HOUR)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
