import type { TransferDecoder } from './transfer-decoding';

const PAD = 61;
const LF = 10;
/** Enough to tell base64 from words. */
const MAX_LINE = 8192;

/**
 * Base64 of a text, after which list servers append a footer as it is. What follows padding is only decoded when its
 * first line is base64 too (RFC 2045 section 6.8 has nothing follow at all).
 */
export class Base64TextDecoder implements TransferDecoder {
  private state: 'data' | 'padded' | 'ended' = 'data';
  /** The line after the padding, as far as it has come. */
  private line = '';

  constructor(private readonly base64: TransferDecoder) {}

  write(octets: Buffer): void {
    let at = 0;
    while (at < octets.length && this.state !== 'ended') {
      at = this.state === 'data' ? this.passData(octets, at) : this.collectLine(octets, at);
    }
  }

  end(): void {
    if (this.state === 'padded') this.judge();
    this.base64.end();
  }

  private passData(octets: Buffer, from: number): number {
    const pad = octets.indexOf(PAD, from);
    const end = pad === -1 ? octets.length : pad + 1;
    this.base64.write(octets.subarray(from, end));
    if (pad !== -1) this.state = 'padded';
    return end;
  }

  private collectLine(octets: Buffer, from: number): number {
    const lf = octets.indexOf(LF, from);
    const end = Math.min(lf === -1 ? octets.length : lf + 1, from + MAX_LINE - this.line.length);
    this.line += octets.toString('latin1', from, end);
    if (end === lf + 1 || this.line.length === MAX_LINE) this.judge();
    return end;
  }

  private judge(): void {
    const line = this.line.replace(/^[=\s]+|\s+$/g, '');
    this.line = '';
    if (line === '') return;
    const isBase64 = /^[A-Za-z\d+/=]+$/.test(line) && line.length % 4 === 0;
    this.state = isBase64 ? (line.endsWith('=') ? 'padded' : 'data') : 'ended';
    if (isBase64) this.base64.write(Buffer.from(line, 'latin1'));
  }
}
