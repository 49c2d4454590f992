import { describe, expect, it } from 'vitest';
import { beginningOf } from './dates';

const NOW = Date.parse('2026-11-12T23:30:00.000Z');
const iso = (typed: string, zone?: string) => {
  const time = beginningOf(typed, { time: NOW, zone });
  return time === null ? null : new Date(time).toISOString();
};

describe('a date in a search', () => {
  it.each([
    ['2026-11-05', '2026-11-05T00:00:00.000Z'], ['2026-11', '2026-11-01T00:00:00.000Z'], ['2026', '2026-01-01T00:00:00.000Z'], ['2026/3/4', '2026-03-04T00:00:00.000Z'],
    ['05.11.2026', '2026-11-05T00:00:00.000Z'], ['5-11-2026', '2026-11-05T00:00:00.000Z'], ['today', '2026-11-12T00:00:00.000Z'], ['gisteren', '2026-11-11T00:00:00.000Z'],
    ['7d', '2026-11-05T00:00:00.000Z'], ['2w', '2026-10-29T00:00:00.000Z'], ['1m', '2026-10-12T00:00:00.000Z'], ['1y', '2025-11-12T00:00:00.000Z'],
  ])('"%s" begins at %s', (typed, begins) => expect(iso(typed)).toBe(begins));

  it.each(['', 'monday', '2026-13-01', '30.02.2026', '1969', '99999', '5.11', '2026-11-05T10:00', '0y1'])('"%s" is none', (typed) => expect(iso(typed)).toBeNull());

  it('begins where the person is', () => {
    expect(iso('2026-11-05', 'Europe/Berlin')).toBe('2026-11-04T23:00:00.000Z');
    expect(iso('today', 'Europe/Berlin')).toBe('2026-11-12T23:00:00.000Z');
    expect(iso('2026-07-05', 'Europe/Amsterdam')).toBe('2026-07-04T22:00:00.000Z');
    expect(iso('2026-11-05', 'America/New_York')).toBe('2026-11-05T05:00:00.000Z');
  });
  it('begins rightly on the days the clocks change', () => {
    expect(iso('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(iso('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(iso('2026-10-25', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z');
  });
  it('is of UTC in a zone nobody knows', () => expect(iso('2026-11-05', 'Nowhere/Land')).toBe('2026-11-05T00:00:00.000Z'));
  it('a month back ends with the month', () => expect(new Date(beginningOf('1m', { time: Date.parse('2026-03-31T12:00:00Z') })!).toISOString()).toBe('2026-02-28T00:00:00.000Z'));
});
