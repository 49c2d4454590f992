/** A forwarded message that is quoted in the text, below the header block of the mail program that forwarded it. */
import type { Forwarded } from '../../mail/forwarded';
import { because, inEnglish, type Reason } from '../../mail/reason';
import { normalizeAddresses } from '../../mail/address';
import { readPrintedAddresses } from './addresses';
import { findHeaderBlock, type HeaderBlock } from './block';
import { readPrintedDate } from './dates';
import { subjectSays } from './labels';

export interface InlineSource {
  subject: string;
  /** The text as the recipient reads it. */
  text: string;
  /** The HTML as text, where there is both. */
  htmlText: string | null;
  /** Of the one who forwarded, minutes east of UTC; null when unknown. */
  zone: number | null;
  /** Whether a header field says that it forwards (X-Forwarded-Message-Id). */
  saysForwarded: boolean;
}

/** `found: false`, with nothing at all in the text, or with a block that cannot be read with certainty. */
export type InlineReading = { found: true; forwarded: Forwarded; rest: string } | { found: false; hasBlock: boolean; doubt: Reason[] };

/** Reads text and HTML, which must not contradict each other: a message can show one sender to people and another to machines. */
export function readInline(source: InlineSource): InlineReading {
  const plain = readText(source, source.text);
  if (source.htmlText === null) return plain;
  const html = readText(source, source.htmlText);
  if (!plain.found || !html.found) return plain.found ? plain : html.found ? html : plain.hasBlock ? plain : html;
  const [one, other] = [plain, html].map(({ forwarded }) => normalizeAddresses(forwarded.from).join());
  return one === other ? plain : notCertain(because('texts-differ'));
}

function readText(source: InlineSource, text: string): InlineReading {
  const block = findHeaderBlock(text);
  if (block === null) return { found: false, hasBlock: false, doubt: [] };
  if (!('fields' in block)) return notCertain(because('no-block-below', { line: block.separator.shown }));
  return doubtsOf(source, block) ?? readFields(source, block);
}

function doubtsOf({ subject, saysForwarded }: InlineSource, block: HeaderBlock): InlineReading | null {
  const says = subjectSays(subject);
  if (says === 'answered') return notCertain(because('answer-that-quotes'));
  const forwards = says === 'forwarded' || saysForwarded;
  if (!forwards && block.separator?.sure !== true) {
    return notCertain(because('block-unannounced'));
  }
  if (!forwards && block.inSignature) return notCertain(because('block-in-signature'));
  if (block.repeated) return notCertain(because('block-repeats-field'));
  return null;
}

function readFields({ zone }: InlineSource, { fields, separator, rest }: HeaderBlock): InlineReading {
  const fromField = fields.get('from')!;
  const from = readPrintedAddresses(fromField.value);
  const senders = normalizeAddresses(from.addresses);
  if (from.contradictory) return notCertain(because('block-contradicts-link'));
  if (senders.length === 0) return notCertain(because('block-without-address', { sender: fromField.value.slice(0, 100) }));
  if (senders.length > 1) return notCertain(because('block-of-several'));
  const date = fields.get('date');
  const addressesOf = (kind: 'to' | 'cc') => readPrintedAddresses(fields.get(kind)?.value ?? '').addresses;
  const reason = separator === null ? because('block-of-outlook') : because('block-below', { line: separator.shown.slice(0, 80) });
  const forwarded: Forwarded = {
    style: 'inline', from: from.addresses.filter(({ address }) => address !== ''), to: addressesOf('to'), cc: addressesOf('cc'), subject: fields.get('subject')?.value ?? '',
    date: date === undefined ? null : readPrintedDate(date.value, zone, fromField.label === 'from'),
    why: inEnglish([reason]), reasons: [reason],
  };
  return { found: true, forwarded, rest };
}

function notCertain(doubt: Reason): InlineReading {
  return { found: false, hasBlock: true, doubt: [doubt] };
}
