import { useMemo } from 'react';
import { useIntl } from 'react-intl';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KIBI = 1024;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export interface Format {
  /** Relative up to a day, then the date; the year only when it is not this one. */
  when(iso: string, now?: number): string;
  /** Date and time in full, for hovering and for screen readers. */
  fullTime(iso: string): string;
  date(iso: string): string;
  /** Octets in the largest fitting unit, at most one decimal. */
  size(octets: number): string;
  count(value: number): string;
  /** A duration in milliseconds: below ten seconds with decimals. */
  duration(ms: number): string;
  /** Seconds left, in whole minutes from one minute on. */
  remaining(seconds: number): string;
}

/** How a locale writes times, sizes and counts; times as the clocks show them in `zone` (IANA), or else where the browser is. */
export function formatIn(locale: string, zone?: string): Format {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }).format(value);
  const there = zone === undefined ? {} : { timeZone: zone };
  const yearOf = (date: Date) => new Intl.DateTimeFormat('en', { ...there, year: 'numeric' }).format(date);
  const day = (iso: string, now: number) => {
    const date = new Date(iso);
    const sameYear = yearOf(date) === yearOf(new Date(now));
    return new Intl.DateTimeFormat(locale, { ...there, day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(date);
  };
  return {
    when(iso, now = Date.now()) {
      const age = now - Date.parse(iso);
      if (age < 0 || age >= DAY) return day(iso, now);
      if (age < MINUTE) return relative.format(0, 'second');
      return age < HOUR ? relative.format(-Math.floor(age / MINUTE), 'minute') : relative.format(-Math.floor(age / HOUR), 'hour');
    },
    fullTime: (iso) => new Intl.DateTimeFormat(locale, { ...there, dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso)),
    date: (iso) => day(iso, Date.now()),
    size(octets) {
      const step = octets < KIBI ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(octets) / Math.log(KIBI)));
      const value = octets / KIBI ** step;
      return unit(value, UNITS[step] ?? 'byte', step === 0 || value >= 100 ? 0 : 1);
    },
    count: (value) => new Intl.NumberFormat(locale).format(value),
    duration: (ms) => (ms < 1000 ? unit(ms, 'millisecond', 0) : unit(ms / 1000, 'second', ms < 10_000 ? 1 : 0)),
    remaining: (seconds) => (seconds < 60 ? unit(Math.max(1, Math.round(seconds)), 'second', 0) : unit(Math.round(seconds / 60), 'minute', 0)),
  };
}

/** The formats of the user's locale, in the time zone of the panel: that of the browser, unless the panel names one. */
export function useFormat(): Format {
  const { locale, timeZone } = useIntl();
  return useMemo(() => formatIn(locale, timeZone), [locale, timeZone]);
}
