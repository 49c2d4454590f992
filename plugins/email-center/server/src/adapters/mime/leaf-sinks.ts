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
const BASE64 = new Uint8Array(256);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') BASE64[c.charCodeAt(0)] = 1;

/** Hashes the octets that `stays` lets through. */
function hashFiltered(hash: Hash, octets: Buffer, stays: Uint8Array): number {
  let total = 0;
  for (let at = 0; at < octets.length; at += SLICE) {
    const to = Math.min(at + SLICE, octets.length);
    let n = 0;
    for (let i = at; i < to; i += 1) {
      const c = octets[i]!;
      scratch[n] = c;
      n += stays[c]!;
    }
    if (n > 0) hash.update(scratch.subarray(0, n));
    total += n;
  }
  return total;
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

const PAD = 61;

/** A base64 leaf that nobody has asked for: its decoded size is counted, not decoded. */
export class Base64CountingSink implements LeafSink {
  private groups = 0;
  /** Characters since the last padding; padding ends a group early. */
  private characters = 0;

  constructor(private readonly hash: Hash) {}

  get size(): number {
    return this.groups + groupSize(this.characters);
  }

  write(octets: Buffer): void {
    let at = 0;
    for (;;) {
      const pad = octets.indexOf(PAD, at);
      const piece = at === 0 && pad === -1 ? octets : octets.subarray(at, pad === -1 ? octets.length : pad);
      this.characters += hashFiltered(this.hash, piece, BASE64);
      if (pad === -1) return;
      this.groups += groupSize(this.characters);
      this.characters = 0;
      at = pad + 1;
    }
  }

  end(): void {
    // Nothing is held back.
  }
}

/** Octets in a run of base64 characters: four hold three, a rest of two one, of three two. */
function groupSize(characters: number): number {
  const rest = characters & 3;
  return Math.floor(characters / 4) * 3 + (rest === 0 ? 0 : rest - 1);
}
