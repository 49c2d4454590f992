/** How forwards are written down. Petra forwards to the secret address of the firm. */
import { octets } from '../write.mjs';

const encoded = (subject) => (/^[\x20-\x7e]*$/.test(subject) ? subject : `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`);
let number = 0;

export function head(subject, more = [], from = 'Petra Klein <petra@firm.example>', to = 'forward@firm.example') {
  number += 1;
  return [
    `From: ${from}`, `To: ${to}`, `Subject: ${encoded(subject)}`, 'Date: Mon, 02 Nov 2026 10:15:00 +0100', `Message-ID: <forward-${number}@firm.example>`, 'MIME-Version: 1.0', ...more, '',
  ].join('\r\n');
}

const crlf = (text) => text.replace(/\n/g, '\r\n');

export const plain = (subject, text, more = [], from, to) => octets(head(subject, more, from, to), 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n', crlf(text));
export const htmlOnly = (subject, html) => octets(head(subject), 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n', html, '\r\n');

export function alternative(subject, text, html, more = []) {
  return octets(
    head(subject, more), 'Content-Type: multipart/alternative; boundary=alt\r\n\r\n', '--alt\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n', crlf(text),
    '\r\n--alt\r\nContent-Type: text/html; charset=utf-8\r\n\r\n', html, '\r\n--alt--\r\n',
  );
}

/** A message with others attached to it; each `[media type and name, octets]`. */
export function attached(subject, text, files, more = []) {
  const parts = files.map(([type, content]) => octets(`\r\n--mix\r\nContent-Type: ${type}\r\nContent-Disposition: attachment\r\n\r\n`, content));
  return octets(head(subject, more), 'Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n', crlf(text), ...parts, '\r\n--mix--\r\n');
}

/** A customer's own message. */
export function original(fields, text = 'The text of the message.') {
  return octets([
    'From: Anna Weber <anna.weber@people.example>', 'To: Petra Klein <petra@firm.example>', 'Subject: Application', 'Date: Mon, 02 Nov 2026 09:41:00 +0100', 'Message-ID: <original@people.example>', 'MIME-Version: 1.0',
    ...fields, 'Content-Type: text/plain; charset=utf-8', '', text, '',
  ].join('\r\n'));
}
