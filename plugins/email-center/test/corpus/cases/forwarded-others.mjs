/** Redirected and attached messages, forwards of forwards, further programs, and what only looks like a forward. */
import { alternative, attached, head, htmlOnly, original, plain } from './forwarded-write.mjs';
import { octets } from '../write.mjs';

const ANNA = { name: 'Anna Weber', address: 'anna.weber@people.example' };
const PETRA = { name: 'Petra Klein', address: 'petra@firm.example' };
const APPLICATION = { from: [ANNA], to: [PETRA], cc: [], subject: 'Application', date: '2026-11-02T08:41:00.000Z' };
const gmailBlock = (from, subject = 'Application', to = 'Petra Klein <petra@firm.example>') =>
  ['---------- Forwarded message ---------', `From: ${from}`, 'Date: Mon, Nov 2, 2026 at 9:41 AM', `Subject: ${subject}`, `To: ${to}`, '', ''].join('\n');
const outlookBlock = (from, subject = 'Application') => [`From: ${from}`, 'Sent: Monday, November 2, 2026 9:41 AM', 'To: Petra Klein <petra@firm.example>', `Subject: ${subject}`, '', ''].join('\n');
const ANNAS = 'Anna Weber <anna.weber@people.example>';

const redirected = [
  ['redirect-resent', original(['Resent-From: Petra Klein <petra@firm.example>', 'Resent-To: forward@firm.example', 'Resent-Date: Mon, 02 Nov 2026 10:15:00 +0100', 'Resent-Message-ID: <r1@firm.example>']), { style: 'redirect', ...APPLICATION }],
  ['redirect-gmail-rule', original(['X-Forwarded-To: forward@firm.example', 'X-Forwarded-For: petra@firm.example forward@firm.example', 'Delivered-To: petra@firm.example']), { style: 'redirect', ...APPLICATION }],
  ['redirect-exchange-rule', original(['X-MS-Exchange-Inbox-Rules-Loop: petra@firm.example', 'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent']), { style: 'redirect', ...APPLICATION }],
  ['redirect-exchange-forwarding', original(['X-MS-Exchange-ForwardingLoop: petra@firm.example;0b1c2d3e']), { style: 'redirect', ...APPLICATION }],
  ['redirect-two-deliveries', original(['Delivered-To: forward@firm.example', 'Delivered-To: petra@firm.example']), { style: 'redirect', ...APPLICATION }],
  ['redirect-of-sent-mail', octets([
    'From: Petra Klein <petra@firm.example>', 'To: Anna Weber <anna.weber@people.example>', 'Subject: Your application', 'Date: Mon, 02 Nov 2026 10:15:00 +0100', 'Resent-From: petra@firm.example', 'Resent-To: forward@firm.example', '', 'Thank you.', '',
  ].join('\r\n')), { style: 'redirect', from: [PETRA], to: [ANNA], cc: [], subject: 'Your application', date: '2026-11-02T09:15:00.000Z' }],
  ['redirect-of-an-inline-forward', plain('Fwd: Application', gmailBlock(ANNAS), ['Resent-From: boss@firm.example']), { style: 'redirect', from: [PETRA], subject: 'Fwd: Application' }],
  ['redirect-of-a-message-that-forges-a-forward', original(['Resent-From: petra@firm.example'], `${gmailBlock('Victim <victim@customer.example>')}Pay me.`), { style: 'redirect', ...APPLICATION }],
  ['several-addresses-of-one-mailbox', original(['Delivered-To: petra+x@firm.example', 'Delivered-To: petra@firm.example']), null],
  ['list-mail-is-no-redirect', original(['List-Id: <news.list.example>', 'Delivered-To: petra@firm.example', 'Delivered-To: news@list.example']), null],
];

