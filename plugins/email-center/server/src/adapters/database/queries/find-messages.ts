/** Which messages a list shows: by filter, by address or Message-ID, or by words within a bounded window. */
import { normalizeAddress } from '../../../domain/mail/address';
import type { AutomaticFilter, ListMessagesQuery } from '../../../../../shared/contracts';
import { hashMessageId } from '../filing/message-rows';
import { breathe, pieces } from '../sql';
import { TABLES } from '../tables';
import type { Hidden } from '../../../flow/queries';
import type { SharedView } from '../../../flow/visibility';
import { toBoolean, toDate, toNumber } from '../values';
import type { Row } from '../values';
import { readCorrespondentKeys } from './correspondent-keys';
import { newestFirst, readKeys } from './message-keys';
import type { KeySource, MessageFilter, MessageKey } from './message-keys';
import { decodeCursor, encodeCursor, pageOf, timeAndId } from './page-cursor';
import type { TimeAndId } from './page-cursor';
import { asSeen, isBehind, readPartlyNaming, searchable } from './partly-seen';
import type { Scope } from './scope';
import { viewsOf } from './sight';
import type { Sight } from './sight';

/** Messages whose subject is looked at for one page of a search by words. */
const WINDOW = 2_000;
/** A Message-ID is the sender's choice and may be used again and again; more of them than this are not looked at. */
const SAME_MESSAGE_ID = 200;

export interface KeyPage {
  keys: MessageKey[];
  next: string | null;
}

/**
 * One page of keys, newest first. `q` that is an address finds what names it as sender or recipient (of a message to
 * very many the first hundred; Bcc for the sender's account alone; an account's own address only in the mail of others),
 * and `q` that is a Message-ID that message: both by index. Any other `q`, and a kind of automatic mail, is looked for in
 * subjects, counterparts and kinds of
 * the next 2,000 messages of the list after the cursor; such a page may be short or empty and still have a next one,
 * which goes on where this one stopped. So no page costs more with more messages stored.
 *
 * The list is that of the accounts in `scope`. Of messages the viewer sees in part, only that part is searched.
 */
export async function findMessages(from: KeySource, sight: Sight, scope: Scope, query: ListMessagesQuery, hidden: Hidden | null = null): Promise<KeyPage> {
  const source: SearchSource = { ...from, sight, hidden };
  const after = decodeCursor(timeAndId, query.cursor);
  const filter: MessageFilter = { direction: query.direction, links: query.links };
  const q = query.q ?? '';
  if (query.automatic !== undefined) return findByLooking(source, scope, { filter, after, limit: query.limit, q, automatic: query.automatic });
  if (q === '') return toPage(await readKeys(source, scope, filter, after, query.limit + 1), query.limit);
  const exact = exactTerm(q, hidden);
  return exact === null ? findByLooking(source, scope, { filter, after, limit: query.limit, q }) : findExact(source, scope, { filter, after, limit: query.limit, ...exact });
}

interface SearchSource extends KeySource {
  sight: Sight;
  hidden: Hidden | null;
}

interface Search {
  filter: MessageFilter;
  after: TimeAndId | null;
  limit: number;
}

/** An address and a Message-ID look alike; what could be either is looked up as both. */
function exactTerm(q: string, hidden: Hidden | null): { address: string | null; messageId: string } | null {
  const bracketed = /^<([^<>\s]+)>$/.exec(q);
  const address = normalizeAddress(q);
  if (bracketed === null && address === null) return null;
  return { address: address !== null && hidden?.isKnown(address) === true ? null : address, messageId: bracketed?.[1] ?? q };
}

