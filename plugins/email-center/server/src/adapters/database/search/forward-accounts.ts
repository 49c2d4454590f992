/** Which addresses are forward addresses, and what the index of the search holds of them (S5.3). */
import type { ForwardOptions, MailAccount } from '../../../domain/mail/account';
import { concealForward } from '../../../domain/intake/conceal-forward';
import { noteForIndex } from './queue';
import { pieces, type DatabaseClient, type Executor } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Every forward account there is or was, with all the addresses it has or had. */
export async function readForwardAccounts(knex: Executor): Promise<{ id: string; addresses: string[] }[]> {
  const rows = (await knex(TABLES.accounts).where({ kind: 'forward' }).select('id', 'address', 'forward_options')) as Row[];
  return rows.map((row) => {
    const { former = [], earlier = [] } = fromJson<Partial<ForwardOptions>>(row.forward_options, {});
    return { id: toText(row.id), addresses: [toText(row.address), ...former.map(({ address }) => address), ...earlier] };
  });
}

/** By which addresses messages are found, each by an index. */
const NAMING = [[TABLES.messages, 'id', 'counterpart'], [TABLES.correspondents, 'message_id', 'address'], [TABLES.namings, 'message_id', 'address']] as const;

/**
 * Mail that named an address before it became a forward address stands in the index under it: it is indexed anew, without. To be
 * called within the transaction that saves the account.
 */
export async function leaveIndex(trx: Executor, client: DatabaseClient, account: Partial<Pick<MailAccount, 'kind' | 'address'>>): Promise<void> {
  if (account.kind !== 'forward' || account.address === undefined) return;
  const named = [account.address, ...concealForward([account.address]).known];
  const ids = new Set<number>();
  for (const [table, id, address] of NAMING) for (const found of await trx(table).whereIn(address, named).whereNotNull(id).distinct(id).pluck(id)) ids.add(toNumber(found));
  for (const piece of pieces([...ids])) await noteForIndex(trx, client, piece);
}
