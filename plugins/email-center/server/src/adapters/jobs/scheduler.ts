/**
 * Jobs by account, over any of Agenda's storages. None of them keeps two jobs of one account apart safely (the unique
 * constraint of the PostgreSQL one is a look before an insert), so a schedule is made to agree afterwards: whoever
 * saves one removes all but the one with the smallest id, and whichever order they come in, one stays.
 */
import type { Agenda, JobWithState } from 'agenda';
import type { Scheduler } from '../../flow/ports';
import { ACCOUNT_KINDS, BACKFILL, OUTBOX, RECONCILE, SYNC, TASK, type AccountJobData, type TaskJobData } from './kinds';

const KIND = { sync: SYNC, backfill: BACKFILL, reconcile: RECONCILE } as const;

export class AgendaScheduler implements Scheduler {
  constructor(private readonly agenda: Agenda) {}

  /** What is scheduled at this pace already stays as it is: a run that came due while nobody was there is not put off. */
  async scheduleAccount(accountId: string, minutes: number): Promise<void> {
    const interval = minutes * 60_000;
    const before = await this.recurring(accountId);
    if (!before.some((job) => Number(job.repeatInterval) === interval)) {
      const data: AccountJobData = { accountId, asked: false };
      await this.agenda.create(SYNC, data).repeatEvery(interval, { skipImmediate: true }).save();
    }
    const [, ...surplus] = (await this.recurring(accountId)).sort((a, b) => rank(a, interval) - rank(b, interval) || (String(a._id) < String(b._id) ? -1 : 1));
    await this.remove(surplus);
  }

  async cancelAccount(accountId: string): Promise<void> {
    for (const kind of ACCOUNT_KINDS) await this.remove(await this.jobsOf(kind, accountId));
  }

  /** Asked for again before it has begun, it stays one run. */
  async runNow(accountId: string, kind: 'sync' | 'backfill' | 'reconcile'): Promise<void> {
    const once = (await this.jobsOf(KIND[kind], accountId)).filter((job) => job.repeatInterval === undefined && job.lockedAt === undefined);
    await this.remove(once.filter((job) => job.nextRunAt === null));
    if (once.some((job) => job.nextRunAt !== null)) return;
    const data: AccountJobData = { accountId, asked: true };
    await this.agenda.now(KIND[kind], data);
  }

  /** A later one gives way, because the run that comes sooner schedules what is due next. */
  async runOutbox(accountId: string, at: number): Promise<void> {
    const waiting = (await this.jobsOf(OUTBOX, accountId)).filter((job) => job.lockedAt === undefined);
    if (waiting.some((job) => job.nextRunAt !== null && job.nextRunAt.getTime() <= at)) return;
    const data: Pick<AccountJobData, 'accountId'> = { accountId };
    if (at <= Date.now()) await this.agenda.now(OUTBOX, data);
    else await this.agenda.schedule(new Date(at), OUTBOX, data);
    await this.remove(waiting);
  }

  /** What of it is done, or was left by a process that died, is put away; what waits already stays the one. */
  async runTask(taskId: string): Promise<void> {
    const { jobs } = await this.agenda.queryJobs({ name: TASK });
    const its = jobs.filter((job) => (job.data as Partial<TaskJobData> | null)?.taskId === taskId);
    await this.remove(its.filter((job) => job.nextRunAt === null && job.lockedAt === undefined));
    if (its.some((job) => job.nextRunAt !== null)) return;
    const data: TaskJobData = { taskId };
    await this.agenda.now(TASK, data);
  }

  async nextRun(accountId: string): Promise<string | null> {
    const times = (await this.jobsOf(SYNC, accountId)).flatMap((job) => (job.nextRunAt === null ? [] : [job.nextRunAt.getTime()]));
    return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
  }

  private async recurring(accountId: string): Promise<JobWithState[]> {
    return (await this.jobsOf(SYNC, accountId)).filter((job) => job.repeatInterval !== undefined);
  }

  /** By name, and compared here: the storages do not agree on how data is matched. */
  private async jobsOf(name: string, accountId: string): Promise<JobWithState[]> {
    const { jobs } = await this.agenda.queryJobs({ name });
    return jobs.filter((job) => (job.data as Partial<AccountJobData> | null)?.accountId === accountId);
  }

  private async remove(jobs: readonly JobWithState[]): Promise<void> {
    if (jobs.length > 0) await this.agenda.cancel({ ids: jobs.map((job) => job._id) });
  }
}

const rank = (job: JobWithState, interval: number): number => (Number(job.repeatInterval) === interval ? 0 : 1);
