/** MailboxStore on the database. */
import type { Knex } from 'knex';
import type { MailboxRole } from '../../domain/intake/types';
import type { SyncCursor } from '../../domain/sync/cursor';
import type { Clock, MailboxEntry, MailboxStore } from '../../flow/ports';
import { guarded, isUniqueViolation } from './errors';
import { passFence } from './lease';
import type { Executor } from './sql';
import { TABLES } from './tables';
import { fromJson, toNullableIso, toNullableNumber, toNumber, toText } from './values';
import type { Row } from './values';

/**
 * An account reads one mailbox for each role. When another path takes a role, the former mailbox is retired with its
 * ledger and cursor, because its UIDs mean nothing in the new one; should it come back, it goes on where it was.
 */
export function createMailboxStore({ knex, clock }: { knex: Knex; clock: Clock }): MailboxStore {
  return {
    list: (accountId) => guarded(async () =>
      ((await knex(TABLES.mailboxes).where({ account_id: accountId }).whereNull('retired_at').orderBy('role')) as Row[]).map(toEntry)),
    ensure: (accountId, role, path) => guarded(async () => {
      const current = (await knex(TABLES.mailboxes).where({ account_id: accountId, role, path }).whereNull('retired_at').first()) as Row | undefined;
      return toEntry(current ?? (await takeRole(knex, clock, { accountId, role, path })));
    }),
    saveCursor: (mailboxId, cursor, serverCount, lease) => guarded(() => knex.transaction(async (trx) => {
      await passFence(trx, lease, clock);
      await writeCursor(trx, mailboxId, cursor, serverCount, clock);
    })),
  };
}

async function takeRole(knex: Knex, clock: Clock, mailbox: { accountId: string; role: MailboxRole; path: string }): Promise<Row> {
  const { accountId, role, path } = mailbox;
  const key = { account_id: accountId, role, path };
  return knex.transaction(async (trx) => {
    await trx(TABLES.mailboxes).where({ account_id: accountId, role }).whereNull('retired_at').update({ retired_at: clock.now().getTime() });
    const revived = await trx(TABLES.mailboxes).where(key).update({ retired_at: null });
    if (revived === 0) await trx(TABLES.mailboxes).insert(key);
    return (await trx(TABLES.mailboxes).where(key).first()) as Row;
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    // Another run made it at this moment; it is the same row.
    return knex(TABLES.mailboxes).where(key).first() as Promise<Row>;
  });
}

/** Part of a filing transaction: where the mailbox stands now. */
export async function writeCursor(trx: Executor, mailboxId: number, cursor: SyncCursor, serverCount: number | null, clock: Clock): Promise<void> {
  await trx(TABLES.mailboxes).where({ id: mailboxId }).update({
    cursor_state: JSON.stringify(cursor), last_sync_at: clock.now().getTime(), ...(serverCount === null ? {} : { server_count: serverCount }),
  });
}

export function toEntry(row: Row): MailboxEntry {
  return {
    id: toNumber(row.id),
    accountId: toText(row.account_id),
    role: toText(row.role) as MailboxRole,
    path: toText(row.path),
    cursor: fromJson<SyncCursor | null>(row.cursor_state, null),
    serverCount: toNullableNumber(row.server_count),
    lastSyncAt: toNullableIso(row.last_sync_at),
  };
}
