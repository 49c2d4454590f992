/** Where messages and ledger rows are found by an address that is not their counterpart: one index range for each account. */
import type { Knex } from 'knex';
import { TABLES } from '../tables';
import { toNumber } from '../values';
import { readRanges, newestFirst } from './message-keys';
import type { KeySource, MessageFilter, MessageKey } from './message-keys';
import type { TimeAndId } from './page-cursor';
import type { Scope } from './scope';

/** Up to `limit` keys after the given one, newest first, each message once, of messages that name this normalised address. */
export async function readCorrespondentKeys(
  source: KeySource, scope: Scope, search: { address: string; filter: MessageFilter; after: TimeAndId | null; limit: number },
): Promise<MessageKey[]> {
  const accounts = scope === 'everything' ? [null] : scope;
  return newestFirst(await readRanges(source, accounts.map((account) => messageRange(source.knex, account, search))), search.limit);
}

/** An account may have seen a message more than once, and each sighting names the address: hence distinct. */
function messageRange(
  knex: Knex, account: string | null, { address, filter, after, limit }: { address: string; filter: MessageFilter; after: TimeAndId | null; limit: number },
): Knex.QueryBuilder {
  const range = knex(`${TABLES.correspondents} as c`).distinct({ id: 'c.message_id', at: 'c.received_at' }).where({ 'c.address': address }).whereNotNull('c.received_at');
  if (account !== null) range.where({ 'c.account_id': account });
  if (filter.direction !== undefined || filter.links !== undefined) joinFiltered(range, account, filter);
  if (after !== null) range.where('c.received_at', '<=', after[0]).where((rest) => rest.where('c.received_at', '<', after[0]).orWhere('c.message_id', '<', after[1]));
  return range.orderBy([{ column: 'c.received_at', order: 'desc' }, { column: 'c.message_id', order: 'desc' }]).limit(limit);
}

/** Direction and link state are tested row by row, as within one counterpart's mail. */
function joinFiltered(range: Knex.QueryBuilder, account: string | null, filter: MessageFilter): void {
  const isLinked = filter.links === 'linked';
  if (account === null) range.join(`${TABLES.messages} as f`, 'f.id', 'c.message_id');
  else range.join(`${TABLES.deliveries} as f`, (on) => on.on('f.message_id', 'c.message_id').andOn('f.account_id', 'c.account_id'));
  if (filter.links !== undefined) range.where({ 'f.linked': account === null ? isLinked : Number(isLinked) });
  if (filter.direction !== undefined) range.where({ 'f.direction': filter.direction });
}

/** Ids of ledger rows of one account (null: of all) that name this address, newest first. */
export async function readSightingsNaming(
  knex: Knex, account: string | null, search: { address: string; outcome: string | undefined; before: number | null; limit: number },
): Promise<number[]> {
  const { address, outcome, before, limit } = search;
  const query = knex(`${TABLES.correspondents} as c`).where({ 'c.address': address });
  if (account !== null) query.where({ 'c.account_id': account });
  if (before !== null) query.where('c.sighting_id', '<', before);
  if (outcome !== undefined) query.join(`${TABLES.sightings} as s`, 's.id', 'c.sighting_id').where({ 's.outcome': outcome });
  return (await query.orderBy('c.sighting_id', 'desc').limit(limit).pluck('c.sighting_id')).map(toNumber);
}
