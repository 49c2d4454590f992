/**
 * People of past mail, for an address field. Two looks, both bounded whatever is stored (invariant 11): the newest messages of each
 * account, where names count, too; and, in the order of the index, the first different addresses that begin like the prefix, one
 * range of one row for each.
 */
import type { Knex } from 'knex';
import { normalizeAddress, type Address } from '../../../domain/mail/address';
import type { Correspondent, CorrespondentStore } from '../../../flow/writing/ports';
import { guarded } from '../errors';
import { beginningWith } from '../links/find-mails';
import { readKeys, readRows } from '../queries/message-keys';
import { outOfSight } from '../queries/out-of-sight';
import type { Scope } from '../queries/scope';
import { sightOf, wholeOf } from '../queries/sight';
import { pieces, type DatabaseClient } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toDate, toNumber, toText } from '../values';
import type { Row } from '../values';

interface Source {
  knex: Knex;
  client: DatabaseClient;
}

/** Newest messages that are looked through. */
const NEWEST = 300;
/** Accounts beyond these are not looked through by prefix. */
const ACCOUNTS = 50;

export function createCorrespondentStore(source: Source): CorrespondentStore {
  const { knex } = source;
  return {
    find: (viewer, prefix, limit) => guarded(async () => {
      const scope = wholeOf(await sightOf(knex, viewer));
      if (scope !== 'everything' && scope.length === 0) return [];
      const newest = (await readKeys(source, scope, {}, null, NEWEST)).map(({ id }) => id);
      const known = await readPeople(knex, newest);
      const wanted = [...known.values()].filter(({ name, address }) => holds(name, prefix) || address.toLowerCase().startsWith(prefix));
      const found = wanted.length >= limit ? [] : await findByPrefix(source, scope, prefix, limit);
      const older = await readPeople(knex, found.filter((id) => !newest.includes(id)));
      const matching = [...older.values()].filter(({ address }) => address.toLowerCase().startsWith(prefix));
      const all = new Map([...matching, ...wanted].map((person) => [normalizeAddress(person.address) ?? '', person]));
      return [...all.values()].sort((a, b) => b.lastAt - a.lastAt).slice(0, limit);
    }),
    failing: (addresses) => guarded(async () => {
      const failing = new Set<string>();
      for (const piece of pieces(addresses)) for (const address of await knex(TABLES.failingAddresses).whereIn('address', piece).pluck('address')) failing.add(toText(address));
      return failing;
    }),
  };
}

/** At the beginning of the name or of a word in it. */
function holds(name: string, prefix: string): boolean {
  const words = name.toLocaleLowerCase();
  return words.startsWith(prefix) || words.includes(` ${prefix}`);
}

/** The other sides of these messages: who wrote to us, and to whom we wrote; each with the newest time. */
async function readPeople(knex: Knex, messageIds: readonly number[]): Promise<Map<string, Correspondent>> {
  const people = new Map<string, Correspondent>();
  const hidden = await outOfSight(knex, messageIds);
  for (const piece of pieces(messageIds.filter((id) => !hidden.has(id)))) {
    const rows = (await knex(TABLES.messages).whereIn('id', piece).select('direction', 'from', 'to', 'cc', 'automatic', 'received_at')) as Row[];
    for (const row of rows) {
      // Nobody writes to what a program sent.
      if (toText(row.automatic) !== 'none' && toText(row.automatic) !== 'list') continue;
      const at = toDate(row.received_at).getTime();
      const sides = row.direction === 'outgoing' ? [...fromJson<Address[]>(row.to, []), ...fromJson<Address[]>(row.cc, [])] : fromJson<Address[]>(row.from, []);
      for (const side of sides) note(people, side, at);
    }
  }
  return people;
}

function note(people: Map<string, Correspondent>, { name, address }: Address, at: number): void {
  const key = normalizeAddress(address);
  if (key === null) return;
  const known = people.get(key);
  if (known === undefined) people.set(key, { name, address: key, lastAt: at });
  else people.set(key, { ...known, name: at > known.lastAt && name !== '' ? name : known.name || name, lastAt: Math.max(known.lastAt, at) });
}

interface Column {
  table: string;
  column: string;
  account: string | null;
}

/** Message ids, at most one for each different address and place it was found in. */
async function findByPrefix(source: Source, scope: Scope, prefix: string, limit: number): Promise<number[]> {
  let open: { column: Column; after: string | null }[] = columnsOf(scope).map((column) => ({ column, after: null }));
  const found: number[] = [];
  for (let round = 0; round < limit && open.length > 0; round += 1) {
    const rows = await readRows(source, open.map(({ column, after }, index) => next(source, column, prefix, after, index)));
    open = rows.map((row) => ({ column: open[toNumber(row.place)]!.column, after: toText(row.address) }));
    found.push(...rows.filter((row) => row.id !== null).map((row) => toNumber(row.id)));
  }
  return [...new Set(found)];
}

function columnsOf(scope: Scope): Column[] {
  if (scope === 'everything') return [{ table: TABLES.messages, column: 'counterpart', account: null }, { table: TABLES.correspondents, column: 'address', account: null }];
  return scope.slice(0, ACCOUNTS).flatMap((account) => [{ table: TABLES.deliveries, column: 'counterpart', account }, { table: TABLES.correspondents, column: 'address', account }]);
}

/**
 * PostgreSQL reads the order of an index, but not "begins with", from one that sorts by the rules of a language. These bounds hold in such
 * an order, too; what they let through is judged by "begins with".
 */
function narrowRange(query: Knex.QueryBuilder, column: string, prefix: string): void {
  query.where(column, '>=', prefix);
  const last = prefix.slice(-1);
  if (/[a-y0-8]/.test(last)) query.where(column, '<', prefix.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1));
}

/** The next different address of one column: one row from the beginning of an index range. */
function next({ knex, client }: Source, { table, column, account }: Column, prefix: string, after: string | null, place: number): Knex.QueryBuilder {
  const id = table === TABLES.messages ? 'id' : 'message_id';
  const query = beginningWith(knex(table), client, column, prefix).select({ id, address: column }).select(knex.raw('? as place', [place]));
  if (account !== null) query.where({ account_id: account });
  if (after !== null) query.where(column, '>', after);
  if (client === 'postgres') narrowRange(query, column, prefix);
  return query.orderBy(column).limit(1);
}