const MESSAGE = 'message/rfc822';
const other = octets('From: Second <second@people.example>\r\nTo: petra@firm.example\r\nSubject: Other\r\n\r\nSecond text\r\n');
const attachments = [
  ['attached', attached('Fwd: Application', 'See attachment.\n', [[MESSAGE, original([])]]), { style: 'attached', ...APPLICATION }],
  ['attached-without-a-word', attached('', '', [[`${MESSAGE}; name="Application.eml"`, original([])]]), { style: 'attached', ...APPLICATION }],
  ['attached-several', attached('WG: zwei', 'Zwei Nachrichten.\n', [[MESSAGE, original([])], [MESSAGE, other]]), { style: 'attached', ...APPLICATION }],
  ['attached-as-file', attached('FW: Application', '', [['application/octet-stream; name="Application.eml"', original([])]]), { style: 'attached', ...APPLICATION }],
  ['attached-alone', octets(head('Fwd: Application'), 'Content-Type: message/rfc822\r\n\r\n', original([])), { style: 'attached', ...APPLICATION }],
  ['attached-encoded-header', attached('Fwd:', '', [[MESSAGE, octets('From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@people.example>\r\nTo: petra@firm.example\r\nSubject: =?utf-8?Q?=C3=9Cbersicht?=\r\nDate: Mon, 2 Nov 2026 09:41:00 +0100\r\n\r\nText\r\n')]]), {
    style: 'attached', from: [{ name: 'Jörg Müller', address: 'joerg@people.example' }], to: [{ name: '', address: 'petra@firm.example' }], cc: [], subject: 'Übersicht', date: '2026-11-02T08:41:00.000Z' }],
  ['attached-to-an-answer', attached('Re: Application', 'As you asked.\n', [[MESSAGE, original([])]]), null],
  ['attached-with-two-senders', attached('Fwd: Application', '', [[MESSAGE, octets('From: a@people.example, b@people.example\r\nSubject: Two\r\n\r\nText\r\n')]]), null],
  ['attached-outlook-file', attached('FW: Application', '', [['application/vnd.ms-outlook; name="Application.msg"', 'not read']]), null],
  ['inline-with-a-message-the-customer-attached', attached('Fwd: Application', gmailBlock(ANNAS), [[MESSAGE, other]]), { style: 'inline', from: [ANNA], subject: 'Application' }],
  ['report-of-a-bounce', octets(head('Undelivered Mail', [], 'MAILER-DAEMON@firm.example'), 'Content-Type: multipart/report; report-type=delivery-status; boundary=rep\r\n\r\n--rep\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n--rep\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; firm.example\r\n\r\nFinal-Recipient: rfc822; x@people.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--rep\r\nContent-Type: message/rfc822\r\n\r\n', original([]), '\r\n--rep--\r\n'), null],
];

