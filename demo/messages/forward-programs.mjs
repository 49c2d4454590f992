/**
 * How mail programs quote what they forward: the words, their order and the form of the date differ by program and language.
 * @typedef {import('../crm/names.mjs').Language} Language
 * @typedef {{ from: { name: string, address: string }, to: { name: string, address: string }, subject: string, time: number, text: string }} Original
 * @typedef {{ name: string, prefix: Record<Language, string>, quote: (original: Original, language: Language) => string }} Program
 */
import { formatDate } from '../mime/compose.mjs';

/** @type {Record<Language, { from: string, to: string, subject: string, sent: string, date: string }>} */
const LABELS = {
  de: { from: 'Von', to: 'An', subject: 'Betreff', sent: 'Gesendet', date: 'Datum' },
  nl: { from: 'Van', to: 'Aan', subject: 'Onderwerp', sent: 'Verzonden', date: 'Datum' },
  en: { from: 'From', to: 'To', subject: 'Subject', sent: 'Sent', date: 'Date' },
};
const LOCALES = { de: 'de-DE', nl: 'nl-NL', en: 'en-GB' };

/** @param {{ name: string, address: string }} who */
const shown = ({ name, address }) => (name === '' ? address : `${name} <${address}>`);

/** @param {number} time @param {Language} language @param {Intl.DateTimeFormatOptions} parts */
const day = (time, language, parts) => new Date(time).toLocaleDateString(LOCALES[language], { ...parts, timeZone: 'UTC' });

/** @param {number} time @param {boolean} [seconds] */
const clock = (time, seconds = false) => new Date(time).toISOString().slice(11, seconds ? 19 : 16);

/** @type {Program} */
const GMAIL = {
  name: 'Gmail',
  prefix: { de: 'Fwd: ', nl: 'Fwd: ', en: 'Fwd: ' },
  quote: ({ from, to, subject, time, text }, language) => {
    const at = { de: ' um ', nl: ' om ', en: ' at ' }[language];
    const date = `${day(time, language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })}${at}${clock(time)}${language === 'de' ? ' Uhr' : ''}`;
    return ['---------- Forwarded message ---------', `${LABELS[language].from}: ${shown(from)}`, `Date: ${date}`, `Subject: ${subject}`, `To: ${shown(to)}`, '', '', text].join('\n');
  },
};

/** @type {Program} */
const OUTLOOK = {
  name: 'Outlook',
  prefix: { de: 'WG: ', nl: 'FW: ', en: 'FW: ' },
  quote: ({ from, to, subject, time, text }, language) => {
    const label = LABELS[language];
    const date = `${day(time, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })} ${clock(time)}`;
    return ['________________________________', `${label.from}: ${shown(from)}`, `${label.sent}: ${date}`, `${label.to}: ${shown(to)}`, `${label.subject}: ${subject}`, '', text].join('\n');
  },
};

/** @type {Program} */
const APPLE = {
  name: 'Apple Mail',
  prefix: { de: 'Fwd: ', nl: 'Fwd: ', en: 'Fwd: ' },
  quote: ({ from, to, subject, time, text }, language) => {
    const label = LABELS[language];
    const first = { de: 'Anfang der weitergeleiteten Nachricht:', nl: 'Begin doorgestuurd bericht:', en: 'Begin forwarded message:' }[language];
    const at = { de: ' um ', nl: ' om ', en: ' at ' }[language];
    const date = `${day(time, language, { day: 'numeric', month: 'long', year: 'numeric' })}${at}${clock(time, true)} UTC`;
    const quoted = [`${label.from}: ${shown(from)}`, `${label.subject}: ${subject}`, `${label.date}: ${date}`, `${label.to}: ${shown(to)}`, '', ...text.split('\n')];
    return [first, '', ...quoted.map((line) => `> ${line}`.trimEnd())].join('\n');
  },
};

/** @type {Program} */
const THUNDERBIRD = {
  name: 'Thunderbird',
  prefix: { de: 'Fwd: ', nl: 'Fwd: ', en: 'Fwd: ' },
  quote: ({ from, to, subject, time, text }, language) => {
    const label = LABELS[language];
    const words = { de: 'Weitergeleitete Nachricht', nl: 'Doorgestuurd bericht', en: 'Forwarded Message' }[language];
    return [`-------- ${words} --------`, `${label.subject}: ${subject}`, `${label.date}: ${formatDate(time)}`, `${label.from}: ${shown(from)}`, `${label.to}: ${shown(to)}`, '', '', text].join('\n');
  },
};

export const PROGRAMS = [GMAIL, OUTLOOK, APPLE, THUNDERBIRD];
