/** What one may have overlooked in a draft. Nothing of it stops the sending. */
import { normalizeAddress, type Address } from '../mail/address';
import type { Automatic } from '../mail/message';
import { attachmentSpokenOf } from './forgotten-attachment';
import { placeholdersIn } from './placeholders';
import { readByNobody, writtenByProgram } from './reply-recipients';

export type WarningCode =
  | 'forgotten-attachment' | 'many-recipients' | 'no-subject' | 'failing-recipient' | 'too-large' | 'unfilled-placeholder' | 'no-reply-address' | 'automatic-original';

export interface Warning {
  code: WarningCode;
  /** The word, the address or the number it is about. */
  detail: string;
}

export interface CheckedDraft {
  kind: 'new' | 'reply' | 'reply-all' | 'forward' | 'forward-attached';
  to: readonly Address[];
  cc: readonly Address[];
  bcc: readonly Address[];
  subject: string;
  /** Without signature and quotation. */
  ownText: string;
  /** Attachments, without images shown within the text. */
  attachments: number;
  /** Octets of the whole message, and how many its account may send. */
  bytes: number;
  maxBytes: number;
  /** Addresses whose mail comes back; normalised. */
  failing: ReadonlySet<string>;
  /** What the message is that is answered; null: it answers none. */
  answers: Automatic['kind'] | null;
}

/** Seen by each other: a circle this large is rarely meant. */
const MANY = 10;
const MANY_OF_A_REPLY = 5;

export function checkDraft(draft: CheckedDraft): Warning[] {
  const { kind, to, cc, bcc, subject, ownText, attachments, bytes, maxBytes, failing, answers } = draft;
  const warnings: Warning[] = [];
  const word = attachments === 0 ? attachmentSpokenOf(ownText) : null;
  if (word !== null) warnings.push({ code: 'forgotten-attachment', detail: word });
  const seen = to.length + cc.length;
  if (seen > (kind === 'reply-all' ? MANY_OF_A_REPLY : MANY)) warnings.push({ code: 'many-recipients', detail: String(seen) });
  if (subject.trim() === '') warnings.push({ code: 'no-subject', detail: '' });
  for (const { address } of [...to, ...cc, ...bcc]) {
    if (failing.has(normalizeAddress(address) ?? '')) warnings.push({ code: 'failing-recipient', detail: address });
    if (readByNobody(address)) warnings.push({ code: 'no-reply-address', detail: address });
  }
  if (bytes > maxBytes) warnings.push({ code: 'too-large', detail: String(bytes) });
  for (const name of placeholdersIn(`${subject}\n${ownText}`)) warnings.push({ code: 'unfilled-placeholder', detail: `{{${name}}}` });
  if (answers !== null && writtenByProgram(answers)) warnings.push({ code: 'automatic-original', detail: answers });
  return warnings;
}

/** Octets of header fields, boundaries and the like. */
const FRAME = 4_000;
/** Base64 in lines of 76 (RFC 2045 section 6.8). */
const BASE64 = 78 / 57;

/** About how many octets the message will have; `utf8` counts those of a text. */
export function messageBytes(draft: { htmlBytes: number; textBytes: number; fileBytes: readonly number[] }): number {
  // Quoted-printable makes three octets of what is not ASCII, and a little more of the rest.
  const bodies = Math.ceil((draft.htmlBytes + draft.textBytes) * 1.3);
  return FRAME + bodies + draft.fileBytes.reduce((sum, bytes) => sum + Math.ceil(bytes * BASE64) + 300, 0);
}
