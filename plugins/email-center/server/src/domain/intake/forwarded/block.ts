/** The header block a mail program writes above a message it quotes: where it begins, which lines belong to it, where it ends. */
import { readFieldLine, readSeparator, type FieldKind, type FieldLine, type Separator } from './labels';

/** Lines of a text that are looked at; what is forwarded begins far above. */
const MAX_LINES = 4_000;
const MAX_BLANKS_BEFORE = 4;
const MAX_BLOCK_LINES = 60;
/** A subject this long may go on in the next line. */
const LONG_SUBJECT = 55;

export interface HeaderBlock {
  fields: ReadonlyMap<FieldKind, FieldLine>;
  /** Null: the block stands by itself, as the border of HTML mail leaves it. */
  separator: Separator | null;
  /** Fields that occur twice. */
  repeated: boolean;
  /** What comes below it. */
  rest: string;
  /** Below a signature's delimiter (RFC 3676 section 4.3). */
  inSignature: boolean;
}

/** A separator without a header block below it. */
export interface LoneSeparator {
  separator: Separator;
}

interface Line {
  /** Signs of quoting before it. */
  depth: number;
  text: string;
}

/**
 * The first header block that is not within quoted text, or the separator above the place where one should be. Only the
 * first one counts: what stands below it was written by others, who may have written anything.
 */
export function findHeaderBlock(text: string): HeaderBlock | LoneSeparator | null {
  const lines = linesOf(text);
  let inSignature = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line.depth > 0) continue;
    if (/^-- ?$/.test(line.text)) inSignature = true;
    const separator = readSeparator(line.text);
    if (separator === null) {
      const block = readFieldLine(line.text)?.kind === 'from' ? readBlock(lines, at) : null;
      if (block !== null && isWhole(block.fields)) return { ...block, separator: null, inSignature };
      continue;
    }
    const start = firstFilled(lines, at + 1);
    const block = start === null || readFieldLine(lines[start]!.text) === null ? null : readBlock(lines, start);
    if (block !== null && block.fields.has('from') && block.fields.size >= 2) return { ...block, separator, inSignature };
    if (separator.sure) return { separator };
  }
  return null;
}

/** Without a separator above it, only a block with sender, date and subject is one. */
const isWhole = (fields: ReadonlyMap<FieldKind, FieldLine>): boolean => fields.has('from') && fields.has('date') && fields.has('subject');

function linesOf(text: string): Line[] {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '');
  return plain.split('\n', MAX_LINES).map((line) => {
    const quoting = /^(?:[ \t]?>)+[ \t]?/.exec(line)?.[0] ?? '';
    return { depth: quoting.replace(/[^>]/g, '').length, text: line.slice(quoting.length).trimEnd() };
  });
}

function firstFilled(lines: readonly Line[], from: number): number | null {
  for (let at = from; at < Math.min(lines.length, from + MAX_BLANKS_BEFORE); at += 1) if (lines[at]!.text.trim() !== '') return at;
  return null;
}

type ReadBlock = Pick<HeaderBlock, 'fields' | 'repeated' | 'rest'>;

/** All lines of a block are quoted alike: Apple Mail quotes the whole of what it forwards. */
function readBlock(lines: readonly Line[], start: number): ReadBlock {
  const { depth } = lines[start]!;
  const fields = new Map<FieldKind, FieldLine>();
  let repeated = false;
  let last: FieldLine | null = null;
  let at = start;
  for (; at < Math.min(lines.length, start + MAX_BLOCK_LINES) && lines[at]!.depth === depth; at += 1) {
    const { text } = lines[at]!;
    if (text.trim() === '') {
      if (!goesOn(lines, at, depth, fields)) break;
      continue;
    }
    const field = readFieldLine(text);
    if (field === null) {
      if (last === null || !continues(last, text)) break;
      last.value = `${last.value} ${text.trim()}`.trim();
      continue;
    }
    if (field.kind !== 'other') {
      if (fields.has(field.kind)) repeated = true;
      else fields.set(field.kind, field);
    }
    last = field;
  }
  return { fields, repeated, rest: lines.slice(at).map((line) => `${'>'.repeat(Math.max(0, line.depth - depth))}${line.text}`).join('\n') };
}

/** An empty line is inside the block only before a field the block does not have yet and needs. */
function goesOn(lines: readonly Line[], blank: number, depth: number, fields: ReadonlyMap<FieldKind, FieldLine>): boolean {
  const next = lines[blank + 1];
  if (next === undefined || next.depth !== depth || isWhole(fields)) return false;
  const field = readFieldLine(next.text);
  return field !== null && field.kind !== 'other' && !fields.has(field.kind);
}

function continues(last: FieldLine, text: string): boolean {
  if (last.kind === 'subject') return last.value === '' || last.value.length >= LONG_SUBJECT || /^[ \t]/.test(text);
  if (last.kind === 'date' || last.kind === 'other') return last.value === '';
  return last.value === '' || /[,;]$/.test(last.value) || /^[ \t<[]/.test(text) || !last.value.includes('@');
}
