/** The mail of the forward address: messages of candidates that colleagues passed on, in each of the ways there are. */
import { FORWARD } from '../accounts.mjs';
import { drawPeople, staffAddress } from '../crm/people.mjs';
import { buildMessage, filePart, formatAddress, formatDate, messagePart, multipart, textPart } from '../mime/compose.mjs';
import { encodeHeader } from '../mime/encode.mjs';
import { Random } from '../random.mjs';
import { makeEnclosure } from './enclosures.mjs';
import { PROGRAMS } from './forward-programs.mjs';
import { voiceOf } from './voice.mjs';

/**
 * @typedef {import('../crm/people.mjs').Person} Person
 * @typedef {import('../crm/names.mjs').Language} Language
 * @typedef {{ name: string, address: string }} Mailto
 * @typedef {{ minutes: number, write: (time: number) => Buffer }} Passed `minutes`: how long ago it came
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FORM = /** @type {const} */ ({ charset: 'utf-8', encoding: 'quoted-printable' });
const LANGUAGES = /** @type {const} */ (['de', 'nl', 'en']);
/** Who passes mail on, by language. */
const COLLEAGUES = { de: 'Thomas Brandt', nl: 'Jeroen Mulder', en: 'Miriam Kowalski' };
const NOTES = { de: 'Zur Ablage.', nl: 'Graag archiveren.', en: 'For the file.' };

/** What the candidates wrote. @type {Record<Language, [string, string][]>} */
const WRITTEN = {
  de: [
    ['Rückfrage zur Probezeit', 'Guten Tag,\n\ngilt die Probezeit von sechs Monaten auch, wenn ich übernommen werde?\n\nViele Grüße'], ['Bescheinigung für die Krankenkasse', 'Hallo,\n\nmeine Krankenkasse braucht eine Bescheinigung über mein Gehalt. Schicken Sie sie mir?\n\nDanke'],
    ['Termin am Donnerstag', 'Guten Tag,\n\nich muss den Termin am Donnerstag leider verschieben. Passt Ihnen der Freitag?\n\nViele Grüße'], ['Zeugnis nachgereicht', 'Guten Tag,\n\nmein Zeugnis liegt jetzt vor. Ich bringe das Original zum Gespräch mit.\n\nMit freundlichen Grüßen'],
  ],
  nl: [
    ['Vraag over reiskosten', 'Hallo,\n\nworden de reiskosten naar Zwolle ook vergoed als ik met de trein kom?\n\nGroet'], ['Nieuwe opzegtermijn', 'Hallo,\n\nmijn opzegtermijn is nu één maand. Ik kan dus eerder beginnen.\n\nGroet'],
    ['Afspraak verzetten', 'Hallo,\n\nkunnen we de afspraak van woensdag verzetten naar volgende week?\n\nGroet'], ['Diploma', 'Hallo,\n\nmijn diploma is binnen. Ik neem het mee naar het gesprek.\n\nGroet'],
  ],
  en: [
    ['Question about the notice period', 'Hello,\n\nis the notice period counted from the first of the month?\n\nRegards'], ['References', 'Hello,\n\ntwo of my former managers are happy to talk to you. I will send their numbers tomorrow.\n\nRegards'],
    ['Moving the interview', 'Hello,\n\ncould we move the interview to the afternoon?\n\nRegards'], ['Start date', 'Hello,\n\nI could start two weeks earlier than planned.\n\nRegards'],
  ],
};

/** Candidates by language, in their order; those who share a mailbox are not among them. @returns {Record<Language, Person[]>} */
function writers() {
  const people = drawPeople().candidate.slice(42);
  /** @param {Language} language */
  const of = (language) => people.filter((person) => person.language === language);
  return { de: of('de'), nl: of('nl'), en: of('en') };
}

/** @param {string} name @returns {Mailto} */
const colleague = (name) => ({ name, address: staffAddress(name) });
/** @param {Person | undefined} person @returns {Mailto} */
const mailto = (person) => ({ name: person?.name ?? '', address: String(person?.emails[0]) });

/** What the receiving server notes of where a message went and whether its sender is true. @param {Mailto} from */
const arrival = ({ address }) => ({
  'Return-Path': `<${address}>`, 'Delivered-To': FORWARD.address,
  'Authentication-Results': `localhost; spf=pass smtp.mailfrom=${address}; dkim=pass header.d=${address.split('@')[1]}; dmarc=pass header.from=${address.split('@')[1]}`,
});

/** @param {string} kind @param {Mailto} from @param {number} time */
const messageId = (kind, from, time) => `<${kind}.${time.toString(36)}@${from.address.split('@')[1]}>`;

/** @param {{ kind: string, from: Mailto, time: number, subject: string, to?: string }} about */
const fields = ({ kind, from, time, subject, to = FORWARD.address }) => ({
  ...arrival(from), Date: formatDate(time), From: formatAddress(from), To: to, 'Message-ID': messageId(kind, from, time), Subject: encodeHeader(subject),
});

