import type { Knex } from 'knex';
import { TABLES } from '../tables';
import { toNumber } from '../values';

/** Empties PostgreSQL's index of words; whoever follows the mail fills it again behind the running system. Does nothing where it is empty. */
export async function indexAnew(trx: Knex.Transaction): Promise<void> {
  // Held by whoever follows the mail: a node of before may still do.
  await trx(TABLES.searchState).where({ id: 1 }).update({ id: 1 });
  if ((await trx(TABLES.search).first('place')) === undefined) return;
  await trx.raw(`truncate ${TABLES.search}, ${TABLES.searchDays}`);
  const [row] = (await trx(TABLES.messages).count({ total: '*' }).max({ newest: 'id' })) as { total: unknown; newest: unknown }[];
  const total = toNumber(row?.total ?? 0);
  await trx(TABLES.searchState).where({ id: 1 }).update({ indexed: 0, remaining: total, below: total === 0 ? null : toNumber(row?.newest) + 1 });
}
