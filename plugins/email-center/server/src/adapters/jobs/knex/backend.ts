/** Agenda's storage in the host's own database, over any knex instance of SQLite, PostgreSQL or MySQL. */
import type { AgendaBackend, JobParameters, JobRepository, JobRepositoryOptions, JobsQueryOptions, NotificationChannel, RemoveJobsOptions } from 'agenda';
import type { Knex } from 'knex';
import { patiently } from './busy';
import { JobFinder, type ComputeState } from './find-jobs';
import { JobLocks } from './lock-jobs';
import { JobSaver } from './save-job';
import { createJobTable } from './table';

export interface KnexBackendOptions {
  knex: Knex;
  table: string;
  /** Name of this Agenda instance, as it will stand in the locks. */
  owner: string;
  /** Which owners of locks are gone for sure; their locks are freed at connect. */
  isGone?: (owner: string) => boolean;
}

export interface KnexBackend extends AgendaBackend {
  readonly name: 'Knex';
}

/** Jobs saved by this process start at once, because its own notifications reach it; those of others at the next scan. */
export async function createKnexBackend(options: KnexBackendOptions): Promise<KnexBackend> {
  const { InMemoryNotificationChannel, computeJobState } = await import('agenda');
  const repository = new KnexJobRepository(options, computeJobState);
  const notificationChannel: NotificationChannel = new InMemoryNotificationChannel();
  return { name: 'Knex', repository, notificationChannel, ownsConnection: false, connect: () => repository.connect(), disconnect: async () => undefined };
}

class KnexJobRepository implements JobRepository {
  private readonly finder: JobFinder;
  private readonly locks: JobLocks;
  private readonly saver: JobSaver;

  constructor(private readonly options: KnexBackendOptions, computeState: ComputeState) {
    const { knex, table } = options;
    this.finder = new JobFinder(knex, table, computeState);
    this.locks = new JobLocks(knex, table);
    this.saver = new JobSaver(knex, table);
  }

  async connect(): Promise<void> {
    await createJobTable(this.options.knex, this.options.table);
    if (this.options.isGone !== undefined) await this.locks.free(this.options.isGone);
  }

  queryJobs(options?: JobsQueryOptions) {
    return this.finder.query(options);
  }

  getJobsOverview() {
    return this.finder.overview();
  }

  getDistinctJobNames() {
    return this.finder.names();
  }

  getJobById(id: string) {
    return this.finder.byId(id);
  }

  getQueueSize() {
    return this.finder.countDue();
  }

  removeJobs(options: RemoveJobsOptions) {
    return this.finder.onMatching(options, (query) => patiently(async () => query.clone().delete()));
  }

  disableJobs(options: RemoveJobsOptions) {
    return this.finder.onMatching(options, (query) => patiently(async () => query.clone().update({ disabled: true })));
  }

  enableJobs(options: RemoveJobsOptions) {
    return this.finder.onMatching(options, (query) => patiently(async () => query.clone().update({ disabled: false })));
  }

  purgeAllJobs() {
    return patiently(async () => this.options.knex(this.options.table).delete());
  }

  async saveJob<DATA>(job: JobParameters<DATA>, options: JobRepositoryOptions | undefined): Promise<JobParameters<DATA>> {
    return (await this.saver.save(job as JobParameters<unknown>, options?.lastModifiedBy)) as JobParameters<DATA>;
  }

  saveJobState(job: JobParameters, options: JobRepositoryOptions | undefined) {
    return this.saver.saveState(job, options?.lastModifiedBy);
  }

  lockJob(job: JobParameters, options: JobRepositoryOptions | undefined) {
    return this.locks.lock(job, options?.lastModifiedBy);
  }

  async unlockJob(job: JobParameters) {
    if (job._id !== undefined) await this.locks.unlock(String(job._id));
  }

  unlockJobs(ids: readonly string[]) {
    return this.locks.unlockAll(ids.map(String));
  }

  getNextJobToRun(name: string, nextScanAt: Date, lockDeadline: Date, now: Date | undefined, options: JobRepositoryOptions | undefined) {
    return this.locks.lockNext(name, nextScanAt, lockDeadline, now ?? new Date(), options?.lastModifiedBy);
  }
}
