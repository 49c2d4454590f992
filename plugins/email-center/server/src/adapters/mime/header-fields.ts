/** The header section of one entity (RFC 5322 section 2.2), still encoded: octets as latin1 characters. */

const SPACE = 32;
const TAB = 9;
const CR = 13;
const LF = 10;
const COLON = 58;
/** Longer names are no header fields but text without a header. */
const MAX_NAME = 998;

const enum LineKind { Field, Continuation, Blank, Garbage }

export class HeaderFields {
  private readonly values = new Map<string, string[]>();
  /** Where the first line stands that is neither field nor continuation; -1 when there is none. */
  firstGarbage = -1;

  /** Reads a block up to its end; the empty line that ends a header must not be in it. */
  static read(block: string): HeaderFields {
    const fields = new HeaderFields();
    let name = '';
    let valueAt = 0;
    let valueEnd = 0;
    let at = 0;
    while (at < block.length) {
      let end = block.indexOf('\n', at);
      if (end === -1) end = block.length;
      const colon = fieldNameEnd(block, at, end);
      if (colon > 0) {
        if (name !== '') fields.add(name, block.slice(valueAt, valueEnd));
        name = block.slice(at, colon).trimEnd().toLowerCase();
        valueAt = block.indexOf(':', colon) + 1;
      } else if (lineKind(block, at) === LineKind.Garbage) {
        if (fields.firstGarbage === -1) fields.firstGarbage = at;
        // Text glued to an address field could change who wrote. Wrongly folded parameters hold the boundary, without
        // which no part is found.
        if (!name.startsWith('content-')) {
          if (name !== '') fields.add(name, block.slice(valueAt, valueEnd));
          name = '';
        }
      }
      valueEnd = end;
      at = end + 1;
    }
    if (name !== '') fields.add(name, block.slice(valueAt, valueEnd));
    return fields;
  }

  private add(name: string, raw: string): void {
    const known = this.values.get(name);
    if (known === undefined) this.values.set(name, [raw]);
    else known.push(raw);
  }

  /** The first value that is not empty, unfolded; '' when there is none. */
  first(name: string): string {
    const values = this.values.get(name);
    if (values === undefined) return '';
    for (const value of values) {
      const unfolded = unfold(value);
      if (unfolded !== '') return unfolded;
    }
    return '';
  }

  /** All values in order, unfolded. */
  all(name: string): string[] {
    return this.values.get(name)?.map(unfold) ?? [];
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  names(): IterableIterator<string> {
    return this.values.keys();
  }
}

/** Unfolding (RFC 5322 section 2.2.3); also takes bare CR, bare LF and NUL out, which must not reach a database. */
export function unfold(raw: string): string {
  return /[\r\n\0\t]/.test(raw) ? raw.replace(/[\r\n\0]+[ \t]*|\t/g, ' ').trim() : raw.trim();
}

/** Index of the end of a field name (of the colon, or of white space before it), or -1 when the line is no field. */
export function fieldNameEnd(block: string, at: number, end: number): number {
  const limit = Math.min(end, at + MAX_NAME);
  let i = at;
  for (; i < limit; i += 1) {
    const c = block.charCodeAt(i);
    if (c === COLON) return i > at ? i : -1;
    if (c <= SPACE || c > 126) break;
  }
  const nameEnd = i;
  if (nameEnd === at) return -1;
  while (i < limit && (block.charCodeAt(i) === SPACE || block.charCodeAt(i) === TAB)) i += 1;
  return i < limit && block.charCodeAt(i) === COLON ? nameEnd : -1;
}

function lineKind(block: string, at: number): LineKind {
  const c = block.charCodeAt(at);
  if (c === SPACE || c === TAB) return LineKind.Continuation;
  if (c === CR || c === LF || at >= block.length) return LineKind.Blank;
  return LineKind.Garbage;
}
