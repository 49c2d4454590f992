import { describe, expect, it } from 'vitest';
import { dayOf, endOfDay } from './due-day';

describe('a due date', () => {
  it('is the end of the chosen day where the person is, and shows as that day again', () => {
    expect(dayOf(endOfDay('2026-12-01'))).toBe('2026-12-01');
    expect(new Date(endOfDay('2026-12-01')!).getHours()).toBe(23);
  });
  it('is taken away by an empty field', () => {
    expect([endOfDay(''), dayOf(null)]).toEqual([null, '']);
  });
});
