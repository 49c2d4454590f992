/** Reads who wrote a forwarded message to whom (S5.1), whichever way it was forwarded. Pure; what is not certain is not read. */
import { normalizeAddress, normalizeAddresses } from '../mail/address';
import type { Forwarded, ForwardSigns } from '../mail/forwarded';
import type { Envelope } from '../mail/message';
import { because, inEnglish, type Reason } from '../mail/reason';
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
      why: forwarded === null ? inEnglish(within.unread) : '', reasons: forwarded === null ? within.unread : [], deeper, ...(redirect === null && within.opening !== undefined ? { opening: within.opening } : {}), redirectedBy: redirectedBy(source), deliveredTo: deliveredTo(source), filesLeftOut: 0,
      authenticationResults: auth === undefined ? null : auth,
    },
  };
}

interface Within {
  levels: Forwarded[];
  /** Why there is nothing within that can be read. */
  unread: Reason[];
  opening?: string;
}

/** What it quotes or attaches, and what that quotes or attaches in its turn. */
function readWithin(source: ForwardSource, level: number): Within {
  if (level === MAX_LEVELS) return { levels: [], unread: [] };
  if (source.isReport) return { levels: [], unread: [because('server-report')] };
  const inline = readInline({ ...source, subject: source.envelope.subject, saysForwarded: source.header('x-forwarded-message-id').length > 0 });
  if (inline.found) {
    const quoted = { ...source, text: inline.rest, htmlText: null, envelope: { ...source.envelope, subject: inline.forwarded.subject }, attached: [], header: () => [] };
    return { levels: [inline.forwarded, ...readWithin(quoted, level + 1).levels], unread: [], opening: inline.rest.slice(0, OPENING_CHARS) };
  }
  if (inline.hasBlock) return { levels: [], unread: inline.doubt };
  return readAttached(source, level);
}

function readAttached({ envelope, attached, fileTypes }: ForwardSource, level: number): Within {
  const [first] = attached;
  if (first === undefined) return { levels: [], unread: [unread(fileTypes)] };
  if (subjectSays(envelope.subject) === 'answered') return { levels: [], unread: [because('answer-with-attachment')] };
  const { from, to, cc, subject, date } = first.envelope;
  if (normalizeAddresses(from).length !== 1) return { levels: [], unread: [because('attached-without-sender')] };
  const reasons = [because('attached-header'), ...(attached.length === 1 ? [] : [because('more-attached', { count: attached.length - 1 })])];
  const forwarded: Forwarded = { style: 'attached', from, to, cc, subject, date, why: inEnglish(reasons), reasons };
  return { levels: [forwarded, ...readWithin(first, level + 1).levels], unread: [] };
}

function unread(fileTypes: readonly string[]): Reason {
  if (fileTypes.includes('application/vnd.ms-outlook')) return because('outlook-file');
  if (fileTypes.some((type) => type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef')) return because('winmail-file');
  return because('no-sign-of-forward');
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
  const sign = redirectSign(header);
  if (sign === null) return null;
  const { from, to, cc, subject, date } = envelope;
  return { style: 'redirect', from, to, cc, subject, date, why: inEnglish([sign]), reasons: [sign] };
}

function redirectSign(header: ForwardSource['header']): Reason | null {
  const field = REDIRECTING.find((name) => header(name).some((value) => value.trim() !== ''));
  if (field !== undefined) return because('redirect-field', { field: SHOWN[field], value: header(field)[0]!.slice(0, 100) });
  // Several addresses of one mailbox are no station of their own; a list has addresses of its own that it delivers to.
  const delivered = [...new Set(header('delivered-to').flatMap(addressesIn).map((address) => address.replace(/\+[^@]*@/, '@')))];
  if (delivered.length > 1 && header('list-id').length === 0) return because('passed-on', { addresses: delivered.slice(0, 3).join(', ') });
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
