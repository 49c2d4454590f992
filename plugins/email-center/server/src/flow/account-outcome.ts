/** What a run's end means for its account (invariant 8): each kind of error has exactly one reaction. */
import { backoffDelay } from '../domain/sync/backoff';
import type { MailAccount } from '../domain/mail/account';
import type { MailError } from '../domain/mail/mail-error';
import type { AccountStore, Clock, Logger, Notifier, Scheduler } from './ports';

export interface OutcomePorts {
  accounts: AccountStore;
  scheduler: Pick<Scheduler, 'cancelAccount'>;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
  /** From 0 up to 1. */
  random: () => number;
}

/**
 * All was read: the account is well, whatever was wrong before. `remark` is shown although the run was good. What the
 * owner changed meanwhile is left as it is: the run speaks of the settings before.
 */
export async function recordSuccess(ports: OutcomePorts, account: MailAccount, remark: MailError | null = null): Promise<void> {
  const now = ports.clock.now().toISOString();
  const current = await ports.accounts.load(account.id);
  if (current === null) return;
  if (isOutdated(current, account)) return ports.accounts.update(account.id, { lastSyncAt: now });
  const error = remark?.toJSON() ?? null;
  const errorSince = error === null ? null : (current.errorSince ?? now);
  await ports.accounts.update(account.id, { failures: 0, backoffUntil: null, error, errorSince, lastSyncAt: now });
  if (current.error?.code !== error?.code) ports.notifier.accountChanged(account.id);
}

const isOutdated = (current: MailAccount, atStart: MailAccount): boolean =>
  current.state !== 'active' || current.testedSettings !== atStart.testedSettings;

/**
 * `auth` and `tls` stop the account until its settings pass a test again; everything else backs off. Nothing is done
 * when the account was changed or switched off meanwhile: the refusal then speaks of settings that are gone.
 */
export async function recordFailure(ports: OutcomePorts, account: MailAccount, error: MailError): Promise<'stopped' | 'failed' | 'outdated'> {
  const current = await ports.accounts.load(account.id);
  if (current === null || isOutdated(current, account)) return 'outdated';
  const now = ports.clock.now();
  const told = { error: error.toJSON(), errorSince: current.errorSince ?? now.toISOString(), failures: current.failures + 1 };
  if (error.kind === 'auth' || error.kind === 'tls') {
    await ports.accounts.update(account.id, { ...told, state: 'stopped', backoffUntil: null });
    await ports.scheduler.cancelAccount(account.id);
    ports.notifier.accountChanged(account.id);
    ports.logger.warn('The import of an account was stopped.', { accountId: account.id, code: error.code });
    return 'stopped';
  }
  const delay = backoffDelay(error.kind, told.failures, ports.random());
  await ports.accounts.update(account.id, { ...told, backoffUntil: new Date(now.getTime() + delay).toISOString() });
  ports.notifier.accountChanged(account.id);
  ports.logger[error.kind === 'bug' ? 'error' : 'warn']('The import of an account failed.', { accountId: account.id, code: error.code, detail: error.detail ?? error.message });
  return 'failed';
}
