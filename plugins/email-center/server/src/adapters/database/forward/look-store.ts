/** LookStore on the database. */
import type { Knex } from 'knex';
import type { LookStore } from '../../../flow/forward/set-counterpart';
import { COUNTED_COLUMNS, moveViewCounts, toCounted } from '../center/view-counts';
import { guarded } from '../errors';
import { noteForIndex } from '../search/queue';
import type { DatabaseClient } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableJson, toNumber, toText } from '../values';
import type { Row } from '../values';
import { readForwardAccounts } from '../search/forward-accounts';

export function createLookStore({ knex, client }: { knex: Knex; client: DatabaseClient }): LookStore {
  return {
    findOpen: (messageId) => guarded(async () => {
      const row = (await knex(TABLES.work).where({ message_id: messageId, kind: 'look', state: 'open' }).orderBy('id').first('id', 'account_id')) as Row | undefined;
      return row === undefined ? null : { workId: toNumber(row.id), accountId: toText(row.account_id) };
    }),
    listForward: () => guarded(async () => ((await knex(TABLES.accounts).where({ kind: 'forward' }).whereNull('removed_at').orderBy('name').select('id', 'name', 'address')) as Row[])
      .map((row) => ({ id: toText(row.id), name: toText(row.name), address: toText(row.address) }))),
    forwardAccounts: () => guarded(() => readForwardAccounts(knex)),
    save: (messageId, accountId, { forwarded, counterpart }) => guarded(() => knex.transaction(async (trx) => {
      const key = storable(counterpart, WIDTHS.string);
      const { direction } = forwarded;
      await trx(TABLES.messages).where({ id: messageId }).update({
        from: storableJson(forwarded.from), to: storableJson(forwarded.to), direction, counterpart: key, forwarded: storableJson(forwarded),
      });
      const copy = { message_id: messageId, account_id: accountId };
      const before = (await trx(TABLES.deliveries).where(copy).forUpdate().first(...COUNTED_COLUMNS)) as Row | undefined;
      await trx(TABLES.deliveries).where(copy).update({ direction, counterpart: key });
      await noteForIndex(trx, client, [messageId]);
      if (before !== undefined) await moveViewCounts(trx, client, [{ before: toCounted(before), after: { ...toCounted(before), direction } }]);
    })),
  };
}
