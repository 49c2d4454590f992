/** Forwards as six mail programs write them in six languages. The people are invented; what must be read is written by hand. */
import { alternative, htmlOnly, plain } from './forwarded-write.mjs';

const ANNA = { name: 'Anna Weber', address: 'anna.weber@people.example' };
const PETRA = { name: 'Petra Klein', address: 'petra@firm.example' };
const SENT_AT = '2026-11-02T08:41:00.000Z';
const SECONDS = '2026-11-02T08:41:05.000Z';

/** Labels: from, date, subject, to, cc, in the spelling of the program; then the subject prefix. */
const GMAIL = {
  en: ['From', 'Mon, Nov 2, 2026 at 9:41 AM', 'Fwd'], de: ['Von', 'Mo., 2. Nov. 2026 um 09:41 Uhr', 'Fwd'], nl: ['Van', 'ma 2 nov 2026 om 09:41', 'Fwd'],
  fr: ['De', 'lun. 2 nov. 2026 à 09:41', 'Fwd'], it: ['Da', 'lun 2 nov 2026 alle ore 09:41', 'Fwd'], es: ['De', 'lun, 2 nov 2026 a las 9:41', 'Fwd'],
};

function gmail(language, subject) {
  const [from, date, prefix] = GMAIL[language];
  const colon = language === 'fr' ? ' :' : ':';
  const text = [
    'Please file this.', '', '---------- Forwarded message ---------', `${from}${colon} Anna Weber <anna.weber@people.example>`, `Date: ${date}`, `Subject: ${subject}`,
    'To: Petra Klein <petra@firm.example>', 'Cc: <second@people.example>', '', '', 'The text of the message.', '',
  ].join('\n');
  const html = `<div dir="ltr">Please file this.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>${from}${colon} <strong class="gmail_sendername" dir="auto">Anna Weber</strong> <span dir="auto">&lt;<a href="mailto:anna.weber@people.example">anna.weber@people.example</a>&gt;</span><br>Date: ${date}<br>Subject: ${subject}<br>To: Petra Klein &lt;<a href="mailto:petra@firm.example">petra@firm.example</a>&gt;<br>Cc:  &lt;<a href="mailto:second@people.example">second@people.example</a>&gt;<br></div><br><br>The text of the message.</div></div>`;
  return [alternative(`${prefix}: ${subject}`, text, html), { style: 'inline', from: [ANNA], to: [PETRA], cc: [{ name: '', address: 'second@people.example' }], subject, date: SENT_AT }];
}

const OUTLOOK = {
  en: ['From', 'Sent', 'To', 'Subject', 'Monday, November 2, 2026 9:41 AM', 'FW', 'Original Message'],
  de: ['Von', 'Gesendet', 'An', 'Betreff', 'Montag, 2. November 2026 09:41', 'WG', 'Ursprüngliche Nachricht'],
  nl: ['Van', 'Verzonden', 'Aan', 'Onderwerp', 'maandag 2 november 2026 09:41', 'FW', 'Oorspronkelijk bericht'],
  fr: ['De', 'Envoyé', 'À', 'Objet', 'lundi 2 novembre 2026 09:41', 'TR', "Message d'origine"],
  it: ['Da', 'Inviato', 'A', 'Oggetto', 'lunedì 2 novembre 2026 09:41', 'I', 'Messaggio originale'],
  es: ['De', 'Enviado el', 'Para', 'Asunto', 'lunes, 2 de noviembre de 2026 9:41', 'RV', 'Mensaje original'],
};

const colonOf = (language) => (language === 'fr' ? '\u00a0:' : ':');

/** Plain text, with the addresses in the form of old versions. */
function outlookDesktop(language, subject) {
  const [from, sent, to, about, date, prefix, separator] = OUTLOOK[language];
  const colon = colonOf(language);
  const text = [
    '', '', `-----${separator}-----`, `${from}${colon} Anna Weber [mailto:anna.weber@people.example] `, `${sent}${colon} ${date}`, `${to}${colon} Petra Klein; Weber, Jan <jan@people.example>`,
    `Cc${colon} second@people.example<mailto:second@people.example>`, `${about}${colon} ${subject}`, '', 'The text of the message.', '',
  ].join('\n');
  return [plain(`${prefix}: ${subject}`, text), {
    style: 'inline', from: [ANNA], to: [{ name: 'Petra Klein', address: '' }, { name: 'Weber, Jan', address: 'jan@people.example' }], cc: [{ name: '', address: 'second@people.example' }], subject, date: SENT_AT,
  }];
}

