/** Dates as mail programs print them for people, in six languages. What can be read in two ways is not read at all. */

/** By the beginning of the word; where two months begin alike, the longer beginnings come first. */
const MONTHS: readonly (readonly [beginnings: string, month: number])[] = [
  ['jan|jän|gen|ene', 0], ['feb|fév|fev', 1], ['mrt|maart|mar|mär|maer|mrz', 2], ['apr|avr|abr', 3], ['may|mai|mei|mag', 4], ['jun|juin|giu', 5],
  ['jul|juil|lug', 6], ['aug|aoû|aou|ago', 7], ['sep|set', 8], ['oct|okt|ott', 9], ['nov', 10], ['dec|déc|dez|dic', 11],
];
const ZONES: Readonly<Record<string, number>> = {
  utc: 0, gmt: 0, z: 0, wez: 0, cet: 60, mez: 60, cest: 120, mesz: 120, wet: 0, west: 60, bst: 60, eet: 120, eest: 180, oez: 120, oesz: 180,
  est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420,
};

const DAY_MONTH_YEAR = /(?<![\d\p{L}])(?<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-]{1,3}(?:de\s)?(?<month>\p{L}{3,12})\.?,?[\s-]{1,3}(?:del?\s)?(?<year>\d{4})(?!\d)/u;
const MONTH_DAY_YEAR = /(?<!\p{L})(?<month>\p{L}{3,12})\.?\s{1,3}(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?<year>\d{4})(?!\d)/u;
const YEAR_MONTH_DAY = /(?<!\d)(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?!\d)/;
const DOTTED = /(?<!\d)(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4}|\d{2})(?!\d)/;
const SLASHED = /(?<!\d)(?<first>\d{1,2})([/-])(?<second>\d{1,2})\2(?<year>\d{4}|\d{2})(?!\d)/;
const TIME = /(?<![\d:.])(?<hour>\d{1,2})(?:[:.]|\s?h\s?)(?<minute>\d{2})(?:[:.](?<second>\d{2}))?\s*(?<half>[ap]\.?\s?m\b\.?)?/i;
const OFFSET = /(?:utc|gmt)?\s*(?<sign>[+-−])\s?(?<hours>\d{1,2}):?(?<minutes>\d{2})?(?!\d)/i;

interface Day {
  year: number;
  month: number;
  day: number;
}

/**
 * ISO 8601 in UTC, or null. A time without a zone is that of the person who forwarded: `zone`, minutes east of UTC, or
 * null when that is unknown, too. `monthFirst`: whether 11/2/2026 may be American; it is read only when it has one meaning.
 */
export function readPrintedDate(printed: string, zone: number | null, monthFirst: boolean): string | null {
  if (printed.length > 200) return null;
  const text = printed.replace(/[\u00a0\u202f\u2009]/g, ' ').trim().toLowerCase();
  const found = readDay(text, monthFirst);
  if (found === null) return null;
  const rest = text.slice(found.end);
  const time = TIME.exec(rest)?.groups;
  if (time === undefined) return null;
  const hour = hourOf(Number(time.hour), time.half);
  const [minute, second] = [Number(time.minute), Number(time.second ?? 0)];
  if (hour === null || minute > 59 || second > 60) return null;
  const offset = zoneOf(rest.slice(TIME.exec(rest)!.index + TIME.exec(rest)![0].length)) ?? zone;
  if (offset === null || offset === undefined) return null;
  const { year, month, day } = found.day;
  return new Date(Date.UTC(year, month, day, hour, minute, second) - offset * 60_000).toISOString();
}

function readDay(text: string, monthFirst: boolean): { day: Day; end: number } | null {
  for (const form of [DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_MONTH_DAY, DOTTED, SLASHED]) {
    const found = form.exec(text);
    if (found?.groups === undefined) continue;
    const day = dayOf(found.groups, monthFirst);
    if (day !== null) return { day, end: found.index + found[0].length };
  }
  return null;
}

function dayOf({ day, month, year, first, second }: Record<string, string | undefined>, monthFirst: boolean): Day | null {
  const fullYear = Number(year) < 100 ? 2000 + Number(year) : Number(year);
  if (first !== undefined && second !== undefined) {
    if (!monthFirst) return valid(fullYear, Number(second) - 1, Number(first));
    const [dayFirst, american] = [valid(fullYear, Number(second) - 1, Number(first)), valid(fullYear, Number(first) - 1, Number(second))];
    if (dayFirst === null || american === null) return dayFirst ?? american;
    return first === second ? dayFirst : null;
  }
  const number = /^\d+$/.test(month ?? '') ? Number(month) - 1 : monthOf(month ?? '');
  return number === null ? null : valid(fullYear, number, Number(day));
}

function monthOf(word: string): number | null {
  const plain = word.normalize('NFC');
  return MONTHS.find(([beginnings]) => beginnings.split('|').some((beginning) => plain.startsWith(beginning)))?.[1] ?? null;
}

/** 31 February is nonsense, not the 3rd of March. */
function valid(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month, day));
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day;
  return same && year >= 1970 && year <= 2200 ? { year, month, day } : null;
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}

function zoneOf(text: string): number | undefined {
  const offset = OFFSET.exec(text.slice(0, 30))?.groups;
  if (offset !== undefined) {
    const minutes = Number(offset.hours) * 60 + Number(offset.minutes ?? 0);
    if (minutes <= 14 * 60) return offset.sign === '+' ? minutes : -minutes;
  }
  const name = /(?<!\p{L})(\p{L}{1,5})(?!\p{L})/u.exec(text.replace(/uhr/, ''))?.[1];
  return name === undefined || !Object.hasOwn(ZONES, name) ? undefined : ZONES[name];
}
