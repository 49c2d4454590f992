/** Which messages name an address, by index: as their counterpart, among their other senders and recipients, or as only matching reads it. */
import type { Knex } from 'knex';
import type { MailPlace } from '../../../flow/links/ports';
import { newestFirst, readKeys, readRanges } from '../queries/message-keys';
import { readCorrespondentKeys } from '../queries/correspondent-keys';
import type { DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';

interface Source {
  knex: Knex;
  client: DatabaseClient;
}

export async function mailsNaming(source: Source, address: string, after: MailPlace | null, limit: number): Promise<MailPlace[]> {
  const place = after === null ? null : ([after.receivedAt, after.id] as [number, number]);
  const [counterparts, others, further] = [
    await readKeys(source, 'everything', { counterpart: address }, place, limit),
    await readCorrespondentKeys(source, 'everything', { address, filter: {}, after: place, limit }),
    await readRanges(source, [namingRange(source.knex, address, place, limit)]),
  ];
  return newestFirst([...counterparts, ...others, ...further], limit);
}

function namingRange(knex: Knex, address: string, after: [number, number] | null, limit: number): Knex.QueryBuilder {
  const range = knex(TABLES.namings).select({ id: 'message_id', at: 'received_at' }).where({ address });
  if (after !== null) range.where('received_at', '<=', after[0]).where((rest) => rest.where('received_at', '<', after[0]).orWhere('message_id', '<', after[1]));
  return range.orderBy([{ column: 'received_at', order: 'desc' }, { column: 'message_id', order: 'desc' }]).limit(limit);
}

/** One message may be counted more than once: it is told as how much there is to look at. */
export async function countNaming({ knex }: Source, address: string): Promise<number> {
  const counts = [
    await knex(TABLES.messages).where({ counterpart: address }).count({ n: '*' }).first(),
    await knex(TABLES.correspondents).where({ address }).whereNotNull('message_id').countDistinct({ n: 'message_id' }).first(),
    await knex(TABLES.namings).where({ address }).count({ n: '*' }).first(),
  ] as ({ n: unknown } | undefined)[];
  return counts.reduce((sum, row) => sum + toNumber(row?.n ?? 0), 0);
}

/** Different addresses with one beginning that are looked through for their domain. */
const LOOKED_THROUGH = 2_000;

/** The columns are looked through from `prefix` on; the domain is compared afterwards, because it stands at the end. */
export async function namedWithDetail({ knex, client }: Source, prefix: string, domains: readonly string[], limit: number): Promise<string[]> {
  const found = new Set<string>();
  for (const [table, column] of [[TABLES.messages, 'counterpart'], [TABLES.correspondents, 'address'], [TABLES.namings, 'address']] as const) {
    const query = beginningWith(knex(table).distinct(column), client, column, prefix).orderBy(column).limit(LOOKED_THROUGH);
    for (const address of (await query.pluck(column)) as unknown[]) found.add(toText(address));
  }
  return [...found].filter((address) => address.startsWith(prefix) && domains.includes(address.slice(address.lastIndexOf('@') + 1))).slice(0, limit);
}

/**
 * A range of the index: SQLite compares octets and does not use an index for `like`; MySQL and PostgreSQL (with the index
 * made for patterns) use it for a `like` that begins with text, whatever their order of letters.
 */
export function beginningWith(query: Knex.QueryBuilder, client: DatabaseClient, column: string, prefix: string): Knex.QueryBuilder {
  if (client === 'sqlite') return query.where(column, '>=', prefix).where(column, '<', `${prefix}\u{10ffff}`);
  return query.whereRaw('?? like ?', [column, `${prefix.replace(/[\\%_]/g, '\\$&')}%`]);
}
