/** Encoded words in header text (RFC 2047), read as tolerantly as mail needs it and in linear time. */
import { decodeRawHeader, decodeText } from './charset';

interface Word {
  charset: string;
  octets: Buffer;
  end: number;
}

/**
 * Decodes the encoded words in text that holds no raw octets any more. Neighbouring words of one charset are joined before decoding, because senders split
 * inside of characters; white space between words falls away (RFC 2047 section 6.2).
 */
export function expandWords(raw: string): string {
  const lastClose = raw.lastIndexOf('?=');
  if (lastClose === -1 || !raw.includes('=?')) return stripNul(raw);
  let text = '';
  let at = 0;
  let search = 0;
  let pending: { charset: string; octets: Buffer[] } | null = null;
  const flush = (): void => {
    if (pending) text += decodeText(pending.octets.length === 1 ? pending.octets[0]! : Buffer.concat(pending.octets), pending.charset);
    pending = null;
  };
  for (;;) {
    const open = raw.indexOf('=?', search);
    const word = open === -1 || open > lastClose ? null : readWord(raw, open, lastClose);
    if (open === -1 || open > lastClose) break;
    if (word === null) {
      search = open + 2;
      continue;
    }
    const between = raw.slice(at, open);
    if (pending === null || between.trim() !== '') {
      flush();
      text += between;
    } else if ((pending as { charset: string }).charset !== word.charset) {
      flush();
    }
    pending ??= { charset: word.charset, octets: [] };
    pending.octets.push(word.octets);
    at = word.end;
    search = at;
  }
  flush();
  return stripNul(text + raw.slice(at));
}

/** Header text as it is shown, on one line. Takes the unfolded value, octets as latin1 characters. */
export function decodeHeaderText(raw: string): string {
  return oneLine(expandWords(decodeRawHeader(raw)));
}

function oneLine(text: string): string {
  return /[\r\n\t]/.test(text) ? text.replace(/[\r\n\t]+/g, ' ').trim() : text.trim();
}

function stripNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** `=?charset?Q or B?text?=` at `open`, or null. Spaces inside are wrong but occur, so they are read. */
function readWord(raw: string, open: number, lastClose: number): Word | null {
  const charsetEnd = raw.indexOf('?', open + 2);
  if (charsetEnd === -1 || charsetEnd - open > 64 || raw[charsetEnd + 2] !== '?') return null;
  const encoding = raw[charsetEnd + 1]!.toUpperCase();
  if (encoding !== 'Q' && encoding !== 'B') return null;
  const payloadAt = charsetEnd + 3;
  if (payloadAt > lastClose) return null;
  const close = raw.indexOf('?=', payloadAt);
  const charset = raw.slice(open + 2, charsetEnd).split('*')[0]!.toLowerCase();
  if (charset === '' || charset.includes(' ')) return null;
  const payload = raw.slice(payloadAt, close);
  return { charset, octets: encoding === 'B' ? base64Word(payload) : quotedWord(payload, charset), end: close + 2 };
}

/** Padding in the middle happens when a sender joined words; each padded piece is decoded by itself. */
function base64Word(payload: string): Buffer {
  const firstPad = payload.indexOf('=');
  if (firstPad === -1 || /^=+\s*$/.test(payload.slice(firstPad, firstPad + 8))) return Buffer.from(payload, 'base64');
  return Buffer.concat(payload.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

function quotedWord(payload: string, charset: string): Buffer {
  const source = Buffer.from(payload, charset.startsWith('utf') ? 'utf8' : 'latin1');
  let n = 0;
  for (let i = 0; i < source.length; i += 1) {
    const c = source[i]!;
    const value = c === 61 ? hexValue(source[i + 1]) * 16 + hexValue(source[i + 2]) : -1;
    if (value >= 0) {
      source[n++] = value;
      i += 2;
    } else {
      source[n++] = c === 95 ? 32 : c;
    }
  }
  return source.subarray(0, n);
}

/** Far below zero for what is no hexadecimal digit, so that a sum with one is negative. */
function hexValue(c: number | undefined): number {
  if (c === undefined) return -1000;
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 65 && c <= 70) return c - 55;
  if (c >= 97 && c <= 102) return c - 87;
  return -1000;
}
