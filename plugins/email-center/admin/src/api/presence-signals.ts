import type { PresenceDto, PresenceResult } from '../../../shared/contracts';

export type Doing = PresenceDto['doing'];

/** Between two signs of life, milliseconds: the server forgets after three of them. */
export const EVERY_MS = 20_000;
/** Moving an answer to another place on the screen leaves it and comes back: that is told once, as nothing. */
export const SETTLE_MS = 50;
/** Whoever looks something up elsewhere goes on answering; whoever does not come back has left it, milliseconds. */
export const AWAY_MS = 10 * 60_000;

const NOBODY: readonly PresenceDto[] = [];

/**
 * What this window does with messages: told when it begins and when it ends, and every 20 s between. An answer counts wherever it is written,
 * reading while the window can be seen. What others do is known as the server last said; nobody, where it cannot say.
 */
export class PresenceSignals {
  private readonly doings = new Map<string, Record<Doing, number>>();
  private readonly told = new Map<string, Doing>();
  private readonly heard = new Map<string, PresenceResult>();
  /** Words about one message arrive in the order they were said. */
  private readonly lines = new Map<string, Promise<void>>();
  private readonly listeners = new Set<() => void>();
  private settling: ReturnType<typeof setTimeout> | null = null;
  private beat: ReturnType<typeof setInterval> | null = null;
  private hiddenAt: number | null = null;

  constructor(private readonly tell: (message: string, doing: Doing | 'gone') => Promise<PresenceResult>, private readonly now: () => number = Date.now) {}

  /** Begins; returns how to end it. */
  beAt(message: string, doing: Doing): () => void {
    const counts = this.doings.get(message) ?? { reading: 0, answering: 0 };
    this.doings.set(message, counts);
    counts[doing] += 1;
    this.settle();
    return () => {
      counts[doing] -= 1;
      this.settle();
    };
  }

  /** The window is shown, or is not. */
  seen(visible: boolean): void {
    if (visible === (this.hiddenAt === null)) return;
    this.hiddenAt = visible ? null : this.now();
    if (visible) this.giveSign();
  }

  /** The server says who is in a conversation now. */
  hear(event: { thread: string; people: PresenceDto[] }): void {
    for (const [message, { thread }] of this.heard) if (thread === event.thread) this.heard.set(message, event);
    this.changed();
  }

  peopleAt = (message: string): readonly PresenceDto[] => this.heard.get(message)?.people ?? NOBODY;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  private doingAt(message: string): Doing | null {
    const counts = this.doings.get(message);
    if (counts === undefined) return null;
    return counts.answering > 0 ? 'answering' : counts.reading > 0 ? 'reading' : null;
  }

  private settle(): void {
    this.settling ??= setTimeout(() => {
      this.settling = null;
      this.tellChanges();
    }, SETTLE_MS);
  }

  private tellChanges(): void {
    for (const message of [...this.doings.keys()]) {
      const doing = this.doingAt(message);
      if (doing === null) this.doings.delete(message);
      if (doing !== (this.told.get(message) ?? null) && this.isThere(doing)) this.say(message, doing ?? 'gone');
    }
    if (this.doings.size > 0) this.beat ??= setInterval(() => this.giveSign(), EVERY_MS);
    else if (this.beat !== null) {
      clearInterval(this.beat);
      this.beat = null;
    }
  }

  private giveSign(): void {
    for (const message of this.doings.keys()) {
      const doing = this.doingAt(message);
      if (doing !== null && this.isThere(doing)) this.say(message, doing);
    }
  }

  /** An end is told from a hidden window, too. */
  private isThere(doing: Doing | null): boolean {
    if (this.hiddenAt === null || doing === null) return true;
    return doing === 'answering' && this.now() - this.hiddenAt < AWAY_MS;
  }

  private say(message: string, doing: Doing | 'gone'): void {
    if (doing === 'gone') this.told.delete(message);
    else this.told.set(message, doing);
    const before = this.lines.get(message) ?? Promise.resolve();
    const line = before.then(() => this.tell(message, doing)).then(
      (result) => this.note(message, this.told.has(message) ? result : null),
      // A notice of a courtesy is no failure of reading; nothing is shown that may be out of date.
      () => this.note(message, null)
    ).then(() => {
      if (this.lines.get(message) === line) this.lines.delete(message);
    });
    this.lines.set(message, line);
  }

  private note(message: string, result: PresenceResult | null): void {
    if (result === null) this.heard.delete(message);
    else this.heard.set(message, result);
    this.changed();
  }
}
