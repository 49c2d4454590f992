/** Jobs by Agenda: which there are, who works them off, and where they are kept. */
import type { Agenda, Job } from 'agenda';
import type { Knex } from 'knex';
import { MailError } from '../../domain/mail/mail-error';
import type { Logger, Place, Scheduler } from '../../flow/ports';
import { connectBackend } from './backends';
import { BACKFILL, LOCK_LIFETIME, MOST_WAITING, NIGHTLY, NIGHTLY_AT, OUTBOX, PRIORITY, RECONCILE, SCAN_EVERY, SENDING_AT_ONCE, SYNC, TASK, TASKS_AT_ONCE, TOUCH_EVERY, type AccountJobData, type TaskJobData } from './kinds';
import { Places, WaitingRoom } from './places';
import { RunningJobs } from './running-jobs';
import { AgendaScheduler } from './scheduler';

export { createKnexBackend } from './knex/backend';

export interface JobContext {
  /** Aborted when the node stops: what is being filed may end, nothing else begins. */
  signal: AbortSignal;
  /** Wanted now, by a person or by the run before: not held up by a backoff. */
  asked: boolean;
  /** Given back while the run waits long, see `Places`. */
  place: Place;
}

/** What the kinds of jobs do. A handler that rejects fails its job loudly; the schedule goes on. */
export interface JobHandlers {
  sync(accountId: string, context: JobContext): Promise<void>;
  backfill(accountId: string, context: JobContext): Promise<void>;
  reconcile(accountId: string, context: JobContext): Promise<void>;
  /** The task of this id; see flow/tasks. */
  task(taskId: string, context: Pick<JobContext, 'signal' | 'place'>): Promise<void>;
  /** Sends what is due of the account. */
  outbox(accountId: string, signal: AbortSignal): Promise<void>;
  /** The accounts that are compared with their servers every night. */
  listActive(): Promise<string[]>;
}

export interface JobsOptions {
  /** The host's database. */
  knex: Knex;
  /** `mongodb://`, `postgres://` or `redis://`; null: the host's database. */
  jobsUrl: string | null;
  /** `web` only schedules. */
  role: 'all' | 'web' | 'worker';
  /** Runs at work at the same time on this node. */
  concurrency: { sync: number; backfill: number };
  handlers: (scheduler: Scheduler) => JobHandlers;
  logger: Logger;
  /** Name of this node and process, unlike all others. */
  owner: string;
  /** Which owners are gone for sure (dead processes of this machine): their locks are freed at the start. */
  isGone?: (owner: string) => boolean;
  /** Between two looks for jobs saved by other processes, milliseconds. */
  scanEvery?: number;
}

export interface Jobs {
  scheduler: Scheduler;
  /** Begins to work off jobs, unless the role is `web`. What came due while nobody was there runs now. */
  start(): Promise<void>;
  /** Begins nothing more, waits for what runs (so many milliseconds at most), gives locks back. */
  stop(patience?: number): Promise<void>;
}

