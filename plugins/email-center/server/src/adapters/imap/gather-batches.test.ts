import { describe, expect, it } from 'vitest';
import { makeMessage } from '../../../../test/fakes/mail';
import type { FetchedMail } from '../../flow/ports';
import { gatherBatches } from './gather-batches';

const mail = (uid: number, size: number): FetchedMail => ({ ok: true, uid, size, internalDate: '2026-01-01T00:00:00.000Z', seen: false, rawKey: 'key', message: makeMessage({ identity: `m${uid}` }) });
const batch = (from: number, count: number, size: number): FetchedMail[] => Array.from({ length: count }, (_, index) => mail(from + index, size));

async function* given(batches: FetchedMail[][], error?: Error): AsyncGenerator<FetchedMail[]> {
  yield* batches;
  if (error) throw error;
}
async function uidsOf(batches: AsyncIterable<FetchedMail[]>): Promise<number[][]> {
  const uids: number[][] = [];
  for await (const mails of batches) uids.push(mails.map(({ uid }) => uid));
  return uids;
}

describe('batches on their way to be filed', () => {
  it('are joined until there are enough, and keep their order', async () => {
    const uids = await uidsOf(gatherBatches(given([batch(1, 40, 1), batch(41, 30, 1), batch(71, 1, 1), batch(72, 2, 1)])));
    expect(uids.map((one) => one.length)).toEqual([70, 3]);
    expect(uids.flat()).toEqual(Array.from({ length: 73 }, (_, index) => index + 1));
  });

  it('are not joined beyond the octets that are worth fetching again', async () => {
    expect(await uidsOf(gatherBatches(given([batch(1, 1, 1_000), batch(2, 1, 5_000_000), batch(3, 1, 1_000)])))).toEqual([[1, 2], [3]]);
  });

  it('come out before the failure that ends them', async () => {
    const seen: number[][] = [];
    const failing = async (): Promise<void> => {
      for await (const mails of gatherBatches(given([batch(1, 2, 1)], new Error('cut')))) seen.push(mails.map(({ uid }) => uid));
    };
    await expect(failing()).rejects.toThrow('cut');
    expect(seen).toEqual([[1, 2]]);
  });
});
