import type { Output, TransferDecoder } from './transfer-decoding';

const LF = 10;
/** A line holds at most 63 octets. */
const scratch = Buffer.allocUnsafeSlow(72);

/** Longer lines are no uuencoded data. */
const MAX_UU_LINE = 1024;

/** uuencode as programs of old wrote it: data lines between `begin MODE NAME` and `end`. */
export class UuDecoder implements TransferDecoder {
  private line = '';
  private inside = false;

  constructor(private readonly out: Output) {}

  write(octets: Buffer): void {
    for (let at = 0; at < octets.length; ) {
      const lf = octets.indexOf(LF, at);
      const end = lf === -1 ? octets.length : lf;
      if (this.line.length <= MAX_UU_LINE) this.line += octets.toString('latin1', at, Math.min(end, at + MAX_UU_LINE + 1));
      if (lf !== -1) this.closeLine();
      at = end + 1;
    }
  }

  end(): void {
    this.closeLine();
  }

  private closeLine(): void {
    const line = this.line.replace(/[\r\n]+$/, '');
    this.line = '';
    if (!this.inside) this.inside = /^begin(?:-base64)? [0-7]{3,4} /.test(line);
    else if (line === 'end') this.inside = false;
    else if (line !== '' && line.length <= MAX_UU_LINE) this.decodeLine(line);
  }

  private decodeLine(line: string): void {
    const length = (line.charCodeAt(0) - 32) & 63;
    let n = 0;
    for (let i = 1; n < length; i += 4) {
      const bits = (uuBits(line, i) << 18) | (uuBits(line, i + 1) << 12) | (uuBits(line, i + 2) << 6) | uuBits(line, i + 3);
      scratch[n] = bits >> 16;
      scratch[n + 1] = bits >> 8;
      scratch[n + 2] = bits;
      n += 3;
    }
    if (length > 0) this.out(scratch.subarray(0, length));
  }
}

/** Trailing spaces are cut off in transport: what is missing counts as zero. */
function uuBits(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0;
}
