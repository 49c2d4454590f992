/** FETCH (RFC 9051 section 6.4.5): what a client asks for, and the answer for one message. */
import { formatDateTime } from './dates.mjs';
import { findPart, parseFields, parsePart, splitMessage } from './mime.mjs';
import { bodyStructure, envelope } from './structure.mjs';

const MACROS = /** @type {Record<string, string[]>} */ ({
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODYSTRUCTURE'],
});

/** @typedef {import('../mail/mailbox.mjs').StoredMail} StoredMail */

/** @param {import('./tokens.mjs').Token | undefined} token @returns {string[]} the items in upper case, `UID` among them when asked for */
export function fetchItems(token) {
  const words = (Array.isArray(token) ? token : [token]).map((item) => {
    if (item === undefined || Array.isArray(item)) throw new SyntaxError('FETCH needs items');
    return item.value.toUpperCase();
  });
  return words.length === 1 ? (MACROS[words[0] ?? ''] ?? words) : words;
}

/** @param {string} head @param {string} names "(FROM TO)" @param {boolean} wanted */
function selectFields(head, names, wanted) {
  const list = names.replace(/[()"]/g, '').trim().toLowerCase().split(/\s+/);
  return `${parseFields(head).filter((field) => list.includes(field.name) === wanted).map((field) => field.line).join('')}\r\n`;
}

/**
 * The octets that a section names: nothing, HEADER, HEADER.FIELDS (...), TEXT, MIME, each also below a part number.
 * @param {string} raw
 * @param {string} section
 * @returns {string | null} null when there is no such part
 */
export function readSection(raw, section) {
  const match = /^((?:\d+\.?)*)(.*)$/s.exec(section);
  const numbers = (match?.[1] ?? '').split('.').filter((part) => part !== '').map(Number);
  const rest = match?.[2] ?? '';
  if (numbers.length === 0 && rest === '') return raw;
  const part = numbers.length === 0 ? null : findPart(parsePart(raw), numbers);
  if (numbers.length > 0 && part === null) return null;
  if (rest === '') return part?.body ?? null;
  if (rest === 'MIME') return part?.head ?? null;
  const { head, body } = splitMessage(part === null ? raw : part.body);
  if (rest === 'HEADER') return head;
  if (rest === 'TEXT') return body;
  const fields = /^HEADER\.FIELDS(\.NOT)? (\(.*\))$/s.exec(rest);
  if (fields === null) throw new SyntaxError(`unknown section ${section}`);
  return selectFields(head, String(fields[2]), fields[1] === undefined);
}

/** @param {StoredMail} mail @param {string} item */
function bodyItem(mail, item) {
  const match = /^BODY(?:\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?$/s.exec(item);
  if (match === null) throw new SyntaxError(`unknown item ${item}`);
  const [, section = '', from, length] = match;
  const whole = readSection(mail.read(), section);
  const name = `BODY[${section}]${from === undefined ? '' : `<${from}>`}`;
  if (whole === null) return `${name} NIL`;
  const octets = from === undefined ? whole : whole.slice(Number(from), Number(from) + Number(length));
  return `${name} {${octets.length}}\r\n${octets}`;
}

/** @param {StoredMail} mail @param {string} item @returns {string} */
function answerItem(mail, item) {
  switch (item) {
    case 'UID':
      return `UID ${mail.uid}`;
    case 'FLAGS':
      return `FLAGS (${[...mail.flags].join(' ')})`;
    case 'INTERNALDATE':
      return `INTERNALDATE "${formatDateTime(mail.time)}"`;
    case 'RFC822.SIZE':
      return `RFC822.SIZE ${mail.size}`;
    case 'ENVELOPE':
      return `ENVELOPE ${envelope(parseFields(splitMessage(mail.read()).head))}`;
    case 'BODY':
    case 'BODYSTRUCTURE':
      return `${item} ${bodyStructure(parsePart(mail.read()))}`;
    case 'RFC822':
      return bodyItem(mail, 'BODY[]').replace('BODY[]', 'RFC822');
    case 'RFC822.HEADER':
      return bodyItem(mail, 'BODY[HEADER]').replace('BODY[HEADER]', 'RFC822.HEADER');
    default:
      return bodyItem(mail, item);
  }
}

/** Whether an item marks the message as read, as anything without PEEK does. @param {string} item */
export const marksRead = (item) => item.startsWith('BODY[') || item === 'RFC822';

/** The untagged answer, one character per octet. @param {number} sequence @param {StoredMail} mail @param {string[]} items */
export function fetchAnswer(sequence, mail, items) {
  return `* ${sequence} FETCH (${items.map((item) => answerItem(mail, item)).join(' ')})`;
}
