/** Mail that the block and allow lists of the demo keep out. */
import { INFO, INTAKE, RECRUITER } from '../accounts.mjs';
import { HOUSE } from '../crm/companies.mjs';
import { writeLetter } from './letter.mjs';

/** @typedef {import('../mail/mail-store.mjs').Delivery} Delivery */

const HOUR = 3_600_000;
export const SPAM_DOMAIN = 'gluecksdrache.example';
/** Kept out of one account only: its owner does not want to hear of seminars. */
export const SEMINAR_PATTERN = 'seminar-*@*';
/** Nobody else writes to the intake. */
export const ALLOWED_DOMAIN = HOUSE.domain;

/** From, to, hours ago, subject, text. @type {[string, string, typeof INFO, number, string, string][]} */
const MAILS = [
  ['Glücksdrache Gewinnzentrale', `gewinn@${SPAM_DOMAIN}`, INFO, 30, 'Ihr Gewinn wartet: 25.000 €', 'Sie wurden ausgelost! Bestätigen Sie heute noch Ihre Bankverbindung.'],
  ['Glücksdrache Gewinnzentrale', `gewinn@${SPAM_DOMAIN}`, RECRUITER, 29, 'Ihr Gewinn wartet: 25.000 €', 'Sie wurden ausgelost! Bestätigen Sie heute noch Ihre Bankverbindung.'],
  ['Lucky Dragon', `winner@post.${SPAM_DOMAIN}`, INFO, 170, 'You have been selected', 'Claim your prize before midnight. No purchase necessary.'],
  ['Geluksdraak', `prijs@${SPAM_DOMAIN}`, RECRUITER, 300, 'Je prijs ligt klaar', 'Klik vandaag nog op de link en ontvang je prijs.'],
  ['Glücksdrache Kredit', `kredit@${SPAM_DOMAIN}`, RECRUITER, 410, 'Sofortkredit ohne Schufa', 'Bis 50.000 € in zwei Minuten, ganz ohne Unterlagen.'],
  ['Fachakademie Elbe', 'seminar-einladung@fachakademie.example', RECRUITER, 80, 'Noch drei Plätze frei: Arbeitsrecht kompakt', 'Sichern Sie sich jetzt Ihren Platz zum Vorzugspreis von 890 €.'],
  ['Fachakademie Elbe', 'seminar-erinnerung@fachakademie.example', RECRUITER, 33, 'Letzte Erinnerung: Arbeitsrecht kompakt', 'Morgen endet der Vorzugspreis. Melden Sie sich heute noch an.'],
  ['Bürobedarf Alster', 'angebote@buerobedarf-alster.example', INTAKE, 52, 'Ordner und Register: 20 % nur diese Woche', 'Jetzt bestellen und versandkostenfrei erhalten.'],
];

/** @param {number} now epoch ms @returns {Delivery[]} */
export const unwantedMail = (now) =>
  MAILS.map(([name, address, to, hours, subject, text], index) => {
    const time = now - hours * HOUR;
    const raw = writeLetter({
      id: `promo.${index}.${time.toString(36)}@${address.split('@')[1]}`, references: [], from: { name, address }, to: [{ name: '', address: to.address }], time, subject, text, html: index % 2 === 0, logo: false, files: [],
      wire: { charset: 'utf-8', encoding: 'base64', word: 'B' },
    });
    return { account: to.address, mailbox: 'INBOX', time, raw, flags: [] };
  });
