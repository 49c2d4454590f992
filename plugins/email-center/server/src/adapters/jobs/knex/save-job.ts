/** Saving jobs: plain ones, the single one of a name, unique ones, and those that wait until nobody asks any more. */
import { createHash, randomUUID } from 'node:crypto';
import type { DebounceOptions, JobParameters } from 'agenda';
import type { Knex } from 'knex';
import { patiently } from './busy';
import { jobColumns, jobOf, stateColumns, type JobColumns, type JobRow } from './table';

type Job = JobParameters<unknown>;
type Change = Partial<JobColumns> & { debounce_started_at?: number | null; unique_json?: string; unique_opts?: string | null };

/** Somebody may remove the row between the look and the update, or insert it between the look and the insert. */
const ROUNDS = 5;

export class JobSaver {
  constructor(private readonly knex: Knex, private readonly table: string) {}

  private rows(): Knex.QueryBuilder<JobRow, JobRow[]> {
    return this.knex<JobRow>(this.table) as unknown as Knex.QueryBuilder<JobRow, JobRow[]>;
  }

  async save(job: Job, modifiedBy: string | undefined): Promise<Job> {
    const columns = jobColumns(job, modifiedBy);
    if (job._id !== undefined) return (await this.change(String(job._id), columns, job.name)) ?? job;
    if (job.type === 'single') return this.upsert(`single:${job.name}`, columns, (row) => keepDueTime(columns, row));
    if (job.unique !== undefined) return this.saveUnique(job, columns);
    return this.insert({ ...columns, upsert_key: null });
  }

  /** What the running of a job changes; rejects when the job is gone. */
  async saveState(job: JobParameters, modifiedBy: string | undefined): Promise<void> {
    if (job._id === undefined) throw new Error('Cannot save job state without job ID');
    const changed = await patiently(() => this.rows().where({ id: String(job._id), name: job.name }).update(stateColumns(job, modifiedBy)));
    if (changed !== 1) throw new Error(`job ${job._id} (name: ${job.name}) cannot be updated in the database, maybe it does not exist anymore?`);
  }

  private saveUnique(job: Job, columns: JobColumns): Promise<Job> {
    const now = Date.now();
    const debounce = job.uniqueOpts?.debounce;
    const constraint = { unique_json: JSON.stringify(job.unique), unique_opts: job.uniqueOpts === undefined ? null : JSON.stringify(job.uniqueOpts) };
    const first: Change = { ...columns, ...constraint, ...(debounce === undefined ? {} : firstDebounce(columns, debounce, now)) };
    return this.upsert(uniqueKey(job), first, (row) => {
      if (debounce !== undefined) return { ...columns, ...nextDebounce(row, debounce, now) };
      return job.uniqueOpts?.insertOnly === true ? null : columns;
    });
  }

  private async upsert(key: string, first: Change, later: (row: JobRow) => Change | null): Promise<Job> {
    for (let round = 1; ; round += 1) {
      const row = await this.rows().where('upsert_key', key).first();
      if (row !== undefined) {
        const change = later(row);
        const saved = change === null ? jobOf(row) : await this.change(row.id, change);
        if (saved !== undefined) return saved;
      } else {
        const inserted = await this.insertUnlessThere(first, key);
        if (inserted !== undefined) return inserted;
      }
      if (round === ROUNDS) throw new Error(`the job ${key} was changed by others at every try`);
    }
  }

  private async change(id: string, change: Change, name?: string): Promise<Job | undefined> {
    const query = (): Knex.QueryBuilder<JobRow, JobRow[]> => (name === undefined ? this.rows().where({ id }) : this.rows().where({ id, name }));
    if ((await patiently(() => query().update(change))) === 0) return undefined;
    const row = await query().first();
    return row === undefined ? undefined : jobOf(row);
  }

  private async insertUnlessThere(first: Change, key: string): Promise<Job | undefined> {
    try {
      return await this.insert({ ...first, upsert_key: key });
    } catch (error) {
      if ((await this.rows().where('upsert_key', key).first('id')) === undefined) throw error;
      return undefined;
    }
  }

  private async insert(columns: Change & { upsert_key: string | null }): Promise<Job> {
    const id = randomUUID();
    // Read before anybody else sees it: a job that is due at once may be run, and removed, by another worker in no time.
    const row = await patiently(() => this.knex.transaction(async (trx) => {
      const rows = (): Knex.QueryBuilder<JobRow, JobRow[]> => trx<JobRow>(this.table) as unknown as Knex.QueryBuilder<JobRow, JobRow[]>;
      await rows().insert({ ...columns, id, created_at: Date.now() });
      return rows().where({ id }).first();
    }));
    if (row === undefined) throw new Error(`job ${id} vanished while it was inserted`);
    return jobOf(row);
  }
}

/** `every` at each start of the program must not push a run that is due, or one that is planned, to now. */
function keepDueTime(columns: JobColumns, row: JobRow): Change {
  if (columns.next_run_at === null || columns.next_run_at > Date.now() || row.next_run_at === null) return columns;
  return { ...columns, next_run_at: Number(row.next_run_at) };
}

function uniqueKey(job: Job): string {
  const fields = Object.entries(job.unique ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return `unique:${createHash('sha256').update(JSON.stringify([job.name, fields])).digest('hex')}`;
}

function firstDebounce(columns: JobColumns, debounce: DebounceOptions, now: number): Change {
  return { debounce_started_at: now, next_run_at: debounce.strategy === 'leading' ? columns.next_run_at : now + debounce.delay };
}

function nextDebounce(row: JobRow, debounce: DebounceOptions, now: number): Change {
  const startedAt = row.debounce_started_at === null ? now : Number(row.debounce_started_at);
  if (debounce.strategy === 'leading') return { next_run_at: row.next_run_at === null ? null : Number(row.next_run_at), debounce_started_at: startedAt };
  if (debounce.maxWait !== undefined && now - startedAt >= debounce.maxWait) return { next_run_at: now, debounce_started_at: null };
  return { next_run_at: now + debounce.delay, debounce_started_at: startedAt };
}
