import { describe, expect, it } from 'vitest';
import { formatIn } from './format';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const before = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

describe('how times are told', () => {
  it('says minutes and hours ago up to a day, in the words of the locale', () => {
    expect(formatIn('en').when(before(8), NOW)).toBe('8 min. ago');
    expect(formatIn('de').when(before(3 * 60), NOW)).toBe('vor 3 Std.');
    expect(formatIn('nl').when(before(0), NOW)).toBe('nu');
  });
  it('says the date from a day on, and the year only when it is another', () => {
    expect(formatIn('en').when(before(25 * 60), NOW)).toBe('Nov 21');
    expect(formatIn('de').when('2025-03-04T12:00:00.000Z', NOW)).toBe('4. März 2025');
  });
  it('says the date of what lies in the future, for a server clock that runs ahead', () => {
    expect(formatIn('en').when(before(-90), NOW)).toBe('Nov 22');
  });
});

describe('in which zone times are told', () => {
  const late = '2026-11-19T23:30:00.000Z';
  const plain = (text: string) => text.replace(/\s/g, ' ');
  it.each([
    ['Europe/Berlin', 'Nov 20', 'Friday, November 20, 2026 at 12:30 AM'],
    ['America/New_York', 'Nov 19', 'Thursday, November 19, 2026 at 6:30 PM'],
  ])('is that of the person: late in the evening of UTC, the day in %s is %s', (zone, day, full) => {
    const format = formatIn('en', zone);
    expect([format.when(late, NOW), plain(format.fullTime(late))]).toEqual([day, full]);
  });
  it('is theirs at the turn of the year, too', () => {
    const [newYear, now] = ['2025-12-31T23:30:00.000Z', Date.parse('2026-02-01T12:00:00.000Z')];
    expect(formatIn('de', 'Europe/Berlin').when(newYear, now)).toBe('1. Jan.');
    expect(formatIn('de', 'America/New_York').when(newYear, now)).toBe('31. Dez. 2025');
  });
  it('is that of the browser where none is named', () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(formatIn('en').fullTime(late)).toBe(formatIn('en', timeZone).fullTime(late));
  });
});

describe('how sizes and durations are told', () => {
  it('takes the largest unit that fits and one decimal at most', () => {
    const { size } = formatIn('en');
    expect([0, 999, 2048, 215_000, 3_250_586, 5 * 1024 ** 3].map(size)).toEqual(['0 byte', '999 byte', '2 kB', '210 kB', '3.1 MB', '5 GB']);
  });
  it('writes numbers as the locale does', () => {
    expect(formatIn('de').count(1204)).toBe('1.204');
    expect(formatIn('de').size(3_250_586)).toBe('3,1 MB');
  });
  it('tells milliseconds below a second, then seconds', () => {
    const { duration } = formatIn('en');
    expect([24, 3100, 42_000].map(duration)).toEqual(['24 ms', '3.1 sec', '42 sec']);
  });
  it('tells the time left in seconds below a minute and never as nothing', () => {
    const { remaining } = formatIn('en');
    expect([0.2, 42, 150].map(remaining)).toEqual(['1 sec', '42 sec', '3 min']);
  });
});
