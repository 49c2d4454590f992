/** Which messages name an address, by index: as their counterpart, or among their other senders and recipients. */
import type { Knex } from 'knex';
import type { MailPlace } from '../../../flow/links/ports';
import { newestFirst, readKeys } from '../queries/message-keys';
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
  const [counterparts, others] = [
    await readKeys(source, 'everything', { counterpart: address }, place, limit),
    await readCorrespondentKeys(source, 'everything', { address, filter: {}, after: place, limit }),
  ];
  return newestFirst([...counterparts, ...others], limit);
}

/** One message may be counted twice: it is told as how much there is to look at. */
export async function countNaming({ knex }: Source, address: string): Promise<number> {
  const counts = [
    await knex(TABLES.messages).where({ counterpart: address }).count({ n: '*' }).first(),
    await knex(TABLES.correspondents).where({ address }).whereNotNull('message_id').countDistinct({ n: 'message_id' }).first(),
  ] as ({ n: unknown } | undefined)[];
  return counts.reduce((sum, row) => sum + toNumber(row?.n ?? 0), 0);
}

/** Different addresses with one beginning that are looked through for their domain. */
const LOOKED_THROUGH = 2_000;

/** Both columns are looked through from `prefix` on; the domain is compared afterwards, because it stands at the end. */
export async function namedWithDetail({ knex, client }: Source, prefix: string, domains: readonly string[], limit: number): Promise<string[]> {
  const found = new Set<string>();
  for (const [table, column] of [[TABLES.messages, 'counterpart'], [TABLES.correspondents, 'address']] as const) {
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
