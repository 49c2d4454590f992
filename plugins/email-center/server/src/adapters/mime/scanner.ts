/**
 * Splits a message into its entities while it streams by (RFC 2046 section 5.1). Holds a header or one line at a time,
 * never a body; gives the same result wherever the input is cut.
 */
import { MailError } from '../../domain/mail/mail-error';
import { LIMITS } from '../../domain/mail/message';
import { bodyEnd, DELIMITER_START, heldBack, MAX_DELIMITER_LINE, OpenMultiparts, type Delimiter } from './delimiters';
import { describeEntity, type Entity } from './entity';
import { fieldNameEnd, HeaderFields } from './header-fields';
import { LineEndFilter } from './line-ends';
import { isBlank, MORE, skipBlank, skipMailboxLine } from './message-start';

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
const EMPTY = Buffer.alloc(0);

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
  private readonly open = new OpenMultiparts();
  private sink: LeafSink | null = null;
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
    while (this.open.size > 0) this.closeMultipart();
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
      const begin = skipBlank(buffer, from);
      at = skipMailboxLine(buffer, begin, final);
      if (at === MORE) return begin > from ? begin : MORE;
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
      const delimiter = this.open.delimiterAt(buffer, at, end);
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
    if (isBlank(buffer, at, end) || this.open.delimiterAt(buffer, at, end) !== null) return 'header';
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
    const parent = this.open.innermost;
    const entity = describeEntity(fields, parent, this.nextPartNumber(parent));
    if (entity.depth > LIMITS.depth) throw malformed('too-deep', `Parts are nested more than ${LIMITS.depth} levels deep; the message was not read.`);
    this.state = 'body';
    this.fresh = true;
    const sink = this.visitor.enter(entity, fields);
    if (entity.boundary !== null) {
      this.open.enter(entity, entity.boundary);
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
  }

  private closeMultipart(): void {
    const { entity, unsplit } = this.open.leave();
    if (unsplit !== null) this.visitor.unsplit(entity, unsplit);
  }

  // ---- bodies --------------------------------------------------------------------------------------------------

  /** Writes out what is body, up to a delimiter or to what may become one; returns where it stopped, or MORE. */
  private readBody(buffer: Buffer, from: number, final: boolean): number {
    if (this.open.size === 0) {
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
      const delimiter = this.open.delimiterAt(buffer, line, end);
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
    const octets = from === 0 && to === buffer.length ? buffer : buffer.subarray(from, to);
    if (this.sink !== null) this.sink.write(octets);
    else this.open.keepPreamble(octets);
  }

  private passDelimiter(delimiter: Delimiter): void {
    this.closeLeaf();
    while (this.open.size > delimiter.level + 1) this.closeMultipart();
    this.open.passed(delimiter);
    this.fresh = false;
    if (delimiter.closes) {
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

export function malformed(code: 'header-too-large' | 'too-many-parts' | 'too-deep', message: string): MailError {
  return new MailError({ kind: 'malformed', code, message, remedier: 'administrator' });
}
