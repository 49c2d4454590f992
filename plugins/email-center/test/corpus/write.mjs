/** How corpus cases are written down. */
import { createHash } from 'node:crypto';

export const HEAD = 'From: a@example.com\r\nTo: b@example.org\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\nMessage-ID: <x@example.com>\r\nMIME-Version: 1.0\r\n';

/** Strings are UTF-8; buffers go in as they are. */
export function octets(...pieces) {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece)));
}

/** A message of one part. */
export function single(fields, ...body) {
  return octets(HEAD, fields.map((field) => `${field}\r\n`).join(''), '\r\n', ...body);
}

/** A multipart with the boundary `b`: parts are strings or arrays of pieces, each from its header on. */
export function multi(type, ...parts) {
  return octets(HEAD, `Subject: parts\r\nContent-Type: ${type}; boundary=b\r\n\r\n`, ...joined(parts, 'b'));
}

/** Parts between the delimiters of a boundary. */
export function joined(parts, boundary) {
  return [...parts.flatMap((part) => [`--${boundary}\r\n`, ...(Array.isArray(part) ? part : [part]), '\r\n']), `--${boundary}--\r\n`];
}

export function base64Lines(content, width = 76) {
  return Buffer.from(content).toString('base64').replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
}

/** The expected entry of an attachment with this content. */
export function file(partNumber, filename, contentType, content, more = {}) {
  const data = Buffer.from(content);
  return { partNumber, filename, contentType, size: data.length, sha256: createHash('sha256').update(data).digest('hex'), inline: false, contentId: null, ...more };
}
