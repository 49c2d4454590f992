/** What accounts have of stored messages, with what their imports decided about it. */
import { mentionedAddresses } from '../../../domain/intake/mentions';
import type { CopyReading } from '../../../domain/intake/plan-filing';
import type { StoredCopy } from '../../../domain/intake/stored-mail';
import type { MailboxRole } from '../../../domain/intake/types';
import type { AccountKind } from '../../../domain/mail/account';
import { pieces, type Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toBoolean, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { intakeAddresses, MENTIONS_READ, readMentioning } from './mentioning';

interface Seen {
  roles: MailboxRole[];
  /** Of the first ledger row: the order in which accounts got it. */
  first: number;
}

const keyOf = (row: Row): string => `${toNumber(row.message_id)} ${toText(row.account_id)}`;

/** By message, in the order in which the accounts got it; copies out of sight are none. At most some hundreds of messages. */
export async function loadCopies(executor: Executor, ids: readonly number[]): Promise<Map<number, StoredCopy[]>> {
  const rows = (await executor(TABLES.deliveries).whereIn('message_id', [...ids]).select('message_id', 'account_id', 'role', 'direction', 'counterpart', 'reading')) as Row[];
  const kinds = await accountKinds(executor, [...new Set(rows.map((row) => toText(row.account_id)))]);
  const seen = await loadSeen(executor, ids);
  const work = new Map(((await executor(TABLES.work).whereIn('message_id', [...ids]).select('message_id', 'account_id', 'kind', 'handler_id', 'offered')) as Row[]).map((row) => [keyOf(row), row]));
  const mentioned = await loadMentioned(executor, rows, work);
  const copies = new Map<number, StoredCopy[]>();
  const firstOf = (row: Row): number => seen.get(keyOf(row))?.first ?? 0;
  for (const row of rows.sort((a, b) => firstOf(a) - firstOf(b))) {
    const copy: StoredCopy = {
      accountKind: kinds.get(toText(row.account_id)) ?? 'personal', roles: [...new Set([toText(row.role) as MailboxRole, ...(seen.get(keyOf(row))?.roles ?? [])])],
      direction: row.direction === 'outgoing' ? 'outgoing' : 'incoming', counterpart: toNullableText(row.counterpart), reading: fromJson<CopyReading | null>(row.reading, null),
      look: work.get(keyOf(row))?.kind === 'look', mentioned: mentioned.get(keyOf(row)) ?? null,
    };
    copies.set(toNumber(row.message_id), [...(copies.get(toNumber(row.message_id)) ?? []), copy]);
  }
  return copies;
}

async function accountKinds(executor: Executor, ids: readonly string[]): Promise<Map<string, AccountKind>> {
  const kinds = new Map<string, AccountKind>();
  for (const piece of pieces(ids)) for (const row of (await executor(TABLES.accounts).whereIn('id', piece).select('id', 'kind')) as Row[]) kinds.set(toText(row.id), toText(row.kind) as AccountKind);
  return kinds;
}

/** A delivery tells the mailbox it was seen in first; the ledger tells the others. */
async function loadSeen(executor: Executor, ids: readonly number[]): Promise<Map<string, Seen>> {
  const rows = (await executor(`${TABLES.sightings} as s`).join(`${TABLES.mailboxes} as b`, 'b.id', 's.mailbox_id').whereIn('s.stored_message_id', [...ids])
    .orderBy('s.id').select({ message_id: 's.stored_message_id', account_id: 's.account_id', id: 's.id', role: 'b.role' })) as Row[];
  const seen = new Map<string, Seen>();
  for (const row of rows) {
    const known = seen.get(keyOf(row)) ?? { roles: [], first: toNumber(row.id) };
    known.roles.push(toText(row.role) as MailboxRole);
    seen.set(keyOf(row), known);
  }
  return seen;
}

/** Of cases, by copy: work that is somebody's or offered, and what came back from somebody, which its history tells. */
async function loadMentioned(executor: Executor, rows: readonly Row[], work: ReadonlyMap<string, Row>): Promise<Map<string, string[]>> {
  const intakes = await intakeAddresses(executor, [...new Set(rows.map((row) => toText(row.account_id)))]);
  const received = rows.filter((row) => intakes.has(toText(row.account_id)) && work.get(keyOf(row))?.kind === 'case');
  const returned = await withHistory(executor, received.map((row) => toNumber(row.message_id)));
  const cases = received.filter((row) => isSomebodys(work.get(keyOf(row))) || returned.has(toNumber(row.message_id)));
  const found = new Map<string, string[]>();
  await readMentioning(executor, [...new Set(cases.map((row) => toNumber(row.message_id)))], (id, message) => {
    for (const row of cases.filter((one) => toNumber(one.message_id) === id)) found.set(keyOf(row), mentionedAddresses(message, new Set([intakes.get(toText(row.account_id)) ?? '']), MENTIONS_READ));
  });
  return found;
}

const isSomebodys = (work: Row | undefined): boolean => work !== undefined && (toNumber(work.handler_id) > 0 || toBoolean(work.offered));

async function withHistory(executor: Executor, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  return new Set((await executor(TABLES.activities).whereIn('message_id', [...ids]).where({ kind: 'case' }).pluck('message_id')).map(toNumber));
}
