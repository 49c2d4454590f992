/** Ledger rows of what a list entry kept out. */
import type { Knex } from 'knex';
import type { SyncCursor } from '../../../domain/sync/cursor';
import type { BlockedMail, BlockedSighting } from '../../../flow/lists/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { fromJson, toNullableNumber, toNumber, toText } from '../values';
import type { Row } from '../values';

export function createBlockedMail({ knex }: { knex: Knex }): BlockedMail {
  const of = (entryId: string, since: number): Knex.QueryBuilder => knex(`${TABLES.sightings} as s`).where({ 's.list_entry_id': entryId, 's.outcome': 'blocked' }).where('s.internal_date', '>=', since);
  return {
    count: (entryId, since, limit) => guarded(async () => (await of(entryId, since).limit(limit).pluck('s.id')).length),
    async page(entryId, since, after, limit) {
      const found: BlockedSighting[] = [];
      for (let from = after; found.length < limit; ) {
        const rows = (await guarded(() => of(entryId, since).join(`${TABLES.mailboxes} as m`, 'm.id', 's.mailbox_id').whereNull('m.retired_at').where('s.id', '>', from).orderBy('s.id').limit(limit)
          .select('s.id', 's.account_id', 's.uid_validity', 's.uid', 'm.id as mailbox_id', 'm.path', 'm.role', 'm.server_count', 'm.cursor_state'))) as Row[];
        found.push(...rows.filter(isReachable).map(toSighting));
        if (rows.length < limit) break;
        from = toNumber(rows.at(-1)!.id);
      }
      return found.slice(0, limit);
    },
  };
}

/** UIDs of a former epoch mean nothing any more; the same messages were decided anew in the present one (RFC 9051 section 2.3.1.1). */
const isReachable = (row: Row): boolean => fromJson<SyncCursor | null>(row.cursor_state, null)?.uidValidity === toNumber(row.uid_validity);

function toSighting(row: Row): BlockedSighting {
  return {
    id: toNumber(row.id), accountId: toText(row.account_id), uidValidity: toNumber(row.uid_validity), uid: toNumber(row.uid),
    mailbox: { id: toNumber(row.mailbox_id), path: toText(row.path), role: row.role === 'sent' ? 'sent' : 'inbox', serverCount: toNullableNumber(row.server_count) },
  };
}
