/** What stands above a quoted message, in the languages of the panel. */
import type { Address } from '../mail/address';

export type Language = 'en' | 'de' | 'nl';

/** The language of the panel that fits a tag (RFC 5646) best; English where there is none. */
export function languageOf(tag: string | null | undefined): Language {
  const primary = (tag ?? '').toLowerCase().split('-')[0];
  return primary === 'de' || primary === 'nl' ? primary : 'en';
}

/** The zone if the runtime knows it, else UTC. */
export function knownTimeZone(zone: string | null | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

export interface Place {
  language: Language;
  /** IANA name, known. */
  timeZone: string;
}

interface Words {
  wrote(day: string, time: string, who: string): string;
  /** As mail programs write it, so that they and we recognise it. */
  forwarded: string;
  from: string;
  date: string;
  subject: string;
  to: string;
  cc: string;
  at(day: string, time: string): string;
}

const WORDS: Record<Language, Words> = {
  en: {
    wrote: (day, time, who) => `On ${day} at ${time}, ${who} wrote:`, forwarded: '---------- Forwarded message ----------',
    from: 'From', date: 'Date', subject: 'Subject', to: 'To', cc: 'Cc', at: (day, time) => `${day} at ${time}`,
  },
  de: {
    wrote: (day, time, who) => `Am ${day} um ${time} schrieb ${who}:`, forwarded: '---------- Weitergeleitete Nachricht ----------',
    from: 'Von', date: 'Datum', subject: 'Betreff', to: 'An', cc: 'Kopie', at: (day, time) => `${day} um ${time}`,
  },
  nl: {
    wrote: (day, time, who) => `Op ${day} om ${time} schreef ${who}:`, forwarded: '---------- Doorgestuurd bericht ----------',
    from: 'Van', date: 'Datum', subject: 'Onderwerp', to: 'Aan', cc: 'Cc', at: (day, time) => `${day} om ${time}`,
  },
};

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE', nl: 'nl-NL' };

export interface Quoted {
  from: Address | null;
  to: readonly Address[];
  cc: readonly Address[];
  subject: string;
  /** ISO. */
  date: string;
}

function dayAndTime(iso: string, { language, timeZone }: Place): [string, string] {
  const date = new Date(iso);
  const [locale, zone] = [LOCALES[language], { timeZone }];
  return [
    new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'long', year: 'numeric' }).format(date),
    new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date),
  ];
}

/** A day as one writes it in a letter. */
export function dayInWords(iso: string, place: Place): string {
  return dayAndTime(iso, place)[0];
}

function written({ name, address }: Address): string {
  const clean = name.replace(/[\s<>"]+/g, ' ').trim();
  return clean === '' || clean === address ? address : `${clean} <${address}>`;
}

/** The line above an answered message: "On 12 November 2026 at 09:41, Anna <anna@people.test> wrote:". */
export function attribution({ from, date }: Pick<Quoted, 'from' | 'date'>, place: Place): string {
  const [day, time] = dayAndTime(date, place);
  return WORDS[place.language].wrote(day, time, from === null ? '?' : written(from));
}

/** The head above a forwarded message, line by line. Bcc is nobody's business (RFC 5322 section 3.6.3). */
export function forwardedHead({ from, to, cc, subject, date }: Quoted, place: Place): string[] {
  const words = WORDS[place.language];
  const list = (addresses: readonly Address[]): string => addresses.map(written).join(', ');
  return [
    words.forwarded,
    `${words.from}: ${from === null ? '?' : written(from)}`,
    `${words.date}: ${words.at(...dayAndTime(date, place))}`,
    `${words.subject}: ${subject.replace(/\s+/g, ' ')}`,
    ...(to.length > 0 ? [`${words.to}: ${list(to)}`] : []),
    ...(cc.length > 0 ? [`${words.cc}: ${list(cc)}`] : []),
  ];
}
