/** Knows which jobs of this process run, so that the end can wait until each has saved how it ended. */
import type { Agenda, Job } from 'agenda';

export class RunningJobs {
  private readonly running = new Set<string>();
  private waiting: (() => void) | null = null;

  constructor(agenda: Agenda) {
    agenda.on('start', (job: Job) => this.running.add(String(job.attrs._id)));
    // Emitted after the job's state was saved.
    agenda.on('complete', (job: Job) => this.ended(String(job.attrs._id)));
  }

  /** Resolves with how many were still running after so many milliseconds. */
  async settle(patience: number): Promise<number> {
    if (this.running.size === 0) return 0;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.waiting = resolve;
      timer = setTimeout(resolve, patience);
    });
    clearTimeout(timer);
    return this.running.size;
  }

  private ended(id: string): void {
    this.running.delete(id);
    if (this.running.size === 0) this.waiting?.();
  }
}
