/** The places for runs of one kind: how many work at the same time, and who comes in when one of them waits. */
import type { Place } from '../../flow/ports';

/** Bounds how many runs of all kinds may wait without a place, because each of them has a connection open. */
export class WaitingRoom {
  private taken = 0;

  constructor(private readonly size: number) {}

  /** False when it is full. */
  enter(): boolean {
    if (this.taken >= this.size) return false;
    this.taken += 1;
    return true;
  }

  leave(): void {
    this.taken -= 1;
  }
}

/** A place that was taken; `leave` is called when the run has ended, however it stands then. */
export interface TakenPlace extends Place {
  leave(): void;
}

type Entrance = () => void;

/**
 * At most `size` runs work at the same time. One that waits may give its place back and takes one again before it goes
 * on; those that come back are let in before those that are new.
 */
export class Places {
  private working = 0;
  private waiting = 0;
  private readonly returning: Entrance[] = [];
  private readonly entering: Entrance[] = [];

  /** `limitChanged` is told how many runs may have begun without having ended: those that work, and those that wait. */
  constructor(private readonly size: number, private readonly room: WaitingRoom, private readonly limitChanged: (limit: number) => void = () => undefined) {}

  get limit(): number {
    return this.size + this.waiting;
  }

  /** Resolves as soon as there is a place. */
  enter(): Promise<TakenPlace> {
    return new Promise((resolve) => this.queue(this.entering, () => resolve(this.place())));
  }

  private place(): TakenPlace {
    let state: 'working' | 'waiting' | 'left' = 'working';
    let entrance: Entrance = () => undefined;
    let coming: Promise<void> | null = null;
    const comeBack = (): Promise<void> => new Promise((resolve) => {
      entrance = () => {
        state = 'working';
        this.stopWaiting();
        resolve();
      };
      this.queue(this.returning, entrance);
    });
    return {
      giveBack: () => {
        if (state !== 'working' || !this.room.enter()) return false;
        state = 'waiting';
        coming = null;
        this.setWaiting(this.waiting + 1);
        this.free();
        return true;
      },
      takeAgain: async () => {
        if (state !== 'waiting') return;
        coming ??= comeBack();
        await coming;
      },
      leave: () => {
        if (state === 'working') this.free();
        if (state === 'waiting') {
          remove(this.returning, entrance);
          this.stopWaiting();
        }
        state = 'left';
      },
    };
  }

  private queue(entrances: Entrance[], entrance: Entrance): void {
    if (this.working === this.size) return void entrances.push(entrance);
    this.working += 1;
    entrance();
  }

  /** The place goes to the next one within the same step, so that nobody comes in between. */
  private free(): void {
    const next = this.returning.shift() ?? this.entering.shift();
    if (next === undefined) this.working -= 1;
    else next();
  }

  private stopWaiting(): void {
    this.room.leave();
    this.setWaiting(this.waiting - 1);
  }

  private setWaiting(count: number): void {
    this.waiting = count;
    this.limitChanged(this.limit);
  }
}

function remove(entrances: Entrance[], entrance: Entrance): void {
  const index = entrances.indexOf(entrance);
  if (index >= 0) entrances.splice(index, 1);
}
