import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PackedFile } from '../../flow/reader/message-files';
import { packFiles } from './index';

const at = new Date('2026-11-12T09:41:00.000Z');

/** Octets of a size, in pieces, and whether whoever reads them let go of them. */
function source(size: number, fill: number) {
  const state = { given: 0, closed: false };
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for (; state.given < size; state.given += 65_536) yield new Uint8Array(Math.min(65_536, size - state.given)).fill(fill);
    } finally {
      state.closed = true;
    }
  }
  return { state, open: async () => read() };
}
const file = (name: string, open: PackedFile['open']): PackedFile => ({ name, modifiedAt: at, open });

async function whole(archive: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('an archive', () => {
  it('holds every file octet for octet, under its name', async () => {
    const read = unzipSync(await whole(packFiles([file('Größe €.pdf', source(200_000, 7).open), file('empty', source(0, 0).open), file('b.txt', source(3, 9).open)])));
    expect(Object.keys(read)).toEqual(['Größe €.pdf', 'empty', 'b.txt']);
    expect(Buffer.from(read['Größe €.pdf']!).equals(Buffer.alloc(200_000, 7))).toBe(true);
    expect([read.empty!.length, [...read['b.txt']!]]).toEqual([0, [9, 9, 9]]);
  });

  it('is written while it is read: a file is asked for no faster than somebody takes it', async () => {
    const large = source(50 * 1024 * 1024, 1);
    const archive = packFiles([file('large', large.open)])[Symbol.asyncIterator]();
    for (let piece = 0; piece < 10; piece += 1) await archive.next();
    expect(large.state.given).toBeLessThan(5 * 1024 * 1024);
    await archive.return?.();
  });

  it('lets go of the file it was writing when nobody reads on', async () => {
    const large = source(50 * 1024 * 1024, 1);
    const archive = packFiles([file('large', large.open)])[Symbol.asyncIterator]();
    for (let piece = 0; piece < 4; piece += 1) await archive.next();
    await archive.return?.();
    await expect.poll(() => large.state.closed).toBe(true);
  });

  it('fails when one of its files cannot be read, in place of leaving it out', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error('gone');
    };
    await expect(whole(packFiles([file('a', source(3, 1).open), file('b', async () => broken())]))).rejects.toThrow('gone');
    await expect(whole(packFiles([file('a', () => Promise.reject(new Error('no such part')))]))).rejects.toThrow('no such part');
  });
});
