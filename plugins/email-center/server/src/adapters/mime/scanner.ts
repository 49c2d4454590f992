/**
 * Splits a message into its entities while it streams by (RFC 2046 section 5.1). Holds a header or one line at a time,
 * never a body; gives the same result wherever the input is cut.
 */
import { MailError } from '../../domain/mail/mail-error';
import { LIMITS } from '../../domain/mail/message';
import { describeEntity, type Entity } from './entity';
import { fieldNameEnd, HeaderFields } from './header-fields';
import { LineEndFilter } from './line-ends';

/** Takes the body of one leaf, still transfer-encoded. The octets are only valid during the call. */
export interface LeafSink {
  write(octets: Buffer): void;
  end(): void;
}

export interface EntityVisitor {
  /** Called when the header of an entity is complete. Returns who takes the body of a leaf; ignored for multiparts. */
  enter(entity: Entity, fields: HeaderFields): LeafSink | null;
  /** A multipart whose boundary never came: its octets, up to a limit, as the text they most likely are. */
  unsplit(entity: Entity, octets: Buffer): void;
}

const LF = 10;
const CR = 13;
const DASH = 45;
const EMPTY = Buffer.alloc(0);
const DELIMITER_START = Buffer.from('\n--');
/** Boundaries are 70 characters by the standard and 512 here; a longer line is no delimiter. */
const MAX_DELIMITER_LINE = 1024;
/** What is kept before the first delimiter, in case none comes. */
const MAX_PREAMBLE = 256 * 1024;
const MORE = -1;

type State = 'start' | 'header' | 'body';

export class MimeScanner {
  private readonly filter = new LineEndFilter();
  private rest: Buffer = EMPTY;
  /** Chunks of a header line whose end has not come. */
  private pending: Buffer[] = [];
  private pendingSize = 0;
  private state: State = 'start';
  private header = '';
  private firstLine = true;
  /** At the very beginning of a body, where a delimiter needs no line end before it. */
  private fresh = false;
  /** The multiparts that are open, outermost first, and whether their closing delimiter has come. */
  private readonly open: { entity: Entity; boundary: string }[] = [];
  private current: Entity | null = null;
  private sink: LeafSink | null = null;
  private preamble: Buffer[] | null = null;
  private preambleSize = 0;
  private parts = 0;

  constructor(private readonly visitor: EntityVisitor) {}

  /** Reads the next octets; rejects what is beyond `LIMITS` with a MailError of kind `malformed`. */
  feed(chunk: Buffer): void {
    this.advance(this.filter.feed(chunk), false);
  }

  end(): void {
    this.advance(this.filter.end(), true);
    if (this.state !== 'body') this.endHeader(true);
    this.closeLeaf();
    while (this.open.length > 0) this.closeMultipart();
  }

  private advance(input: Buffer, final: boolean): void {
    if (input.length === 0 && !final) return;
    if (this.state !== 'body' && !final && input.indexOf(LF) === -1 && !this.firstLine) {
      this.pending.push(input);
      this.pendingSize += input.length;
      this.checkHeaderSize(this.pendingSize);
      return;
    }
    const buffer = this.joined(input);
    let at = 0;
    while (at < buffer.length) {
      const next = this.state === 'body' ? this.readBody(buffer, at, final) : this.readHeader(buffer, at, final);
      if (next === MORE) break;
      at = next;
    }
    this.rest = at >= buffer.length || final ? EMPTY : at === 0 && buffer !== input ? buffer : Buffer.from(buffer.subarray(at));
  }

  private joined(input: Buffer): Buffer {
    if (this.rest.length === 0 && this.pending.length === 0) return input;
    const all = Buffer.concat([this.rest, ...this.pending, input]);
    this.pending = [];
    this.pendingSize = 0;
    return all;
  }

  // ---- headers -------------------------------------------------------------------------------------------------

  /** Takes complete header lines; returns where it stopped, or MORE. */
  private readHeader(buffer: Buffer, from: number, final: boolean): number {
    let at = from;
    if (this.state === 'start') {
      at = skipToMessage(buffer, from, final);
      if (at === MORE) return MORE;
      this.state = 'header';
      this.firstLine = true;
      if (at > from) return at;
    }
    const block = at;
    for (;;) {
      if (this.firstLine) {
        const kind = this.firstLineKind(buffer, at, final);
        if (kind === 'more') return MORE;
        this.firstLine = false;
        if (kind === 'text') {
          this.endHeader(false);
          return at;
        }
      }
      const lf = buffer.indexOf(LF, at);
      if (lf === -1 && !final) break;
      const end = lf === -1 ? buffer.length : lf;
      if (isBlank(buffer, at, end)) return this.closeHeader(buffer, block, at, Math.min(end + 1, buffer.length));
      const delimiter = this.delimiterAt(buffer, at, end);
      if (delimiter !== null) return this.closeHeaderByDelimiter(buffer, block, at, Math.min(end + 1, buffer.length), delimiter);
      at = end + 1;
      if (lf === -1 || at >= buffer.length) break;
    }
    const taken = Math.min(at, buffer.length);
    this.addHeader(buffer, block, taken);
    return taken === from ? MORE : taken;
  }

