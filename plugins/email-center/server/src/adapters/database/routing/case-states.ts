/** How the cases in a history stand: open or done, whose, until when. */
import type { Knex } from 'knex';
import type { CaseStateDto } from '../../../../../shared/contracts';
import type { OwnerNames } from '../../../flow/queries';
import type { CaseStates } from '../../../flow/routing/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { toNullableIso, toNumber, toText } from '../values';
import type { Row } from '../values';

export function createCaseStates({ knex, owners }: { knex: Knex; owners: OwnerNames }): CaseStates {
  return {
    load: (messageIds) => guarded(async () => {
      if (messageIds.length === 0) return new Map<string, CaseStateDto>();
      const rows = (await knex(`${TABLES.messages} as m`).join(`${TABLES.work} as w`, 'w.message_id', 'm.id').whereIn('m.document_id', [...messageIds]).where({ 'w.kind': 'case' })
        .orderBy('w.id').select('m.document_id', 'w.state', 'w.handler_id', 'w.due_at')) as Row[];
      const names = await owners.load([...new Set(rows.map((row) => toNumber(row.handler_id)).filter((id) => id > 0))]);
      return new Map(rows.map((row) => [toText(row.document_id), {
        state: row.state === 'done' ? ('done' as const) : ('open' as const), dueAt: toNullableIso(row.due_at), handler: names.get(toNumber(row.handler_id))?.name ?? null,
      }]));
    }),
  };
}
