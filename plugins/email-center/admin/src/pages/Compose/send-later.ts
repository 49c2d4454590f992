/** When a message may be sent later; all times are of the person's own clock and zone. */
export type LaterPreset = 'tomorrow' | 'monday';

/** How such a time is told. */
export const UNTIL = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const;

const MORNING = 8;
const MONDAY = 1;
const DAYS = 7;

const morningIn = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);

/** The next morning at eight. */
export const tomorrowMorning = (now: Date): Date => morningIn(now, 1);

/** The next Monday at eight; on a Monday the one in a week. */
export const mondayMorning = (now: Date): Date => morningIn(now, ((MONDAY - now.getDay() + DAYS - 1) % DAYS) + 1);

/** The times to choose from at one click; on a Sunday both are the same morning, told once. */
export function laterPresets(now: Date): { preset: LaterPreset; at: Date }[] {
  const tomorrow = tomorrowMorning(now);
  const monday = mondayMorning(now);
  return [{ preset: 'tomorrow' as const, at: tomorrow }, ...(monday.getTime() === tomorrow.getTime() ? [] : [{ preset: 'monday' as const, at: monday }])];
}

const LEAST_MS = 60_000;

/** Whether a chosen time is far enough ahead to wait for it. */
export const isLater = (at: Date, now: Date): boolean => !Number.isNaN(at.getTime()) && at.getTime() - now.getTime() >= LEAST_MS;

const two = (value: number): string => String(value).padStart(2, '0');

/** As `<input type="datetime-local">` holds it. */
export const fieldValue = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
