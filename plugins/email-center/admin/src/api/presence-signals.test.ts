import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PresenceResult } from '../../../shared/contracts';
import { AWAY_MS, EVERY_MS, PresenceSignals, SETTLE_MS } from './presence-signals';

const BEN = { person: { id: 2, name: 'Ben' }, doing: 'reading' as const };

describe('what a window tells of itself', () => {
  let told: string[];
  let answer: PresenceResult | null;
  let signals: PresenceSignals;
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    answer = { thread: 't', people: [BEN] };
    signals = new PresenceSignals(async (message, doing) => {
      told.push(`${message} ${doing}`);
      if (answer === null) throw new Error('unreachable');
      return answer;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told when it begins and when it ends, and now and then between', async () => {
    const leave = signals.beAt('m', 'reading');
    await pass(SETTLE_MS);
    expect(told).toEqual(['m reading']);
    await pass(EVERY_MS * 2);
    expect(told).toEqual(['m reading', 'm reading', 'm reading']);
    leave();
    await pass(SETTLE_MS);
    expect(told.at(-1)).toBe('m gone');
    await pass(EVERY_MS * 2);
    expect(told).toHaveLength(4);
  });

  it('is that an answer was begun at once, and that it is read again when the answer is closed', async () => {
    signals.beAt('m', 'reading');
    await pass(SETTLE_MS);
    const close = signals.beAt('m', 'answering');
    await pass(SETTLE_MS);
    close();
    await pass(SETTLE_MS);
    expect(told).toEqual(['m reading', 'm answering', 'm reading']);
  });

  it('is no end of an answer that goes on elsewhere on the screen when the message is left', async () => {
    const [leave, inline] = [signals.beAt('m', 'reading'), signals.beAt('m', 'answering')];
    await pass(SETTLE_MS);
    leave();
    inline();
    signals.beAt('m', 'answering');
    await pass(EVERY_MS);
    expect(new Set(told)).toEqual(new Set(['m answering']));
  });

  it('goes on about an answer while something is looked up elsewhere, for some minutes, and not about reading', async () => {
    signals.beAt('read', 'reading');
    signals.beAt('answered', 'answering');
    await pass(SETTLE_MS);
    signals.seen(false);
    told = [];
    await pass(AWAY_MS - EVERY_MS);
    expect(new Set(told)).toEqual(new Set(['answered answering']));
    await pass(EVERY_MS * 2);
    told = [];
    await pass(EVERY_MS * 5);
    expect(told).toEqual([]);
    signals.seen(true);
    expect(told.sort()).toEqual([]);
    await pass(0);
    expect(told.sort()).toEqual(['answered answering', 'read reading']);
  });

  it('brings who else is there, as the server says it last, and nobody where it cannot say', async () => {
    let changes = 0;
    signals.subscribe(() => void (changes += 1));
    signals.beAt('m', 'reading');
    await pass(SETTLE_MS);
    expect(signals.peopleAt('m')).toEqual([BEN]);
    signals.hear({ thread: 'other', people: [] });
    expect(signals.peopleAt('m')).toEqual([BEN]);
    signals.hear({ thread: 't', people: [] });
    expect(signals.peopleAt('m')).toEqual([]);
    signals.hear({ thread: 't', people: [BEN] });
    answer = null;
    await pass(EVERY_MS);
    expect(signals.peopleAt('m')).toEqual([]);
    expect(changes).toBeGreaterThan(2);
  });
});
