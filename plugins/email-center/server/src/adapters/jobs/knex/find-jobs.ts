/** Queries over the job table: for the dashboard, and to remove, disable and enable jobs. */
import type { JobParameters, JobsOverview, JobsQueryOptions, JobsResult, JobsSort, JobState, JobWithState, RemoveJobsOptions } from 'agenda';
import type { Knex } from 'knex';
import { jobOf, type JobRow } from './table';

export type ComputeState = (job: JobParameters, now?: Date) => JobState;

const SORT_COLUMNS: Record<keyof JobsSort, string> = {
  nextRunAt: 'next_run_at', lastRunAt: 'last_run_at', lastFinishedAt: 'last_finished_at', priority: 'priority', name: 'name', data: 'data',
};
/** Values bound in one statement; SQLite takes no more than 999 in older builds. */
const CHUNK = 500;

export class JobFinder {
  constructor(private readonly knex: Knex, private readonly table: string, private readonly computeState: ComputeState) {}

  private rows(): Knex.QueryBuilder<JobRow, JobRow[]> {
    return this.knex<JobRow>(this.table) as unknown as Knex.QueryBuilder<JobRow, JobRow[]>;
  }

  /** States follow from times and data from JSON, so those two are compared here; everything else in the database. */
  async query(options: JobsQueryOptions = {}): Promise<JobsResult> {
    const now = new Date();
    const query = this.narrow(this.rows(), { ...options, notNames: undefined });
    if (options.search) void query.whereRaw("lower(name) like ? escape '!'", [`%${options.search.toLowerCase().replace(/[%_!]/g, '!$&')}%`]);
    if (options.includeDisabled === false) void query.where('disabled', false);
    this.sort(query, options.sort);
    const jobs = ((await query) as JobRow[]).map((row) => this.withState(row, now)).filter((job) => matchesState(job, options.state) && matchesData(job.data, options.data));
    const skip = options.skip ?? 0;
    return { jobs: jobs.slice(skip, options.limit ? skip + options.limit : undefined), total: jobs.length };
  }

  async overview(): Promise<JobsOverview[]> {
    const byName = new Map<string, JobsOverview>();
    for (const job of (await this.query()).jobs) {
      const counts = byName.get(job.name) ?? { name: job.name, total: 0, running: 0, scheduled: 0, queued: 0, completed: 0, failed: 0, repeating: 0, paused: 0 };
      counts.total += 1;
      counts[job.state] += 1;
      if (job.disabled === true) counts.paused += 1;
      byName.set(job.name, counts);
    }
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async names(): Promise<string[]> {
    return ((await this.rows().distinct('name').orderBy('name')) as { name: string }[]).map((row) => row.name);
  }

  async byId(id: string): Promise<JobParameters | null> {
    const row = await this.rows().where({ id }).first();
    return row === undefined ? null : jobOf(row);
  }

  async countDue(): Promise<number> {
    const counted = (await this.rows().where('next_run_at', '<', Date.now()).count({ count: '*' }).first()) as { count: number | string } | undefined;
    return Number(counted?.count ?? 0);
  }

  /** Runs `change` on the jobs that match; without any criterion on none, so that nobody removes all by mistake. */
  async onMatching(options: RemoveJobsOptions, change: (query: Knex.QueryBuilder<JobRow, JobRow[]>) => Promise<number>): Promise<number> {
    if (!hasCriterion(options)) return 0;
    if (options.data === undefined) return change(this.narrow(this.rows(), options));
    const rows = (await this.narrow(this.rows(), options)) as JobRow[];
    const ids = rows.map(jobOf).filter((job) => matchesData(job.data, options.data)).map((job) => String(job._id));
    let changed = 0;
    for (let start = 0; start < ids.length; start += CHUNK) changed += await change(this.rows().whereIn('id', ids.slice(start, start + CHUNK)));
    return changed;
  }

  private narrow(query: Knex.QueryBuilder<JobRow, JobRow[]>, options: RemoveJobsOptions): Knex.QueryBuilder<JobRow, JobRow[]> {
    if (options.id !== undefined) void query.where('id', String(options.id));
    else if (options.ids?.length) void query.whereIn('id', options.ids.map(String));
    if (options.name !== undefined) void query.where('name', options.name);
    else if (options.names?.length) void query.whereIn('name', options.names);
    else if (options.notNames?.length) void query.whereNotIn('name', options.notNames);
    return query;
  }

  private sort(query: Knex.QueryBuilder<JobRow, JobRow[]>, sort: JobsSort = { nextRunAt: 'desc', lastRunAt: 'desc' }): void {
    for (const [field, direction] of Object.entries(sort) as [keyof JobsSort, 'asc' | 'desc'][]) {
      void query.orderByRaw('case when ?? is null then 1 else 0 end', [SORT_COLUMNS[field]]).orderBy(SORT_COLUMNS[field], direction);
    }
  }

  private withState(row: JobRow, now: Date): JobWithState {
    const job = jobOf(row);
    return { ...job, state: this.computeState(job, now) };
  }
}

const hasCriterion = (options: RemoveJobsOptions): boolean =>
  options.id !== undefined || Boolean(options.ids?.length) || options.name !== undefined || Boolean(options.names?.length) || Boolean(options.notNames?.length) || options.data !== undefined;

const matchesState = (job: JobWithState, state: JobState | undefined): boolean =>
  state === undefined || (state === 'paused' ? job.disabled === true : job.state === state);

/** An object matches when all its fields do, at any depth; everything else must be equal. */
function matchesData(actual: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  if (!isPlainObject(wanted)) return JSON.stringify(actual) === JSON.stringify(wanted);
  return isPlainObject(actual) && Object.entries(wanted).every(([key, value]) => matchesData(actual[key], value));
}

const isPlainObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
