/** The job table: times are epoch milliseconds, so that SQLite, PostgreSQL and MySQL compare them alike. */
import type { JobParameters } from 'agenda';
import type { Knex } from 'knex';

/** Properties of a job that are times, with their columns. */
export const TIME_COLUMNS = {
  nextRunAt: 'next_run_at', lockedAt: 'locked_at', lastRunAt: 'last_run_at', lastFinishedAt: 'last_finished_at', failedAt: 'failed_at',
  startDate: 'start_date', endDate: 'end_date', debounceStartedAt: 'debounce_started_at',
} as const;

export interface JobRow {
  id: string;
  name: string;
  priority: number | string;
  type: string;
  next_run_at: number | string | null;
  locked_at: number | string | null;
  /** Name of the Agenda instance that holds the lock. */
  locked_by: string | null;
  last_run_at: number | string | null;
  last_finished_at: number | string | null;
  failed_at: number | string | null;
  fail_count: number | string | null;
  fail_reason: string | null;
  repeat_interval: string | null;
  repeat_timezone: string | null;
  repeat_at: string | null;
  skip_days: string | null;
  start_date: number | string | null;
  end_date: number | string | null;
  data: string | null;
  disabled: boolean | number;
  fork: boolean | number;
  progress: number | string | null;
  last_modified_by: string | null;
  /** `single:NAME` for the one job of a name, `unique:HASH` for a unique constraint, null for all others. */
  upsert_key: string | null;
  unique_json: string | null;
  unique_opts: string | null;
  debounce_started_at: number | string | null;
  created_at: number | string;
}

/** Creates the table unless it exists; nodes that start at the same moment do not harm each other. */
export async function createJobTable(knex: Knex, table: string): Promise<void> {
  if (await knex.schema.hasTable(table)) return;
  try {
    await knex.schema.createTable(table, (columns) => defineColumns(columns, table));
  } catch (error) {
    if (!(await knex.schema.hasTable(table))) throw error;
  }
}

function defineColumns(columns: Knex.CreateTableBuilder, table: string): void {
  columns.string('id', 36).primary();
  columns.string('name', 255).notNullable();
  columns.string('type', 10).notNullable();
  columns.integer('priority').notNullable().defaultTo(0);
  for (const column of Object.values(TIME_COLUMNS)) columns.bigInteger(column);
  columns.string('locked_by', 255);
  columns.integer('fail_count');
  columns.text('fail_reason');
  columns.string('repeat_interval', 255);
  columns.string('repeat_timezone', 100);
  columns.string('repeat_at', 255);
  columns.string('skip_days', 50);
  columns.text('data', 'mediumtext');
  columns.boolean('disabled').notNullable().defaultTo(false);
  columns.boolean('fork').notNullable().defaultTo(false);
  columns.float('progress');
  columns.string('last_modified_by', 255);
  columns.string('upsert_key', 100).unique({ indexName: `${table}_upsert` });
  columns.text('unique_json');
  columns.text('unique_opts');
  columns.bigInteger('created_at').notNullable();
  columns.index(['name', 'next_run_at'], `${table}_due`);
  columns.index(['locked_at'], `${table}_locked`);
}

type Job = JobParameters<unknown>;

const toTime = (value: Date | string | number | null | undefined): number | null => (value == null ? null : new Date(value).getTime());
const toDate = (value: number | string | null): Date | undefined => (value === null ? undefined : new Date(Number(value)));
const toNumber = (value: number | string | null): number | undefined => (value === null ? undefined : Number(value));
const parseJson = <T>(text: string | null): T | undefined => (text === null ? undefined : (JSON.parse(text) as T));

/** The columns a save writes; what the running of a job writes is `stateColumns`. */
export function jobColumns(job: Job, modifiedBy: string | undefined) {
  return {
    name: job.name, type: job.type, priority: job.priority ?? 0, next_run_at: toTime(job.nextRunAt),
    repeat_interval: job.repeatInterval == null ? null : String(job.repeatInterval), repeat_timezone: job.repeatTimezone ?? null, repeat_at: job.repeatAt ?? null,
    skip_days: job.skipDays === undefined ? null : JSON.stringify(job.skipDays), start_date: toTime(job.startDate), end_date: toTime(job.endDate),
    data: job.data === undefined ? null : JSON.stringify(job.data), disabled: job.disabled === true, fork: job.fork === true, last_modified_by: modifiedBy ?? null,
  };
}
export type JobColumns = ReturnType<typeof jobColumns>;

export function stateColumns(job: Job, modifiedBy: string | undefined) {
  return {
    locked_at: toTime(job.lockedAt), locked_by: job.lockedAt == null ? null : (modifiedBy ?? null), next_run_at: toTime(job.nextRunAt),
    last_run_at: toTime(job.lastRunAt), last_finished_at: toTime(job.lastFinishedAt), failed_at: toTime(job.failedAt), fail_count: job.failCount ?? null,
    fail_reason: job.failReason ?? null, progress: job.progress ?? null, last_modified_by: modifiedBy ?? null,
  };
}

export function jobOf(row: JobRow): Job & { _id: NonNullable<Job['_id']> } {
  return {
    // Agenda brands ids; at run time they are plain strings.
    _id: row.id as NonNullable<Job['_id']>,
    name: row.name, type: row.type as Job['type'], priority: Number(row.priority), data: parseJson(row.data),
    nextRunAt: toDate(row.next_run_at) ?? null, lockedAt: toDate(row.locked_at), lastRunAt: toDate(row.last_run_at), lastFinishedAt: toDate(row.last_finished_at),
    failedAt: toDate(row.failed_at), failCount: toNumber(row.fail_count), failReason: row.fail_reason ?? undefined,
    repeatInterval: parseInterval(row.repeat_interval), repeatTimezone: row.repeat_timezone ?? undefined, repeatAt: row.repeat_at ?? undefined,
    skipDays: parseJson(row.skip_days), startDate: toDate(row.start_date), endDate: toDate(row.end_date), debounceStartedAt: toDate(row.debounce_started_at),
    disabled: Boolean(row.disabled), fork: Boolean(row.fork), progress: toNumber(row.progress), lastModifiedBy: row.last_modified_by ?? undefined,
    unique: parseJson(row.unique_json), uniqueOpts: parseJson(row.unique_opts),
  };
}

/** `every(5000)` counts milliseconds, `every('5000')` is no interval: a number stays a number. */
function parseInterval(text: string | null): string | number | undefined {
  if (text === null) return undefined;
  return /^\d+$/.test(text) ? Number(text) : text;
}
