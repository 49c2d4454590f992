/**
 * Streaming decoders of the transfer encodings (RFC 2045 section 6). Each gives the same octets wherever the input is
 * cut; each is tolerant: what cannot be decoded is skipped (base64) or kept as it is (quoted-printable).
 * The buffer given to `out` is reused: who keeps it copies it.
 */
import { Base64TextDecoder } from './base64-text';
import { UuDecoder } from './uu-decoder';

export type Output = (octets: Buffer) => void;

export interface TransferDecoder {
  write(octets: Buffer): void;
  end(): void;
}

export type TransferEncoding = 'identity' | 'base64' | 'base64-text' | 'quoted-printable' | 'uuencode';

/** Takes the value of Content-Transfer-Encoding. A text in base64 may end in a footer that is not. */
export function transferEncodingOf(raw: string, isText: boolean): TransferEncoding {
  const name = /^["'\s]*([\w-]*)/.exec(raw)![1]!.toLowerCase();
  if (name === 'base64') return isText ? 'base64-text' : 'base64';
  if (name === 'quoted-printable') return 'quoted-printable';
  return name === 'x-uuencode' || name === 'uuencode' || name === 'x-uue' ? 'uuencode' : 'identity';
}

export function createTransferDecoder(encoding: TransferEncoding, out: Output): TransferDecoder {
  if (encoding === 'base64') return new Base64Decoder(out);
  if (encoding === 'base64-text') return new Base64TextDecoder(new Base64Decoder(out));
  if (encoding === 'quoted-printable') return new QuotedPrintableDecoder(out);
  if (encoding === 'uuencode') return new UuDecoder(out);
  return { write: out, end: () => undefined };
}

const SLICE = 64 * 1024;
/** Shared by all decoders of this thread: none of them is re-entered while it writes. */
const scratch = Buffer.allocUnsafeSlow(SLICE + 8192);

const SIX_BITS = new Int8Array(256).fill(-1);
const PAD = -2;
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((c, i) => (SIX_BITS[c.charCodeAt(0)] = i));
SIX_BITS[61] = PAD;

/** Characters outside of the alphabet are skipped (RFC 2045 section 6.8); padding ends a group, and another may follow. */
class Base64Decoder implements TransferDecoder {
  private bits = 0;
  private held = 0;

  constructor(private readonly out: Output) {}

  write(octets: Buffer): void {
    for (let at = 0; at < octets.length; at += SLICE) this.decode(octets, at, Math.min(at + SLICE, octets.length));
  }

  private decode(octets: Buffer, from: number, to: number): void {
    const decoded = scratch;
    const sixBits = SIX_BITS;
    let { bits, held } = this;
    let n = 0;
    for (let i = from; i < to; i += 1) {
      const value = sixBits[octets[i]!]!;
      if (value >= 0) {
        bits = (bits << 6) | value;
        held += 1;
        if (held === 4) {
          decoded[n] = bits >> 16;
          decoded[n + 1] = bits >> 8;
          decoded[n + 2] = bits;
          n += 3;
          bits = 0;
          held = 0;
        }
      } else if (value === PAD) {
        n = flushGroup(bits, held, n);
        bits = 0;
        held = 0;
      }
    }
    this.bits = bits;
    this.held = held;
    if (n > 0) this.out(scratch.subarray(0, n));
  }

  end(): void {
    const n = flushGroup(this.bits, this.held, 0);
    this.held = 0;
    if (n > 0) this.out(scratch.subarray(0, n));
  }
}

/** Two characters hold one octet, three hold two; a single one holds none. */
function flushGroup(bits: number, held: number, n: number): number {
  if (held === 2) {
    scratch[n] = bits >> 4;
    return n + 1;
  }
  if (held === 3) {
    scratch[n] = bits >> 10;
    scratch[n + 1] = bits >> 2;
    return n + 2;
  }
  return n;
}

const HEX = new Int8Array(256).fill(-1);
'0123456789ABCDEF'.split('').forEach((c, i) => {
  HEX[c.charCodeAt(0)] = i;
  HEX[c.toLowerCase().charCodeAt(0)] = i;
});
const EQUALS = 61;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
/** White space between a soft line break's `=` and its line end; more is not a soft line break. */
const SOFT_BREAK_SPACE = 100;
/** A longer run of white space was not added in transport and is let through, so that memory stays bounded. */
const MAX_SPACE = 4096;

/** 1 for octets that stand for themselves wherever they are. */
const PLAIN = new Uint8Array(256).fill(1);
for (const c of [EQUALS, LF, CR, SPACE, TAB]) PLAIN[c] = 0;

/** White space at line ends was added in transport and is removed (RFC 2045 section 6.7 rule 3). */
class QuotedPrintableDecoder implements TransferDecoder {
  /** An escape that the input ended in. */
  private carry: Buffer | null = null;
  /** White space that may turn out to stand at a line's end. */
  private readonly space = new Uint8Array(MAX_SPACE);
  private spaces = 0;

  constructor(private readonly out: Output) {}

  write(octets: Buffer): void {
    const input = this.carry === null ? octets : Buffer.concat([this.carry, octets]);
    this.carry = null;
    for (let at = 0; at < input.length; ) {
      const to = Math.min(at + SLICE, input.length);
      at = this.decode(input, at, to, false);
      if (to === input.length) {
        if (at < to) this.carry = Buffer.from(input.subarray(at));
        return;
      }
    }
  }

  end(): void {
    const rest = this.carry;
    this.carry = null;
    if (rest) this.decode(rest, 0, rest.length, true);
    if (this.spaces > 0) this.out(Buffer.from(this.space.subarray(0, this.spaces)));
    this.spaces = 0;
  }

  /** Decodes and writes out; returns where an undecided escape begins. */
  private decode(input: Buffer, from: number, to: number, final: boolean): number {
    // Local names, because this loop is where reading a message spends most of its time.
    const out = scratch;
    const plain = PLAIN;
    let n = this.takeSpace();
    // White space at the end of what is written: it goes again if a line ends there.
    let spaces = n;
    let i = from;
    while (i < to) {
      const c = input[i]!;
      if (plain[c] === 1) {
        spaces = 0;
        out[n++] = c;
        i += 1;
      } else if (c === SPACE || c === TAB) {
        spaces = spaces === MAX_SPACE ? 0 : spaces + 1;
        out[n++] = c;
        i += 1;
      } else if (c === EQUALS) {
        const octet = i + 2 < to ? (HEX[input[i + 1]!]! << 4) | HEX[input[i + 2]!]! : -1;
        const after = octet >= 0 ? i + 3 : softBreakEnd(input, i, to, final);
        if (after === UNDECIDED) break;
        if (octet >= 0) out[n++] = octet;
        else if (after === i) out[n++] = c;
        i = after === i ? i + 1 : after;
        spaces = 0;
      } else {
        n -= spaces;
        spaces = 0;
        out[n++] = c;
        i += 1;
      }
    }
    n = this.keepSpace(n, spaces);
    if (n > 0) this.out(out.subarray(0, n));
    return i;
  }

  /** Writes out what was held back; returns how much that is. */
  private takeSpace(): number {
    const held = this.spaces;
    for (let k = 0; k < held; k += 1) scratch[k] = this.space[k]!;
    this.spaces = 0;
    return held;
  }

  /** Holds back the white space at the end of what is written; returns how much is left. */
  private keepSpace(n: number, spaces: number): number {
    const end = n - spaces;
    for (let k = 0; k < spaces; k += 1) this.space[k] = scratch[end + k]!;
    this.spaces = spaces;
    return end;
  }
}

const UNDECIDED = -1;

/** Where the text goes on after a soft line break at `at`; `at` itself when it is none (the `=` is text). */
function softBreakEnd(input: Buffer, at: number, to: number, final: boolean): number {
  let i = at + 1;
  while (i < to && i - at <= SOFT_BREAK_SPACE && (input[i] === SPACE || input[i] === TAB)) i += 1;
  if (i === to) return final ? to : i - at > SOFT_BREAK_SPACE ? at : UNDECIDED;
  if (input[i] === LF) return i + 1;
  if (input[i] === CR) {
    if (i + 1 === to) return final ? i + 1 : UNDECIDED;
    return input[i + 1] === LF ? i + 2 : i + 1;
  }
  return i === at + 1 && i + 1 === to && !final && HEX[input[i]!]! >= 0 ? UNDECIDED : at;
}
