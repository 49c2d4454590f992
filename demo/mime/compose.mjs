/** Puts messages together (RFC 5322, RFC 2045 to 2049), with CRLF throughout. */
import { encodeText } from './charset.mjs';
import { encodeHeader, encodeParameter, transferEncode } from './encode.mjs';

/**
 * @typedef {import('./charset.mjs').Charset} Charset
 * @typedef {import('./encode.mjs').TransferEncoding} TransferEncoding
 * @typedef {{ name: string, address: string }} Mailto
 * @typedef {{ filename: string, type: string, content: Buffer, inlineId?: string, parameters?: string }} Enclosure
 * @typedef {{ head: string[], body: string }} Entity `head` without the header fields of the message itself
 */

/** @param {string} text @returns {string} */
const crlf = (text) => text.replace(/\r?\n/g, '\r\n');

/** @param {Mailto} mailto @param {Charset} [charset] */
export function formatAddress({ name, address }, charset) {
  if (name === '') return address;
  const plain = /^[\x20-\x7e]*$/.test(name);
  return `${plain ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodeHeader(name, charset)} <${address}>`;
}

/** @param {string} text @param {{ subtype?: string, charset: Charset, encoding: TransferEncoding }} form @returns {Entity} */
export function textPart(text, { subtype = 'plain', charset, encoding }) {
  const octets = encodeText(crlf(text), charset);
  const ascii = octets.every((octet) => octet < 0x80);
  const used = encoding === '8bit' && ascii ? '7bit' : encoding;
  return { head: [`Content-Type: text/${subtype}; charset=${charset}`, `Content-Transfer-Encoding: ${used}`], body: transferEncode(octets, used) };
}

/** @param {Enclosure} file @returns {Entity} */
export function filePart({ filename, type, content, inlineId, parameters = '' }) {
  const disposition = `Content-Disposition: ${inlineId === undefined ? 'attachment' : 'inline'};\r\n ${encodeParameter('filename', filename)}`;
  const head = [`Content-Type: ${type}${parameters};\r\n ${encodeParameter('name', filename)}`, 'Content-Transfer-Encoding: base64', disposition];
  if (inlineId !== undefined) head.push(`Content-ID: <${inlineId}>`);
  return { head, body: transferEncode(content, 'base64') };
}

/** @param {string} subtype "mixed", "alternative; ..." @param {string} boundary @param {Entity[]} parts @returns {Entity} */
export function multipart(subtype, boundary, parts) {
  const [name, ...parameters] = subtype.split(';');
  const rows = parts.map(({ head, body }) => `--${boundary}\r\n${head.join('\r\n')}\r\n\r\n${body}\r\n`);
  const more = parameters.map((parameter) => `;${parameter}`).join('');
  return { head: [`Content-Type: multipart/${name}${more};\r\n boundary="${boundary}"`], body: `${rows.join('')}--${boundary}--\r\n` };
}

/** A message within a message. @param {Buffer} raw @returns {Entity} */
export const messagePart = (raw) => ({ head: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'], body: raw.toString('latin1') });

/** @param {Record<string, string | undefined>} fields in their order, undefined left out @param {Entity} entity @returns {Buffer} */
export function buildMessage(fields, entity) {
  const own = Object.entries(fields).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...own, 'MIME-Version: 1.0', ...entity.head, '', entity.body].join('\r\n'), 'latin1');
}

/** The Date header (RFC 5322 section 3.3), in UTC. @param {number} time epoch ms */
export const formatDate = (time) => new Date(time).toUTCString().replace('GMT', '+0000');