/** HTML only: a border stands where plain text has a line. */
function outlookDesktopHtml(language, subject) {
  const [from, sent, to, about, date, prefix] = OUTLOOK[language];
  const colon = colonOf(language);
  const html = `<div class="WordSection1"><p class="MsoNormal">Please file this.</p><p class="MsoNormal">&nbsp;</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>${from}${colon}</b> Anna Weber &lt;anna.weber@people.example&gt; <br><b>${sent}${colon}</b> ${date}<br><b>${to}${colon}</b> Petra Klein &lt;petra@firm.example&gt;<br><b>${about}${colon}</b> ${subject}</p></div></div><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">The text of the message.</p></div>`;
  return [htmlOnly(`${prefix}: ${subject}`, html), { style: 'inline', from: [ANNA], to: [PETRA], cc: [], subject, date: SENT_AT }];
}

function outlookWeb(language, subject) {
  const [from, sent, to, about, date, prefix] = OUTLOOK[language];
  const colon = colonOf(language);
  const text = [
    'Please file this.', '________________________________', `${from}${colon} anna.weber@people.example <anna.weber@people.example>`, `${sent}${colon} ${date}`, `${to}${colon} Petra Klein <petra@firm.example>`, `${about}${colon} ${subject}`, '', 'The text of the message.', '',
  ].join('\n');
  const html = `<div>Please file this.</div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>${from}${colon}</b> anna.weber@people.example &lt;anna.weber@people.example&gt;<br><b>${sent}${colon}</b> ${date}<br><b>${to}${colon}</b> Petra Klein &lt;petra@firm.example&gt;<br><b>${about}${colon}</b> ${subject}</font><div>&nbsp;</div></div><div>The text of the message.</div>`;
  return [alternative(`${prefix}: ${subject}`, text, html), { style: 'inline', from: [{ name: '', address: ANNA.address }], to: [PETRA], cc: [], subject, date: SENT_AT }];
}

const MOBILE = { en: 'Get Outlook for iOS', de: 'Outlook für iOS beziehen', nl: 'Outlook voor iOS downloaden', fr: 'Obtenir Outlook pour iOS', it: 'Scarica Outlook per iOS', es: 'Obtener Outlook para iOS' };

function outlookMobile(language, subject) {
  const [from, sent, to, about, date, prefix] = OUTLOOK[language];
  const colon = colonOf(language);
  const text = [
    '', `${MOBILE[language]}<https://aka.ms/example>`, '________________________________', `${from}${colon} Anna Weber <anna.weber@people.example<mailto:anna.weber@people.example>>`, `${sent}${colon} ${date}`,
    `${to}${colon} Petra Klein <petra@firm.example<mailto:petra@firm.example>>`, `${about}${colon} ${subject}`, '', 'The text of the message.', '',
  ].join('\n');
  return [plain(`${prefix}: ${subject}`, text), { style: 'inline', from: [ANNA], to: [PETRA], cc: [], subject, date: SENT_AT }];
}

const APPLE = {
  en: ['Begin forwarded message:', 'From', 'Subject', 'Date', 'To', 'Cc', '2 November 2026 at 09:41:05 CET'],
  de: ['Anfang der weitergeleiteten Nachricht:', 'Von', 'Betreff', 'Datum', 'An', 'Kopie', '2. November 2026 um 09:41:05 MEZ'],
  nl: ['Begin doorgestuurd bericht:', 'Van', 'Onderwerp', 'Datum', 'Aan', 'Kopie', '2 november 2026 om 09:41:05 CET'],
  fr: ['Début du message réexpédié :', 'De', 'Objet', 'Date', 'À', 'Cc', '2 novembre 2026 à 09:41:05 UTC+1'],
  it: ['Inizio messaggio inoltrato:', 'Da', 'Oggetto', 'Data', 'A', 'Cc', '2 novembre 2026 alle ore 09:41:05 CET'],
  es: ['Inicio del mensaje reenviado:', 'De', 'Asunto', 'Fecha', 'Para', 'Cc', '2 de noviembre de 2026, 9:41:05 CET'],
};

