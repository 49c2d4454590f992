/** What every flow has around it: the time, jobs, events, the log, secrets. */
import type { FiledBatch } from './storage';

export interface Clock {
  now(): Date;
}

/** Repeated work in the background of a run (renewing its lease). */
export interface Timers {
  /** Calls `run` every so many milliseconds until the returned function is called; never keeps the process alive. */
  every(milliseconds: number, run: () => void): () => void;
}

/** Events after a commit: the panel, webhooks, metrics. A listener that fails never harms an import. */
export interface Notifier {
  filed(batch: FiledBatch): void;
  accountChanged(accountId: string): void;
  /** What an account has to send changed; `userId` wrote it, null: it was written by several. */
  outboxChanged(accountId: string, userId: number | null): void;
  /** Read, done, snoozed or tagged, by documentId; for these people, or for everybody who sees the messages. */
  statesChanged(messageIds: readonly string[], userIds: readonly number[] | 'everybody'): void;
  /** Notes of that message, by documentId. */
  notesChanged(messageId: string): void;
}

export interface Logger {
  debug(message: string, data?: object): void;
  info(message: string, data?: object): void;
  warn(message: string, data?: object): void;
  error(message: string, data?: object): void;
}

/**
 * The place of a run among those that may work at the same time. A run that waits long for its mail server lets others
 * have it meanwhile, so that a silent account delays nobody (S2.2).
 */
export interface Place {
  /** False when it is kept, because too many runs wait already. */
  giveBack(): boolean;
  /** Resolves as soon as there is room again; at once when the place was not given back. */
  takeAgain(): Promise<void>;
}

/** Jobs by account; the queue itself is Agenda. */
export interface Scheduler {
  /** Every so many minutes from now on; replaces what was scheduled for the account. */
  scheduleAccount(accountId: string, minutes: number): Promise<void>;
  cancelAccount(accountId: string): Promise<void>;
  /** As soon as a worker is free. */
  runNow(accountId: string, kind: 'sync' | 'backfill' | 'reconcile'): Promise<void>;
  nextRun(accountId: string): Promise<string | null>;
  /** Sends what is due of the account, not before that time (epoch milliseconds); a run that begins sooner serves. */
  runOutbox(accountId: string, at: number): Promise<void>;
  /** The task of this id, as soon as a worker is free; one that waits already is not queued twice. */
  runTask(taskId: string): Promise<void>;
}

/** Encryption at rest, bound to the account it belongs to (AAD). */
export interface Secrets {
  encrypt(plain: string, boundTo: string): string;
  /** Rejects with `secret-unreadable`. */
  decrypt(sealed: string, boundTo: string): string;
  /** Whether `sealed` was made with an older key. */
  isStale(sealed: string): boolean;
}
