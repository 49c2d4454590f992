/** The days of `before:` and `after:`, in the time zone of whoever asks. */

const TODAY = new Set(['today', 'heute', 'vandaag']);
const YESTERDAY = new Set(['yesterday', 'gestern', 'gisteren']);
const DAY = 86_400_000;

/** What a day is counted from: the time now, in epoch milliseconds, and an IANA time zone; UTC where there is none of that name. */
export interface Now {
  time: number;
  zone?: string;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

/**
 * When the day, month or year begins that was typed, in epoch milliseconds; null for what is no date. Known are 2026-11-30, 2026-11, 2026, 30.11.2026,
 * 30-11-2026, 30/11/2026 (day first), today and yesterday, and 7d, 2w, 3m, 1y back from today.
 */
export function beginningOf(typed: string, now: Now): number | null {
  const text = typed.trim().toLowerCase();
  const today = dayAt(now.time, now.zone);
  if (TODAY.has(text)) return startOf(today, now.zone);
  if (YESTERDAY.has(text)) return startOf({ ...today, day: today.day - 1 }, now.zone);
  const back = /^(\d{1,4})([dwmy])$/.exec(text);
  const day = back === null ? written(text) : goneBack(today, Number(back[1]), back[2]!);
  return day === null ? null : startOf(day, now.zone);
}

function written(text: string): Day | null {
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  const european = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (iso !== null) return real({ year: Number(iso[1]), month: Number(iso[2] ?? 1), day: Number(iso[3] ?? 1) });
  return european === null ? null : real({ year: Number(european[3]), month: Number(european[2]), day: Number(european[1]) });
}

function real(day: Day): Day | null {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  return day.year >= 1970 && date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day ? day : null;
}

function goneBack(today: Day, count: number, unit: string): Day | null {
  if (unit === 'd' || unit === 'w') return { ...today, day: today.day - count * (unit === 'w' ? 7 : 1) };
  const month = unit === 'm' ? today.month - count : today.month;
  const year = unit === 'y' ? today.year - count : today.year;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return year < 1970 ? null : { year, month, day: Math.min(today.day, last) };
}

function startOf({ year, month, day }: Day, zone: string | undefined): number {
  const wall = Date.UTC(year, month - 1, day);
  // The offset of a zone depends on the time that is looked for; near a change of the clocks the second look is the right one.
  const near = wall - offsetAt(wall, zone);
  return Math.max(0, wall - offsetAt(near, zone));
}

function dayAt(time: number, zone: string | undefined): Day {
  const there = new Date(time + offsetAt(time, zone));
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() };
}

/** How far the clocks of a zone are ahead of UTC at that time, in milliseconds. */
function offsetAt(time: number, zone: string | undefined): number {
  const format = formatOf(zone);
  if (format === null || Math.abs(time) > 8.64e15 - DAY) return 0;
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  return wall - Math.floor(time / 1000) * 1000;
}

function formatOf(zone: string | undefined): Intl.DateTimeFormat | null {
  if (zone === undefined) return null;
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  } catch {
    // A zone nobody knows: days of UTC are the next best thing, as without one.
    return null;
  }
}
