/** Header text, dates, ids and parameters. */
import { Buffer } from 'node:buffer';
import { file, HEAD, octets, single } from '../write.mjs';

const subject = (value, expected) => [single([`Subject: ${value}`], 'x\r\n'), { subject: expected }];
const dated = (value, expected) => [octets(`From: a@example.com\r\nDate: ${value}\r\n\r\nx\r\n`), { date: expected }];
const named = (type, disposition) => single(['Subject: f', `Content-Type: ${type}`, `Content-Disposition: ${disposition}`, 'Content-Transfer-Encoding: base64'], 'AAAA\r\n');
const pdf = (filename, type = 'application/pdf') => ({ attachments: [file('1', filename, type, [0, 0, 0])], text: '' });
const japanese = Buffer.from('日本');
const stateful = (hex) => `=?ISO-2022-JP?B?${Buffer.from(hex, 'hex').toString('base64')}?=`;
const NIHON = stateful('1b2442467c4b5c1b2842');
const GO = stateful('1b2442386c1b2842');
const ids = (n) => Array.from({ length: n }, (_, i) => `id${i}@example.com`);
const bracketed = (list) => list.map((id) => `<${id}>`).join('\r\n ');

export const headerCases = [
  ['subject-encoded-in-base64', ...subject(`=?UTF-8?B?${Buffer.from('Grüße').toString('base64')}?=`, 'Grüße')],
  ['subject-encoded-in-quoted-printable', ...subject('Re: =?iso-8859-1?q?Caf=E9_cr=E8me?= to go', 'Re: Café crème to go')],
  ['subject-words-split-inside-a-character', ...subject(`=?UTF-8?B?${japanese.subarray(0, 4).toString('base64')}?=\r\n =?UTF-8?B?${japanese.subarray(4).toString('base64')}?=`, '日本')],
  ['subject-words-of-both-encodings', ...subject('=?utf-8?Q?Gr=C3?= =?utf-8?B?vMOfZQ==?=', 'Grüße')],
  ['subject-words-of-two-charsets', ...subject('=?iso-8859-1?Q?=E9?= =?utf-8?Q?=C3=A9?=', 'éé')],
  ['subject-word-with-language', ...subject('=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße')],
  ['subject-word-with-spaces-inside', ...subject('=?utf-8?Q?a b c?=', 'a b c')],
  ['subject-word-never-closed', ...subject('=?utf-8?Q?abc', '=?utf-8?Q?abc')],
  ['subject-with-question-marks-only', ...subject('what =?? is this ?=', 'what =?? is this ?=')],
  ['subject-folded', ...subject('one\r\n two\r\n\tthree', 'one two three')],
  ['subject-raw-utf-8', ...subject('Grüße raw €', 'Grüße raw €')],
  ['subject-raw-windows-1252', octets(HEAD, 'Subject: ', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), '\r\n\r\nx'), { subject: 'Grüße' }],
  ['subject-iso-2022-jp-words', ...subject(`=?iso-2022-jp?B?${Buffer.from('1b2442467c4b5c386c1b2842', 'hex').toString('base64')}?=`, '日本語')],
  ['subject-iso-2022-jp-words-that-meet-in-escapes', ...subject(`${NIHON}\r\n ${GO}`, '日本語')],
  ['names-iso-2022-jp-words-that-meet-in-escapes', octets(`From: ${NIHON}\r\n ${GO} <a@example.com>\r\n\r\nx`), { from: [{ name: '日本語', address: 'a@example.com' }] }],
  ['subject-raw-utf-8-with-one-broken-octet', octets(HEAD, 'Subject: Grüße und ', Buffer.from([0xff]), ' Öl äöü\r\n\r\nx'), { subject: 'Grüße und \uFFFD Öl äöü' }],
  ['subject-with-nul', octets(HEAD, 'Subject: a', Buffer.from([0]), 'b\r\n\r\nx'), { subject: 'a b' }],
  ['date-with-comment', ...dated('Mon, 1 Jan 2024 10:00:00 +0100 (CET)', '2024-01-01T09:00:00.000Z')],
  ['date-two-digit-year', ...dated('1 Feb 99 10:00:00 GMT', '1999-02-01T10:00:00.000Z')],
  ['date-without-seconds-and-zone', ...dated('Tue, 2 Jan 2024 10:05', '2024-01-02T10:05:00.000Z')],
  ['date-obsolete-zone', ...dated('Tue, 2 Jan 2024 10:00:00 PST', '2024-01-02T18:00:00.000Z')],
  ['date-asctime', ...dated('Tue Jan  2 10:00:00 2024', '2024-01-02T10:00:00.000Z')],
  ['date-iso', ...dated('2024-01-02T10:00:00+02:00', '2024-01-02T08:00:00.000Z')],
  ['date-that-does-not-exist', ...dated('Fri, 31 Feb 2024 10:00:00 +0000', null)],
  ['date-nonsense', ...dated('yesterday at noon', null)],
  ['date-far-zone', ...dated('Tue, 2 Jan 2024 10:00:00 +9999', null)],
  ['date-zone-with-a-name-before-the-offset', ...dated('Tue, 2 Jan 2024 10:00:00 GMT+02:00', '2024-01-02T08:00:00.000Z')],
  ['date-zone-with-a-name-and-a-space', ...dated('Tue, 2 Jan 2024 10:00:00 UTC +0200', '2024-01-02T08:00:00.000Z')],
  ['date-iso-with-a-name-before-the-offset', ...dated('2024-01-02 10:00:00 GMT-0300', '2024-01-02T13:00:00.000Z')],
  ['date-german', ...dated('Mo, 02 Mär 2026 10:00:00 +0100', '2026-03-02T09:00:00.000Z')],
  ['date-german-windows-1252', octets('From: a@example.com\r\nDate: 2. M', Buffer.from([0xe4]), 'rz 2026 10:00:00 +0100\r\n\r\nx\r\n'), { date: '2026-03-02T09:00:00.000Z' }],
  ['date-german-october', ...dated('Fr, 02 Okt 2026 10:00:00 +0200', '2026-10-02T08:00:00.000Z')],
  ['date-german-december', ...dated('Mi, 02 Dez 2026 10:00:00 +0100', '2026-12-02T09:00:00.000Z')],
  ['date-dutch-may', ...dated('za, 2 mei 2026 10:00:00 +0200', '2026-05-02T08:00:00.000Z')],
  ['date-dutch-march', ...dated('ma 2 mrt 2026 10:00:00 +0100', '2026-03-02T09:00:00.000Z')],
  ['ids', octets('From: a@example.com\r\nMessage-ID: <one@example.com>\r\nIn-Reply-To: <two@example.com> (said he)\r\nReferences: <zero@example.com>\r\n <two@example.com><zero@example.com>\r\n\r\nx'), {
    messageId: 'one@example.com', inReplyTo: ['two@example.com'], references: ['zero@example.com', 'two@example.com'],
  }],
  ['ids-broken', octets('From: a@example.com\r\nMessage-ID: one@example.com\r\nIn-Reply-To: Your message of Monday\r\nReferences: <a@b\r\n <c@d>\r\n\r\nx'), {
    messageId: 'one@example.com', inReplyTo: [], references: ['c@d'],
  }],
  ['references-beyond-the-limit-keep-the-first-and-the-nearest', octets(`From: a@example.com\r\nReferences: ${bracketed(ids(250))}\r\n\r\nx`), { references: ['id0@example.com', ...ids(250).slice(51)] }],
  ['references-cut-off', octets('From: a@example.com\r\nReferences: <a@b> <c@d> <e@\r\n\r\nx'), { references: ['a@b', 'c@d'] }],
  ['in-reply-to-in-words', octets('From: a@example.com\r\nIn-Reply-To: Message from Tom <tom@x.example> of "Mon, 1 Jan" <id1@y.example>\r\n\r\nx'), { inReplyTo: ['id1@y.example'] }],
  ['in-reply-to-in-words-with-references', octets('From: a@example.com\r\nIn-Reply-To: Your message <id1@y.example> to Tom <tom@x.example>\r\nReferences: <id0@y.example> <id1@y.example>\r\n\r\nx'), { inReplyTo: ['id1@y.example'] }],
  ['in-reply-to-several', octets('From: a@example.com\r\nIn-Reply-To: <id1@y.example> <id2@y.example>\r\n\r\nx'), { inReplyTo: ['id1@y.example', 'id2@y.example'] }],
  ['headers-missing', octets('Subject: only\r\n\r\nx'), { messageId: null, from: [], to: [], date: null, subject: 'only', text: 'x' }],
  ['headers-doubled', octets('Subject:\r\nSubject: first\r\nSubject: second\r\nFrom: a@example.com\r\nTo: b@example.org\r\nTo: c@example.org\r\n\r\nx'), {
    subject: 'first', to: [{ name: '', address: 'b@example.org' }, { name: '', address: 'c@example.org' }],
  }],
  ['field-names-in-any-case', octets('FROM: a@example.com\r\nsubject : odd space\r\nCONTENT-TYPE: TEXT/PLAIN; CHARSET=UTF-8\r\n\r\nü'), { subject: 'odd space', text: 'ü' }],
  ['filename-rfc-2231-in-pieces', named("application/pdf; name*0*=UTF-8''%E6%97%A5%E6%9C%AC; name*1*=%E8%AA%9E.pdf", "attachment; filename*0*=UTF-8''%E6%97%A5%E6%9C%AC; filename*1*=%E8%AA%9E.pdf"), pdf('日本語.pdf')],
  ['filename-rfc-2231-out-of-order', named('application/pdf', "attachment;\r\n filename*1=\"two.pdf\";\r\n filename*0*=iso-8859-1'de'%FCber-"), pdf('über-two.pdf')],
  ['filename-both-forms', named('application/pdf', "attachment; filename=\"plain.pdf\"; filename*=UTF-8''sch%C3%B6n.pdf"), pdf('schön.pdf')],
  ['filename-in-encoded-words', named('application/pdf; name="=?UTF-8?Q?R=C3=BCck.pdf?="', 'attachment; filename="=?UTF-8?Q?R=C3=BC?=\r\n =?UTF-8?Q?ck.pdf?="'), pdf('Rück.pdf')],
  ['filename-only-in-type', named('application/pdf; name="a b.pdf"', 'attachment'), pdf('a b.pdf')],
  ['filename-unquoted-with-spaces', named('application/pdf', 'attachment; filename=my file (1).pdf; size=3'), pdf('my file (1).pdf')],
  ['filename-with-path-and-quotes', named('application/pdf', 'attachment; filename="C:\\temp\\..\\a \\"b\\".pdf"'), pdf('C:\\temp\\..\\a "b".pdf')],
  ['filename-raw-utf-8', named('application/pdf', 'attachment; filename="Übersicht.pdf"'), pdf('Übersicht.pdf')],
  ['filename-iso-2022-jp-words-that-meet-in-escapes', named('application/pdf', `attachment; filename="${NIHON}\r\n ${GO}"`), pdf('日本語')],
  ['filename-of-unknown-type', named('garbage', 'attachment; filename=x.bin'), pdf('x.bin', 'application/octet-stream')],
];
