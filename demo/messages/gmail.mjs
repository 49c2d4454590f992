/** Mail of people whose record says gmail.com and who write from googlemail.com. */
import { INFO, RECRUITER } from '../accounts.mjs';
import { drawPeople } from '../crm/people.mjs';
import { GMAIL } from '../crm/records.mjs';
import { writeLetter } from './letter.mjs';

const HOUR = 3_600_000;
/** @type {Record<import('../crm/names.mjs').Language, [string, string]>} */
const WORDS = {
  de: ['Neue Telefonnummer', 'Guten Tag,\n\nich habe eine neue Telefonnummer und schreibe ab jetzt von dieser Adresse. Bitte melden Sie sich, wenn es etwas Neues gibt.\n\nViele Grüße'],
  nl: ['Nieuw telefoonnummer', 'Hallo,\n\nik heb een nieuw nummer en mail voortaan vanaf dit adres. Laat het me weten als er nieuws is.\n\nGroet,'],
  en: ['New phone number', 'Hello,\n\nI have a new number and will write from this address from now on.\n\nRegards,'],
};

/** @param {number} now epoch ms @returns {import('../mail/mail-store.mjs').Delivery[]} */
export const gmailMail = (now) =>
  drawPeople().candidate.filter(({ key }) => GMAIL[key] !== undefined).flatMap(({ key, name, language }, index) => {
    const address = String(GMAIL[key]).replace('@gmail.com', '@googlemail.com');
    const [subject, text] = WORDS[language];
    return [RECRUITER, INFO].map((to, place) => {
      const time = now - (20 + 50 * index + 7 * place) * HOUR;
      const raw = writeLetter({
        id: `gm.${index}.${place}.${time.toString(36)}@mail.gmail.com`, references: [], from: { name, address }, to: [{ name: to.name, address: to.address }], time, subject: place === 0 ? subject : `${subject} (${name})`, text: `${text}\n${name}`,
        html: false, logo: false, files: [], wire: { charset: 'utf-8', encoding: 'quoted-printable', word: 'Q' },
      });
      return { account: to.address, mailbox: 'INBOX', time, raw, flags: [] };
    });
  });
