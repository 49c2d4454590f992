import type { AccountDto, AccountStatusDto, MailErrorDto, SightingDto } from '../../../shared/contracts';

export interface ImportHealthFigures {
  /** Of all accounts that are seen; null: nothing was ever imported. */
  lastSyncAt: string | null;
  active: number;
  failing: number;
  /** Since midnight, as far as they fit one page of the ledger. */
  quarantined: number;
  quarantinedMore: boolean;
  /** Messages known to be due and not decided yet. */
  waiting: number;
}

/** Accounts with a reason why they do not import as they should, the longest first. Drafts and what a person paused are as they were left. */
export function inTrouble(accounts: readonly AccountDto[]): { account: AccountDto; error: MailErrorDto }[] {
  return accounts
    .flatMap((account) => (account.error !== null && (account.state === 'stopped' || account.state === 'active' || account.state === 'paused') ? [{ account, error: account.error }] : []))
    .sort((a, b) => (a.account.errorSince ?? '').localeCompare(b.account.errorSince ?? ''));
}

export function midnightBefore(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

/** `quarantined` is the first page of the ledger, the newest first. */
export function healthOf(accounts: readonly AccountDto[], statuses: readonly AccountStatusDto[], quarantined: { items: readonly SightingDto[]; next: string | null }, now: Date): ImportHealthFigures {
  const today = quarantined.items.filter(({ decidedAt }) => decidedAt >= midnightBefore(now));
  const times = accounts.flatMap(({ lastSyncAt }) => (lastSyncAt === null ? [] : [lastSyncAt])).sort();
  return {
    lastSyncAt: times.at(-1) ?? null,
    active: accounts.filter(({ state }) => state === 'active').length,
    failing: inTrouble(accounts).length,
    quarantined: today.length,
    quarantinedMore: quarantined.next !== null && today.length === quarantined.items.length,
    waiting: statuses.reduce((sum, { progress, mailboxes }) => sum + (progress ? Math.max(0, progress.total - progress.done) : mailboxes.reduce((left, { backfill }) => left + (backfill?.remaining ?? 0), 0)), 0),
  };
}
