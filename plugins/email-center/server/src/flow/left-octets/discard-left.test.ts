import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../../test/fakes/clock';
import { discardLeft, SAVED_WITHIN } from './discard-left';

const MINUTE = 60_000;

/** Notes and files as the ports promise them: a note is renewed by whoever leaves the octets over again, a file by whoever stores them. */
class World {
  readonly clock = new FakeClock();
  readonly notes = new Map<string, number>();
  readonly files = new Map<string, number>();
  readonly used = new Set<string>();
  readonly broken = new Set<string>();
  /** What another run does between the look and the first deletion. */
  meanwhile: () => void = () => undefined;

  leave(key: string): void {
    this.store(key);
    this.notes.set(key, this.clock.now().getTime());
  }

  store(key: string): void {
    this.files.set(key, this.clock.now().getTime());
  }

  readonly leftOctets = {
    loadNoted: async (before: number, limit: number) => {
      const noted = [...this.notes].filter(([, at]) => at < before).sort(([, a], [, b]) => a - b).slice(0, limit).map(([rawKey]) => ({ rawKey, isUsed: this.used.has(rawKey) }));
      this.meanwhile();
      return noted;
    },
    postpone: async (keys: readonly string[], at: number) => keys.forEach((key) => this.notes.set(key, at)),
    forget: async (keys: readonly string[], before: number) => keys.forEach((key) => this.notes.get(key)! < before && this.notes.delete(key)),
  };

  readonly blobs = {
    deleteUntouched: async (key: string, milliseconds: number): Promise<boolean> => {
      if (this.broken.has(key)) throw new Error(`${key} cannot be deleted`);
      if ((this.files.get(key) ?? 0) >= this.clock.now().getTime() - milliseconds) return false;
      this.files.delete(key);
      return true;
    },
  };

  look(signal = new AbortController().signal): Promise<number> {
    return discardLeft(this, signal);
  }
}

describe('octets that were left over', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.leave('a');
  });

  it('are discarded an hour after they were noted, and not before', async () => {
    const start = world.clock.now().getTime();
    world.clock.advance(SAVED_WITHIN);
    expect(await world.look()).toBe(0);
    // Not so much as put off.
    expect([world.files.get('a'), world.notes.get('a')]).toEqual([start, start]);
    world.clock.advance(MINUTE);
    expect(await world.look()).toBe(1);
    expect([world.files.size, world.notes.size]).toEqual([0, 0]);
  });

  it('stay where something refers to them by now, and are forgotten', async () => {
    world.used.add('a');
    world.clock.advance(2 * SAVED_WITHIN);
    expect(await world.look()).toBe(0);
    expect([world.files.size, world.notes.size]).toEqual([1, 0]);
  });

  it('stay for another hour where somebody stored them again, who may be about to refer to them', async () => {
    world.clock.advance(SAVED_WITHIN - MINUTE);
    world.store('a');
    world.clock.advance(2 * MINUTE);
    expect(await world.look()).toBe(0);
    expect(world.files.size).toBe(1);
    world.clock.advance(SAVED_WITHIN);
    expect(await world.look()).toBe(0);
    world.clock.advance(MINUTE);
    expect(await world.look()).toBe(1);
  });

  it('stay where they are stored between the look and the deletion', async () => {
    world.clock.advance(SAVED_WITHIN + MINUTE);
    world.meanwhile = () => world.store('a');
    expect(await world.look()).toBe(0);
    expect([world.files.size, world.notes.size]).toEqual([1, 1]);
  });

  it('are not forgotten when they are left over anew just after they were deleted', async () => {
    world.clock.advance(SAVED_WITHIN + MINUTE);
    const { deleteUntouched } = world.blobs;
    world.blobs.deleteUntouched = async (key, milliseconds) => {
      const gone = await deleteUntouched(key, milliseconds);
      world.leave(key);
      return gone;
    };
    expect(await world.look()).toBe(1);
    expect([world.files.size, world.notes.size]).toEqual([1, 1]);
  });

  it('are looked at again when the process died between deleting and forgetting', async () => {
    world.clock.advance(SAVED_WITHIN + MINUTE);
    const { forget } = world.leftOctets;
    world.leftOctets.forget = () => Promise.reject(new Error('killed'));
    await expect(world.look()).rejects.toThrow('killed');
    world.leftOctets.forget = forget;
    await world.look();
    expect([world.files.size, world.notes.size]).toEqual([0, 0]);
  });

  it('that cannot be deleted hold up no others, are told of, and are tried again an hour later', async () => {
    world.leave('b');
    world.broken.add('a');
    world.clock.advance(SAVED_WITHIN + MINUTE);
    await expect(world.look()).rejects.toThrow('a cannot be deleted');
    expect([...world.files.keys()]).toEqual(['a']);
    expect(await world.look()).toBe(0);
    world.broken.clear();
    world.clock.advance(SAVED_WITHIN + MINUTE);
    expect(await world.look()).toBe(1);
    expect(world.notes.size).toBe(0);
  });

  it('are discarded in as many steps as it takes, until it is broken off', async () => {
    for (let index = 0; index < 1_200; index += 1) world.leave(`more ${index}`);
    world.clock.advance(SAVED_WITHIN + MINUTE);
    const ended = new AbortController();
    ended.abort();
    expect(await world.look(ended.signal)).toBe(0);
    expect(await world.look()).toBe(1_201);
    expect(world.files.size).toBe(0);
  });
});
