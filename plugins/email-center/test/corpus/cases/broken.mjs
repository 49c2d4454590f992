/** Broken messages: something sensible is read of each, and no text is lost. */
import { file, HEAD, joined, multi, octets, single } from '../write.mjs';

const PLAIN = 'Content-Type: text/plain\r\n\r\nplain text';
const PDF = 'Content-Type: application/pdf; name=a.pdf\r\n\r\nPDF';
const pdf = (partNumber, content = 'PDF') => file(partNumber, 'a.pdf', 'application/pdf', content);
const bareLf = (message) => Buffer.from(message.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
const bareCr = (message) => Buffer.from(message.toString('latin1').replaceAll('\r\n', '\r'), 'latin1');

export const brokenCases = [
  ['empty', Buffer.alloc(0), { messageId: null, subject: '', from: [], text: '', html: null, attachments: [] }],
  ['header-only', octets('Subject: s\r\n'), { subject: 's', text: '' }],
  ['header-without-last-line-end', octets('From: a@example.com\r\nSubject: s'), { subject: 's', text: '' }],
  ['text-only', octets('just some words\r\nwithout any header\r\n'), { subject: '', text: 'just some words\nwithout any header\n' }],
  ['bare-line-feeds', bareLf(multi('multipart/mixed', PLAIN, PDF)), { subject: 'parts', text: 'plain text', attachments: [pdf('2')] }],
  ['bare-carriage-returns', bareCr(multi('multipart/mixed', PLAIN, PDF)), { subject: 'parts', text: 'plain text', attachments: [pdf('2')] }],
  ['doubled-carriage-returns', Buffer.from(multi('multipart/mixed', PLAIN).toString('latin1').replaceAll('\r\n', '\r\r\n'), 'latin1'), { subject: 'parts', text: 'plain text\n' }],
  ['carriage-return-inside-a-field', octets('From: a@example.com\r\nSubject: one\rtwo\r\n\r\nx'), { subject: 'one two', text: 'x' }],
  ['mailbox-file-line', octets('From a@example.com Mon Jan  1 10:00:00 2024\n', 'Subject: s\n\nx\n'), { subject: 's', text: 'x\n' }],
  ['byte-order-mark', octets(Buffer.from([0xef, 0xbb, 0xbf]), 'Subject: s\r\n\r\nx'), { subject: 's', text: 'x' }],
  ['empty-lines-first', octets('\r\n\r\nSubject: s\r\n\r\nx'), { subject: 's', text: 'x' }],
  ['parameter-line-without-its-blank', octets(HEAD, 'Content-Type: multipart/mixed;\r\nboundary=b\r\n\r\n', ...joined([PLAIN, PDF], 'b')), { text: 'plain text', attachments: [pdf('2')] }],
  ['line-without-colon-in-header', octets('From: a@example.com\r\nSubject: one\r\nwrongly folded\r\nTo: b@example.org\r\n\r\nx'), {
    subject: 'one', to: [{ name: '', address: 'b@example.org' }], text: 'x',
  }],
  ['no-empty-line-before-the-text', octets('From: a@example.com\r\nSubject: s\r\nDear you,\r\nall text\r\n'), { subject: 's', text: 'Dear you,\nall text\n' }],
  ['nul-octets', octets(HEAD, 'Subject: s\r\n\r\na', Buffer.from([0, 0]), 'b'), { subject: 's', text: 'ab' }],
  ['no-final-boundary', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n', PLAIN, '\r\n--b\r\n', PDF), { text: 'plain text', attachments: [pdf('2')] }],
  ['inner-multipart-not-closed', octets(HEAD, 'Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n', PLAIN, '\r\n--out\r\n', PDF, '\r\n--out--\r\n'), {
    text: 'plain text', attachments: [pdf('2')],
  }],
  ['boundary-that-begins-another', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n--bb\r\n', PLAIN, '\r\n--bb--\r\n--b\r\n', PDF, '\r\n--b--\r\n'), {
    text: 'plain text', attachments: [pdf('2')],
  }],
  ['boundary-line-that-only-begins-alike', multi('multipart/mixed', 'Content-Type: text/plain\r\n\r\none\r\n--bc\r\ntwo', PDF), { text: 'one\n--bc\ntwo', attachments: [pdf('2')] }],
  ['same-boundary-inside', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n', PLAIN, '\r\n--b--\r\n--b\r\n', PDF, '\r\n--b--\r\n'), {
    text: 'plain text', attachments: [pdf('2')],
  }],
  ['boundary-with-trailing-spaces', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b  \r\n', PLAIN, '\r\n--b-- \t\r\nepilogue'), { text: 'plain text' }],
  ['boundary-quoted-with-specials', octets(HEAD, 'Content-Type: multipart/mixed; boundary="=_(a);b?/"\r\n\r\n', ...joined([PLAIN], '=_(a);b?/')), { text: 'plain text' }],
  ['boundary-beyond-ascii', octets(HEAD, 'Content-Type: multipart/mixed; boundary="grüß"\r\n\r\n', ...joined([PLAIN], 'grüß')), { text: 'plain text' }],
  ['boundary-missing-in-type', single(['Content-Type: multipart/mixed'], 'all there is\r\n'), { text: 'all there is\n', attachments: [] }],
  ['boundary-that-never-comes', single(['Content-Type: multipart/mixed; boundary=zzz'], 'all there is\r\n'), { text: 'all there is\n', attachments: [] }],
  ['multipart-closed-at-once', single(['Content-Type: multipart/mixed; boundary=b'], 'words\r\n--b--\r\n'), { text: 'words', attachments: [] }],
  ['part-without-header', multi('multipart/mixed', '\r\nno header', PDF), { text: 'no header', attachments: [pdf('2')] }],
  ['part-without-empty-line', multi('multipart/mixed', 'no header and no line\r\nmore', PDF), { text: 'no header and no line\nmore', attachments: [pdf('2')] }],
  ['part-of-header-only', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n--b\r\n', PLAIN, '\r\n--b--\r\n'), {
    text: 'plain text', attachments: [pdf('1', '')],
  }],
  ['signature-dashes-are-no-boundary', multi('multipart/mixed', 'Content-Type: text/plain\r\n\r\nbye\r\n-- \r\nme\r\n--', PDF), { text: 'bye\n-- \nme\n--', attachments: [pdf('2')] }],
  ['part-that-begins-with-dashes', multi('multipart/mixed', '-- \r\nme', PDF), { text: '-- \nme', attachments: [pdf('2')] }],
  ['no-content-type', octets('From: a@example.com\r\n\r\nwords'), { text: 'words' }],
  ['content-type-nonsense', single(['Content-Type: ; ;;charset'], 'words'), { text: 'words' }],
  ['content-type-old', single(['Content-Type: text'], 'words'), { text: 'words' }],
  ['parameters-nonsense', single(['Content-Type: text/plain; charset; =x; charset="utf-8'], 'ü'), { text: 'ü' }],
  ['encoding-on-a-multipart-is-ignored', octets(HEAD, 'Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n\r\n', ...joined([PLAIN], 'b')), { text: 'plain text' }],
  ['control-characters-in-a-name', multi('multipart/mixed', PLAIN, "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''a%00%0Db%2F..%2Fc.pdf\r\n\r\nPDF"), {
    attachments: [file('2', 'a\rb/../c.pdf', 'application/pdf', 'PDF')],
  }],
];
