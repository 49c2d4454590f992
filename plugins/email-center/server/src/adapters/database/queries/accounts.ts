/** Accounts as the panel shows them, and the state their import is in. */
import type { Knex } from 'knex';
import type { AccountDto, AccountStatusDto } from '../../../../../shared/contracts';
import type { MailAccount } from '../../../domain/mail/account';
import type { Clock, MailboxEntry } from '../../../flow/ports';
import type { OwnerNames, Page } from '../../../flow/queries';
import { toAccount } from '../account-rows';
import { toEntry } from '../mailbox-store';
import { TABLES } from '../tables';
import { toNullableNumber, toNumber, toText } from '../values';
import type { Row } from '../values';
import { decodeCursor, nameAndId, pageOf } from './page-cursor';

export interface AccountSource {
  knex: Knex;
  owners: OwnerNames;
  clock: Clock;
}

export interface AccountPage {
  cursor?: string;
  limit: number;
  kind?: AccountDto['kind'];
}

export type AccountView = Omit<AccountDto, 'can'>;

/** By name; those of a person are what they own and the groups they are a member of. */
export async function listAccounts({ knex, owners }: AccountSource, userId: number | null, page: AccountPage): Promise<Page<AccountView>> {
  const after = decodeCursor(nameAndId, page.cursor);
  const query = knex(TABLES.accounts).whereNull('removed_at');
  if (page.kind !== undefined) query.where({ kind: page.kind });
  if (userId !== null) {
    const groups = (await knex(TABLES.members).where({ user_id: userId }).pluck('account_id')).map(toText);
    query.where((whose) => whose.where((own) => own.where({ owner_id: userId }).whereNot({ kind: 'group' })).orWhereIn('id', groups));
  }
  if (after !== null) query.where('name', '>=', after[0]).where((rest) => rest.where('name', '>', after[0]).orWhere('id', '>', after[1]));
  const rows = (await query.orderBy([{ column: 'name' }, { column: 'id' }]).limit(page.limit + 1)) as Row[];
  const { items, next } = pageOf(rows.map(toAccount), page.limit, (account) => [account.name, account.id]);
  return { items: await withOwners(owners, items), next };
}

export async function loadAccount({ knex, owners }: AccountSource, id: string): Promise<AccountView | null> {
  const row = (await knex(TABLES.accounts).where({ id }).whereNull('removed_at').first()) as Row | undefined;
  return row === undefined ? null : ((await withOwners(owners, [toAccount(row)]))[0] ?? null);
}

/** Stored rows as the panel shows them. */
export const showAccounts = ({ owners }: Pick<AccountSource, 'owners'>, rows: readonly Row[]): Promise<AccountView[]> => withOwners(owners, rows.map(toAccount));

async function withOwners(owners: OwnerNames, accounts: readonly MailAccount[]): Promise<AccountView[]> {
  const byId = await owners.load([...new Set(accounts.flatMap(({ ownerId, group }) => [ownerId, ...group.members]))]);
  return accounts.map(({ ownerId, testedSettings, group, forward, failures: _failures, backoffUntil: _backoffUntil, activatedAt: _activatedAt, ...account }) => ({
    ...account, ...(account.kind === 'group' ? { group: { ...group, members: group.members.map((id) => ({ id, name: byId.get(id)?.name ?? `#${id}` })) } } : {}),
    ...(account.kind === 'forward' ? { forward: shownForward(forward) } : {}), owner: byId.get(ownerId) ?? null, tested: testedSettings !== null,
  }));
}

function shownForward({ feeders, keepsAttachments, authservId, former = [] }: MailAccount['forward']): NonNullable<AccountDto['forward']> {
  return { feeders, keepsAttachments, authservId: authservId ?? null, formerUntil: former[0]?.until ?? null, rotated: former.length > 0 };
}

/** State, progress and kept counters; null when there is no such account. */
export async function accountStatus({ knex, clock }: AccountSource, id: string): Promise<Omit<AccountStatusDto, 'nextRunAt'> | null> {
  const row = (await knex(TABLES.accounts).where({ id }).whereNull('removed_at').first()) as Row | undefined;
  if (!row) return null;
  const account = toAccount(row);
  const now = clock.now().getTime();
  const running = row.lease_token !== null && toNumber(row.lease_until) > now;
  const mailboxes = await loadMailboxStatuses(knex, id);
  const outcomes: Record<string, number> = {};
  for (const mailbox of mailboxes) for (const [outcome, count] of Object.entries(mailbox.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  const matched = (await knex(TABLES.matchedCounts).where({ account_id: id }).first('total')) as Row | undefined;
  const { state, error, errorSince, backoffUntil, lastSyncAt } = account;
  return { state, error, errorSince, backoffUntil, running, progress: running ? progressOf(row, now) : null, outcomes, matched: matched ? toNumber(matched.total) : 0, mailboxes, lastSyncAt };
}

/** How far a running import is; null while it has not been counted what is due. */
export function progressOf(row: Row, now: number): AccountStatusDto['progress'] {
  const [startedAt, done, total] = [toNullableNumber(row.run_started_at), toNullableNumber(row.run_done), toNullableNumber(row.run_total)];
  if (startedAt === null || done === null || total === null) return null;
  const perSecond = done / Math.max((now - startedAt) / 1000, 0.001);
  return { done, total, perSecond: Math.round(perSecond * 10) / 10, secondsLeft: perSecond > 0 ? Math.ceil(Math.max(0, total - done) / perSecond) : null };
}

async function loadMailboxStatuses(knex: Knex, accountId: string): Promise<AccountStatusDto['mailboxes']> {
  const mailboxes = ((await knex(TABLES.mailboxes).where({ account_id: accountId }).whereNull('retired_at').orderBy('role')) as Row[]).map(toEntry);
  const counts = (await knex(TABLES.outcomeCounts).whereIn('mailbox_id', mailboxes.map((mailbox) => mailbox.id))) as Row[];
  return mailboxes.map((mailbox) => toStatus(mailbox, counts));
}

/** Counters of the current epoch: after a change of UIDVALIDITY the former ones say nothing about the server's mailbox. */
function toStatus(mailbox: MailboxEntry, counts: readonly Row[]): AccountStatusDto['mailboxes'][number] {
  const epoch = mailbox.cursor?.uidValidity;
  const current = counts.filter((row) => toNumber(row.mailbox_id) === mailbox.id && toNumber(row.uid_validity) === epoch && toNumber(row.total) > 0);
  const outcomes = Object.fromEntries(current.map((row) => [toText(row.outcome), toNumber(row.total)]));
  const backfill = mailbox.cursor?.backfill ?? null;
  return {
    role: mailbox.role, path: mailbox.path, serverCount: mailbox.serverCount, lastSyncAt: mailbox.lastSyncAt, outcomes,
    decided: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
    backfill: backfill === null ? null : { since: backfill.since, total: backfill.total, done: backfill.done, remaining: backfill.remaining },
  };
}
