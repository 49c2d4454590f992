/** The files that people attach, made for the conversation they belong to. */
import { HOUSE } from '../crm/companies.mjs';
import { makeDocx } from '../files/docx.mjs';
import { makePdf } from '../files/pdf.mjs';
import { makePortrait } from '../files/png.mjs';

/**
 * @typedef {import('./voice.mjs').Voice} Voice
 * @typedef {import('../mime/compose.mjs').Enclosure} Enclosure
 */

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const TITLES = {
  de: { cv: 'Lebenslauf', certificate: 'Arbeitszeugnis', contract: 'Arbeitsvertrag', invoice: 'Rechnung', timesheet: 'Stundennachweis', letter: 'Schreiben', photo: 'Foto' },
  nl: { cv: 'Curriculum vitae', certificate: 'Getuigschrift', contract: 'Arbeidsovereenkomst', invoice: 'Factuur', timesheet: 'Urenbriefje', letter: 'Brief', photo: 'Foto' },
  en: { cv: 'Curriculum vitae', certificate: 'Reference', contract: 'Contract of employment', invoice: 'Invoice', timesheet: 'Timesheet', letter: 'Letter', photo: 'Photo' },
};

/** @param {Voice} voice @param {keyof typeof TITLES.de} kind @returns {Enclosure} */
function pdf(voice, kind) {
  const title = TITLES[voice.them.language][kind];
  const name = kind === 'invoice' ? `${title} ${voice.number}` : `${title} ${voice.them.name}`;
  const lines = [voice.them.name, `${voice.them.job}, ${voice.them.city}`, '', `${HOUSE.name}, ${HOUSE.street}, ${HOUSE.city}`, '', `${voice.job} - ${voice.client}`, `${voice.number}`, voice.day(0)];
  return { filename: `${name}.pdf`, type: 'application/pdf', content: makePdf(title, lines) };
}

/** @param {Voice} voice @returns {Enclosure} */
function invitation(voice) {
  const stamp = new Date(voice.appointment).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const rows = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//${HOUSE.domain}//DE`, 'METHOD:REQUEST', 'BEGIN:VEVENT', `UID:${voice.number}@${HOUSE.domain}`, `DTSTAMP:${stamp}`, `DTSTART:${stamp}`, 'DURATION:PT1H30M',
    `SUMMARY:${voice.client}: ${voice.them.name}`, `LOCATION:${voice.client}\\, ${voice.city}`, 'END:VEVENT', 'END:VCALENDAR', ''];
  return { filename: 'termin.ics', type: 'text/calendar', parameters: '; charset=utf-8; method=REQUEST', content: Buffer.from(rows.join('\r\n')) };
}

/** @param {Voice} voice @returns {Enclosure} */
function card({ them }) {
  const rows = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${them.name}`, `N:${them.last};${them.first};;;`, `EMAIL;TYPE=INTERNET:${them.emails[0]}`, `ADR;TYPE=HOME:;;;${them.city};;;`, 'END:VCARD', ''];
  return { filename: `${them.name}.vcf`, type: 'text/vcard', parameters: '; charset=utf-8', content: Buffer.from(rows.join('\r\n')) };
}

/** @param {import('./voice.mjs').FileKind} kind @param {Voice} voice @returns {Enclosure} */
export function makeEnclosure(kind, voice) {
  const title = kind === 'invitation' || kind === 'card' ? '' : TITLES[voice.them.language][kind];
  switch (kind) {
    case 'invitation':
      return invitation(voice);
    case 'card':
      return card(voice);
    case 'photo':
      return { filename: `${title} ${voice.them.last}.png`, type: 'image/png', content: makePortrait(voice.them.name.length / 26) };
    case 'timesheet':
    case 'letter':
      return { filename: `${title} ${voice.them.last}.docx`, type: DOCX, content: makeDocx([title, `${voice.them.name}, ${voice.them.city}`, `${voice.client}: ${voice.job}`, voice.number]) };
    default:
      return pdf(voice, kind);
  }
}
