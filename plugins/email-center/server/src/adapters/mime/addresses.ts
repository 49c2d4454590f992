/** Address lists (RFC 5322 section 3.4): a quick reading of the plain forms, the library for everything else. */
import addressparser from 'nodemailer/lib/addressparser';
import type { Address } from '../../domain/mail/address';
import { normalizeAddress } from '../../domain/mail/address';
import { decodeRawHeader } from './charset';
import { expandWords } from './encoded-words';

/** Groups, comments, escapes, routes: what the quick reading leaves to the library. */
const UNUSUAL = /[();:\\[\]]/;
/** RFC 5321 section 4.1.3: brackets and colons that are not unusual. */
const ADDRESS_LITERAL = /@\[[\w:.]{1,64}\]/g;
/** Nothing of a name, but able to make it look like another one. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
const INVISIBLE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Addresses of one unfolded field, octets as latin1 characters. Groups give their members. What has no usable
 * addr-spec keeps its text as the name and gets the address '', so that it is shown but never matched.
 */
export function readAddresses(raw: string): Address[] {
  const text = decodeRawHeader(raw).trim();
  if (text === '') return [];
  const plain = readPlainList(text);
  if (plain !== null) return plain;
  const closed = withoutLoneQuote(text);
  return (closed === text ? null : readPlainList(closed)) ?? readWithLibrary(closed);
}

/** A quote that is never closed would swallow every address after it. */
function withoutLoneQuote(text: string): string {
  let quotes = 0;
  let last = -1;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') {
      quotes += 1;
      last = i;
    }
  }
  return quotes % 2 === 0 ? text : text.slice(0, last) + text.slice(last + 1);
}

function readWithLibrary(text: string): Address[] {
  const found: Address[] = [];
  for (const { name, address } of addressparser(text, { flatten: true })) addAddress(found, name ?? '', address ?? '');
  return found;
}

/** `"Name" <a@b>, Name <a@b>, a@b`; null for anything else. */
function readPlainList(text: string): Address[] | null {
  if (UNUSUAL.test(text) && UNUSUAL.test(text.replace(ADDRESS_LITERAL, '@'))) return null;
  const found: Address[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text[at];
    if (c === ' ' || c === ',') {
      at += 1;
      continue;
    }
    const end = c === '"' ? readQuotedEntry(text, at, found) : readEntry(text, at, found);
    if (end === -1) return null;
    at = end;
  }
  return found;
}

function readQuotedEntry(text: string, at: number, found: Address[]): number {
  const close = text.indexOf('"', at + 1);
  if (close === -1) return -1;
  let open = close + 1;
  while (text[open] === ' ') open += 1;
  return text[open] === '<' ? readAngle(text, text.slice(at + 1, close), open, found) : -1;
}

function readEntry(text: string, at: number, found: Address[]): number {
  let end = at;
  while (end < text.length && text[end] !== ',' && text[end] !== '<') {
    if (text[end] === '"' || text[end] === '>') return -1;
    end += 1;
  }
  const words = text.slice(at, end).trim();
  if (text[end] === '<') return readAngle(text, words, end, found);
  if (words.includes(' ')) return -1;
  addAddress(found, '', words);
  return end;
}

function readAngle(text: string, name: string, open: number, found: Address[]): number {
  const close = text.indexOf('>', open);
  if (close === -1) return -1;
  const address = text.slice(open + 1, close);
  if (/[\s",<]/.test(address)) return -1;
  let end = close + 1;
  while (text[end] === ' ') end += 1;
  if (end < text.length && text[end] !== ',') return -1;
  addAddress(found, name, address);
  return end;
}

function addAddress(found: Address[], rawName: string, rawAddress: string): void {
  const name = shownName(rawName);
  const address = rawAddress.trim().replace(/^mailto:/i, '').replaceAll('\0', '');
  if (normalizeAddress(address) !== null) found.push({ name, address });
  else if (name !== '' || address !== '') found.push({ name: name === '' ? shownName(address) : name, address: '' });
}

function shownName(raw: string): string {
  return expandWords(raw).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
}
