/** Trees of parts: what is body, what is a file, and which number it has. */
import { base64Lines, file, HEAD, joined, multi, octets, single } from '../write.mjs';

const PLAIN = 'Content-Type: text/plain; charset=utf-8\r\n\r\nplain text';
const HTML = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>html <b>text</b></p>';
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const image = (more = '') => `Content-Type: image/png; name=logo.png\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${base64Lines(PNG)}`;
const nested = (type, parts, boundary = 'inner') => [`Content-Type: ${type}; boundary="${boundary}"\r\n\r\n`, ...joined(parts, boundary)];
const INNER = 'From: o@example.com\r\nTo: p@example.com\r\nSubject: inner\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\ninner text\r\n--i\r\nContent-Type: application/pdf; name=in.pdf\r\n\r\nPDF\r\n--i--\r\n';
const ICS = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR';

export const structureCases = [
  ['plain', single(['Content-Type: text/plain'], 'Hello\r\nWorld\r\n'), { text: 'Hello\nWorld\n', html: null, attachments: [] }],
  ['html-only', single(['Content-Type: text/html; charset=utf-8'], '<html><head><title>T</title><style>p{}</style></head><body><p>One&nbsp;two</p><p>Three<br>four &amp; five</p><script>x</script></body></html>'), {
    text: 'One two\n\nThree\nfour & five', attachments: [],
  }],
  ['alternative', multi('multipart/alternative', PLAIN, HTML), { text: 'plain text', html: '<p>html <b>text</b></p>', attachments: [] }],
  ['alternative-with-empty-plain', multi('multipart/alternative', 'Content-Type: text/plain\r\n\r\n \r\n', HTML), { text: 'html text', html: '<p>html <b>text</b></p>' }],
  ['alternative-html-first', multi('multipart/alternative', HTML, PLAIN), { text: 'plain text', html: '<p>html <b>text</b></p>' }],
  ['alternative-with-calendar', multi('multipart/alternative', PLAIN, `Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\n${ICS}`), {
    text: 'plain text', attachments: [file('2', null, 'text/calendar', ICS)],
  }],
  ['related-with-inline-image', multi('multipart/related', 'Content-Type: text/html\r\n\r\n<img src="cid:logo@x">hello', image('Content-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.png\r\n')), {
    text: 'hello', attachments: [file('2', 'logo.png', 'image/png', PNG, { inline: true, contentId: 'logo@x' })],
  }],
  ['image-shown-though-called-attachment', multi('multipart/related', 'Content-Type: text/html\r\n\r\n<img src="cid:a%20b">', image('Content-ID: <a b>\r\nContent-Disposition: attachment; filename=logo.png\r\n')), {
    attachments: [file('2', 'logo.png', 'image/png', PNG, { inline: true, contentId: 'a b' })],
  }],
  ['image-with-id-that-is-not-shown', multi('multipart/mixed', 'Content-Type: text/html\r\n\r\nno image', image('Content-ID: <logo@x>\r\n')), {
    attachments: [file('2', 'logo.png', 'image/png', PNG, { contentId: 'logo@x' })],
  }],
  ['deep-numbers', multi('multipart/mixed', nested('multipart/related', [nested('multipart/alternative', [PLAIN, HTML], 'alt'), image('Content-ID: <q>\r\n')], 'rel'), image('Content-Disposition: attachment\r\n')), {
    text: 'plain text', html: '<p>html <b>text</b></p>',
    attachments: [file('1.2', 'logo.png', 'image/png', PNG, { contentId: 'q' }), file('2', 'logo.png', 'image/png', PNG)],
  }],
  ['mixed-text-pieces-are-joined', multi('multipart/mixed', 'Content-Type: text/plain\r\n\r\nfirst', image('Content-Disposition: attachment\r\n'), 'Content-Type: text/plain\r\n\r\nsecond'), {
    text: 'first\nsecond', attachments: [file('2', 'logo.png', 'image/png', PNG)],
  }],
  ['list-footer-after-alternative', multi('multipart/mixed', nested('multipart/alternative', [PLAIN, HTML]), 'Content-Type: text/plain\r\n\r\nfooter & <list>'), {
    text: 'plain text\nfooter & <list>', html: '<p>html <b>text</b></p>\n<div style="white-space: pre-wrap">footer &amp; &lt;list&gt;</div>', attachments: [],
  }],
  ['html-pieces-around-a-file', multi('multipart/alternative', PLAIN, nested('multipart/mixed', ['Content-Type: text/html\r\n\r\n<p>one</p>', image('Content-Disposition: inline; filename=logo.png\r\n'), 'Content-Type: text/html\r\n\r\n<p>two</p>'])), {
    text: 'plain text', html: '<p>one</p>\n<p>two</p>', attachments: [file('2.2', 'logo.png', 'image/png', PNG, { inline: true })],
  }],
  ['text-as-attachment', multi('multipart/mixed', PLAIN, 'Content-Type: text/plain; name=notes.txt\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nmy notes'), {
    text: 'plain text', attachments: [file('2', 'notes.txt', 'text/plain', 'my notes')],
  }],
  ['named-text-without-disposition', multi('multipart/mixed', PLAIN, 'Content-Type: text/plain; name=notes.txt\r\n\r\nmy notes'), {
    text: 'plain text', attachments: [file('2', 'notes.txt', 'text/plain', 'my notes')],
  }],
  ['named-text-shown-inline-is-both', multi('multipart/mixed', PLAIN, 'Content-Type: text/plain\r\nContent-Disposition: inline; filename=notes.txt\r\n\r\nmy notes'), {
    text: 'plain text\nmy notes', attachments: [file('2', 'notes.txt', 'text/plain', 'my notes', { inline: true })],
  }],
  ['html-as-attachment', multi('multipart/mixed', PLAIN, 'Content-Type: text/html; name=page.html\r\nContent-Disposition: attachment\r\n\r\n<p>page</p>'), {
    text: 'plain text', html: null, attachments: [file('2', 'page.html', 'text/html', '<p>page</p>')],
  }],
  ['message-attached', multi('multipart/mixed', PLAIN, `Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=orig.eml\r\n\r\n${INNER}`), {
    text: 'plain text', attachments: [file('2', 'orig.eml', 'message/rfc822', INNER)],
  }],
  ['message-alone', single(['Subject: outer', 'Content-Type: message/rfc822'], INNER), { subject: 'outer', text: '', attachments: [file('1', null, 'message/rfc822', INNER)] }],
  ['digest', multi('multipart/digest', '\r\nSubject: one\r\n\r\n1', '\r\nSubject: two\r\n\r\n2'), {
    text: '', attachments: [file('1', null, 'message/rfc822', 'Subject: one\r\n\r\n1'), file('2', null, 'message/rfc822', 'Subject: two\r\n\r\n2')],
  }],
  ['signed', multi('multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256', PLAIN, 'Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7s\r\n\r\nMIIB'), {
    text: 'plain text', attachments: [file('2', 'smime.p7s', 'application/pkcs7-signature', Buffer.from('MIIB', 'base64'))],
  }],
  ['smime-opaque', single(['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'Content-Transfer-Encoding: base64'], 'MIIB\r\n'), {
    text: '', attachments: [file('1', 'smime.p7m', 'application/pkcs7-mime', Buffer.from('MIIB', 'base64'))],
  }],
  ['pgp-mime', multi('multipart/encrypted; protocol="application/pgp-encrypted"', 'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1', 'Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----'), {
    text: '', attachments: [file('1', null, 'application/pgp-encrypted', 'Version: 1'), file('2', 'encrypted.asc', 'application/octet-stream', '-----BEGIN PGP MESSAGE-----')],
  }],
  ['winmail-dat', multi('multipart/mixed', PLAIN, 'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig=='), {
    text: 'plain text', attachments: [file('2', 'winmail.dat', 'application/ms-tnef', Buffer.from('eJ8+Ig==', 'base64'))],
  }],
  ['appledouble', multi('multipart/appledouble', 'Content-Type: application/applefile; name=photo\r\n\r\nRSRC', image()), {
    attachments: [file('1', 'photo', 'application/applefile', 'RSRC'), file('2', 'logo.png', 'image/png', PNG)],
  }],
  ['unnamed-parts', multi('multipart/mixed', PLAIN, 'Content-Type: application/pdf\r\n\r\nPDF', 'Content-Type: image/gif\r\n\r\nGIF'), {
    attachments: [file('2', null, 'application/pdf', 'PDF'), file('3', null, 'image/gif', 'GIF')],
  }],
  ['preamble-and-epilogue-are-not-shown', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\n\r\nThis is a message in MIME format.\r\n', ...joined([PLAIN], 'b'), 'epilogue\r\n'), { text: 'plain text', attachments: [] }],
  ['flowed', single(['Content-Type: text/plain; charset=utf-8; format=flowed'], 'This is a long \r\nline.\r\n> quoted \r\n> on\r\n>> deeper\r\n  two spaces\r\n-- \r\nsig\r\n'), {
    text: 'This is a long line.\n> quoted on\n>> deeper\n two spaces\n-- \nsig\n',
  }],
  ['flowed-delsp', single(['Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes'], 'Donau \r\ndampf\r\n'), { text: 'Donaudampf\n' }],
];
