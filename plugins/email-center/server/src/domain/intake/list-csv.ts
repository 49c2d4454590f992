/** Lists as CSV (RFC 4180): written for spreadsheets, read from whatever wrote it. Pure. */
import { because, inEnglish, type Reason } from '../mail/reason';
import { readListValue } from './list-input';
import type { ListEntry, ListForm, ListKind } from './lists';

export const CSV_COLUMNS = ['kind', 'form', 'value', 'note', 'account'] as const;
const KINDS: readonly string[] = ['block', 'allow'] satisfies ListKind[];
const FORMS: readonly string[] = ['address', 'domain', 'domain-and-below', 'pattern'] satisfies ListForm[];
const NOTE_CHARS = 500;

/** A spreadsheet would take text that begins so for a formula and run it; an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;
const guard = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
const unguard = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text);
const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

export function writeListCsv(entries: readonly CsvEntry[]): string {
  const lines = entries.map(({ kind, form, value, note, account }) => [kind, form, value, note, account].map((cell) => quote(guard(cell))).join(','));
  return [CSV_COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** `account`: the account it is for, as its people call it; empty where that is said for the whole file. */
export type CsvEntry = Pick<ListEntry, 'kind' | 'form' | 'value' | 'note'> & { account: string };
export interface ReadCsv {
  entries: (CsvEntry & { line: number })[];
  wrong: { line: number; message: string; reasons: Reason[] }[];
}

/**
 * Reads entries. The heading names the columns in any order; `value` is all that is needed: `kind` is then block, `form`
 * what the value looks like, and no account is named. A semicolon as separator, as German spreadsheets write it, is read, too.
 */
export function readListCsv(text: string): ReadCsv {
  const body = text.replace(/^\ufeff/, '');
  const separator = separatorOf(body);
  const [heading, ...rows] = cellsOf(body, separator);
  const columns = (heading?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  if (!columns.includes('value')) return { entries: [], wrong: [wrongLine(1, because('csv-without-heading'))] };
  const result: ReadCsv = { entries: [], wrong: [] };
  for (const { line, cells, broken } of rows) {
    const read = broken ? because('csv-open-quote') : readRow(new Map(columns.map((column, index) => [column, unguard(cells[index]?.trim() ?? '')])));
    if (read === null) continue;
    if ('code' in read) result.wrong.push(wrongLine(line, read));
    else result.entries.push({ ...read, line });
  }
  return result;
}

export const wrongLine = (line: number, reason: Reason): ReadCsv['wrong'][number] => ({ line, message: inEnglish([reason]), reasons: [reason] });

/** Null: an empty line. */
function readRow(cells: ReadonlyMap<string, string>): CsvEntry | Reason | null {
  const value = cells.get('value') ?? '';
  if ([...cells.values()].every((cell) => cell === '')) return null;
  const kind = (cells.get('kind') || 'block').toLowerCase();
  const form = (cells.get('form') || formOf(value)).toLowerCase();
  if (!KINDS.includes(kind)) return because('csv-unknown-kind', { typed: kind.slice(0, 40) });
  if (!FORMS.includes(form)) return because('csv-unknown-form', { typed: form.slice(0, 40) });
  if (value === '') return because('csv-without-value');
  const read = readListValue(form as ListForm, value);
  if (!read.ok) return read.problem;
  return { kind: kind as ListKind, form: form as ListForm, value: read.value, note: (cells.get('note') ?? '').slice(0, NOTE_CHARS), account: cells.get('account') ?? '' };
}

/** What a value looks like when nobody says. */
export function formOf(value: string): ListForm {
  if (value.includes('*')) return 'pattern';
  return /^[^@]+@/.test(value) ? 'address' : 'domain';
}

function separatorOf(text: string): ',' | ';' {
  const [first = ''] = text.split(/\r?\n/, 1);
  return !first.includes(',') && first.includes(';') ? ';' : ',';
}

interface CsvRow {
  line: number;
  cells: string[];
  /** The file ends within a quoted cell. */
  broken: boolean;
}

function cellsOf(text: string, separator: ',' | ';'): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row: CsvRow = { line, cells: [], broken: false };
    for (;;) {
      const cell = cellAt(text, at, separator);
      row.cells.push(cell.text);
      row.broken ||= cell.broken;
      line += countLines(text, at, cell.end);
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    rows.push(row);
  }
  return rows;
}

function cellAt(text: string, from: number, separator: string): { text: string; end: number; broken: boolean } {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    return { text: text.slice(from, end), end, broken: false };
  }
  let end = from + 1;
  for (; end < text.length; end += 1) {
    if (text[end] !== '"') continue;
    if (text[end + 1] !== '"') break;
    end += 1;
  }
  const inner = text.slice(from + 1, end).replace(/""/g, '"');
  const closed = end < text.length;
  let after = end + 1;
  while (after < text.length && text[after] !== separator && text[after] !== '\n' && text[after] !== '\r') after += 1;
  return { text: inner, end: Math.min(after, text.length), broken: !closed };
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
