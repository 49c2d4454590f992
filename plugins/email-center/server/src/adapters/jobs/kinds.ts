/** The kinds of jobs there are, and how many of each may run. */

export const SYNC = 'email-center:sync';
export const BACKFILL = 'email-center:backfill';
export const RECONCILE = 'email-center:reconcile';
export const NIGHTLY = 'email-center:nightly';
/** What an account has to send (flow/outbox). */
export const OUTBOX = 'email-center:outbox';
/** Long work that a person asked for, with progress (flow/tasks). */
export const TASK = 'email-center:task';

/** The kinds that belong to one account. */
export const ACCOUNT_KINDS = [SYNC, BACKFILL, RECONCILE] as const;

/** A job of a process that died is free for others after this time; a living one renews its lock. */
export const LOCK_LIFETIME = 60_000;
export const TOUCH_EVERY = 15_000;
/** Runs that may wait for silent servers at the same time without a place, on one node. */
export const MOST_WAITING = 32;
/** Between two looks for due jobs that were saved by other processes. */
export const SCAN_EVERY = 5_000;
/** Every night at half past two, server time. */
export const NIGHTLY_AT = '30 2 * * *';

/** New mail before everything else. */
export const PRIORITY: Record<string, number> = { [OUTBOX]: 20, [SYNC]: 10, [NIGHTLY]: 0, [TASK]: -5, [BACKFILL]: -10, [RECONCILE]: -20 };

/** Tasks that run at the same time on one node. */
export const TASKS_AT_ONCE = 2;

/** Accounts that send at the same time on one node: most of the time they wait for their servers. */
export const SENDING_AT_ONCE = 8;

/** What the job of a task knows. */
export interface TaskJobData {
  taskId: string;
}

/** What a job of an account knows. */
export interface AccountJobData {
  accountId: string;
  /** Wanted now, by a person or by the run before: not held up by a backoff. */
  asked: boolean;
}
