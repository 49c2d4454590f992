/** Mail among colleagues, a forward, and one message that reached both accounts. */
import { staffAddress } from '../crm/people.mjs';
import { buildMessage, formatAddress, formatDate, messagePart, multipart, textPart } from '../mime/compose.mjs';
import { encodeHeader } from '../mime/encode.mjs';
import { WIRES } from './letter.mjs';

/** @typedef {{ name: string, address: string }} Mailto */

/** Who writes, the subject, the text. @type {[string, string, string][]} */
export const INTERNAL = [
  ['Katharina Roth', 'Zahlen für den Monatsbericht', 'Hallo Sabine,\n\nkannst du mir bis Freitag deine Vermittlungen und die offenen Angebote schicken? Ich brauche sie für den Bericht an die Geschäftsführung.\n\nDanke und Gruß\nKatharina'],
  ['Thomas Brandt', 'Vertretung nächste Woche', 'Hi Sabine,\n\nich bin ab Montag im Urlaub. Übernimmst du bitte die drei Gespräche bei Nordwerk? Die Unterlagen liegen im gemeinsamen Ordner.\n\nGrüße, Thomas'],
  ['Heike Sommer', 'Schlüssel für den Besprechungsraum', 'Moin zusammen,\n\nder Schlüssel für den großen Besprechungsraum fehlt. Wer ihn zuletzt hatte, legt ihn bitte an den Empfang.\n\nHeike'],
  ['Petra Uhl', 'Stundenzettel fehlen noch', 'Liebe Kolleginnen und Kollegen,\n\nvon vier Mitarbeitern fehlen noch die Stundenzettel. Ohne sie kann ich am 28. keine Löhne anweisen – bitte fragt nach.\n\nPetra'],
  ['Dr. Ralf Petersen', 'Sommerfest: Termin und Ort', 'Liebe alle,\n\nunser Sommerfest findet im Museumshafen statt. Bitte tragt euch in die Liste ein, Familien sind herzlich willkommen.\n\nRalf Petersen'],
  ['Jeroen Mulder', 'Nederlandse kandidaten', 'Hoi Sabine,\n\nik heb drie goede kandidaten voor Zwolle. Zullen we morgen even bellen over de tarieven?\n\nGroet, Jeroen'],
  ['Nina Ahrens', 'Frage zum Ausbildungsnachweis', 'Hallo Frau Hartwig,\n\nkönnten Sie bitte meinen Ausbildungsnachweis für Oktober unterschreiben? Er liegt in Ihrem Fach.\n\nViele Grüße\nNina Ahrens'],
  ['Daniel Feld', 'Preisanpassung Logistik', 'Hallo Sabine,\n\nab Januar gelten in der Logistik neue Verrechnungssätze (plus 3,2 %). Bitte nenne bei neuen Angeboten schon die neuen Preise.\n\nDaniel'],
];

/** @param {{ number: number, to: Mailto[], time: number }} about @returns {Buffer} */
export function writeInternal({ number, to, time }) {
  const [name, subject, text] = /** @type {[string, string, string]} */ (INTERNAL[number % INTERNAL.length]);
  const wire = /** @type {import('./letter.mjs').Wire} */ (WIRES[number % WIRES.length]);
  return buildMessage(
    { Date: formatDate(time), From: formatAddress({ name, address: staffAddress(name) }), To: to.map((one) => formatAddress(one)).join(', '), 'Message-ID': `<team.${time.toString(36)}.${number}@${staffAddress(name).split('@')[1]}>`, Subject: encodeHeader(subject, wire.charset, wire.word) },
    textPart(`${text}\n`, wire),
  );
}

/** A colleague forwards a candidate's message, as an attachment or quoted in the text. @param {{ from: string, to: Mailto, time: number, original: { from: Mailto, subject: string, text: string, time: number }, attached: boolean }} about @returns {Buffer} */
export function writeForward({ from, to, time, original, attached }) {
  const note = 'Hallo Sabine,\n\ndas landete bei mir, ist aber deine Kandidatin. Kümmerst du dich?\n\nGrüße, Thomas\n';
  const quoted = `${note}\n-------- Weitergeleitete Nachricht --------\nBetreff: ${original.subject}\nDatum: ${formatDate(original.time)}\nVon: ${formatAddress(original.from)}\nAn: ${staffAddress(from)}\n\n${original.text}\n`;
  const fields = { Date: formatDate(time), From: formatAddress({ name: from, address: staffAddress(from) }), To: formatAddress(to), 'Message-ID': `<fwd.${time.toString(36)}@${staffAddress(from).split('@')[1]}>`, Subject: encodeHeader(`WG: ${original.subject}`) };
  const form = /** @type {const} */ ({ charset: 'utf-8', encoding: '8bit' });
  if (!attached) return buildMessage(fields, textPart(quoted, form));
  const raw = buildMessage(
    { Date: formatDate(original.time), From: formatAddress(original.from), To: staffAddress(from), 'Message-ID': `<${original.time.toString(36)}@${original.from.address.split('@')[1]}>`, Subject: encodeHeader(original.subject) },
    textPart(`${original.text}\n`, { charset: 'iso-8859-1', encoding: 'quoted-printable' }),
  );
  return buildMessage(fields, multipart('mixed', `fwd_${time.toString(36)}`, [textPart(note, form), messagePart(raw)]));
}
