/** Tasks held in memory; nothing runs them but a test that asks for it. */
import type { Task, TaskStore } from '../../server/src/flow/tasks';
import type { FakeClock } from './clock';

export class FakeTaskStore implements TaskStore {
  readonly rows = new Map<string, Task>();

  constructor(private readonly clock: Pick<FakeClock, 'now'>) {}

  async insert(task: Pick<Task, 'id' | 'kind' | 'subject' | 'input' | 'startedBy'>): Promise<Task> {
    const now = this.clock.now().toISOString();
    const row: Task = { ...task, state: 'queued', done: 0, total: null, result: null, error: null, stopRequested: false, createdAt: now, updatedAt: now };
    this.rows.set(task.id, row);
    return row;
  }

  async load(id: string): Promise<Task | null> {
    return this.rows.get(id) ?? null;
  }

  async findOpen(kind: string, subject: string): Promise<Task | null> {
    return [...this.rows.values()].reverse().find((row) => row.kind === kind && row.subject === subject && this.isOpen(row)) ?? null;
  }

  async listForsaken(silence: number): Promise<Task[]> {
    return [...this.rows.values()].filter((row) => row.state === 'queued' || this.isSilent(row, silence));
  }

  async begin(id: string, silence: number): Promise<Task | null> {
    const row = this.rows.get(id);
    if (row === undefined || !(row.state === 'queued' || this.isSilent(row, silence))) return null;
    return this.change(id, { state: 'running' });
  }

  async touch(id: string, progress?: { done: number; total: number | null }): Promise<boolean> {
    const row = this.rows.get(id);
    if (row?.state !== 'running') return true;
    this.change(id, { ...progress });
    return row.stopRequested;
  }

  async requestStop(id: string): Promise<void> {
    this.change(id, { stopRequested: true });
  }

  async end(id: string, outcome: Parameters<TaskStore['end']>[1]): Promise<void> {
    const row = this.rows.get(id);
    if (row && this.isOpen(row)) this.change(id, { state: outcome.state, result: outcome.result ?? null, error: outcome.error ?? null });
  }

  async putBack(id: string): Promise<void> {
    if (this.rows.get(id)?.state === 'running') this.change(id, { state: 'queued' });
  }

  private change(id: string, change: Partial<Task>): Task | null {
    const row = this.rows.get(id);
    if (row === undefined) return null;
    const changed = { ...row, ...change, updatedAt: this.clock.now().toISOString() };
    this.rows.set(id, changed);
    return changed;
  }

  private isOpen(row: Task): boolean {
    return row.state === 'queued' || row.state === 'running';
  }

  private isSilent(row: Task, silence: number): boolean {
    return row.state === 'running' && this.clock.now().getTime() - new Date(row.updatedAt).getTime() > silence;
  }
}