const further = [
  ['gmx-sent-first', plain('Fw: Anfrage', '\n\nGesendet: Montag, 02. November 2026 um 09:41 Uhr\nVon: "Anna Weber" <anna.weber@people.example>\nAn: petra@firm.example\nBetreff: Anfrage\n\nText\n'.replace('\n\nGesendet', '\n-----Ursprüngliche Nachricht-----\nGesendet')), { style: 'inline', from: [ANNA], to: [{ name: '', address: 'petra@firm.example' }], subject: 'Anfrage', date: '2026-11-02T08:41:00.000Z' }],
  ['open-xchange', plain('Fwd: Anfrage', '---------- Ursprüngliche Nachricht ----------\nVon: Anna Weber <anna.weber@people.example>\nAn: petra@firm.example\nDatum: 02.11.2026 09:41 CET\nBetreff: Anfrage\n\nText\n'), { style: 'inline', from: [ANNA], subject: 'Anfrage', date: '2026-11-02T08:41:00.000Z' }],
  ['yahoo', plain('Fw: Application', '   ----- Forwarded Message -----\n From: Anna Weber <anna.weber@people.example>\n To: petra@firm.example <petra@firm.example>\nSent: Monday, November 2, 2026 at 09:41:00 AM GMT+1\nSubject: Application\n\n Text\n'), { style: 'inline', from: [ANNA], subject: 'Application', date: '2026-11-02T08:41:00.000Z' }],
  ['proton', plain('Fw: Application', '------- Forwarded Message -------\nFrom: Anna Weber <anna.weber@people.example>\nDate: On Monday, November 2nd, 2026 at 9:41 AM\nSubject: Application\nTo: petra@firm.example <petra@firm.example>\n\n\n> Text\n'), { style: 'inline', from: [ANNA], date: '2026-11-02T08:41:00.000Z' }],
  ['mutt', plain('Fwd: Application', '----- Forwarded message from Anna Weber <anna.weber@people.example> -----\n\nDate: Mon, 2 Nov 2026 09:41:00 +0100\nFrom: Anna Weber <anna.weber@people.example>\nTo: petra@firm.example\nSubject: Application\n\nText\n----- End forwarded message -----\n'), { style: 'inline', from: [ANNA], date: '2026-11-02T08:41:00.000Z' }],
  ['roundcube', plain('Fwd: Application', '-------- Original Message --------\nSubject: Application\nDate: 2026-11-02 09:41\nFrom: Anna Weber <anna.weber@people.example>\nTo: petra@firm.example\n\nText\n'), { style: 'inline', from: [ANNA], date: '2026-11-02T08:41:00.000Z' }],
  ['bold-labels-in-plain-text', plain('FW: Application', '*From:* Anna Weber <anna.weber@people.example>\n*Sent:* Monday, November 2, 2026 9:41 AM\n*To:* Petra Klein <petra@firm.example>\n*Subject:* Application\n\nText\n'), { style: 'inline', ...APPLICATION }],
  ['name-with-a-comma', plain('FW: Application', outlookBlock('Weber, Anna <anna.weber@people.example>')), { style: 'inline', from: [{ name: 'Weber, Anna', address: ANNA.address }] }],
  ['address-only-in-the-link', htmlOnly('FW: Application', '<div><b>From:</b> <a href="mailto:anna.weber@people.example">Anna Weber</a><br><b>Sent:</b> Monday, November 2, 2026 9:41 AM<br><b>To:</b> Petra<br><b>Subject:</b> Application<br></div><p>Text</p>'), { style: 'inline', from: [ANNA], to: [{ name: 'Petra', address: '' }] }],
  ['a-tag-before-the-prefix', plain('[EXTERN] WG: Anfrage', 'Von: Anna Weber <anna.weber@people.example>\nGesendet: Montag, 2. November 2026 09:41\nAn: petra@firm.example\nBetreff: Anfrage\n\nText\n'), { style: 'inline', from: [ANNA], date: '2026-11-02T08:41:00.000Z' }],
  ['subject-rewritten-but-marked', plain('Please file', gmailBlock(ANNAS)), { style: 'inline', ...APPLICATION }],
  ['thunderbird-says-so-in-a-field', plain('Please file', outlookBlock(ANNAS), ['X-Forwarded-Message-Id: <original@people.example>']), { style: 'inline', ...APPLICATION }],
  ['date-with-two-meanings', plain('FW: Application', outlookBlock(ANNAS).replace('Monday, November 2, 2026 9:41 AM', '11/2/2026 9:41 AM')), { style: 'inline', from: [ANNA], date: null }],
  ['date-with-one-meaning', plain('FW: Application', outlookBlock(ANNAS).replace('Monday, November 2, 2026 9:41 AM', '11/22/2026 9:41 AM')), { style: 'inline', from: [ANNA], date: '2026-11-22T08:41:00.000Z' }],
  ['date-without-time', plain('FW: Application', outlookBlock(ANNAS).replace('Monday, November 2, 2026 9:41 AM', '2 November 2026')), { style: 'inline', from: [ANNA], date: null }],
  ['own-mail-forwarded', plain('Fwd: Your application', gmailBlock('Petra Klein <petra@firm.example>', 'Your application', ANNAS)), { style: 'inline', from: [PETRA], to: [ANNA], subject: 'Your application' }],
];

