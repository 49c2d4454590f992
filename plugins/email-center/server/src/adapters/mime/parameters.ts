/** Structured values with parameters: Content-Type, Content-Disposition (RFC 2045 section 5.1, RFC 2231). */
import { decodeText } from './charset';
import { decodeHeaderText } from './encoded-words';

export interface Parameterized {
  /** Before the first semicolon, lower case, without comments. */
  value: string;
  /** Lower-case names; continuations joined and decoded, encoded words decoded. The first of equal names counts. */
  params: Map<string, string>;
}

interface Segment {
  index: number;
  encoded: boolean;
  value: string;
}

/** More continuations than a name can need are an attack on the reader. */
const MAX_SEGMENTS = 1000;
const NO_PARAMS: ReadonlyMap<string, string> = new Map();

/** Takes the unfolded value, octets as latin1 characters. Reads whatever it is given; never throws. */
export function readParameterized(raw: string): Parameterized {
  const semicolon = raw.indexOf(';');
  const value = withoutComments(semicolon === -1 ? raw : raw.slice(0, semicolon)).trim().toLowerCase();
  if (semicolon === -1) return { value, params: NO_PARAMS as Map<string, string> };
  const params = new Map<string, string>();
  let continued: Map<string, Segment[]> | null = null;
  let at = semicolon + 1;
  while (at < raw.length) {
    const found = readParameter(raw, at);
    at = found.next;
    if (found.name === '') continue;
    const star = found.name.indexOf('*');
    if (star > 0) {
      continued ??= new Map();
      addSegment(continued, found.name, star, found.value);
    } else if (!params.has(found.name)) {
      params.set(found.name, found.value);
    }
  }
  // A boundary is compared octet by octet.
  for (const [name, text] of params) if (name !== 'boundary') params.set(name, decodeHeaderText(text));
  if (continued) for (const [name, segments] of continued) params.set(name, joinSegments(segments));
  return { value, params };
}

function readParameter(raw: string, from: number): { name: string; value: string; next: number } {
  let at = from;
  while (at < raw.length && raw[at] !== '=' && raw[at] !== ';') at += 1;
  const name = withoutComments(raw.slice(from, at)).trim().toLowerCase();
  if (raw[at] !== '=') return { name: '', value: '', next: at + 1 };
  at += 1;
  while (raw[at] === ' ') at += 1;
  if (raw[at] === '"') return { name, ...readQuoted(raw, at + 1) };
  let end = raw.indexOf(';', at);
  if (end === -1) end = raw.length;
  const value = raw.slice(at, end).trim();
  // File names are often written unquoted with spaces and parentheses; elsewhere a space ends the value (RFC 2045).
  return { name, value: name.includes('name') ? value : value.replace(/\s.*$/, ''), next: end + 1 };
}

/** Only `\"` and `\\` are escapes here: file names with Windows paths are sent unescaped. */
function readQuoted(raw: string, from: number): { value: string; next: number } {
  let value = '';
  let plainAt = from;
  let at = from;
  for (; at < raw.length && raw[at] !== '"'; at += 1) {
    if (raw[at] === '\\' && (raw[at + 1] === '"' || raw[at + 1] === '\\')) {
      value += raw.slice(plainAt, at);
      plainAt = at + 1;
      at += 1;
    }
  }
  value += raw.slice(plainAt, at);
  const semicolon = raw.indexOf(';', at);
  return { value, next: semicolon === -1 ? raw.length : semicolon + 1 };
}

function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let out = '';
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth += 1;
    else if (c === ')' && depth > 0) depth -= 1;
    else if (depth === 0) out += c;
  }
  return out;
}

/** `name*`, `name*0`, `name*0*` (RFC 2231 sections 3 and 4). */
function addSegment(continued: Map<string, Segment[]>, name: string, star: number, value: string): void {
  const encoded = name.endsWith('*');
  const digits = name.slice(star + 1, encoded && name.length - 1 > star ? -1 : undefined);
  const index = digits === '' ? 0 : Number(digits);
  if (!Number.isInteger(index) || index < 0) return;
  const base = name.slice(0, star);
  const segments = continued.get(base);
  if (segments === undefined) continued.set(base, [{ index, encoded, value }]);
  else if (segments.length < MAX_SEGMENTS) segments.push({ index, encoded, value });
}

function joinSegments(segments: Segment[]): string {
  segments.sort((a, b) => a.index - b.index);
  let charset = '';
  const octets = segments.map((segment, i) => {
    let { value } = segment;
    const labelled = i === 0 && segment.encoded ? /^([^']*)'[^']*'/.exec(value) : null;
    if (labelled) {
      charset = labelled[1]!;
      value = value.slice(labelled[0].length);
    }
    return segment.encoded ? percentDecoded(value) : Buffer.from(value, 'latin1');
  });
  const text = decodeText(Buffer.concat(octets), charset);
  return text.includes('=?') ? decodeHeaderText(text) : text.replaceAll('\0', '');
}

function percentDecoded(value: string): Buffer {
  return Buffer.from(value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
}
