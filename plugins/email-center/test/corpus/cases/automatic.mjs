/** Mail that no person wrote by hand. */
import { HEAD, joined, octets, single } from '../write.mjs';

const kind = (value) => ({ automatic: { kind: value } });
const report = (type, ...parts) => octets(HEAD, `Subject: report\r\nContent-Type: multipart/report; report-type=${type}; boundary=b\r\n\r\n`, ...joined(parts, 'b'));
const TEXT = 'Content-Type: text/plain\r\n\r\nwords';
const status = (action) => `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; gone@example.org\r\nAction: ${action}\r\nStatus: 5.1.1\r\n`;
const headed = (fields, subject = 'Hello') => single([`Subject: ${subject}`, ...fields], 'words\r\n');
const absent = (subject) => [headed([], subject), kind('auto-reply')];
const daemon = (subject, text) => octets(`From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\r\nSubject: ${subject}\r\n\r\n${text}\r\n`);

export const automaticCases = [
  ['bounce-report', report('delivery-status', TEXT, status('failed'), 'Content-Type: message/rfc822\r\n\r\nSubject: original\r\n\r\nx'), {
    automatic: { kind: 'bounce', why: 'Delivery status report (RFC 3464), action failed, for gone@example.org, status 5.1.1.' },
  }],
  ['delay-report-is-no-bounce', report('delivery-status', TEXT, status('delayed')), kind('auto-reply')],
  ['bounce-in-free-text', daemon('Undelivered Mail Returned to Sender', 'I could not deliver'), kind('bounce')],
  ['bounce-german', daemon('Unzustellbar: Angebot', 'Ihre Nachricht konnte nicht zugestellt werden'), kind('bounce')],
  ['bounce-by-failed-recipients', headed(['X-Failed-Recipients: gone@example.org']), kind('bounce')],
  ['talk-about-bounces-is-none', headed([], 'Undeliverable: what does that mean?'), kind('none')],
  ['complaint', report('feedback-report', TEXT, 'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1'), {
    automatic: { kind: 'complaint', why: 'Feedback report of a mail provider, type abuse (RFC 5965).' },
  }],
  ['auto-reply', headed(['Auto-Submitted: auto-replied (vacation)']), kind('auto-reply')],
  ['auto-submitted-no-is-none', headed(['Auto-Submitted: no']), kind('none')],
  ['auto-generated', headed(['Auto-Submitted: auto-generated']), kind('auto-reply')],
  ['auto-reply-old-field', headed(['X-Autoreply: yes']), kind('auto-reply')],
  ['auto-reply-precedence', headed(['Precedence: auto_reply']), kind('auto-reply')],
  ['absence-english', ...absent('Out of Office: Hello')],
  ['absence-english-automatic', ...absent('Automatic reply: Hello')],
  ['absence-german', ...absent('Automatische Antwort: Hallo')],
  ['absence-german-2', ...absent('Abwesenheitsnotiz')],
  ['absence-dutch', ...absent('Automatisch antwoord: Hallo')],
  ['absence-dutch-2', ...absent('Afwezig: tot maandag')],
  ['absence-french', ...absent('=?utf-8?Q?R=C3=A9ponse_automatique?= : Bonjour')],
  ['absence-italian', ...absent('Risposta automatica: Ciao')],
  ['absence-spanish', ...absent('=?utf-8?Q?Respuesta_autom=C3=A1tica=3A_Hola?=')],
  ['reply-to-an-absence-is-none', headed([], 'Re: Out of Office next week?'), kind('none')],
  ['list', headed(['List-Id: Talk <talk.example.org>', 'List-Post: <mailto:talk@example.org>', 'List-Unsubscribe: <mailto:x@example.org>', 'Precedence: list']), kind('list')],
  ['bulk-precedence', headed(['Precedence: bulk']), kind('bulk')],
  ['bulk-unsubscribe', headed(['List-Unsubscribe: <https://example.org/u>']), kind('bulk')],
  ['none', headed([]), kind('none')],
];
