/** Base64 that nobody has asked for: its decoded size counted and its content hashed, without decoding it. */
import type { Hash } from 'node:crypto';
import type { LeafSink } from './scanner';

const PAD = 61;
const CR = 13;
const LF = 10;
/** The line length every mailer writes (RFC 2045 section 6.8); whatever the lines are, they are hashed as if so long. */
const LINE = 76;
const STRIDE = LINE + 2;
const SLICE = 32 * 1024;
/** Lines counted at a time: a run with one bad line is counted in vain, and must not be long. */
const RUN = 64 * 1024;
const scratch = Buffer.allocUnsafeSlow(SLICE * 2);

const ALPHABET = new Uint8Array(256);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') ALPHABET[c.charCodeAt(0)] = 1;
/** How many of two neighbouring octets are of the alphabet: half as many look-ups, which is what counting consists of. */
const PAIRS = new Uint8Array(65536);
for (let i = 0; i < PAIRS.length; i += 1) PAIRS[i] = ALPHABET[i & 255]! + ALPHABET[i >> 8]!;

/**
 * Sizes are exact for every input that the decoder reads: characters outside of the alphabet do not count, padding
 * ends a group early.
 */
export class Base64CountingSink implements LeafSink {
  private groups = 0;
  /** Characters since the last padding. */
  private characters = 0;
  /** Characters hashed of the current line. */
  private column = 0;

  constructor(private readonly hash: Hash) {}

  /** Octets of the decoded content. */
  get size(): number {
    return this.groups + groupSize(this.characters);
  }

  write(octets: Buffer): void {
    let at = 0;
    for (;;) {
      const pad = octets.indexOf(PAD, at);
      this.take(octets, at, pad === -1 ? octets.length : pad);
      if (pad === -1) return;
      this.groups += groupSize(this.characters);
      this.characters = 0;
      at = pad + 1;
    }
  }

  end(): void {
    // Nothing is held back.
  }

  private take(octets: Buffer, from: number, to: number): void {
    let at = from;
    while (at < to) {
      if (this.column === 0) while (at < to && (octets[at] === CR || octets[at] === LF)) at += 1;
      const taken = this.takeLines(octets, at, to);
      if (taken === at) this.takeOneByOne(octets, at, Math.min(at + SLICE, to));
      at = taken === at ? Math.min(at + SLICE, to) : taken;
    }
  }

  /** Full lines of the usual form are counted and hashed as they are; returns where they end. */
  private takeLines(octets: Buffer, from: number, to: number): number {
    let end = from;
    let lineEnd = from + LINE - this.column;
    while (lineEnd + 1 < to && end - from < RUN && octets[lineEnd] === CR && octets[lineEnd + 1] === LF) {
      end = lineEnd + 2;
      lineEnd += STRIDE;
    }
    if (end === from) return from;
    const lines = Math.round((end - from + this.column) / STRIDE);
    const count = countAlphabet(octets, from, end);
    if (count !== end - from - 2 * lines) return from;
    this.hash.update(octets.subarray(from, end));
    this.characters += count;
    this.column = 0;
    return end;
  }

  /** Everything else is brought into the usual form. */
  private takeOneByOne(octets: Buffer, from: number, to: number): void {
    let { column } = this;
    let n = 0;
    let count = 0;
    for (let i = from; i < to; i += 1) {
      const c = octets[i]!;
      if (ALPHABET[c] === 0) continue;
      scratch[n++] = c;
      count += 1;
      column += 1;
      if (column === LINE) {
        scratch[n++] = CR;
        scratch[n++] = LF;
        column = 0;
      }
    }
    this.column = column;
    this.characters += count;
    if (n > 0) this.hash.update(scratch.subarray(0, n));
  }
}

function countAlphabet(octets: Buffer, from: number, to: number): number {
  let count = 0;
  let at = from;
  // A view of pairs must begin at an even address.
  if (((octets.byteOffset + at) & 1) === 1) count += ALPHABET[octets[at++]!]!;
  const length = (to - at) >> 1;
  const pairs = new Uint16Array(octets.buffer, octets.byteOffset + at, length);
  const table = PAIRS;
  let i = 0;
  for (; i + 4 <= length; i += 4) count += table[pairs[i]!]! + table[pairs[i + 1]!]! + table[pairs[i + 2]!]! + table[pairs[i + 3]!]!;
  for (; i < length; i += 1) count += table[pairs[i]!]!;
  if (at + 2 * length < to) count += ALPHABET[octets[to - 1]!]!;
  return count;
}

/** Octets in a run of base64 characters: four hold three, a rest of two one, of three two. */
function groupSize(characters: number): number {
  const rest = characters & 3;
  return Math.floor(characters / 4) * 3 + (rest === 0 ? 0 : rest - 1);
}
