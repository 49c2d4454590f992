/** Mail that no person wrote: newsletters, a bounce (RFC 3464), a complaint (RFC 5965), an out-of-office reply (RFC 3834), notices of systems. */
import { HOUSE } from '../crm/companies.mjs';
import { buildMessage, formatAddress, formatDate, multipart, textPart } from '../mime/compose.mjs';
import { encodeHeader } from '../mime/encode.mjs';

/** @typedef {{ name: string, address: string }} Mailto */

const FORM = /** @type {const} */ ({ charset: 'utf-8', encoding: 'quoted-printable' });

/**
 * Sender, list domain, subjects and first sentences of newsletters.
 * @type {{ name: string, domain: string, issues: [string, string][] }[]}
 */
const NEWSLETTERS = [
  { name: 'Personalwirtschaft kompakt', domain: 'personal-kompakt.example', issues: [
    ['Mindestlohn, Urlaub, Zeiterfassung: das ändert sich', 'Drei Urteile und eine Gesetzesänderung, die Sie bis zum Jahresende kennen sollten.'],
    ['So formulieren Sie Stellenanzeigen, die gelesen werden', 'Weniger Floskeln, mehr Gehalt: Was Bewerberinnen und Bewerber wirklich wissen wollen.'],
    ['Überlassungshöchstdauer: Ihre Checkliste', 'Wann die 18 Monate neu beginnen und welche Tarifverträge Ausnahmen erlauben.']] },
  { name: 'Handelskammer Nachrichten', domain: 'kammer-nachrichten.example', issues: [
    ['Fachkräftemangel: Ergebnisse der Herbstumfrage', 'Jeder zweite Betrieb im Norden kann offene Stellen nicht besetzen.'],
    ['Einladung zum Unternehmerfrühstück', 'Am Donnerstag sprechen wir über Zuwanderung und Anerkennung ausländischer Abschlüsse.']] },
  { name: 'Recruiting Weekly', domain: 'recruiting-weekly.example', issues: [
    ['Seven questions that predict nothing', 'Why the classic interview favourites tell you little, and what to ask instead.'],
    ['Salary ranges: publish or perish', 'Adverts that name a range get a third more applications, a new study says.']] },
  { name: 'Vakblad Flex', domain: 'vakblad-flex.example', issues: [
    ['Nieuwe regels voor uitzendkrachten', 'Vanaf januari gelden andere fasen en een kortere wachttijd. Dit moet je regelen.']] },
  { name: 'Bürobedarf Alster', domain: 'buerobedarf-alster.example', issues: [
    ['20 % auf Ordner und Register', 'Nur diese Woche: alles für die Ablage, versandkostenfrei ab 49 €.'],
    ['Ihr Toner geht zur Neige?', 'Wir haben Ihre letzte Bestellung angesehen und ein Angebot für Sie vorbereitet.']] },
];

