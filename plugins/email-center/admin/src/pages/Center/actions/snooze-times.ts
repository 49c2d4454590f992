export type SnoozeName = 'later-today' | 'tomorrow' | 'weekend' | 'next-week';
export interface SnoozeTime {
  name: SnoozeName;
  at: Date;
}

const MORNING = 8;
const HOUR = 60 * 60 * 1000;
/** "Later today" is in three hours, and not offered when that is night. */
const LATER_HOURS = 3;
const EVENING = 20;
const SATURDAY = 6;
const MONDAY = 1;

/** The morning, so many days on, where the person is. */
const morning = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
/** Days until the next such weekday, never today. */
const daysUntil = (now: Date, weekday: number): number => ((weekday - now.getDay() + 6) % 7) + 1;

/** When a message may come back: the next moments a person thinks of, soonest first, each day once. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const later = new Date(Math.ceil((now.getTime() + LATER_HOURS * HOUR) / (HOUR / 2)) * (HOUR / 2));
  const times: SnoozeTime[] = [
    { name: 'tomorrow', at: morning(now, 1) },
    { name: 'weekend', at: morning(now, daysUntil(now, SATURDAY)) },
    { name: 'next-week', at: morning(now, daysUntil(now, MONDAY)) },
  ];
  const today = later.getDate() === now.getDate() && later.getHours() < EVENING ? [{ name: 'later-today' as const, at: later }] : [];
  const days = new Set<number>();
  return [...today, ...times].filter(({ at }) => {
    if (days.has(at.getTime())) return false;
    days.add(at.getTime());
    return true;
  });
}

/** The value a field for date and time has at first: tomorrow morning, in the person's zone. */
export function fieldValue(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such a field says, as the server wants it; null where it is no time or lies behind. */
export function chosenTime(value: string, now: Date): string | null {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) || at <= now ? null : at.toISOString();
}