  /** Whether a header begins here (a field, an empty line, the next delimiter) or at once text. */
  private firstLineKind(buffer: Buffer, at: number, final: boolean): 'header' | 'text' | 'more' {
    const limit = Math.min(buffer.length, at + MAX_DELIMITER_LINE + 1);
    let end = at;
    while (end < limit && buffer[end] !== LF) end += 1;
    if (end === buffer.length && end < at + MAX_DELIMITER_LINE + 1 && !final) return 'more';
    if (isBlank(buffer, at, end) || this.delimiterAt(buffer, at, end) !== null) return 'header';
    const line = buffer.toString('latin1', at, end);
    return fieldNameEnd(line, 0, line.length) > 0 ? 'header' : 'text';
  }

  private closeHeader(buffer: Buffer, block: number, blank: number, next: number): number {
    this.addHeader(buffer, block, blank);
    this.endHeader(false);
    return next;
  }

  private closeHeaderByDelimiter(buffer: Buffer, block: number, at: number, next: number, delimiter: Delimiter): number {
    this.addHeader(buffer, block, at);
    this.endHeader(true);
    this.passDelimiter(delimiter);
    return next;
  }

  private addHeader(buffer: Buffer, from: number, to: number): void {
    if (to <= from) return;
    const size = this.header.length + to - from;
    this.checkHeaderSize(size - this.header.length);
    this.header = this.header === '' ? buffer.toString('latin1', from, to) : this.header + buffer.toString('latin1', from, to);
  }

  private checkHeaderSize(more: number): void {
    if (this.header.length + more > LIMITS.headerBytes) {
      throw malformed('header-too-large', `A header section is larger than ${LIMITS.headerBytes / 1024 / 1024} MiB; the message was not read.`);
    }
  }

  /** `cut`: no empty line came. Then the text after the last field is the body, so that it is not lost. */
  private endHeader(cut: boolean): void {
    let block = this.header;
    this.header = '';
    let fields = HeaderFields.read(block);
    let text = EMPTY;
    if (cut && fields.firstGarbage >= 0) {
      text = Buffer.from(block.slice(fields.firstGarbage), 'latin1');
      block = block.slice(0, fields.firstGarbage);
      fields = HeaderFields.read(block);
    }
    this.beginEntity(fields);
    if (text.length > 0) this.emit(text, 0, text.length);
  }

  // ---- entities ------------------------------------------------------------------------------------------------

  private beginEntity(fields: HeaderFields): void {
    const parent = this.open.length > 0 ? this.open[this.open.length - 1]!.entity : null;
    const entity = describeEntity(fields, parent, this.nextPartNumber(parent));
    if (entity.depth > LIMITS.depth) throw malformed('too-deep', `Parts are nested more than ${LIMITS.depth} levels deep; the message was not read.`);
    this.current = entity;
    this.state = 'body';
    this.fresh = true;
    const sink = this.visitor.enter(entity, fields);
    if (entity.boundary !== null) {
      this.open.push({ entity, boundary: entity.boundary });
      this.preamble = [];
      this.preambleSize = 0;
      this.sink = null;
    } else {
      this.sink = sink;
    }
  }

  private nextPartNumber(parent: Entity | null): string {
    if (parent === null) return '1';
    this.parts += 1;
    if (this.parts > LIMITS.parts) throw malformed('too-many-parts', `The message has more than ${LIMITS.parts} parts; it was not read.`);
    parent.children += 1;
    return parent.partNumber === '' ? String(parent.children) : `${parent.partNumber}.${parent.children}`;
  }

  private closeLeaf(): void {
    if (this.sink !== null) this.sink.end();
    this.sink = null;
    this.current = null;
  }

  private closeMultipart(): void {
    const closed = this.open.pop()!;
    if (closed.entity.children === 0 && this.preamble !== null) this.visitor.unsplit(closed.entity, Buffer.concat(this.preamble));
    this.preamble = null;
  }

  // ---- bodies --------------------------------------------------------------------------------------------------

  /** Writes out what is body, up to a delimiter or to what may become one; returns where it stopped, or MORE. */
  private readBody(buffer: Buffer, from: number, final: boolean): number {
    if (this.open.length === 0) {
      this.emit(buffer, from, buffer.length);
      return buffer.length;
    }
    let search = from;
    for (;;) {
      const lf = this.fresh ? from - 1 : buffer.indexOf(DELIMITER_START, search);
      if (!this.fresh && lf === -1) break;
      const line = lf + 1;
      const found = buffer.indexOf(LF, line);
      const end = found === -1 ? buffer.length : found;
      if (found === -1 && !final && buffer.length - line <= MAX_DELIMITER_LINE) return this.emitBefore(buffer, from, line);
      this.fresh = false;
      const delimiter = this.delimiterAt(buffer, line, end);
      if (delimiter !== null) {
        this.emit(buffer, from, bodyEnd(buffer, from, line));
        this.passDelimiter(delimiter);
        return Math.min(end + 1, buffer.length);
      }
      search = end;
      if (end === buffer.length) break;
    }
    const held = final ? 0 : heldBack(buffer, from);
    this.emit(buffer, from, buffer.length - held);
    return held === 0 ? buffer.length : this.progress(from, buffer.length - held);
  }

