/** Streams and chance for the tests of this folder. */

/** The octets, cut at these places; each piece is a copy of its own, as from a socket. */
export async function* chunked(octets: Uint8Array, borders: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const to of [...borders, octets.length]) {
    if (to > from) yield Uint8Array.from(octets.subarray(from, to));
    from = Math.max(from, to);
  }
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunks) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Numbers in [0, 1) that are the same in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomBorders(length: number, count: number, random: () => number): number[] {
  return Array.from({ length: count }, () => Math.floor(random() * length)).sort((a, b) => a - b);
}
