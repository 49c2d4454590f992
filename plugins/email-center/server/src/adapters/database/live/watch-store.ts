/** WatchStore on the database: one node waits on a mailbox, and another takes over when it is gone. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { WatchStore } from '../../../flow/live/watch-mailboxes';
import { guarded, isUniqueViolation } from '../errors';
import { isGone, isProcessAlive, ownerName, type Host } from '../lease';
import { TABLES } from '../tables';
import { toText, type Row } from '../values';

export function createWatchStore({ knex, clock, host }: { knex: Knex; clock: Clock; host: Host }): WatchStore {
  const owner = ownerName(host);
  const take = async (accountId: string, milliseconds: number): Promise<boolean> => {
    const now = clock.now().getTime();
    const until = now + milliseconds;
    const row = (await knex(TABLES.watches).where({ account_id: accountId }).first()) as Row | undefined;
    if (row === undefined) {
      await knex(TABLES.watches).insert({ account_id: accountId, owner, held_until: until });
      return true;
    }
    const before = toText(row.owner);
    const free = before === owner || Number(row.held_until) <= now || isGone(before, host, isProcessAlive);
    // Compare and swap: whoever changed the row since it was read has the watch.
    return free && (await knex(TABLES.watches).where({ account_id: accountId, owner: before, held_until: row.held_until }).update({ owner, held_until: until })) > 0;
  };
  return {
    hold: (accountId, milliseconds) => guarded(async () => {
      try {
        return await take(accountId, milliseconds);
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    }),
    release: (accountId) => guarded(async () => void (await knex(TABLES.watches).where({ account_id: accountId, owner }).delete())),
  };
}
