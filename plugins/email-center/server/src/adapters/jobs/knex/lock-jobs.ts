/**
 * Locks by compare and swap: a row is taken by an update that names the lock it was seen with, so that of any number of
 * nodes exactly one changes it. Needs neither SKIP LOCKED nor RETURNING, which the three databases do not share.
 */
import type { JobParameters } from 'agenda';
import type { Knex } from 'knex';
import { patiently } from './busy';
import { jobOf, type JobRow } from './table';

/** Candidates looked at together: others may take the first ones meanwhile. */
const CANDIDATES = 8;
/** Rounds in which others took every candidate, before the next scan has its turn. */
const ROUNDS = 10;

export class JobLocks {
  constructor(private readonly knex: Knex, private readonly table: string) {}

  private rows(): Knex.QueryBuilder<JobRow, JobRow[]> {
    return this.knex<JobRow>(this.table) as unknown as Knex.QueryBuilder<JobRow, JobRow[]>;
  }

  /** Due and free, or left behind locked by somebody who did not renew it since `deadline`. */
  async lockNext(name: string, until: Date, deadline: Date, now: Date, owner: string | undefined): Promise<JobParameters | undefined> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const candidates = await patiently(() => this.findCandidates(name, until.getTime(), deadline.getTime()));
      if (candidates.length === 0) return undefined;
      for (const row of candidates) {
        const locked = await this.take(row, now.getTime(), owner);
        if (locked !== null) return jobOf(locked);
      }
    }
    return undefined;
  }

  private async findCandidates(name: string, until: number, deadline: number): Promise<JobRow[]> {
    return this.rows()
      .where({ name, disabled: false })
      .where((either) => either
        .where((free) => free.whereNull('locked_at').where('next_run_at', '<=', until))
        .orWhere('locked_at', '<=', deadline))
      .orderBy('next_run_at', 'asc').orderBy('priority', 'desc').limit(CANDIDATES);
  }

  private async take(row: JobRow, now: number, owner: string | undefined): Promise<JobRow | null> {
    const lock = { locked_at: now, locked_by: owner ?? null, last_modified_by: owner ?? null };
    const changed = await patiently(() => this.seenAs(row).update(lock));
    return changed === 1 ? { ...row, ...lock } : null;
  }

  private seenAs(row: Pick<JobRow, 'id' | 'locked_at' | 'next_run_at'>): Knex.QueryBuilder<JobRow, number> {
    const query = this.rows().where({ id: row.id, disabled: false });
    void (row.locked_at === null ? query.whereNull('locked_at') : query.where('locked_at', row.locked_at));
    void (row.next_run_at === null ? query.whereNull('next_run_at') : query.where('next_run_at', row.next_run_at));
    return query as unknown as Knex.QueryBuilder<JobRow, number>;
  }

  /** Locks this very job, unless it was locked or moved meanwhile. */
  async lock(job: JobParameters, owner: string | undefined): Promise<JobParameters | undefined> {
    if (job._id === undefined) return undefined;
    const seen = { id: String(job._id), locked_at: null, next_run_at: job.nextRunAt === null ? null : job.nextRunAt.getTime() };
    const lock = { locked_at: Date.now(), locked_by: owner ?? null, last_modified_by: owner ?? null };
    if ((await patiently(() => this.seenAs(seen).where('name', job.name).update(lock))) !== 1) return undefined;
    const row = await this.rows().where('id', seen.id).first();
    return row === undefined ? undefined : jobOf(row);
  }

  /** Agenda's meaning: a one-off job that runs has no next run, and its lock stays. */
  async unlock(id: string): Promise<void> {
    await patiently(() => this.rows().where('id', id).whereNotNull('next_run_at').update({ locked_at: null, locked_by: null }));
  }

  async unlockAll(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await patiently(() => this.rows().whereIn('id', [...ids]).update({ locked_at: null, locked_by: null }));
  }

  /**
   * Gives back the locks of owners that are gone, and lets their interrupted jobs run at once: a one-off job that was
   * running has no next run any more. Resolves with how many.
   */
  async free(isGone: (owner: string) => boolean): Promise<number> {
    const rows = await this.rows().whereNotNull('locked_at').whereNotNull('locked_by').select('id', 'locked_at', 'locked_by');
    let freed = 0;
    for (const row of rows as Pick<JobRow, 'id' | 'locked_at' | 'locked_by'>[]) {
      if (!isGone(row.locked_by!)) continue;
      freed += await patiently(() => this.rows().where({ id: row.id, locked_by: row.locked_by, locked_at: row.locked_at }).update({ locked_at: null, locked_by: null, next_run_at: Date.now() }));
    }
    return freed;
  }
}