  /** The line at `line` is not complete: everything before its line end can go. */
  private emitBefore(buffer: Buffer, from: number, line: number): number {
    if (this.fresh) return MORE;
    const end = bodyEnd(buffer, from, line);
    this.emit(buffer, from, end);
    return this.progress(from, end);
  }

  private progress(from: number, to: number): number {
    return to > from ? to : MORE;
  }

  private emit(buffer: Buffer, from: number, to: number): void {
    if (to <= from) return;
    if (this.sink !== null) {
      this.sink.write(from === 0 && to === buffer.length ? buffer : buffer.subarray(from, to));
    } else if (this.preamble !== null && this.preambleSize < MAX_PREAMBLE) {
      const kept = buffer.subarray(from, Math.min(to, from + MAX_PREAMBLE - this.preambleSize));
      this.preamble.push(Buffer.from(kept));
      this.preambleSize += kept.length;
    }
  }

  /** The open multipart whose delimiter this line is, innermost first; an outer one ends all inner ones. */
  private delimiterAt(buffer: Buffer, line: number, end: number): Delimiter | null {
    if (this.open.length === 0 || buffer[line] !== DASH || buffer[line + 1] !== DASH || end - line > MAX_DELIMITER_LINE) return null;
    const text = buffer.toString('latin1', line + 2, end).trimEnd();
    for (let i = this.open.length - 1; i >= 0; i -= 1) {
      const { boundary } = this.open[i]!;
      if (text === boundary) return { level: i, closes: false };
      if (text.length === boundary.length + 2 && text.endsWith('--') && text.startsWith(boundary)) return { level: i, closes: true };
    }
    return null;
  }

  private passDelimiter({ level, closes }: Delimiter): void {
    this.closeLeaf();
    while (this.open.length > level + 1) this.closeMultipart();
    // A multipart that closes without ever having had a part is the text before its end.
    if (!closes || this.open[level]!.entity.children > 0) this.preamble = null;
    this.fresh = false;
    if (closes) {
      // What follows is the epilogue, which nobody reads, until a delimiter of an outer multipart.
      this.closeMultipart();
      this.state = 'body';
      this.fresh = true;
    } else {
      this.state = 'header';
      this.firstLine = true;
    }
  }
}

interface Delimiter {
  level: number;
  closes: boolean;
}

export function malformed(code: 'header-too-large' | 'too-many-parts' | 'too-deep', message: string): MailError {
  return new MailError({ kind: 'malformed', code, message, remedier: 'administrator' });
}

/** The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1). */
function bodyEnd(buffer: Buffer, from: number, line: number): number {
  let end = line;
  if (end > from && buffer[end - 1] === LF) end -= 1;
  if (end > from && buffer[end - 1] === CR) end -= 1;
  return end;
}

/** How many octets at the end may be the beginning of a delimiter. */
function heldBack(buffer: Buffer, from: number): number {
  let at = buffer.length;
  if (at > from && buffer[at - 1] === DASH && at - 1 > from && buffer[at - 2] === LF) at -= 1;
  if (at > from && buffer[at - 1] === LF) at -= 1;
  else if (at < buffer.length) return 0;
  if (at > from && buffer[at - 1] === CR) at -= 1;
  return buffer.length - at;
}

function isBlank(buffer: Buffer, at: number, end: number): boolean {
  let i = at;
  while (i < end && buffer[i] === CR) i += 1;
  return i === end;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const MBOX_LINE = Buffer.from('From ');

/** Passes what stands before a message without belonging to it: byte order mark, empty lines, the `From ` line of a mailbox file. */
function skipToMessage(buffer: Buffer, from: number, final: boolean): number {
  let at = from;
  if (buffer.length - at < 6 && !final) return MORE;
  if (buffer.subarray(at, at + 3).equals(BYTE_ORDER_MARK)) at += 3;
  while (at < buffer.length && (buffer[at] === LF || buffer[at] === CR)) at += 1;
  if (buffer.length - at < 6 && !final) return MORE;
  const line = buffer[at] === 62 ? at + 1 : at;
  if (!buffer.subarray(line, line + 5).equals(MBOX_LINE)) return at;
  const lf = buffer.indexOf(LF, line);
  if (lf === -1) return final || buffer.length - line > 1000 ? at : MORE;
  return lf - line > 1000 ? at : lf + 1;
}