/** Connects the storage; rejects with a MailError that names it when it cannot be reached. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const backend = await connectBackend(options);
  const { Agenda } = await import('agenda');
  const { sync, backfill } = options.concurrency;
  const agenda = new Agenda({
    backend, name: options.owner, processEvery: options.scanEvery ?? SCAN_EVERY, defaultLockLifetime: LOCK_LIFETIME, removeOnComplete: true,
    maxConcurrency: sync + backfill + TASKS_AT_ONCE + SENDING_AT_ONCE + 2 + MOST_WAITING, lockLimit: sync + backfill + TASKS_AT_ONCE + SENDING_AT_ONCE + 8 + MOST_WAITING,
  });
  agenda.on('error', (error: Error) => options.logger.error('The job queue reports an error.', { error: MailError.wrap(error).toJSON() }));
  const scheduler = new AgendaScheduler(agenda);
  const running = new RunningJobs(agenda);
  const stopping = new AbortController();
  return {
    scheduler,
    async start() {
      if (options.role === 'web') return;
      defineKinds(agenda, options, options.handlers(scheduler), scheduler, stopping.signal);
      await scheduleNightly(agenda);
      await agenda.start();
    },
    async stop(patience = 30_000) {
      stopping.abort();
      // Without closing the connection: what runs still has to save how it ended.
      await agenda.stop(false);
      const left = await running.settle(patience);
      if (left > 0) options.logger.warn('Jobs were still running at the end; others follow when their locks end.', { left });
      if (backend.ownsConnection !== false) await backend.disconnect();
    },
  };
}

function defineKinds(agenda: Agenda, options: JobsOptions, handlers: JobHandlers, scheduler: Scheduler, signal: AbortSignal): void {
  const room = new WaitingRoom(MOST_WAITING);
  const define = (name: string, concurrency: number, work: (job: Job<AccountJobData>) => Promise<void>): void =>
    agenda.define<AccountJobData>(name, (job) => keepLock(job, options.logger, () => work(job)), { ...limits(concurrency), priority: PRIORITY[name], lockLifetime: LOCK_LIFETIME });
  const defineForAccount = (name: string, size: number, run: JobHandlers['sync']): void => {
    // Agenda reads these numbers at every look for jobs; with the next one it follows a run that waits.
    const places = new Places(size, room, (limit) => Object.assign(agenda.definitions[name]!, limits(limit)));
    define(name, size, async ({ attrs: { data } }) => {
      const place = await places.enter();
      try {
        if (!signal.aborted) await run(data.accountId, { signal, asked: data.asked, place });
      } finally {
        place.leave();
      }
    });
  };
  defineForAccount(SYNC, options.concurrency.sync, (id, context) => handlers.sync(id, context));
  defineForAccount(BACKFILL, options.concurrency.backfill, (id, context) => handlers.backfill(id, context));
  defineForAccount(RECONCILE, 1, (id, context) => handlers.reconcile(id, context));
  const taskPlaces = new Places(TASKS_AT_ONCE, room, (limit) => Object.assign(agenda.definitions[TASK]!, limits(limit)));
  agenda.define<TaskJobData>(TASK, (job) => keepLock(job, options.logger, async () => {
    const place = await taskPlaces.enter();
    try {
      if (!signal.aborted) await handlers.task(job.attrs.data.taskId, { signal, place });
    } finally {
      place.leave();
    }
  }), { ...limits(TASKS_AT_ONCE), priority: PRIORITY[TASK], lockLifetime: LOCK_LIFETIME });
  define(OUTBOX, SENDING_AT_ONCE, async ({ attrs: { data } }) => {
    if (!signal.aborted) await handlers.outbox(data.accountId, signal);
  });
  define(NIGHTLY, 1, async () => {
    for (const id of await handlers.listActive()) await scheduler.runNow(id, 'reconcile');
  });
}

/** One more is locked than runs, so that it is at hand when a run ends. */
const limits = (concurrency: number): { concurrency: number; lockLimit: number } => ({ concurrency, lockLimit: concurrency + 1 });

/** Renews the job's lock while it runs: its own lease guards the account, this spares others the look. */
async function keepLock(job: Job<AccountJobData> | Job<TaskJobData>, logger: Logger, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => {
    // A job cancelled while it runs is no longer there; the run ends when it next looks at its account.
    job.touch().catch((error: unknown) => logger.debug('The lock of a job could not be renewed.', { job: job.attrs.name, error: MailError.wrap(error).message }));
  }, TOUCH_EVERY);
  try {
    await work();
  } catch (error) {
    logger.error('A job failed.', { job: job.attrs.name, ...job.attrs.data, error: MailError.wrap(error).toJSON() });
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Scheduled once and then left alone, because saving it anew would put off a night that was missed. */
async function scheduleNightly(agenda: Agenda): Promise<void> {
  const { jobs } = await agenda.queryJobs({ name: NIGHTLY });
  if (jobs.some((job) => job.repeatInterval === NIGHTLY_AT && job.nextRunAt !== null)) return;
  await agenda.every(NIGHTLY_AT, NIGHTLY);
}
