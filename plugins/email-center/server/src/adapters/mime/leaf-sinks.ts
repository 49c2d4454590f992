/** What reading does with the body of a leaf: measure it, keep what is text, hash what tells messages apart. */
import type { Hash } from 'node:crypto';
import type { LeafSink } from './scanner';
import { createTransferDecoder, type TransferDecoder, type TransferEncoding } from './transfer-decoding';

/** Room for kept octets, shared by several parts. */
export interface Budget {
  left: number;
}

/** Collects decoded octets while there is room. */
export class Kept {
  readonly pieces: Buffer[] = [];
  truncated = false;

  constructor(private readonly budget: Budget) {}

  add(octets: Buffer): void {
    const room = this.budget.left;
    if (octets.length > room) this.truncated = true;
    if (room <= 0) return;
    const piece = Buffer.from(octets.length > room ? octets.subarray(0, room) : octets);
    this.pieces.push(piece);
    this.budget.left -= piece.length;
  }
}

const SLICE = 64 * 1024;
const scratch = Buffer.allocUnsafeSlow(SLICE);
const WHITE_SPACE = [9, 10, 11, 12, 13, 32];
/** 1 for octets that stay, 0 for those that fall out. */
const SOLID = new Uint8Array(256).fill(1);
for (const c of WHITE_SPACE) SOLID[c] = 0;
const NO_LINE_ENDS = new Uint8Array(256).fill(1);
NO_LINE_ENDS[10] = 0;
NO_LINE_ENDS[13] = 0;
/** Hashes the octets that `stays` lets through. */
function hashFiltered(hash: Hash, octets: Buffer, stays: Uint8Array): void {
  for (let at = 0; at < octets.length; at += SLICE) {
    const to = Math.min(at + SLICE, octets.length);
    const solid = scratch;
    let n = 0;
    for (let i = at; i < to; i += 1) {
      const c = octets[i]!;
      solid[n] = c;
      n += stays[c]!;
    }
    if (n > 0) hash.update(scratch.subarray(0, n));
  }
}

/** A leaf that is decoded: text, small reports, odd encodings. Text counts for the identity without its white space. */
export class DecodingSink implements LeafSink {
  size = 0;
  private readonly decoder: TransferDecoder;

  constructor(encoding: TransferEncoding, hash: Hash, isText: boolean, kept: Kept | null) {
    const stays = isText ? SOLID : NO_LINE_ENDS;
    this.decoder = createTransferDecoder(encoding, (octets) => {
      this.size += octets.length;
      if (kept !== null) kept.add(octets);
      hashFiltered(hash, octets, stays);
    });
  }

  write(octets: Buffer): void {
    this.decoder.write(octets);
  }

  end(): void {
    this.decoder.end();
  }
}
