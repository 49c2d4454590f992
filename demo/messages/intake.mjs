/** What employees send to the intake: somebody called or came by, and a colleague is to take care of it. */
import { INTAKE } from '../accounts.mjs';
import { drawPeople, staffAddress } from '../crm/people.mjs';
import { Random } from '../random.mjs';
import { makeEnclosure } from './enclosures.mjs';
import { signature, writeLetter } from './letter.mjs';
import { voiceOf } from './voice.mjs';

/**
 * @typedef {import('./voice.mjs').Voice} Voice
 * @typedef {{ by: string, about: number, hours: number, subject: (voice: Voice) => string, text: (voice: Voice) => string, files: import('./voice.mjs').FileKind[] }} Errand `about`: index of the candidate
 */

const HOUR = 3_600_000;
/** Whose mail goes where in the demo: to one person, to several (an offer), to nobody as there is no rule. */
export const ROUTED = { toOne: 'Jeroen Mulder', toSeveral: 'Daniel Feld', toNobody: 'Miriam Kowalski' };

/** @param {Voice} voice */
const mailOf = ({ them }) => String(them.emails[0]);

/** @type {Errand[]} */
const ERRANDS = [
  { by: ROUTED.toOne, about: 70, hours: 4, files: ['cv'], subject: ({ them }) => `Terugbellen: ${them.name}`,
    text: (v) => `Hoi Thomas,\n\n${v.them.name} (${mailOf(v)}) belde net. Hij wil graag voor de feestdagen beginnen en heeft al een ander aanbod. Zijn cv zit erbij. Bel jij hem terug?\n\nGroet, Jeroen` },
  { by: ROUTED.toOne, about: 73, hours: 27, files: ['contract'], subject: ({ them }) => `Contract ${them.name}`,
    text: (v) => `Hoi,\n\nhet getekende contract van ${v.them.name}, ${mailOf(v)}. Kun je het controleren en de startdatum bevestigen?\n\nJeroen` },
  { by: ROUTED.toOne, about: 55, hours: 76, files: [], subject: () => 'Kandidate voor Groningen',
    text: (v) => `Hoi Thomas,\n\nop de banenbeurs sprak ik ${v.them.name}. Ze zoekt iets in de buurt van Groningen: ${mailOf(v)}. Graag uitnodigen voor een gesprek.\n\nGroet, Jeroen` },
  { by: ROUTED.toSeveral, about: 46, hours: 2, files: ['cv', 'certificate'], subject: (v) => `Kandidatin für ${v.client}: wer übernimmt?`,
    text: (v) => `Hallo zusammen,\n\n${v.them.name} (${mailOf(v)}) hat sich direkt bei ${v.client} gemeldet, der Kunde möchte sie kennenlernen. Lebenslauf und Zeugnis hängen an. Wer von euch zuerst Zeit hat, macht bitte einen Termin mit ihr aus.\n\nDaniel` },
  { by: ROUTED.toNobody, about: 58, hours: 8, files: ['letter'], subject: ({ them }) => `Walk-in: ${them.name}`,
    text: (v) => `Hi,\n\n${v.them.name} came to the front desk without an appointment and left this letter. Please write back to ${mailOf(v)}; I am on leave from tomorrow.\n\nMiriam` },
];

/** @param {number} now epoch ms @returns {import('../mail/mail-store.mjs').Delivery[]} */
export function intakeMail(now) {
  const random = new Random(50_505);
  const { candidate } = drawPeople();
  return ERRANDS.map(({ by, about, hours, subject, text, files }, index) => {
    const them = candidate[about];
    if (them === undefined) throw new Error(`The demo has no candidate ${about}.`);
    const time = now - hours * HOUR;
    const voice = voiceOf({ them, us: by, random, time });
    const raw = writeLetter({
      id: `vorgang.${index}.${time.toString(36)}@${INTAKE.address.split('@')[1]}`, references: [], from: { name: by, address: staffAddress(by) }, to: [{ name: INTAKE.name, address: INTAKE.address }], time, subject: subject(voice),
      text: `${text(voice)}\n\n-- \n${signature(by)}`, html: false, logo: false, files: files.map((kind) => makeEnclosure(kind, voice)), wire: { charset: 'utf-8', encoding: 'quoted-printable', word: 'Q' },
    });
    return { account: INTAKE.address, mailbox: 'INBOX', time, raw, flags: [] };
  });
}