/** @param {{ to: Mailto, time: number, number: number }} about @returns {Buffer} */
export function writeNewsletter({ to, time, number }) {
  const paper = /** @type {(typeof NEWSLETTERS)[number]} */ (NEWSLETTERS[number % NEWSLETTERS.length]);
  const [subject, teaser] = /** @type {[string, string]} */ (paper.issues[Math.floor(number / NEWSLETTERS.length) % paper.issues.length]);
  const site = `https://www.${paper.domain}`;
  const text = `${subject}\n\n${teaser}\n\nWeiterlesen / read more: ${site}/${number}\n\nAbmelden / unsubscribe: ${site}/unsubscribe\n`;
  const html = `<html><body style="background:#f4f4f4"><table width="600" align="center" bgcolor="#ffffff" cellpadding="24"><tr><td><img src="${site}/header.png" width="552" alt="${paper.name}"><h1>${subject}</h1><p>${teaser}</p>` +
    `<p><a href="${site}/${number}">Weiterlesen</a></p><p><small><a href="${site}/unsubscribe">Abmelden</a></small></p><img src="${site}/open/${number}.gif" width="1" height="1" alt=""></td></tr></table></body></html>\n`;
  return buildMessage(
    {
      'Return-Path': `<bounce-${number}@${paper.domain}>`, Date: formatDate(time), From: formatAddress({ name: paper.name, address: `news@${paper.domain}` }), To: formatAddress(to),
      'Message-ID': `<news.${time.toString(36)}.${number}@${paper.domain}>`, Subject: encodeHeader(subject), 'List-Id': `<news.${paper.domain}>`,
      'List-Unsubscribe': `<${site}/unsubscribe>, <mailto:unsubscribe@${paper.domain}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk',
    },
    multipart('alternative', `news_${number}`, [textPart(text, FORM), textPart(html, { ...FORM, subtype: 'html' })]),
  );
}

/** A message of ours could not be delivered. @param {{ to: Mailto, time: number, failed: string, original: Buffer }} about @returns {Buffer} */
export function writeBounce({ to, time, failed, original }) {
  const reporter = `mx1.${failed.split('@')[1]}`;
  const head = original.toString('latin1').split('\r\n\r\n')[0];
  const report = `Reporting-MTA: dns; ${reporter}\r\nArrival-Date: ${formatDate(time - 60_000)}\r\n\r\nFinal-Recipient: rfc822; ${failed}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <${failed}>: Recipient address rejected: User unknown\r\n`;
  return buildMessage(
    { 'Return-Path': '<>', Date: formatDate(time), From: formatAddress({ name: 'Mail Delivery System', address: `MAILER-DAEMON@${reporter}` }), To: formatAddress(to), 'Message-ID': `<dsn.${time.toString(36)}@${reporter}>`, Subject: 'Undelivered Mail Returned to Sender', 'Auto-Submitted': 'auto-replied' },
    multipart('report; report-type=delivery-status', `dsn_${time.toString(36)}`, [
      textPart(`This is the mail system at host ${reporter}.\n\nYour message could not be delivered to one or more recipients.\n\n<${failed}>: Recipient address rejected: User unknown\n`, { charset: 'utf-8', encoding: '8bit' }),
      { head: ['Content-Type: message/delivery-status'], body: report },
      { head: ['Content-Type: text/rfc822-headers'], body: `${head}\r\n` },
    ]),
  );
}

/** Somebody told their provider that a message of ours is unwanted. @param {{ to: Mailto, time: number, by: string, original: Buffer }} about @returns {Buffer} */
export function writeComplaint({ to, time, by, original }) {
  const provider = String(by.split('@')[1]);
  const head = original.toString('latin1').split('\r\n\r\n')[0];
  const report = `Feedback-Type: abuse\r\nUser-Agent: FeedbackLoop/2.1\r\nVersion: 1\r\nOriginal-Mail-From: <${to.address}>\r\nOriginal-Rcpt-To: <${by}>\r\nArrival-Date: ${formatDate(time - 5_400_000)}\r\nSource-IP: 198.51.100.24\r\nReported-Domain: ${to.address.split('@')[1]}\r\n`;
  return buildMessage(
    { Date: formatDate(time), From: formatAddress({ name: 'Feedback Loop', address: `feedback@${provider}` }), To: formatAddress(to), 'Message-ID': `<arf.${time.toString(36)}@${provider}>`, Subject: 'Complaint about a message from your address' },
    multipart('report; report-type=feedback-report', `arf_${time.toString(36)}`, [
      textPart(`This is a report about an e-mail message that ${by} marked as unwanted. It was received from 198.51.100.24.\n`, { charset: 'utf-8', encoding: '8bit' }),
      { head: ['Content-Type: message/feedback-report'], body: report },
      { head: ['Content-Type: text/rfc822-headers'], body: `${head}\r\n` },
    ]),
  );
}

/** @param {{ from: Mailto, to: Mailto, time: number, about: string, inReplyTo: string }} reply @returns {Buffer} */
export function writeOutOfOffice({ from, to, time, about, inReplyTo }) {
  const text = `Guten Tag,\n\nich bin bis einschließlich nächsten Mittwoch nicht im Büro und lese meine E-Mails nicht. In dringenden Fällen hilft Ihnen meine Vertretung unter der Zentrale weiter.\n\nIhre Nachricht wird nicht weitergeleitet.\n\n${from.name}\n`;
  return buildMessage(
    { Date: formatDate(time), From: formatAddress(from), To: formatAddress(to), 'Message-ID': `<ooo.${time.toString(36)}@${from.address.split('@')[1]}>`, 'In-Reply-To': `<${inReplyTo}>`, References: `<${inReplyTo}>`,
      Subject: encodeHeader(`Abwesenheitsnotiz: ${about}`), 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', Precedence: 'auto_reply' },
    textPart(text, FORM),
  );
}

const NOTICES = /** @type {[string, string, string][]} */ ([
  ['Telefonanlage', 'pbx', 'Neue Sprachnachricht von +49 40 5550 987 (0:42). Sie können sie über Ihr Telefon abhören.'],
  ['Bewerberportal', 'portal', 'Auf Ihre Anzeige sind 3 neue Bewerbungen eingegangen. Bitte melden Sie sich im Portal an, um sie zu sehen.'],
  ['Druckerei Kopierer 2. OG', 'drucker', 'Der Toner (Schwarz) ist fast leer. Bitte bestellen Sie Ersatz.'],
]);

/** @param {{ to: Mailto, time: number, number: number }} about @returns {Buffer} */
export function writeNotice({ to, time, number }) {
  const [name, local, text] = /** @type {[string, string, string]} */ (NOTICES[number % NOTICES.length]);
  return buildMessage(
    { Date: formatDate(time), From: formatAddress({ name, address: `noreply@${local}.${HOUSE.domain}` }), To: formatAddress(to), 'Message-ID': `<notice.${time.toString(36)}.${number}@${local}.${HOUSE.domain}>`, Subject: `${name}: Meldung ${1000 + number}`, 'Auto-Submitted': 'auto-generated' },
    textPart(`${text}\n`, { charset: 'utf-8', encoding: '8bit' }),
  );
}
