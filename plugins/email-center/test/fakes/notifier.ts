import type { FiledBatch, Logger, Notifier, Scheduler } from '../../server/src/flow/ports';

export class FakeNotifier implements Notifier {
  readonly batches: FiledBatch[] = [];
  readonly changed: string[] = [];

  filed(batch: FiledBatch): void {
    this.batches.push(batch);
  }

  readonly outbox: string[] = [];

  outboxChanged(accountId: string): void {
    this.outbox.push(accountId);
  }

  accountChanged(accountId: string): void {
    this.changed.push(accountId);
  }

  readonly states: { messageIds: readonly string[]; userIds: readonly number[] | 'everybody' }[] = [];
  readonly notes: string[] = [];

  statesChanged(messageIds: readonly string[], userIds: readonly number[] | 'everybody'): void {
    this.states.push({ messageIds, userIds });
  }

  notesChanged(messageId: string): void {
    this.notes.push(messageId);
  }
}

export class FakeScheduler implements Scheduler {
  readonly scheduled = new Map<string, number>();
  readonly asked: { accountId: string; kind: string }[] = [];

  async scheduleAccount(accountId: string, minutes: number): Promise<void> {
    this.scheduled.set(accountId, minutes);
  }

  async cancelAccount(accountId: string): Promise<void> {
    this.scheduled.delete(accountId);
  }

  async runNow(accountId: string, kind: 'sync' | 'backfill' | 'reconcile'): Promise<void> {
    this.asked.push({ accountId, kind });
  }

  readonly tasks: string[] = [];

  async runTask(taskId: string): Promise<void> {
    this.tasks.push(taskId);
  }

  readonly sending: { accountId: string; at: number }[] = [];

  async runOutbox(accountId: string, at: number): Promise<void> {
    this.sending.push({ accountId, at });
  }

  async nextRun(accountId: string): Promise<string | null> {
    return this.scheduled.has(accountId) ? '2026-03-15T10:10:00.000Z' : null;
  }
}

export interface LoggedLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  data?: object;
}

export class FakeLogger implements Logger {
  readonly lines: LoggedLine[] = [];

  debug = (message: string, data?: object): void => this.add('debug', message, data);
  info = (message: string, data?: object): void => this.add('info', message, data);
  warn = (message: string, data?: object): void => this.add('warn', message, data);
  error = (message: string, data?: object): void => this.add('error', message, data);

  private add(level: LoggedLine['level'], message: string, data?: object): void {
    this.lines.push({ level, message, data });
  }
}
