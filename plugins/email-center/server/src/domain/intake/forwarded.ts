/** Reads who wrote a forwarded message to whom (S5.1), whichever way it was forwarded. Pure; what is not certain is not read. */
import { normalizeAddress, normalizeAddresses } from '../mail/address';
import type { Forwarded, ForwardSigns } from '../mail/forwarded';
import type { Envelope } from '../mail/message';
import { readInline, type InlineSource } from './forwarded/inline';
import { subjectSays } from './forwarded/labels';

/** What the parser gives of a message that may have been forwarded. */
export interface ForwardSource extends Omit<InlineSource, 'subject' | 'saysForwarded'> {
  envelope: Envelope;
  /** All values of a header field, unfolded, in their order; [] when there is none. */
  header(name: string): string[];
  /** Messages attached to it (message/rfc822), in their order, as far as they were read. */
  attached: readonly ForwardSource[];
  /** Media types of its files. */
  fileTypes: readonly string[];
  /** Whether a mail server wrote it to report on another message. */
  isReport: boolean;
}

export interface ForwardReading {
  forwarded: Forwarded | null;
  signs: ForwardSigns;
}

const MAX_LEVELS = 5;
/** Enough for a preview. */
const OPENING_CHARS = 600;

export function readForwarded(source: ForwardSource): ForwardReading {
  const levels: Forwarded[] = [];
  const redirect = readRedirect(source);
  if (redirect !== null) levels.push(redirect);
  const within = readWithin(source, 0);
  levels.push(...within.levels);
  const [forwarded = null, ...deeper] = levels;
  const auth = source.header('authentication-results')[0];
  return {
    forwarded,
    signs: {
      why: forwarded === null ? within.why : '', deeper, ...(redirect === null && within.opening !== undefined ? { opening: within.opening } : {}), redirectedBy: redirectedBy(source), deliveredTo: deliveredTo(source), filesLeftOut: 0,
      authenticationResults: auth === undefined ? null : auth,
    },
  };
}

interface Within {
  levels: Forwarded[];
  why: string;
  opening?: string;
}

/** What it quotes or attaches, and what that quotes or attaches in its turn. */
function readWithin(source: ForwardSource, level: number): Within {
  if (level === MAX_LEVELS) return { levels: [], why: '' };
  if (source.isReport) return { levels: [], why: 'It is a report of a mail server, not a forwarded message.' };
  const inline = readInline({ ...source, subject: source.envelope.subject, saysForwarded: source.header('x-forwarded-message-id').length > 0 });
  if (inline.found) {
    const quoted = { ...source, text: inline.rest, htmlText: null, envelope: { ...source.envelope, subject: inline.forwarded.subject }, attached: [], header: () => [] };
    return { levels: [inline.forwarded, ...readWithin(quoted, level + 1).levels], why: '', opening: inline.rest.slice(0, OPENING_CHARS) };
  }
  if (inline.hasBlock) return { levels: [], why: inline.why };
  return readAttached(source, level);
}

function readAttached({ envelope, attached, fileTypes }: ForwardSource, level: number): Within {
  const [first] = attached;
  if (first === undefined) return { levels: [], why: unread(fileTypes) };
  if (subjectSays(envelope.subject) === 'answered') return { levels: [], why: 'It is an answer with a message attached, going by its subject.' };
  const { from, to, cc, subject, date } = first.envelope;
  if (normalizeAddresses(from).length !== 1) return { levels: [], why: 'The attached message does not name one sender with an address.' };
  const others = attached.length === 1 ? '' : ` ${attached.length - 1} more attached ${attached.length === 2 ? 'message was' : 'messages were'} not read: only the first one counts.`;
  const forwarded: Forwarded = { style: 'attached', from, to, cc, subject, date, why: `Read from the header of the attached message.${others}` };
  return { levels: [forwarded, ...readWithin(first, level + 1).levels], why: '' };
}

function unread(fileTypes: readonly string[]): string {
  if (fileTypes.includes('application/vnd.ms-outlook')) return 'It is attached in the format of Outlook files (.msg), which is not read.';
  if (fileTypes.some((type) => type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef')) return 'It came as winmail.dat, which is not read.';
  return 'Nothing in it says that it was forwarded: no fields of a redirection, no attached message, no header block of a mail program.';
}

/** Fields with which a server or a mail rule says that it passed the message on as it was. */
const REDIRECTING = ['resent-from', 'resent-sender', 'resent-to', 'x-forwarded-for', 'x-forwarded-to', 'x-ms-exchange-inbox-rules-loop', 'x-ms-exchange-forwardingloop', 'x-autoforward'] as const;
const REDIRECTED_BY = ['resent-from', 'resent-sender', 'x-forwarded-for', 'x-ms-exchange-inbox-rules-loop', 'x-ms-exchange-forwardingloop'] as const;
const SHOWN: Readonly<Record<(typeof REDIRECTING)[number], string>> = {
  'resent-from': 'Resent-From', 'resent-sender': 'Resent-Sender', 'resent-to': 'Resent-To', 'x-forwarded-for': 'X-Forwarded-For', 'x-forwarded-to': 'X-Forwarded-To',
  'x-ms-exchange-inbox-rules-loop': 'X-MS-Exchange-Inbox-Rules-Loop', 'x-ms-exchange-forwardingloop': 'X-MS-Exchange-ForwardingLoop', 'x-autoforward': 'X-Autoforward',
};

function readRedirect(source: ForwardSource): Forwarded | null {
  const { envelope, header, isReport } = source;
  if (isReport || normalizeAddresses(envelope.from).length !== 1) return null;
  const why = redirectSign(header);
  if (why === null) return null;
  const { from, to, cc, subject, date } = envelope;
  return { style: 'redirect', from, to, cc, subject, date, why };
}

function redirectSign(header: ForwardSource['header']): string | null {
  const field = REDIRECTING.find((name) => header(name).some((value) => value.trim() !== ''));
  if (field !== undefined) return `It was redirected with its own sender: the field ${SHOWN[field]} (${header(field)[0]!.slice(0, 100)}) says so.`;
  // Several addresses of one mailbox are no station of their own; a list has addresses of its own that it delivers to.
  const delivered = [...new Set(header('delivered-to').flatMap(addressesIn).map((address) => address.replace(/\+[^@]*@/, '@')))];
  if (delivered.length > 1 && header('list-id').length === 0) return `It was passed on from one mailbox to another: the fields Delivered-To name ${delivered.slice(0, 3).join(' and ')}.`;
  return null;
}

function redirectedBy({ header }: ForwardSource): string[] {
  const found = new Set<string>();
  for (const name of REDIRECTED_BY) {
    // X-Forwarded-For of mail names the mailbox first and where it forwards to behind it.
    for (const value of header(name)) for (const address of addressesIn(value).slice(0, name === 'x-forwarded-for' ? 1 : undefined)) found.add(address);
  }
  return [...found];
}

function deliveredTo({ header }: ForwardSource): string[] {
  return [...new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to', 'x-envelope-to', 'resent-to', 'x-forwarded-to'].flatMap((name) => header(name).flatMap(addressesIn)))];
}

function addressesIn(value: string): string[] {
  return (value.slice(0, 2_000).match(/[^\s<>,;:"()[\]]+@[^\s<>,;:"()[\]]+/g) ?? []).flatMap((address) => normalizeAddress(address) ?? []);
}
