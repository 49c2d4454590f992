/** What is handed to the outbox, looked through before it is made into a message: nothing in it may become a header of its own, or nobody's address. */
import { asciiDomain, normalizeAddress, type Address } from '../mail/address';
import { MailError } from '../mail/mail-error';
import type { OutboxPeople } from './item';

/** Of one message, together; more are a mailing, for which there are other tools. */
export const MAX_RECIPIENTS = 500;

export interface Submitted extends OutboxPeople {
  subject: string;
  inReplyTo: readonly string[];
  references: readonly string[];
  files: readonly { filename: string; contentType: string; size: number; contentId: string | null }[];
}

export interface CheckedSubmission extends OutboxPeople {
  /** To, Cc and Bcc, each mailbox once, as they stand in the envelope. */
  recipients: string[];
  /** A part before the @ is not ASCII, so that the server has to speak SMTPUTF8 (RFC 6531). */
  needsUtf8: boolean;
  inReplyTo: string[];
  references: string[];
}

// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;
// eslint-disable-next-line no-control-regex -- the same
const MESSAGE_ID = /^[^\s<>\u0000-\u001f\u007f]{1,900}$/;
const MEDIA_TYPE = /^[\w.+!#$&^-]{1,127}\/[\w.+!#$&^-]{1,127}$/;
/** Longer chains keep their beginning and their end (RFC 5322 section 3.6.4 sets no limit, header lines do). */
const MOST_REFERENCES = 50;

/** Rejects with `invalid-input` and the field, or `too-large`. Message-IDs that are none are left out: a reply is possible all the same. */
export function checkSubmission(submission: Submitted): CheckedSubmission {
  if (CONTROL.test(submission.subject)) throw wrong('subject', 'The subject stands on one line.');
  const from = checkedAddress(submission.from, 'from');
  const [to, cc, bcc] = (['to', 'cc', 'bcc'] as const).map((field) => submission[field].map((address) => checkedAddress(address, field))) as [Address[], Address[], Address[]];
  const recipients = [...new Map([...to, ...cc, ...bcc].map(({ address }) => [normalizeAddress(address), address])).values()];
  if (recipients.length === 0) throw wrong('to', 'Name at least one recipient.');
  if (recipients.length > MAX_RECIPIENTS) throw wrong('to', `A message goes to ${MAX_RECIPIENTS} recipients at most.`);
  for (const file of submission.files) checkFile(file);
  return {
    from, to, cc, bcc, recipients, needsUtf8: [from.address, ...recipients].some((address) => !isAscii(address)),
    inReplyTo: usable(submission.inReplyTo), references: shortened(usable(submission.references)),
  };
}

/** The domain becomes its ASCII form (RFC 5891), which every server takes; what stands before the @ is nobody's to change. */
function checkedAddress({ name, address }: Address, field: string): Address {
  if (CONTROL.test(name)) throw wrong(field, 'A name stands on one line.');
  const trimmed = address.trim();
  const at = trimmed.lastIndexOf('@');
  const domain = normalizeAddress(trimmed) === null ? null : asciiDomain(trimmed.slice(at + 1).replace(/\.$/, ''));
  if (domain === null || !/^[^<>\s]+$/.test(trimmed) || /^mailto:/i.test(trimmed)) throw wrong(field, `${shown(address)} is no mail address.`);
  const local = trimmed.slice(0, at).normalize('NFC');
  if (new TextEncoder().encode(local).length > 64 || domain.length > 255) throw wrong(field, `${shown(address)} is too long for a mail address.`);
  return { name: name.trim(), address: `${local}@${domain}` };
}

function checkFile({ filename, contentType, contentId }: Submitted['files'][number]): void {
  if (CONTROL.test(filename)) throw wrong('files', 'The name of a file stands on one line.');
  if (!MEDIA_TYPE.test(contentType)) throw wrong('files', `${shown(contentType)} is no type of a file.`);
  if (contentId !== null && !MESSAGE_ID.test(contentId)) throw wrong('files', 'The Content-ID of an image is not usable.');
}

/** Rejects with `too-large`. Both are octets of the whole message. */
export function checkSize(size: number, most: number): void {
  if (size <= most) return;
  const megabytes = (octets: number): string => (octets / 1024 / 1024).toFixed(1);
  throw new MailError({ kind: 'malformed', code: 'too-large', remedier: 'owner', message: `The message has ${megabytes(size)} MB with its files as they are sent; ${megabytes(most)} MB are possible.` });
}

const usable = (ids: readonly string[]): string[] => [...new Set(ids.filter((id) => MESSAGE_ID.test(id)))];

const shortened = (ids: string[]): string[] => (ids.length <= MOST_REFERENCES ? ids : [ids[0]!, ...ids.slice(1 - MOST_REFERENCES)]);

// eslint-disable-next-line no-control-regex -- ASCII is what is asked for
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

const shown = (text: string): string => JSON.stringify(text.slice(0, 100));

const wrong = (field: string, message: string): MailError => new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });
