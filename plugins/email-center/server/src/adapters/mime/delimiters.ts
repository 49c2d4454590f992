/** The lines between parts (RFC 2046 section 5.1.1), and the multiparts they belong to. */
import type { Entity } from './entity';

const LF = 10;
const CR = 13;
const DASH = 45;
/** What is kept before the first delimiter, in case none comes. */
const MAX_PREAMBLE = 256 * 1024;
/** Boundaries are 70 characters by the standard and 512 here; a longer line is no delimiter. */
export const MAX_DELIMITER_LINE = 1024;
export const DELIMITER_START = Buffer.from('\n--');

export interface Delimiter {
  /** Which of the open multiparts it belongs to, 0 for the outermost. */
  level: number;
  closes: boolean;
}

/** The multiparts that are open, outermost first. */
export class OpenMultiparts {
  private readonly open: { entity: Entity; boundary: string }[] = [];
  /** Text before the first delimiter of the innermost one; null when that has passed. */
  private preamble: Buffer[] | null = null;
  private preambleSize = 0;

  get size(): number {
    return this.open.length;
  }

  get innermost(): Entity | null {
    return this.open[this.open.length - 1]?.entity ?? null;
  }

  enter(entity: Entity, boundary: string): void {
    this.open.push({ entity, boundary });
    this.preamble = [];
    this.preambleSize = 0;
  }

  /** Keeps text that stands before the first delimiter. */
  keepPreamble(octets: Buffer): void {
    if (this.preamble === null || this.preambleSize >= MAX_PREAMBLE) return;
    const kept = octets.subarray(0, MAX_PREAMBLE - this.preambleSize);
    this.preamble.push(Buffer.from(kept));
    this.preambleSize += kept.length;
  }

  /** Closes the innermost; gives its text when it was never split. */
  leave(): { entity: Entity; unsplit: Buffer | null } {
    const { entity } = this.open.pop()!;
    const unsplit = entity.children === 0 && this.preamble !== null ? Buffer.concat(this.preamble) : null;
    this.preamble = null;
    return { entity, unsplit };
  }

  /** The innermost was split by a delimiter. A multipart that closes without ever having had a part keeps its text. */
  passed({ closes }: Delimiter): void {
    if (!closes || this.innermost!.children > 0) this.preamble = null;
  }

  /** The open multipart whose delimiter this line is, innermost first; an outer one ends all inner ones. */
  delimiterAt(buffer: Buffer, line: number, end: number): Delimiter | null {
    if (this.open.length === 0 || buffer[line] !== DASH || buffer[line + 1] !== DASH || end - line > MAX_DELIMITER_LINE) return null;
    const text = buffer.toString('latin1', line + 2, end).trimEnd();
    for (let i = this.open.length - 1; i >= 0; i -= 1) {
      const { boundary } = this.open[i]!;
      if (text === boundary) return { level: i, closes: false };
      if (text.length === boundary.length + 2 && text.endsWith('--') && text.startsWith(boundary)) return { level: i, closes: true };
    }
    return null;
  }
}

/** The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1). */
export function bodyEnd(buffer: Buffer, from: number, line: number): number {
  let end = line;
  if (end > from && buffer[end - 1] === LF) end -= 1;
  if (end > from && buffer[end - 1] === CR) end -= 1;
  return end;
}

/** How many octets at the end may be the beginning of a delimiter. */
export function heldBack(buffer: Buffer, from: number): number {
  let at = buffer.length;
  if (at > from && buffer[at - 1] === DASH && at - 1 > from && buffer[at - 2] === LF) at -= 1;
  if (at > from && buffer[at - 1] === LF) at -= 1;
  else if (at < buffer.length) return 0;
  if (at > from && buffer[at - 1] === CR) at -= 1;
  return buffer.length - at;
}
