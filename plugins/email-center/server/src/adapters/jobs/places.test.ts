import { describe, expect, it } from 'vitest';
import { Places, WaitingRoom, type TakenPlace } from './places';

/** Resolves with whether the promise is kept already: everything here happens within one step. */
async function isIn(place: Promise<unknown>): Promise<boolean> {
  let kept = false;
  void place.then(() => (kept = true));
  await new Promise((resolve) => setImmediate(resolve));
  return kept;
}

describe('the places for runs', () => {
  const limits: number[] = [];
  const open = (size: number, room = 10): Places => {
    limits.length = 0;
    return new Places(size, new WaitingRoom(room), (limit) => limits.push(limit));
  };

  it('let in as many as there are, and the next one when one leaves', async () => {
    const places = open(2);
    const [first] = await Promise.all([places.enter(), places.enter()]);
    const third = places.enter();
    expect(await isIn(third)).toBe(false);
    first.leave();
    expect(await isIn(third)).toBe(true);
    expect(await isIn(places.enter())).toBe(false);
  });

  it('let another one in while one waits, and tell that one more may begin', async () => {
    const places = open(1);
    const silent = await places.enter();
    const next = places.enter();
    expect(silent.giveBack()).toBe(true);
    expect(await isIn(next)).toBe(true);
    expect(limits).toEqual([2]);
  });

  it('take back one that waited only when there is room, so that never more than the size are at work', async () => {
    const places = open(1);
    const silent = await places.enter();
    silent.giveBack();
    const other = await places.enter();
    const back = silent.takeAgain();
    expect(await isIn(back)).toBe(false);
    expect(places.limit).toBe(2);
    other.leave();
    expect(await isIn(back)).toBe(true);
    expect(places.limit).toBe(1);
    expect(await isIn(places.enter())).toBe(false);
  });

  it('let one that comes back in before those that are new', async () => {
    const places = open(1);
    const silent = await places.enter();
    silent.giveBack();
    const other = await places.enter();
    const [fresh, back] = [places.enter(), silent.takeAgain()];
    other.leave();
    expect([await isIn(back), await isIn(fresh)]).toEqual([true, false]);
    silent.leave();
    expect(await isIn(fresh)).toBe(true);
  });

  it('need not be taken again by a run that ends while it waits', async () => {
    const places = open(1);
    const silent = await places.enter();
    silent.giveBack();
    silent.leave();
    expect(places.limit).toBe(1);
    expect(await isIn(places.enter())).toBe(true);
  });

  it('are not lost when a run ends while it queues to come back', async () => {
    const places = open(1);
    const silent = await places.enter();
    silent.giveBack();
    const other = await places.enter();
    const back = silent.takeAgain();
    silent.leave();
    other.leave();
    expect(await isIn(places.enter())).toBe(true);
    expect(await isIn(back)).toBe(false);
    expect(await isIn(places.enter())).toBe(false);
    expect(places.limit).toBe(1);
  });

  it('are kept by a run when too many wait already, of whichever kind', async () => {
    const room = new WaitingRoom(1);
    const [newMail, backfill] = [new Places(1, room), new Places(1, room)];
    const waiting = await newMail.enter();
    const kept = await backfill.enter();
    expect([waiting.giveBack(), kept.giveBack()]).toEqual([true, false]);
    expect(await isIn(backfill.enter())).toBe(false);
    await waiting.takeAgain();
    expect(kept.giveBack()).toBe(true);
  });

  it('are taken again once, however often that is asked for, and each time anew', async () => {
    const places = open(1);
    const silent = await places.enter();
    for (let round = 1; round <= 2; round += 1) {
      silent.giveBack();
      const other = await places.enter();
      const asked = [silent.takeAgain(), silent.takeAgain()];
      expect(await isIn(Promise.race(asked))).toBe(false);
      other.leave();
      await Promise.all(asked);
      expect(places.limit).toBe(1);
    }
    silent.leave();
    const [first, second] = [places.enter(), places.enter()];
    expect([await isIn(first), await isIn(second)]).toEqual([true, false]);
  });

  it('may be given back and left twice without harm', async () => {
    const places = open(1);
    const silent = await places.enter();
    expect([silent.giveBack(), silent.giveBack()]).toEqual([true, false]);
    await silent.takeAgain();
    await silent.takeAgain();
    const [next, third]: Promise<TakenPlace>[] = [places.enter(), places.enter()];
    silent.leave();
    silent.leave();
    expect([await isIn(next!), await isIn(third!)]).toEqual([true, false]);
  });
});
