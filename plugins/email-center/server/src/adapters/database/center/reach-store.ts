/** ReachStore on the database: whom a message can reach by the accounts that have it and by its work. */
import type { Knex } from 'knex';
import type { AccountKind, ColleagueView } from '../../../domain/mail/account';
import type { MessageReach, ReachStore } from '../../../flow/center/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';
import { loadMembers } from '../work-items/describe-work';
import { loadOffers, toWork } from '../work-items/work-rows';

export function createReachStore({ knex }: { knex: Knex }): ReachStore {
  return {
    reachOf: (documentId) => guarded(async () => {
      const row = (await knex(TABLES.messages).where({ document_id: documentId }).first('id')) as Row | undefined;
      return row === undefined ? null : reachOf(knex, toNumber(row.id));
    }),
  };
}

async function reachOf(knex: Knex, id: number): Promise<MessageReach> {
  const rows = (await knex(`${TABLES.deliveries} as d`).join(`${TABLES.accounts} as a`, 'a.id', 'd.account_id').where({ 'd.message_id': id })
    .select('a.id', 'a.kind', 'a.owner_id', 'a.colleagues', 'a.removed_at')) as Row[];
  const members = await loadMembers(knex, rows.map((row) => toText(row.id)));
  const accounts = rows.map((row) => ({
    kind: toText(row.kind) as AccountKind, ownerId: toNumber(row.owner_id), members: members.get(toText(row.id)) ?? [],
    // Sharing ends when an account is removed.
    colleagues: row.removed_at === null ? (toText(row.colleagues) as ColleagueView) : ('nothing' as const),
  }));
  const there = new Set(rows.map((row) => toText(row.id)));
  const work = ((await knex(TABLES.work).where({ message_id: id })) as Row[]).filter((row) => there.has(toText(row.account_id)));
  const offers = await loadOffers(knex, work.map((row) => toNumber(row.id)));
  return {
    id, accounts,
    work: work.map((row) => toWork(row, offers.get(toNumber(row.id)))).map(({ kind, handlerId, offeredTo }) => ({ kind, people: [...(handlerId === null ? [] : [handlerId]), ...offeredTo] })),
  };
}
