/** The ledger screen: what became of each UID, newest decision first. */
import type { Knex } from 'knex';
import type { ListLedgerQuery, SightingDto } from '../../../../../shared/contracts';
import { normalizeAddress } from '../../../domain/mail/address';
import type { MailErrorData } from '../../../domain/mail/mail-error';
import type { Hidden, Page } from '../../../flow/queries';
import { hashMessageId } from '../filing/message-rows';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toIso, toNullableIso, toNullableText, toNumber, toReasons, toText } from '../values';
import type { Row } from '../values';
import { readSightingsNaming } from './correspondent-keys';
import { decodeCursor, encodeCursor, idOnly, pageOf } from './page-cursor';
import type { Scope } from './scope';

/** Ledger rows whose subject is looked at for one page of a search by words. */
const WINDOW = 2_000;

export type LoadedSighting = SightingDto & { accountId: string; mailboxId: number; rawKey: string | null };

/**
 * One page of the ledger. `q` as an address (of a sender or recipient, see `findMessages`) or a Message-ID is looked up by
 * index; other words are looked for in subjects and counterparts of the next 2,000 rows after the cursor, so that a page
 * may be short and still have a next one.
 */
export async function listLedger(knex: Knex, scope: Scope, query: ListLedgerQuery, hidden?: Hidden): Promise<Page<SightingDto>> {
  const before = decodeCursor(idOnly, query.cursor)?.[0] ?? null;
  const q = query.q ?? '';
  const exact = q === '' ? null : exactTerm(q, hidden);
  if (q !== '' && exact === null) return findByWords(knex, scope, query, before, { q, hidden });
  const ranges = exact === null ? [{}] : exact;
  const ids = new Set<number>();
  for (const range of ranges) for (const id of await readIds(knex, scope, query.outcome, range, before, query.limit + 1)) ids.add(id);
  const { items, next } = pageOf([...ids].sort((a, b) => b - a), query.limit, (id) => [id]);
  return { items: await loadListed(knex, items), next };
}

/** What a replay needs is not for the list: keys of raw messages never leave the server. */
async function loadListed(knex: Knex, ids: readonly number[]): Promise<SightingDto[]> {
  return (await loadSightings(knex, ids)).map(({ accountId: _accountId, mailboxId: _mailboxId, rawKey: _rawKey, ...sighting }) => sighting);
}

type ExactRange = { counterpart?: string; message_id_hash?: string } | { correspondent: string };

function exactTerm(q: string, hidden: Hidden | undefined): ExactRange[] | null {
  const bracketed = /^<([^<>\s]+)>$/.exec(q);
  const address = normalizeAddress(q);
  if (bracketed === null && address === null) return null;
  return [{ message_id_hash: hashMessageId(bracketed?.[1] ?? q) }, ...(address === null || hidden?.isKnown(address) === true ? [] : [{ counterpart: address }, { correspondent: address }])];
}

/** Ids after the cursor, newest first: one index range for each account the scope names, merged. */
async function readIds(knex: Knex, scope: Scope, outcome: string | undefined, range: ExactRange, before: number | null, limit: number): Promise<number[]> {
  const read = async (accountId: string | null): Promise<number[]> => {
    if ('correspondent' in range) return readSightingsNaming(knex, accountId, { address: range.correspondent, outcome, before, limit });
    const query = knex(TABLES.sightings).where(range);
    if (accountId !== null) query.where({ account_id: accountId });
    if (outcome !== undefined) query.where({ outcome });
    if (before !== null) query.where('id', '<', before);
    return (await query.orderBy('id', 'desc').limit(limit).pluck('id')).map(toNumber);
  };
  if (scope === 'everything') return read(null);
  const ids: number[] = [];
  for (const accountId of scope) ids.push(...(await read(accountId)));
  return ids.sort((a, b) => b - a).slice(0, limit);
}

async function findByWords(knex: Knex, scope: Scope, query: ListLedgerQuery, before: number | null, { q, hidden }: { q: string; hidden?: Hidden }): Promise<Page<SightingDto>> {
  const window = await readIds(knex, scope, query.outcome, {}, before, WINDOW);
  const wanted = q.toLocaleLowerCase();
  const found: number[] = [];
  for (const piece of pieces(window, 250)) {
    const rows = (await knex(TABLES.sightings).whereIn('id', piece).select('id', 'subject', 'counterpart')) as Row[];
    const shown = (row: Row): string => (hidden?.text ?? asItIs)(`${toText(row.subject)}\n${toText(row.counterpart)}`);
    const matching = rows.filter((row) => shown(row).toLocaleLowerCase().includes(wanted));
    found.push(...matching.map((row) => toNumber(row.id)).sort((a, b) => b - a));
    if (found.length > query.limit) break;
  }
  const last = found.length > query.limit ? found[query.limit - 1] : window.length === WINDOW ? window.at(-1) : undefined;
  return { items: await loadListed(knex, found.slice(0, query.limit)), next: last === undefined ? null : encodeCursor([last]) };
}

const asItIs = (text: string): string => text;

/** Ledger rows by id, in the order given. */
export async function loadSightings(knex: Knex, ids: readonly number[]): Promise<LoadedSighting[]> {
  if (ids.length === 0) return [];
  const rows = (await knex(`${TABLES.sightings} as s`).join(`${TABLES.accounts} as a`, 'a.id', 's.account_id').join(`${TABLES.mailboxes} as m`, 'm.id', 's.mailbox_id')
    .leftJoin(`${TABLES.messages} as g`, 'g.id', 's.stored_message_id').whereIn('s.id', [...ids])
    .select('s.*', 'a.name as account_name', 'm.path', 'm.role', 'g.document_id')) as Row[];
  const byId = new Map(rows.map((row) => [toNumber(row.id), toSighting(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function toSighting(row: Row): LoadedSighting {
  const rawKey = toNullableText(row.raw_key);
  return {
    id: String(toNumber(row.id)),
    account: { id: toText(row.account_id), name: toText(row.account_name) },
    accountId: toText(row.account_id),
    mailboxId: toNumber(row.mailbox_id),
    mailbox: toText(row.path),
    role: row.role === 'sent' ? 'sent' : 'inbox',
    uidValidity: toNumber(row.uid_validity),
    uid: toNumber(row.uid),
    outcome: toText(row.outcome),
    reason: toText(row.reason),
    reasons: toReasons(row.reasons),
    error: fromJson<MailErrorData | null>(row.error, null),
    messageId: toNullableText(row.message_id),
    counterpart: toNullableText(row.counterpart),
    subject: toText(row.subject),
    size: toNumber(row.size),
    // What vanished before it could be read has no time of its own; the time it was missed is the nearest there is.
    internalDate: toNullableIso(row.internal_date) ?? toIso(row.decided_at),
    decidedAt: toIso(row.decided_at),
    storedMessage: toNullableText(row.document_id),
    canReplay: row.outcome === 'quarantined' && rawKey !== null,
    rawKey,
  };
}
