/** Keeps the lease of an account for as long as a run needs it, and shows the run's progress with it. */
import { MailError } from '../domain/mail/mail-error';
import type { AccountStore, Clock, Lease, Logger, RunProgress, Timers } from './ports';

/** How long a lease is good without renewal: a run whose process died is followed by another one after this time. */
export const LEASE_SECONDS = 60;
const RENEW_AFTER = 20_000;
/** Progress is shown, so it is written often, but not so often that the writing shows. */
const TICK = 1_000;

export interface HeldLease {
  lease: Lease;
  /** Aborted when the lease is lost (reason: MailError `lease-lost`) or when the caller stops the run. */
  signal: AbortSignal;
  /** So many UIDs of a mailbox were decided, and are due no longer. */
  decided(mailboxId: number, count: number): void;
  /** So many UIDs of a mailbox are known to be due. */
  due(mailboxId: number, count: number): void;
  /** Gives the lease back; a failure to do so is logged, because the lease ends by itself. */
  release(): Promise<void>;
}

interface HoldPorts {
  accounts: AccountStore;
  clock: Clock & Timers;
  logger: Logger;
}

/** Null while another run holds it. */
export async function holdLease(ports: HoldPorts, accountId: string, stop: AbortSignal): Promise<HeldLease | null> {
  const lease = await ports.accounts.acquireLease(accountId, LEASE_SECONDS);
  return lease === null ? null : new RenewedLease(ports, lease, stop);
}

class RenewedLease implements HeldLease {
  readonly signal: AbortSignal;
  private readonly lost = new AbortController();
  private readonly startedAt: string;
  private readonly cancelTimer: () => void;
  private readonly dueByMailbox = new Map<number, number>();
  private done = 0;
  private shown = '';
  private renewedAt: number;
  private renewal: Promise<void> | null = null;

  constructor(private readonly ports: HoldPorts, readonly lease: Lease, stop: AbortSignal) {
    const now = ports.clock.now();
    this.startedAt = now.toISOString();
    this.renewedAt = now.getTime();
    this.signal = AbortSignal.any([stop, this.lost.signal]);
    this.cancelTimer = ports.clock.every(TICK, () => this.tick());
  }

  decided(mailboxId: number, count: number): void {
    this.done += count;
    this.dueByMailbox.set(mailboxId, Math.max(0, (this.dueByMailbox.get(mailboxId) ?? 0) - count));
  }

  due(mailboxId: number, count: number): void {
    this.dueByMailbox.set(mailboxId, count);
  }

  async release(): Promise<void> {
    this.cancelTimer();
    await this.renewal;
    try {
      await this.ports.accounts.releaseLease(this.lease);
    } catch (error) {
      this.ports.logger.warn('The lease of an account could not be given back; it ends by itself.', { accountId: this.lease.accountId, error: MailError.wrap(error).toJSON() });
    }
  }

  private progress(): RunProgress {
    const due = [...this.dueByMailbox.values()].reduce((sum, count) => sum + count, 0);
    return { startedAt: this.startedAt, done: this.done, total: this.done + due };
  }

  private tick(): void {
    if (this.renewal !== null || this.lost.signal.aborted) return;
    const progress = this.progress();
    const shown = `${progress.done}/${progress.total}`;
    const age = this.ports.clock.now().getTime() - this.renewedAt;
    if (shown === this.shown && age < RENEW_AFTER) return;
    this.renewal = this.renew(progress, shown).finally(() => {
      this.renewal = null;
    });
  }

  private async renew(progress: RunProgress, shown: string): Promise<void> {
    const startedAt = this.ports.clock.now().getTime();
    try {
      await this.ports.accounts.renewLease(this.lease, LEASE_SECONDS, progress);
      this.renewedAt = startedAt;
      this.shown = shown;
    } catch (error) {
      this.judge(MailError.wrap(error));
    }
  }

  /** A database that is busy for a moment is no reason to stop; a lease that has run out meanwhile is. */
  private judge(error: MailError): void {
    const age = this.ports.clock.now().getTime() - this.renewedAt;
    if (error.code !== 'lease-lost' && age < LEASE_SECONDS * 1_000) {
      this.ports.logger.warn('The lease of an account could not be renewed yet.', { accountId: this.lease.accountId, error: error.toJSON() });
      return;
    }
    this.cancelTimer();
    this.lost.abort(leaseLost(this.lease, error));
  }
}

function leaseLost(lease: Lease, cause: MailError): MailError {
  if (cause.code === 'lease-lost') return cause;
  return new MailError(
    { kind: 'transient', code: 'lease-lost', message: 'The right to import this account could not be renewed in time.', remedier: 'administrator', detail: `${lease.accountId}: ${cause.message}` },
    { cause },
  );
}
