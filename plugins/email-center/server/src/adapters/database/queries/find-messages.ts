/** Which messages a list shows: by filter, by address or Message-ID, or by words within a bounded window. */
import { normalizeAddress } from '../../../domain/mail/address';
import type { AutomaticFilter, ListMessagesQuery } from '../../../../../shared/contracts';
import { hashMessageId } from '../filing/message-rows';
import { breathe, pieces } from '../sql';
import { TABLES } from '../tables';
import { toBoolean, toDate, toNumber, toText } from '../values';
import type { Row } from '../values';
import { readCorrespondentKeys } from './correspondent-keys';
import { newestFirst, readKeys } from './message-keys';
import type { KeySource, MessageFilter, MessageKey } from './message-keys';
import { decodeCursor, encodeCursor, pageOf, timeAndId } from './page-cursor';
import type { TimeAndId } from './page-cursor';
import type { Scope } from './scope';

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
 */
export async function findMessages(source: KeySource, scope: Scope, query: ListMessagesQuery): Promise<KeyPage> {
  const after = decodeCursor(timeAndId, query.cursor);
  const filter: MessageFilter = { direction: query.direction, links: query.links };
  const q = query.q ?? '';
  if (query.automatic !== undefined) return findByLooking(source, scope, { filter, after, limit: query.limit, q, automatic: query.automatic });
  if (q === '') return toPage(await readKeys(source, scope, filter, after, query.limit + 1), query.limit);
  const exact = exactTerm(q);
  return exact === null ? findByLooking(source, scope, { filter, after, limit: query.limit, q }) : findExact(source, scope, { filter, after, limit: query.limit, ...exact });
}

interface Search {
  filter: MessageFilter;
  after: TimeAndId | null;
  limit: number;
}

/** An address and a Message-ID look alike; what could be either is looked up as both. */
function exactTerm(q: string): { address: string | null; messageId: string } | null {
  const bracketed = /^<([^<>\s]+)>$/.exec(q);
  const address = normalizeAddress(q);
  return bracketed === null && address === null ? null : { address, messageId: bracketed?.[1] ?? q };
}

async function findExact(source: KeySource, scope: Scope, search: Search & { address: string | null; messageId: string }): Promise<KeyPage> {
  const { filter, after, limit, address, messageId } = search;
  const keys = address === null ? [] : [
    ...(await readKeys(source, scope, { ...filter, counterpart: address }, after, limit + 1)),
    ...(await readCorrespondentKeys(source, scope, { address, filter, after, limit: limit + 1 })),
  ];
  const byId = await findByMessageId(source, scope, filter, messageId);
  const behind = byId.filter((key) => after === null || key.receivedAt < after[0] || (key.receivedAt === after[0] && key.id < after[1]));
  return toPage(newestFirst([...keys, ...behind], limit + 1), limit);
}

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

async function findByLooking(source: KeySource, scope: Scope, search: Search & { q: string; automatic?: AutomaticFilter }): Promise<KeyPage> {
  const { filter, after, limit } = search;
  const window = await readKeys(source, scope, filter, after, WINDOW);
  const isWanted = wantedBy(search);
  const found: MessageKey[] = [];
  for (const piece of pieces(window, 250)) {
    const rows = (await source.knex(TABLES.messages).whereIn('id', piece.map((key) => key.id)).select('id', 'subject', 'counterpart', 'automatic')) as Row[];
    const matching = new Set(rows.filter(isWanted).map((row) => toNumber(row.id)));
    found.push(...piece.filter((key) => matching.has(key.id)));
    if (found.length > limit) return toPage(found, limit);
    await breathe();
  }
  const last = window.at(-1);
  return { keys: found, next: window.length === WINDOW && last !== undefined ? encodeCursor([last.receivedAt, last.id]) : null };
}

function wantedBy({ q, automatic }: { q: string; automatic?: AutomaticFilter }): (row: Row) => boolean {
  const words = q.toLocaleLowerCase();
  const isOfKind = (kind: string): boolean => automatic === undefined || (automatic === 'any' ? kind !== 'none' : kind === automatic);
  return (row) => isOfKind(toText(row.automatic)) && (words === '' || `${toText(row.subject)}\n${toText(row.counterpart)}`.toLocaleLowerCase().includes(words));
}

function toPage(keys: readonly MessageKey[], limit: number): KeyPage {
  const { items, next } = pageOf(keys, limit, (key) => [key.receivedAt, key.id]);
  return { keys: items, next };
}
