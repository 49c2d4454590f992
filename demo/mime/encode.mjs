/** Content-Transfer-Encodings (RFC 2045 section 6) and encoded words (RFC 2047). All results have one character per octet. */
import { encodeText } from './charset.mjs';

/** @typedef {import('./charset.mjs').Charset} Charset */
/** @typedef {'7bit' | '8bit' | 'quoted-printable' | 'base64'} TransferEncoding */

/** @param {number} octet */
const hex = (octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;

/** @param {string} octets */
function quotedPrintable(octets) {
  return octets.split('\r\n').map(softWrap).join('\r\n');
}

/** Breaks a line after at most 75 characters, never inside of `=XX`. @param {string} line */
function softWrap(line) {
  const signs = line.match(/[^]/g)?.map((char, index, all) => {
    const code = char.charCodeAt(0);
    const plain = (code >= 0x20 && code <= 0x7e && char !== '=') || char === '\t';
    return plain && !(index === all.length - 1 && (char === ' ' || char === '\t')) ? char : hex(code);
  });
  const rows = [''];
  for (const sign of signs ?? []) {
    if ((rows.at(-1)?.length ?? 0) + sign.length > 75) rows.push('');
    rows[rows.length - 1] += sign;
  }
  return rows.join('=\r\n');
}

/** @param {Buffer} octets @param {TransferEncoding} encoding */
export function transferEncode(octets, encoding) {
  if (encoding === 'base64') return octets.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n');
  const text = octets.toString('latin1');
  return encoding === 'quoted-printable' ? quotedPrintable(text) : text;
}

/** @param {string} text @param {Charset} charset @param {'Q' | 'B'} form */
function encodedWord(text, charset, form) {
  const octets = encodeText(text, charset);
  const body = form === 'B' ? octets.toString('base64') : [...octets].map((octet) => (/[A-Za-z0-9]/.test(String.fromCharCode(octet)) ? String.fromCharCode(octet) : octet === 0x20 ? '_' : hex(octet))).join('');
  return `=?${charset}?${form}?${body}?=`;
}

/** A header text: as it is when it is ASCII, else in encoded words of at most 75 characters. @param {string} text @param {Charset} [charset] @param {'Q' | 'B'} [form] */
export function encodeHeader(text, charset = 'utf-8', form = 'Q') {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = [''];
  for (const sign of text) {
    if (encodedWord(`${words.at(-1)}${sign}`, charset, form).length > 75) words.push('');
    words[words.length - 1] += sign;
  }
  return words.map((word) => encodedWord(word, charset, form)).join('\r\n ');
}

/** A file name as a MIME parameter (RFC 2231). @param {string} name @param {string} value */
export function encodeParameter(name, value) {
  if (/^[\x20-\x7e]*$/.test(value)) return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  return `${name}*=utf-8''${encodeURIComponent(value).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
