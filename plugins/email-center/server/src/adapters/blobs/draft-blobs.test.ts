import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDraftBlobs } from './draft-blobs';
import { createFolderBlobStore } from './index';

const KEY = 'ab'.repeat(32);
async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const read = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
};

describe('the files of drafts', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ec-draft-blobs-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lie among the raw messages, where whoever sends them opens them by their key', async () => {
    const drafts = createDraftBlobs({ folder });
    expect(await drafts.keep(KEY, pieces('one ', 'two'))).toEqual({ size: 7 });
    expect(await read(await drafts.open(KEY))).toBe('one two');
    expect(await read(await createFolderBlobStore({ folder }).open(KEY))).toBe('one two');
  });

  it('never take a message away that is the same', async () => {
    const [drafts, messages] = [createDraftBlobs({ folder }), createFolderBlobStore({ folder })];
    const message = await messages.put(Buffer.from('the same'));
    await drafts.keep(KEY, pieces('the same'));
    await drafts.delete(KEY);
    await drafts.delete(KEY);
    expect(await read(await messages.open(message.key))).toBe('the same');
    await expect(drafts.open(KEY)).rejects.toMatchObject({ code: 'blob-missing' });
  });

  it('leave nothing behind when what they come from breaks off, and say why', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('cut');
    }
    await expect(createDraftBlobs({ folder }).keep(KEY, broken())).rejects.toThrow('cut');
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    await expect(createDraftBlobs({ folder }).keep('../x', pieces('x'))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
