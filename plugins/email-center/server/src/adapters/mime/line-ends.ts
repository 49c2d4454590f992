/** Line ends of a message: CRLF and bare LF are read as they are; bare CR (old Macintosh) is turned into LF. */

const CR = 13;
const LF = 10;
const EMPTY = Buffer.alloc(0);
/** A first line longer than this, and the question of line ends is moot. */
const MAX_UNDECIDED = 64 * 1024;

type Mode = 'undecided' | 'as-is' | 'bare-cr';

/**
 * The first line end decides for the whole message: only when it is a CR that no LF follows are CRs line ends.
 * Otherwise a lone CR is an accident inside of a line.
 */
export class LineEndFilter {
  private mode: Mode = 'undecided';
  private held: Buffer = EMPTY;
  private lastWasCr = false;

  /** What may be read now; a first line without end is held back. */
  feed(chunk: Buffer, final = false): Buffer {
    if (this.mode === 'as-is') return chunk;
    if (this.mode === 'bare-cr') return this.convert(chunk);
    const input = this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk;
    this.mode = decide(input, final);
    this.held = this.mode === 'undecided' ? input : EMPTY;
    if (this.mode === 'undecided') return EMPTY;
    return this.mode === 'as-is' ? input : this.convert(input);
  }

  /** What was held back at the end of the message. */
  end(): Buffer {
    return this.feed(EMPTY, true);
  }

  private convert(chunk: Buffer): Buffer {
    const out = Buffer.allocUnsafe(chunk.length);
    let n = 0;
    for (const c of chunk) {
      if (c !== LF || !this.lastWasCr) out[n++] = c === CR ? LF : c;
      this.lastWasCr = c === CR;
    }
    return out.subarray(0, n);
  }
}

function decide(input: Buffer, final: boolean): Mode {
  const whole = final || input.length >= MAX_UNDECIDED;
  const limit = Math.min(input.length, MAX_UNDECIDED);
  let at = 0;
  while (at < limit && input[at] !== CR && input[at] !== LF) at += 1;
  if (at === limit) return whole ? 'as-is' : 'undecided';
  // CR CR LF is a CRLF that a bad gateway doubled.
  let next = at;
  while (next < limit && input[next] === CR) next += 1;
  if (next === limit && next > at) return final ? 'bare-cr' : whole ? 'as-is' : 'undecided';
  return input[next] === LF ? 'as-is' : 'bare-cr';
}
