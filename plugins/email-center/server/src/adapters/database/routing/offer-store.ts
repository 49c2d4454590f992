/** OfferStore on the database. */
import type { Knex } from 'knex';
import type { Address } from '../../../domain/mail/address';
import type { OfferStore } from '../../../flow/offers';
import type { Clock } from '../../../flow/ports';
import type { OwnerNames } from '../../../flow/queries';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { fromJson, toEpoch, toIso, toNumber, toText } from '../values';
import type { Row } from '../values';

/** Lost offers shown at once. */
const SHOWN = 50;

export function createOfferStore({ knex, owners, clock }: { knex: Knex; owners: OwnerNames; clock: Clock }): OfferStore {
  return {
    openFor: (userId, limit) => guarded(async () =>
      (await knex(TABLES.offers).where({ user_id: userId, is_open: 1 }).orderBy([{ column: 'received_at' }, { column: 'message_id' }]).limit(limit).pluck('work_id')).map(toText)),
    takenByOthers: (userId, since) => guarded(async () => {
      const rows = (await lost(knex, userId, since).limit(SHOWN)
        .select('w.id', 'w.handler_id', 'w.taken_at', 'm.document_id', 'm.subject', 'm.from')) as Row[];
      const names = await owners.load([...new Set(rows.map((row) => toNumber(row.handler_id)))]);
      return rows.map((row) => {
        const id = toNumber(row.handler_id);
        return {
          workId: toText(row.id), messageId: toText(row.document_id), subject: toText(row.subject), from: fromJson<Address[]>(row.from, [])[0] ?? null,
          takenBy: { id, name: names.get(id)?.name ?? `#${id}` }, takenAt: toIso(row.taken_at),
        };
      });
    }),
    dismiss: (userId, workId) => guarded(async () => {
      await knex(TABLES.offers).where({ user_id: userId, work_id: workId, is_open: 0 }).update({ dismissed_at: clock.now().getTime() });
    }),
  };
}

/** Ended offers of a user whose work is somebody else's now. */
function lost(knex: Knex, userId: number, since: string): Knex.QueryBuilder {
  return knex(`${TABLES.offers} as o`).join(`${TABLES.work} as w`, 'w.id', 'o.work_id').join(`${TABLES.messages} as m`, 'm.id', 'w.message_id')
    .where({ 'o.user_id': userId, 'o.is_open': 0 }).whereNull('o.dismissed_at').whereNotIn('w.handler_id', [0, userId]).andWhere('w.taken_at', '>=', toEpoch(since))
    .orderBy([{ column: 'w.taken_at', order: 'desc' }, { column: 'w.id', order: 'desc' }]);
}