function apple(language, subject) {
  const [begin, from, about, date, to, cc, at] = APPLE[language];
  const colon = language === 'fr' ? ' :' : ':';
  const text = [
    '', 'Please file this.', '', begin, '> ', `> ${from}${colon} Anna Weber <anna.weber@people.example>`, `> ${about}${colon} ${subject}`, `> ${date}${colon} ${at}`, `> ${to}${colon} Petra Klein <petra@firm.example>,`,
    '> jan@people.example', `> ${cc}${colon} Second <second@people.example>`, '> ', '> The text of the message.', '',
  ].join('\n');
  return [plain(`Fwd: ${subject}`, text), { style: 'inline', from: [ANNA], to: [PETRA, { name: '', address: 'jan@people.example' }], cc: [{ name: 'Second', address: 'second@people.example' }], subject, date: SECONDS }];
}

const THUNDERBIRD = {
  en: ['Forwarded Message', 'Subject', 'Date', 'From', 'To'], de: ['Weitergeleitete Nachricht', 'Betreff', 'Datum', 'Von', 'An'], nl: ['Doorgestuurd bericht', 'Onderwerp', 'Datum', 'Van', 'Aan'],
  fr: ['Message transféré', 'Sujet', 'Date', 'De', 'Pour'], it: ['Messaggio inoltrato', 'Oggetto', 'Data', 'Mittente', 'A'], es: ['Mensaje reenviado', 'Asunto', 'Fecha', 'De', 'Para'],
};

function thunderbird(language, subject) {
  const [begin, about, date, from, to] = THUNDERBIRD[language];
  const colon = language === 'fr' ? ' :' : ':';
  const row = (label, value) => `<tr><th valign="BASELINE" align="RIGHT" nowrap="nowrap">${label}${colon} </th><td>${value}</td></tr>`;
  const text = ['Please file this.', '', '', `-------- ${begin} --------`, `${about}${colon} \t${subject}`, `${date}${colon} \tMon, 2 Nov 2026 09:41:00 +0100`, `${from}${colon} \tAnna Weber <anna.weber@people.example>`, `${to}${colon} \tpetra@firm.example`, '', '', 'The text of the message.', ''].join('\n');
  const html = `<p>Please file this.</p><div class="moz-forward-container"><br><br>-------- ${begin} --------<table class="moz-email-headers-table"><tbody>${row(about, subject)}${row(date, 'Mon, 2 Nov 2026 09:41:00 +0100')}${row(from, 'Anna Weber <a href="mailto:anna.weber@people.example">&lt;anna.weber@people.example&gt;</a>')}${row(to, '<a href="mailto:petra@firm.example">petra@firm.example</a>')}</tbody></table><br><br>The text of the message.</div>`;
  const mail = language === 'it' || language === 'nl' ? htmlOnly(`Fwd: ${subject}`, html) : alternative(`Fwd: ${subject}`, text, html);
  return [mail, { style: 'inline', from: [ANNA], to: [{ name: '', address: PETRA.address }], cc: [], subject, date: SENT_AT }];
}

const SUBJECTS = { en: 'Application for team lead', de: 'Bewerbung als Teamleitung', nl: 'Sollicitatie teamleider', fr: 'Candidature au poste de chef d’équipe', it: 'Candidatura come capogruppo', es: 'Solicitud para jefe de equipo' };
const PROGRAMS = { gmail, 'outlook-desktop': outlookDesktop, 'outlook-desktop-html': outlookDesktopHtml, 'outlook-web': outlookWeb, 'outlook-mobile': outlookMobile, apple, thunderbird };

export const inlineCases = Object.entries(PROGRAMS).flatMap(([program, write]) =>
  Object.entries(SUBJECTS).map(([language, subject]) => [`${program}-${language}`, ...write(language, subject)]));