/** Quoted in the text, by each program in each language. @returns {Passed[]} */
function inline() {
  const people = writers();
  return PROGRAMS.flatMap((program, row) =>
    LANGUAGES.map((language, column) => {
      const [subject, text] = /** @type {[string, string]} */ (WRITTEN[language][row]);
      const [by, from] = [colleague(COLLEAGUES[language]), mailto(people[language][row])];
      return {
        minutes: 60 * (5 + 11 * (row * LANGUAGES.length + column)),
        write: (time) => {
          const original = { from, to: by, subject, time: time - 3 * HOUR, text: `${text}\n${from.name}` };
          const body = `${NOTES[language]}\n\n${program.quote(original, language)}\n`;
          return buildMessage(fields({ kind: `inline.${row}`, from: by, time, subject: `${program.prefix[language]}${subject}` }), textPart(body, FORM));
        },
      };
    }),
  );
}

/** As an attachment, with a file of its own within. @returns {Passed} */
function attached() {
  const them = /** @type {Person} */ (writers().de[5]);
  const [by, from] = [colleague('Heike Sommer'), mailto(them)];
  return {
    minutes: 95,
    write: (time) => {
      const sent = time - 5 * HOUR;
      const voice = voiceOf({ them, us: by.name, random: new Random(60_606), time: sent });
      const head = { Date: formatDate(sent), From: formatAddress(from), To: formatAddress(by), 'Message-ID': messageId('bewerbung', from, sent), Subject: encodeHeader('Meine Unterlagen') };
      const original = buildMessage(head, multipart('mixed', 'unterlagen', [textPart(`Guten Tag,\n\nanbei wie besprochen mein Lebenslauf.\n\n${from.name}\n`, FORM), filePart(makeEnclosure('cv', voice))]));
      return buildMessage(fields({ kind: 'attached', from: by, time, subject: 'WG: Meine Unterlagen' }), multipart('mixed', 'weiter', [textPart('Kam bei mir an, bitte ablegen.\n', FORM), messagePart(original)]));
    },
  };
}

/** With its own sender kept, by hand and by a rule of the mail server. @returns {Passed[]} */
function redirected() {
  const people = writers();
  const [byHand, byRule] = [colleague('Thomas Brandt'), colleague('Jeroen Mulder')];
  /** @param {{ from: Mailto, by: Mailto, subject: string, text: string, minutes: number, trace: (time: number) => Record<string, string> }} about @returns {Passed} */
  const passed = ({ from, by, subject, text, minutes, trace }) => ({
    minutes,
    write: (time) => buildMessage({ ...arrival(from), ...trace(time), ...{ Date: formatDate(time - HOUR), From: formatAddress(from), To: formatAddress(by), 'Message-ID': messageId('redirect', from, time), Subject: encodeHeader(subject) } }, textPart(`${text}\n\n${from.name}\n`, FORM)),
  });
  return [
    passed({
      from: mailto(people.de[6]), by: byHand, minutes: 140, subject: 'Zusage', text: 'Sehr geehrter Herr Brandt,\n\nich nehme das Angebot gerne an. Wann bekomme ich den Vertrag?',
      trace: (time) => ({ 'Resent-Date': formatDate(time), 'Resent-From': formatAddress(byHand), 'Resent-To': FORWARD.address, 'Resent-Message-ID': messageId('resent', byHand, time) }),
    }),
    passed({
      from: mailto(people.nl[5]), by: byRule, minutes: 400, subject: 'Beschikbaar vanaf maandag', text: 'Hoi Jeroen,\n\nik ben vanaf maandag weer beschikbaar, ook voor avonddiensten.',
      trace: () => ({ 'X-Forwarded-To': FORWARD.address, 'X-Forwarded-For': `${byRule.address} ${FORWARD.address}` }),
    }),
  ];
}

/** A blind copy of what a colleague wrote to a candidate. @returns {Passed} */
function blindCopy() {
  const [by, to] = [colleague('Miriam Kowalski'), mailto(writers().en[5])];
  const text = `Dear ${to.name.split(' ')[0]},\n\nthe contract is in the post. Please send one signed copy back to us.\n\nKind regards\n${by.name}\n`;
  return { minutes: 210, write: (time) => buildMessage(fields({ kind: 'bcc', from: by, time, subject: 'Your contract', to: formatAddress(to) }), textPart(text, FORM)) };
}

/** A colleague attached a file of Outlook's own, which tells nothing that can be read. @returns {Passed} */
function unreadable() {
  const by = colleague('Heike Sommer');
  const file = filePart({ filename: 'Bewerbung Lagerist.msg', type: 'application/vnd.ms-outlook', content: Buffer.from('d0cf11e0a1b11ae1', 'hex') });
  return { minutes: 180, write: (time) => buildMessage(fields({ kind: 'msg', from: by, time, subject: 'Bewerbung Lagerist' }), multipart('mixed', 'outlook', [textPart('Siehe Anhang, die Bewerbung kam per Post-Scan.\n', FORM), file])) };
}

/** Somebody outside the firm found the address: only colleagues may feed it. @returns {Passed} */
function stranger() {
  const from = { name: 'Partnervermittlung Nord', address: 'kontakt@partner-nord.example' };
  return { minutes: 260, write: (time) => buildMessage(fields({ kind: 'stranger', from, time, subject: 'Fwd: Zusammenarbeit' }), textPart('Wir würden uns gerne vorstellen.\n', FORM)) };
}

/** @param {number} now epoch ms @returns {import('../mail/mail-store.mjs').Delivery[]} */
export const forwardedMail = (now) =>
  [...inline(), attached(), ...redirected(), blindCopy(), unreadable(), stranger()].map(({ minutes, write }) => {
    const time = now - minutes * MINUTE;
    return { account: FORWARD.login, mailbox: 'INBOX', time, raw: write(time), flags: [] };
  });
