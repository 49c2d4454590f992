/** Many entries at once: from a file, or the same said of several addresses. */
import type { ImportedLists } from '../../../../shared/contracts';
import { readListCsv, wrongLine, type ReadCsv } from '../../domain/intake/list-csv';
import { readListValue } from '../../domain/intake/list-input';
import type { ListEntry } from '../../domain/intake/lists';
import { MailError } from '../../domain/mail/mail-error';
import { because, inEnglish, type Reason } from '../../domain/mail/reason';
import type { Clock } from '../ports';
import type { ListStore } from './ports';

type Target = Pick<ListEntry, 'scope' | 'accountId' | 'userId'>;

export interface TakeInPorts {
  entries: ListStore;
  clock: Clock;
  newId: () => string;
}

/** Judging stays a few look-ups, but each node holds all entries in memory. */
const MOST_ENTRIES = 50_000;

export const invalidEntry = (reason: Reason): MailError =>
  new MailError({ kind: 'malformed', code: 'invalid-input', field: 'value', message: inEnglish([reason]), reasons: [reason], remedier: 'owner' });

/** Rejects with `invalid-input` where there would be too many entries. */
export function refuseTooMany(count: number): void {
  if (count <= MOST_ENTRIES) return;
  throw invalidEntry(because('too-many-entries', { count: MOST_ENTRIES }));
}

/** Resolves with the id of the account that a line names, or with what is wrong with it. */
export type FindAccount = (typed: string) => Promise<string | Reason>;

/** A line that names an account is for it, whomever the rest of the file is for. */
export async function takeInCsv(
  ports: TakeInPorts, csv: string, target: Target, { findAccount, ...options }: { skipWrong: boolean; userId: number; findAccount: FindAccount },
): Promise<ImportedLists> {
  const { entries, wrong } = readListCsv(csv);
  const read: Read = { entries: [], wrong: [...wrong] };
  for (const { account, ...entry } of entries) {
    const found = account === '' ? null : await findAccount(account);
    if (found !== null && typeof found !== 'string') read.wrong.push(wrongLine(entry.line, found));
    else read.entries.push({ ...entry, ...(found === null ? target : { scope: 'account', accountId: found, userId: null }) });
  }
  read.wrong.sort((a, b) => a.line - b.line);
  return insertRead(ports, read, options);
}

/** A line is the place of a value, the first being 1. */
export function takeInValues(
  ports: TakeInPorts, { values, ...about }: Pick<ListEntry, 'kind' | 'form' | 'note'> & { values: readonly string[] }, target: Target, userId: number,
): Promise<ImportedLists> {
  const read: Read = { entries: [], wrong: [] };
  values.forEach((typed, index) => {
    const value = readListValue(about.form, typed);
    if (value.ok) read.entries.push({ ...about, ...target, value: value.value, line: index + 1 });
    else read.wrong.push(wrongLine(index + 1, value.problem));
  });
  return insertRead(ports, read, { skipWrong: true, userId });
}

interface Read {
  entries: (Pick<ListEntry, 'kind' | 'form' | 'value' | 'note'> & Target & { line: number })[];
  wrong: ReadCsv['wrong'];
}

async function insertRead({ entries, clock, newId }: TakeInPorts, read: Read, { skipWrong, userId }: { skipWrong: boolean; userId: number }): Promise<ImportedLists> {
  const others = await entries.loadAll();
  const keyOf = (entry: Pick<ListEntry, 'kind' | 'form' | 'value'> & Target): string => `${whomOf(entry)} ${entry.kind} ${entry.form} ${entry.value}`;
  const seen = new Set(others.map(keyOf));
  const fresh = read.entries.filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)) !== undefined);
  const known = read.entries.length - fresh.length;
  if (read.wrong.length > 0 && !skipWrong) return { imported: false, added: 0, known, firsts: [], wrong: read.wrong };
  refuseTooMany(others.length + fresh.length);
  const createdAt = clock.now().toISOString();
  const made = fresh.map(({ line: _line, ...entry }): ListEntry => ({ ...entry, id: newId(), createdBy: userId, createdAt }));
  if (made.length > 0) await entries.insert(made);
  return { imported: true, added: made.length, known, firsts: [...new Map(made.toReversed().map((entry) => [whomOf(entry), entry.id])).values()].reverse(), wrong: read.wrong };
}

const whomOf = ({ scope, accountId, userId }: Target): string => `${scope} ${accountId ?? userId ?? ''}`;
