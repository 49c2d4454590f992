/** From the text of one turn to the octets of a message: encodings, HTML, signature, quotation, files. */
import { HOUSE } from '../crm/companies.mjs';
import { makeLogo } from '../files/png.mjs';
import { buildMessage, filePart, formatAddress, formatDate, multipart, textPart } from '../mime/compose.mjs';
import { encodeHeader } from '../mime/encode.mjs';

/**
 * @typedef {import('../mime/compose.mjs').Mailto} Mailto
 * @typedef {import('../mime/compose.mjs').Entity} Entity
 * @typedef {import('../mime/compose.mjs').Enclosure} Enclosure
 * @typedef {{ charset: import('../mime/charset.mjs').Charset, encoding: import('../mime/encode.mjs').TransferEncoding, word: 'Q' | 'B' }} Wire
 * @typedef {{ id: string, references: string[], subject: string, from: Mailto, to: Mailto[], cc?: Mailto[], time: number, text: string, html: boolean, logo: boolean,
 *   quoted?: { text: string, intro: string }, files: Enclosure[], wire: Wire, extra?: Record<string, string> }} Letter
 */

/** Each of these is out there; all of them have to be read. @type {Wire[]} */
export const WIRES = [
  { charset: 'utf-8', encoding: 'quoted-printable', word: 'Q' },
  { charset: 'utf-8', encoding: 'base64', word: 'B' },
  { charset: 'iso-8859-1', encoding: 'quoted-printable', word: 'Q' },
  { charset: 'utf-8', encoding: '8bit', word: 'Q' },
  { charset: 'windows-1252', encoding: '8bit', word: 'Q' },
  { charset: 'iso-8859-1', encoding: '8bit', word: 'B' },
  { charset: 'windows-1252', encoding: 'quoted-printable', word: 'Q' },
];

/** @param {string} text */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** @param {string} text */
const quote = (text) => text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');

/** What stands below every message of our house. @param {string} name */
export const signature = (name) => `${name}\n${HOUSE.name}\n${HOUSE.street}, ${HOUSE.city}\nTel. ${HOUSE.phone}`;

/** @param {Letter} letter */
function asHtml({ text, quoted, logo, id }) {
  const paragraphs = text.split('\n\n').map((paragraph) => `<p style="margin:0 0 12px">${escape(paragraph).replace(/\n/g, '<br>\n')}</p>`).join('\n');
  const picture = logo ? `\n<p><img src="cid:${logoId(id)}" width="120" height="40" alt="${escape(HOUSE.name)}"></p>` : '';
  const history = quoted === undefined ? '' : `\n<p>${escape(quoted.intro)}</p>\n<blockquote type="cite" style="border-left:2px solid #ccc;margin:0;padding-left:8px">${escape(quoted.text).replace(/\n/g, '<br>\n')}</blockquote>`;
  return `<!DOCTYPE html>\n<html><head><style>body{font-family:Calibri,Arial,sans-serif;font-size:11pt}</style></head>\n<body>\n${paragraphs}${picture}${history}\n</body></html>\n`;
}

/** @param {string} id */
const logoId = (id) => `logo.${id.split('@')[0]}@${HOUSE.domain}`;

/** @param {Letter} letter @returns {Entity} */
function bodyEntity(letter) {
  const { text, quoted, html, wire, id, logo } = letter;
  const plain = textPart(quoted === undefined ? `${text}\n` : `${text}\n\n${quoted.intro}\n${quote(quoted.text)}\n`, wire);
  if (!html) return plain;
  const rich = textPart(asHtml(letter), { ...wire, subtype: 'html' });
  const boundary = `=_${id.split('@')[0]}`;
  const shown = logo ? multipart('related; type="text/html"', `${boundary}_rel`, [rich, filePart({ filename: 'kontor-nord.png', type: 'image/png', content: makeLogo(), inlineId: logoId(id) })]) : rich;
  return multipart('alternative', `${boundary}_alt`, [plain, shown]);
}

/** @param {Letter} letter @returns {Buffer} */
export function writeLetter(letter) {
  const { wire, files, id, references } = letter;
  /** @param {Mailto[] | undefined} list */
  const addresses = (list) => (list === undefined || list.length === 0 ? undefined : list.map((one) => formatAddress(one, wire.charset)).join(',\r\n '));
  const body = bodyEntity(letter);
  return buildMessage(
    {
      ...letter.extra, Date: formatDate(letter.time), From: addresses([letter.from]), To: addresses(letter.to), Cc: addresses(letter.cc),
      'Message-ID': `<${id}>`, 'In-Reply-To': references.length === 0 ? undefined : `<${references.at(-1)}>`,
      References: references.length === 0 ? undefined : references.map((one) => `<${one}>`).join('\r\n '),
      Subject: encodeHeader(letter.subject, wire.charset, wire.word),
    },
    files.length === 0 ? body : multipart('mixed', `=_${id.split('@')[0]}_mix`, [body, ...files.map(filePart)]),
  );
}
