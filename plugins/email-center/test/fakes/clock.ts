/** A clock that stands still until it is moved. */
import type { Clock, Timers } from '../../server/src/flow/ports';

interface Repetition {
  every: number;
  next: number;
  run: () => void;
}

export class FakeClock implements Clock, Timers {
  private time: number;
  private readonly repetitions = new Set<Repetition>();

  constructor(start = '2026-03-15T10:00:00.000Z') {
    this.time = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.time);
  }

  every(milliseconds: number, run: () => void): () => void {
    const repetition = { every: milliseconds, next: this.time + milliseconds, run };
    this.repetitions.add(repetition);
    return () => this.repetitions.delete(repetition);
  }

  /** Timers that come due are run in order, each at its own time. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const due = [...this.repetitions].filter((repetition) => repetition.next <= end).sort((a, b) => a.next - b.next)[0];
      if (due === undefined) break;
      this.time = due.next;
      due.next += due.every;
      due.run();
    }
    this.time = end;
  }

  /** How many are running: none may be left when a run has ended. */
  get timers(): number {
    return this.repetitions.size;
  }
}
