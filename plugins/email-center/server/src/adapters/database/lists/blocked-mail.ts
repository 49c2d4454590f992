/** Ledger rows of what lists kept out. */
import type { Knex } from 'knex';
import type { SyncCursor } from '../../../domain/sync/cursor';
import type { BlockedMail, BlockedSighting } from '../../../flow/lists/ports';
import { guarded } from '../errors';
import { breathe, pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';

const BATCH = 500;
/** What was decided so long before the window cannot have come in within it, also where the mail server's clock is ahead. */
const MARGIN = 86_400_000;

export function createBlockedMail({ knex }: { knex: Knex }): BlockedMail {
  return {
    async *recent(accounts, since) {
      if (accounts === null) yield* recentOf(knex, {}, since);
      else for (const accountId of accounts) yield* recentOf(knex, { account_id: accountId }, since);
    },
  };
}

/** Rows get their ids in the order in which they are first decided, so that it ends where the window does, however long the ledger is. */
async function* recentOf(knex: Knex, whose: { account_id?: string }, since: number): AsyncGenerator<BlockedSighting[]> {
  for (let before: number | null = null; ; ) {
    const query = knex(TABLES.sightings).where({ ...whose, outcome: 'blocked' }).orderBy('id', 'desc').limit(BATCH)
      .select('id', 'account_id', 'mailbox_id', 'uid_validity', 'uid', 'counterpart', 'internal_date', 'decided_at');
    if (before !== null) query.where('id', '<', before);
    const rows: Row[] = await guarded(() => query);
    const due = rows.filter((row) => (toNullableNumber(row.internal_date) ?? 0) >= since);
    if (due.length > 0) yield await toSightings(knex, due);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH || toNumber(last.decided_at) < since - MARGIN) return;
    before = toNumber(last.id);
    await breathe();
  }
}

async function toSightings(knex: Knex, rows: readonly Row[]): Promise<BlockedSighting[]> {
  const mailboxes = await loadMailboxes(knex, [...new Set(rows.map((row) => toNumber(row.mailbox_id)))]);
  const reachable = rows.filter((row) => isReachable(row, mailboxes.get(toNumber(row.mailbox_id))));
  const others = await loadOthers(knex, reachable.map((row) => toNumber(row.id)));
  return reachable.map((row) => toSighting(row, mailboxes.get(toNumber(row.mailbox_id))!, others.get(toNumber(row.id)) ?? []));
}

async function loadMailboxes(knex: Knex, ids: readonly number[]): Promise<Map<number, Row>> {
  const rows = (await guarded(() => knex(`${TABLES.mailboxes} as m`).join(`${TABLES.accounts} as a`, 'a.id', 'm.account_id').whereIn('m.id', [...ids]).whereNull('m.retired_at').whereNull('a.removed_at')
    .select('m.id', 'm.path', 'm.role', 'm.server_count', 'm.cursor_state'))) as Row[];
  return new Map(rows.map((row) => [toNumber(row.id), row]));
}

/** UIDs of a former epoch mean nothing any more; the same messages were decided anew in the present one (RFC 9051 section 2.3.1.1). */
function isReachable(row: Row, mailbox: Row | undefined): boolean {
  return mailbox !== undefined && fromJson<SyncCursor | null>(mailbox.cursor_state, null)?.uidValidity === toNumber(row.uid_validity);
}

async function loadOthers(knex: Knex, sightingIds: readonly number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  for (const piece of pieces(sightingIds)) {
    const rows = (await guarded(() => knex(TABLES.correspondents).whereIn('sighting_id', piece).select('sighting_id', 'address'))) as Row[];
    for (const row of rows) found.set(toNumber(row.sighting_id), [...(found.get(toNumber(row.sighting_id)) ?? []), toText(row.address)]);
  }
  return found;
}

function toSighting(row: Row, mailbox: Row, others: readonly string[]): BlockedSighting {
  return {
    id: toNumber(row.id), accountId: toText(row.account_id), uidValidity: toNumber(row.uid_validity), uid: toNumber(row.uid), counterpart: toNullableText(row.counterpart), others,
    mailbox: { id: toNumber(mailbox.id), path: toText(mailbox.path), role: mailbox.role === 'sent' ? 'sent' : 'inbox', serverCount: toNullableNumber(mailbox.server_count) },
  };
}
