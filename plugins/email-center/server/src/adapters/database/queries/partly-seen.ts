/**
 * Searches among messages of which only a part is seen: they find by what is shown and by nothing else, so that a search
 * never tells what a list keeps back (X13).
 */
import { participantAddresses, searchableText } from '../../../flow/visibility';
import type { SharedView } from '../../../flow/visibility';
import { breathe, pieces } from '../sql';
import { TABLES } from '../tables';
import { toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { readCorrespondentKeys } from './correspondent-keys';
import { newestFirst, readKeys } from './message-keys';
import type { KeySource, MessageFilter, MessageKey } from './message-keys';
import { toParticipants } from './message-rows';
import type { TimeAndId } from './page-cursor';
import type { Scope } from './scope';
import { wholeOf } from './sight';
import type { Sight } from './sight';

/** Messages whose participants are looked at for one page. */
const WINDOW = 2_000;
const FIRST_LOOK = 250;

/** The accounts of a list by how they may be searched: whole ones by everything, partly seen ones by what is shown. */
export function searchable(sight: Sight, scope: Scope): { whole: Scope; partly: readonly string[] } {
  if (scope === 'everything') return { whole: scope, partly: [] };
  const whole = wholeOf(sight);
  const isWhole = (account: string): boolean => whole === 'everything' || whole.includes(account);
  return { whole: scope.filter(isWhole), partly: scope.filter((account) => !isWhole(account)) };
}

/** Whether two keys stand in that order in a list, or are the same. */
export const isBehind = (key: MessageKey, [receivedAt, id]: TimeAndId): boolean => key.receivedAt < receivedAt || (key.receivedAt === receivedAt && key.id < id);

/**
 * Up to `limit` keys of messages of these accounts that name this normalised address as sender or open recipient. The index
 * of the sender's account knows Bcc recipients, too, hence each is looked at. `end` is where the search stopped when
 * it stopped before the end, after 2,000 messages.
 */
export async function readPartlyNaming(
  source: KeySource, accounts: readonly string[], search: Naming,
): Promise<{ keys: MessageKey[]; end: TimeAndId | null }> {
  if (accounts.length === 0) return { keys: [], end: null };
  // Most addresses are found in few messages, and most of these name them openly.
  const first = await lookFrom(source, accounts, search, FIRST_LOOK);
  return first ?? (await lookFrom(source, accounts, search, WINDOW)) ?? { keys: [], end: null };
}

interface Naming {
  address: string;
  filter: MessageFilter;
  after: TimeAndId | null;
  limit: number;
}

/** Looks at so many messages; null when they were too few to fill the page and a wider look may find more. */
async function lookFrom(source: KeySource, accounts: readonly string[], search: Naming, size: number): Promise<{ keys: MessageKey[]; end: TimeAndId | null } | null> {
  const { address, filter, after, limit } = search;
  const named = [
    ...(await readKeys(source, accounts, { ...filter, counterpart: address }, after, size)), ...(await readCorrespondentKeys(source, accounts, { ...search, limit: size })),
  ];
  const window = newestFirst(named, size);
  const keys: MessageKey[] = [];
  for (const piece of pieces(window, 250)) {
    const rows = (await source.knex(TABLES.messages).whereIn('id', piece.map((key) => key.id)).select('id', 'from', 'to', 'cc')) as Row[];
    const naming = new Set(rows.filter((row) => participantAddresses(toParticipants(row)).has(address)).map((row) => toNumber(row.id)));
    keys.push(...piece.filter((key) => naming.has(key.id)));
    if (keys.length >= limit) return { keys: keys.slice(0, limit), end: null };
    await breathe();
  }
  const last = window.at(-1);
  if (window.length < size || last === undefined) return { keys, end: null };
  return size < WINDOW ? null : { keys, end: [last.receivedAt, last.id] };
}

/** What words are looked for in, and the kind of automatic mail, as the viewer is shown them. */
export function asSeen(row: Row, view: SharedView): { text: string; automatic: string } {
  const message = { subject: toText(row.subject), counterpart: toNullableText(row.counterpart), ...toParticipants(row) };
  return { text: searchableText(message, view), automatic: view === 'everything' ? toText(row.automatic) : 'none' };
}
