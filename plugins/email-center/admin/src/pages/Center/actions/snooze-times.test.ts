import { describe, expect, it } from 'vitest';
import { chosenTime, fieldValue, snoozeTimes } from './snooze-times';

/** Thursday, 12 November 2026, where the person is. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);
const told = (now: Date) => snoozeTimes(now).map(({ name, at: time }) => `${name} ${fieldValue(time)}`);

describe('the times to come back at', () => {
  it('are later today, tomorrow, the weekend and next week, in the morning', () => {
    expect(told(at(12, 9, 10))).toEqual(['later-today 2026-11-12T12:30', 'tomorrow 2026-11-13T08:00', 'weekend 2026-11-14T08:00', 'next-week 2026-11-16T08:00']);
  });
  it('leave today out in the evening', () => {
    expect(told(at(12, 18))[0]).toBe('tomorrow 2026-11-13T08:00');
    expect(told(at(12, 23))[0]).toBe('tomorrow 2026-11-13T08:00');
  });
  it('offer no day twice: on Friday tomorrow is the weekend, on Sunday it is next week', () => {
    expect(told(at(13, 17))).toEqual(['tomorrow 2026-11-14T08:00', 'next-week 2026-11-16T08:00']);
    expect(told(at(15, 17))).toEqual(['tomorrow 2026-11-16T08:00', 'weekend 2026-11-21T08:00']);
  });
  it('never lie behind', () => {
    for (let day = 9; day < 16; day += 1) for (let hour = 0; hour < 24; hour += 1) for (const { at: time } of snoozeTimes(at(day, hour, 59))) expect(time > at(day, hour, 59)).toBe(true);
  });
  it('can be chosen freely, but not in the past', () => {
    expect(chosenTime('2026-11-20T09:30', at(12, 9))).toBe(at(20, 9, 30).toISOString());
    expect(chosenTime('2026-11-10T09:30', at(12, 9))).toBeNull();
    expect(chosenTime('', at(12, 9))).toBeNull();
  });
});
