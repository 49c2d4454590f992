/** Reading of untagged responses (RFC 9051 section 7). What is not as the grammar says is left out, never guessed. */
import type { ImapAttribute, ImapResponse } from 'imapflow';
import { decode, encode } from 'iconv-lite';

/** One FETCH response; what the server did not send stays undefined. */
export interface FetchedItems {
  uid: number;
  flags?: string[];
  internalDate?: string;
  size?: number;
  /** The only BODY section asked for, whole or in part; null when the server says NIL. */
  body?: Buffer | null;
}

/** A mailbox path in modified UTF-7 (RFC 3501 section 5.1.3), as this adapter never enables UTF8=ACCEPT. */
export const encodePath = (path: string): ImapAttribute => ({ type: 'STRING', value: encode(path, 'utf-7-imap').toString('latin1') });
export const decodePath = (raw: string): string => decode(Buffer.from(raw, 'latin1'), 'utf-7-imap');

export const atom = (value: string): ImapAttribute => ({ type: 'ATOM', value });
export const sequence = (value: string): ImapAttribute => ({ type: 'SEQUENCE', value });

/** BODY.PEEK[section]<start.length>: reading never sets \Seen. */
export function bodyPeek(section: 'HEADER' | '2' | '2.MIME' | null, partial?: [number, number]): ImapAttribute {
  const node = { type: 'ATOM', value: 'BODY.PEEK', section: section === null ? [] : [{ type: 'ATOM', value: section }] };
  return (partial ? { ...node, partial } : node) as ImapAttribute;
}

/** A number of the grammar: decimal, at most 2^32 - 1. */
export function uint32(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{1,10}$/.test(value)) return undefined;
  const number = Number(value);
  return number <= 0xffffffff ? number : undefined;
}

export function text(attribute: ImapAttribute | undefined): string | undefined {
  const value = attribute?.value;
  if (typeof value === 'string') return value;
  return Buffer.isBuffer(value) ? value.toString('latin1') : undefined;
}

export function list(attribute: ImapAttribute | undefined): ImapAttribute[] {
  return Array.isArray(attribute) ? attribute : [];
}

/** Items of `* n FETCH (...)`; null without a usable UID. */
export function readFetch(line: ImapResponse): FetchedItems | null {
  const items = list(line.attributes?.[1]);
  const found: FetchedItems = { uid: 0 };
  for (let index = 0; index + 1 < items.length; index += 2) {
    const value = items[index + 1];
    switch (text(items[index])?.toUpperCase()) {
      case 'UID':
        found.uid = uint32(text(value)) ?? 0;
        break;
      case 'FLAGS':
        found.flags = list(value).flatMap((flag) => text(flag) ?? []);
        break;
      case 'INTERNALDATE':
        found.internalDate = readInternalDate(text(value));
        break;
      case 'RFC822.SIZE':
        found.size = uint32(text(value));
        break;
      case 'BODY':
        found.body = octets(value);
        break;
      default: // an item that was not asked for
    }
  }
  return found.uid > 0 ? found : null;
}

function octets(attribute: ImapAttribute | undefined): Buffer | null {
  const value = attribute?.value;
  if (Buffer.isBuffer(value)) return value;
  // A short section may come as a quoted string; imapflow decoded it as UTF-8.
  return typeof value === 'string' ? Buffer.from(value) : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE_TIME = /^\s?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;

/** `17-Jul-1996 02:44:25 -0700` as ISO 8601 in UTC; undefined when it is none. */
export function readInternalDate(value: string | undefined): string | undefined {
  const [, day, month, year, hour, minute, second, sign, zoneHour, zoneMinute] = DATE_TIME.exec(value ?? '') ?? [];
  const monthIndex = MONTHS.indexOf(month?.toLowerCase() ?? '');
  if (monthIndex < 0) return undefined;
  const local = Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(local - zone).toISOString();
}

/** The date of SEARCH SINCE (RFC 9051 section 6.4.4): a day, no time. */
export function searchDate(isoDay: string): string {
  const [year, month, day] = isoDay.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1]!;
  return `${Number(day)}-${name[0]!.toUpperCase()}${name.slice(1)}-${year}`;
}

/** The date-time of APPEND (RFC 9051 section 9), in UTC. */
export function appendDate(iso: string): string {
  const day = searchDate(iso);
  return `${day.length === 10 ? ' ' : ''}${day} ${iso.slice(11, 19)} +0000`;
}

/** UIDs as a sequence-set: runs as ranges, never `*` (invariant 3). Runs of the order given are kept together. */
export function uidSet(uids: readonly number[]): string {
  const ascending = [...uids].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let start = 0; start < ascending.length; ) {
    let end = start;
    while (end + 1 < ascending.length && ascending[end + 1]! - ascending[end]! <= 1) end++;
    ranges.push(ascending[start] === ascending[end] ? `${ascending[start]}` : `${ascending[start]}:${ascending[end]}`);
    start = end + 1;
  }
  return ranges.join(',');
}

/** Most UIDs one SEARCH may name; far above any mailbox, far below what would exhaust the memory. */
const MAX_UIDS = 20_000_000;

/** UIDs of `* SEARCH ...`, or of `* ESEARCH (...) UID ALL 1:3,7` as servers of RFC 9051 answer. */
export function readSearch(line: ImapResponse, into: Set<number>): void {
  const attributes = line.attributes ?? [];
  if (line.command?.toUpperCase() === 'ESEARCH') {
    const all = attributes.findIndex((attribute) => text(attribute)?.toUpperCase() === 'ALL');
    if (all >= 0) readSet(text(attributes[all + 1]) ?? '', into);
    return;
  }
  for (const attribute of attributes) {
    const uid = uint32(text(attribute));
    if (uid !== undefined && uid > 0 && into.size < MAX_UIDS) into.add(uid);
  }
}

function readSet(set: string, into: Set<number>): void {
  for (const range of set.split(',')) {
    const [first, last = first] = range.split(':');
    const from = uint32(first);
    const to = uint32(last);
    if (from === undefined || to === undefined) continue;
    for (let uid = Math.max(1, Math.min(from, to)); uid <= Math.max(from, to) && into.size < MAX_UIDS; uid++) into.add(uid);
  }
}
