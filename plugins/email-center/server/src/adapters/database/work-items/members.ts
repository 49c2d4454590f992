/** Members of groups as rows: what scopes and counters ask. The account's own column tells the rest of the group. */
import type { Executor } from '../sql';
import { TABLES } from '../tables';

/** Makes the rows hold exactly these members, in this order. */
export async function writeMembers(trx: Executor, accountId: string, members: readonly number[]): Promise<void> {
  await trx(TABLES.members).where({ account_id: accountId }).delete();
  if (members.length > 0) await trx(TABLES.members).insert(members.map((userId, position) => ({ account_id: accountId, user_id: userId, position })));
}