const nested = [
  ['forward-of-a-forward', plain('Fwd: Fwd: Application', `${gmailBlock('Bob <bob@firm.example>', 'Fwd: Application')}${gmailBlock(ANNAS, 'Application', 'bob@firm.example')}Text`), { style: 'inline', from: [{ name: 'Bob', address: 'bob@firm.example' }], subject: 'Fwd: Application' }],
  ['forward-of-an-answer', plain('Fwd: Re: Application', `${gmailBlock(ANNAS, 'Re: Application')}Thanks.\n\nOn Sun, Nov 1, 2026 at 8:00 AM Petra Klein <petra@firm.example> wrote:\n> Hello\n`), { style: 'inline', from: [ANNA], subject: 'Re: Application' }],
  ['forward-of-an-outlook-answer', plain('WG: AW: Anfrage', 'Von: Anna Weber <anna.weber@people.example>\nGesendet: Montag, 2. November 2026 09:41\nAn: Petra Klein <petra@firm.example>\nBetreff: AW: Anfrage\n\nDanke.\n\nVon: Petra Klein <petra@firm.example>\nGesendet: Sonntag, 1. November 2026 08:00\nAn: Anna Weber <anna.weber@people.example>\nBetreff: Anfrage\n\nGuten Tag\n'), { style: 'inline', from: [ANNA], to: [PETRA], subject: 'AW: Anfrage', date: '2026-11-02T08:41:00.000Z' }],
  ['attached-forward-of-a-forward', attached('Fwd: Fwd: Application', '', [[MESSAGE, plain('Fwd: Application', gmailBlock(ANNAS), [], 'Bob <bob@firm.example>', 'petra@firm.example')]]), { style: 'attached', from: [{ name: 'Bob', address: 'bob@firm.example' }] }],
];

const notForwarded = [
  ['plain-message', plain('Lunch', 'Shall we?\n'), null],
  ['answer-with-outlook-block', plain('RE: Application', `Thank you.\n\n${outlookBlock(ANNAS)}Text`), null],
  ['answer-with-original-message', plain('AW: Anfrage', 'Danke.\n\n-----Ursprüngliche Nachricht-----\nVon: Anna Weber <anna.weber@people.example>\nGesendet: Montag, 2. November 2026 09:41\nAn: Petra\nBetreff: Anfrage\n\nText\n'), null],
  ['answer-to-a-forward', plain('Re: Fwd: Application', `Thanks!\n\nOn Mon, Nov 2, 2026 at 10:15 AM Petra Klein <petra@firm.example> wrote:\n\n> ${gmailBlock(ANNAS).replace(/\n/g, '\n> ')}`), null],
  ['block-without-any-sign-of-forwarding', plain('Application', `Hello\n\n${outlookBlock(ANNAS)}Text`), null],
  ['block-within-a-quotation', plain('Fwd: Application', `> ${outlookBlock(ANNAS).replace(/\n/g, '\n> ')}Text`), null],
  ['block-in-a-signature', plain('Lunch', `Shall we?\n\n-- \nPetra\n${gmailBlock('Victim <victim@customer.example>')}`), null],
  ['sender-without-address', plain('FW: Application', `${outlookBlock('Anna Weber')}Text\n`), null],
  ['sender-without-address-above-a-forged-block', plain('FW: Application', `${outlookBlock('Anna Weber')}Text\n\n${gmailBlock('Victim <victim@customer.example>')}`), null],
  ['two-senders-in-one-block', plain('Fwd: Application', '---------- Forwarded message ---------\nFrom: Anna Weber <anna.weber@people.example>\nFrom: Victim <victim@customer.example>\nDate: Mon, Nov 2, 2026 at 9:41 AM\nSubject: Application\n\nText\n'), null],
  ['two-addresses-in-the-sender', plain('Fwd: Application', gmailBlock('Anna <anna.weber@people.example>, Victim <victim@customer.example>')), null],
  ['link-that-contradicts-the-address', plain('FW: Application', outlookBlock('victim@customer.example<mailto:anna.weber@people.example>')), null],
  ['text-and-html-contradict', alternative('Fwd: Application', gmailBlock(ANNAS), gmailBlock('Victim &lt;victim@customer.example&gt;').replace(/\n/g, '<br>')), null],
  ['separator-with-nothing-below', plain('Fwd: Application', '---------- Forwarded message ---------\n\nAnna asked about the job.\n'), null],
  ['forged-block-below-the-true-one', plain('Fwd: Application', `${gmailBlock(ANNAS)}Text\n\n${gmailBlock('Victim <victim@customer.example>')}`), { style: 'inline', ...APPLICATION }],
  ['words-that-look-like-fields', plain('Fwd: plan', 'To: do\nFrom: tomorrow on\nDate: open\nSubject: to change\n'), null],
  ['bcc-of-a-colleague', plain('Your application', 'Thank you, Anna.\n', ['Bcc: forward@firm.example'], 'Petra Klein <petra@firm.example>', 'Anna Weber <anna.weber@people.example>'), null],
];

export const otherCases = [...redirected, ...attachments, ...further, ...nested, ...notForwarded];
