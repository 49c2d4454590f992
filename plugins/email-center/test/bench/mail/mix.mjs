import { base64Lines, encodedWord, quotedPrintable } from './encoding.mjs';
import { senderAddress } from './addresses.mjs';
import { Random } from './random.mjs';
import { page, personName, prose, subject } from './text.mjs';

/**
 * @typedef {object} MixMail
 * @property {Buffer} octets the message with CRLF line ends
 * @property {Date} receivedAt
 * @property {boolean} known whether a record has the sender's address
 * @property {Kind} kind
 */
/** @typedef {'text' | 'html' | 'attachments'} Kind */
/** @typedef {{index: number, from: string, subject: string, receivedAt: Date, repliesTo: string | null}} Heading */

/** Out of ten messages: 6 text of 4 KB, 3 HTML of 40 KB, 1 of 500 KB with attachments; mixed, not in blocks. */
const KINDS = /** @type {const} */ (['text', 'html', 'text', 'text', 'attachments', 'text', 'html', 'text', 'text', 'html']);
const SENDERS = 2_000;
const DAYS = 25;
const REPLY_SHARE = 0.4;

const PART = 'Content-Transfer-Encoding: quoted-printable\r\n\r\n';

/** @param {number} index */
const messageId = (index) => `<bench.${index}@mail.example>`;

/**
 * The fields a message carries when it has come through the internet, trace and signature included.
 * @param {Random} random
 * @param {Heading} heading
 */
function headerFields(random, heading) {
  const date = heading.receivedAt.toUTCString().replace('GMT', '+0000');
  const domain = heading.from.slice(heading.from.indexOf('@') + 1);
  const signature = random.octets(192).toString('base64').match(/.{1,70}/g).join('\r\n\t ');
  const fields = [
    `Return-Path: <${heading.from}>`,
    `Received: from mx.${domain} (mx.${domain} [192.0.2.${heading.index % 250}])\r\n\tby mail.bench.example with ESMTPS id ${heading.index.toString(36)};\r\n\t${date}`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1;\r\n\th=from:to:subject:date:message-id; bh=${random.octets(32).toString('base64')};\r\n\tb=${signature}`,
    `Authentication-Results: mail.bench.example; dkim=pass header.d=${domain}; spf=pass`,
    `From: ${encodedWord(personName(random))} <${heading.from}>`,
    `To: ${encodedWord(personName(random))} <team@bench.example>`,
    `Subject: ${encodedWord(heading.subject)}`,
    `Date: ${date}`,
    `Message-ID: ${messageId(heading.index)}`,
    'MIME-Version: 1.0',
  ];
  if (heading.repliesTo) fields.push(`In-Reply-To: ${heading.repliesTo}`, `References: ${heading.repliesTo}`);
  return fields.join('\r\n');
}

/** @type {Record<Kind, (random: Random, index: number) => string>} */
const BODIES = {
  text(random) {
    const text = prose(random, 2_200);
    return random.next() < 0.6
      ? `Content-Type: text/plain; charset=utf-8\r\n${PART}${quotedPrintable(text)}\r\n`
      : `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(Buffer.from(text))}\r\n`;
  },
  html(random, index) {
    const boundary = `=_alternative_${index}`;
    return `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n--${boundary}\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\n${PART}${quotedPrintable(prose(random, 5_500))}\r\n--${boundary}\r\n` +
      `Content-Type: text/html; charset=utf-8\r\n${PART}${quotedPrintable(page(random, 27_000))}\r\n--${boundary}--\r\n`;
  },
  attachments(random, index) {
    const mixed = `=_mixed_${index}`;
    const related = `=_related_${index}`;
    /** @type {(fields: string, size: number) => string} */
    const file = (fields, size) => `${fields}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(random.octets(size))}\r\n`;
    return `Content-Type: multipart/mixed; boundary="${mixed}"\r\n\r\n--${mixed}\r\n` +
      `Content-Type: multipart/related; boundary="${related}"\r\n\r\n--${related}\r\n` +
      `Content-Type: text/html; charset=utf-8\r\n${PART}${quotedPrintable(page(random, 6_000))}\r\n--${related}\r\n` +
      file('Content-Type: image/png; name=logo.png\r\nContent-ID: <logo@bench.example>\r\nContent-Disposition: inline; filename=logo.png', 16_000) +
      `--${related}--\r\n--${mixed}\r\n` +
      file(`Content-Type: application/pdf; name="CV ${index}.pdf"\r\nContent-Disposition: attachment; filename*=UTF-8''Lebenslauf%20M%C3%BCller%20${index}.pdf`, 250_000) +
      `--${mixed}\r\n` +
      file('Content-Type: application/octet-stream; name="data.bin"\r\nContent-Disposition: attachment; filename="data.bin"', 90_000) +
      `--${mixed}--\r\n`;
  },
};

/**
 * The mailbox of the bench, oldest message first. Equal arguments give equal messages.
 * @param {{count: number, records: number, until: Date}} options `records`: size of the table the known senders are in;
 *   `until`: the newest message's time; the oldest is 25 days older
 * @returns {Generator<MixMail>}
 */
export function* mailMix({ count, records, until }) {
  const random = new Random('email center bench');
  const step = (DAYS * 86_400_000) / count;
  for (let index = 0; index < count; index += 1) {
    const kind = KINDS[index % KINDS.length];
    const sender = senderAddress(random.below(SENDERS), records);
    const repliesTo = index > 10 && random.next() < REPLY_SHARE ? messageId(index - 1 - random.below(10)) : null;
    const title = `${subject(random)} #${index}`;
    const receivedAt = new Date(until.getTime() - (count - index) * step);
    const heading = { index, from: sender.address, subject: repliesTo ? `Re: ${title}` : title, receivedAt, repliesTo };
    const octets = Buffer.from(`${headerFields(random, heading)}\r\n${BODIES[kind](random, index)}`);
    yield { octets, receivedAt, known: sender.known, kind };
  }
}
