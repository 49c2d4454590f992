import { describe, expect, it } from 'vitest';
import { fieldValue, isLater, laterPresets, mondayMorning, tomorrowMorning } from './send-later';

/** A Wednesday. */
const wednesday = new Date(2026, 10, 18, 15, 30);

describe('sending later', () => {
  it('offers the next morning, also over the end of a year', () => {
    expect(tomorrowMorning(wednesday)).toEqual(new Date(2026, 10, 19, 8));
    expect(tomorrowMorning(new Date(2026, 11, 31, 23, 59))).toEqual(new Date(2027, 0, 1, 8));
  });
  it('keeps to eight o’clock over the night the clocks change', () => {
    expect(tomorrowMorning(new Date(2026, 9, 24, 20)).getHours()).toBe(8);
  });
  it.each([
    ['a Wednesday', wednesday, new Date(2026, 10, 23, 8)],
    ['a Sunday', new Date(2026, 10, 22, 10), new Date(2026, 10, 23, 8)],
    ['a Monday, even before eight', new Date(2026, 10, 23, 7), new Date(2026, 10, 30, 8)],
    ['a Saturday', new Date(2026, 10, 21, 23), new Date(2026, 10, 23, 8)],
  ])('offers the next Monday on %s', (_day, now, monday) => {
    expect(mondayMorning(now)).toEqual(monday);
  });
  it('tells one morning once', () => {
    expect(laterPresets(wednesday).map(({ preset }) => preset)).toEqual(['tomorrow', 'monday']);
    expect(laterPresets(new Date(2026, 10, 22, 10)).map(({ preset }) => preset)).toEqual(['tomorrow']);
  });
  it('waits only for a time that is ahead', () => {
    expect(isLater(new Date(wednesday.getTime() + 60_000), wednesday)).toBe(true);
    expect(isLater(new Date(wednesday.getTime() + 59_000), wednesday)).toBe(false);
    expect(isLater(new Date(Number.NaN), wednesday)).toBe(false);
  });
  it('writes a time as the field holds it', () => {
    expect(fieldValue(new Date(2026, 0, 5, 8, 3))).toBe('2026-01-05T08:03');
  });
});