async function findExact(source: SearchSource, scope: Scope, search: Search & { address: string | null; messageId: string }): Promise<KeyPage> {
  const { filter, after, limit, address, messageId } = search;
  const { whole, partly } = searchable(source.sight, scope);
  const keys = address === null ? [] : [
    ...(await readKeys(source, whole, { ...filter, counterpart: address }, after, limit + 1)),
    ...(await readCorrespondentKeys(source, whole, { address, filter, after, limit: limit + 1 })),
  ];
  const byId = await findByMessageId(source, whole, filter, messageId);
  const naming = address === null ? NOTHING : await readPartlyNaming(source, partly, { address, filter, after, limit: limit + 1 });
  const found = newestFirst([...keys, ...naming.keys, ...byId.filter((key) => after === null || isBehind(key, after))], limit + 1);
  const { end } = naming;
  if (end === null) return toPage(found, limit);
  const before = found.filter((key) => !isBehind(key, end));
  return before.length > limit ? toPage(before, limit) : { keys: before, next: encodeCursor(end) };
}

const NOTHING = { keys: [], end: null };

async function findByMessageId({ knex }: KeySource, scope: Scope, filter: MessageFilter, messageId: string): Promise<MessageKey[]> {
  const rows = (await knex(TABLES.messages).where({ message_id_hash: hashMessageId(messageId) }).orderBy('id', 'desc').limit(SAME_MESSAGE_ID)
    .select('id', 'received_at', 'direction', 'linked')) as Row[];
  const fitting = rows.filter((row) =>
    (filter.direction === undefined || row.direction === filter.direction) && (filter.links === undefined || toBoolean(row.linked) === (filter.links === 'linked')));
  const keys = fitting.map((row) => ({ id: toNumber(row.id), receivedAt: toDate(row.received_at).getTime() }));
  if (scope === 'everything' || keys.length === 0) return keys;
  const visible = await knex(TABLES.deliveries).whereIn('message_id', keys.map((key) => key.id)).whereIn('account_id', [...scope]).pluck('message_id');
  const ids = new Set(visible.map(toNumber));
  return keys.filter((key) => ids.has(key.id));
}

async function findByLooking(source: SearchSource, scope: Scope, search: Search & { q: string; automatic?: AutomaticFilter }): Promise<KeyPage> {
  const { filter, after, limit } = search;
  const window = await readKeys(source, scope, filter, after, WINDOW);
  const isWhole = searchable(source.sight, scope).partly.length === 0;
  const isWanted = wantedBy(search, source.hidden);
  const found: MessageKey[] = [];
  for (const piece of pieces(window, 250)) {
    const rows = (await source.knex(TABLES.messages).whereIn('id', piece.map((key) => key.id)).select(...(isWhole ? SEARCHED : [...SEARCHED, 'from', 'to', 'cc']))) as Row[];
    const views = isWhole ? null : await viewsOf(source.knex, source.sight, piece.map((key) => key.id));
    const matching = new Set(rows.filter((row) => isWanted(row, views === null ? 'everything' : views.get(toNumber(row.id)))).map((row) => toNumber(row.id)));
    found.push(...piece.filter((key) => matching.has(key.id)));
    if (found.length > limit) return toPage(found, limit);
    await breathe();
  }
  const last = window.at(-1);
  return { keys: found, next: window.length === WINDOW && last !== undefined ? encodeCursor([last.receivedAt, last.id]) : null };
}

const SEARCHED = ['id', 'subject', 'counterpart', 'automatic'];

function wantedBy({ q, automatic }: { q: string; automatic?: AutomaticFilter }, hidden: Hidden | null): (row: Row, view: SharedView | undefined) => boolean {
  const words = q.toLocaleLowerCase();
  const isOfKind = (kind: string): boolean => automatic === undefined || (automatic === 'any' ? kind !== 'none' : kind === automatic);
  return (row, view) => {
    if (view === undefined) return false;
    const seen = asSeen(row, view);
    return isOfKind(seen.automatic) && (words === '' || (hidden?.text(seen.text) ?? seen.text).toLocaleLowerCase().includes(words));
  };
}

function toPage(keys: readonly MessageKey[], limit: number): KeyPage {
  const { items, next } = pageOf(keys, limit, (key) => [key.receivedAt, key.id]);
  return { keys: items, next };
}
