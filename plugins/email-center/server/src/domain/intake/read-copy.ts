/** How an import read what an account has of a message, from what is stored of it. Pure. */
import { normalizeAddresses } from '../mail/address';
import type { Address } from '../mail/address';
import { readAs, type AsRead } from './as-read';
import type { StoredCopy, StoredMail } from './stored-mail';
import type { MailboxRole } from './types';

/** What is looked up of a copy: the addresses of its header, those a case names, or none, with the reason. */
export type ReadCopy =
  | { kind: 'mail'; read: AsRead }
  | { kind: 'case'; sender: string | null; mentioned: string[] }
  | { kind: 'nothing'; why: 'unassigned' | 'needs-look' };

/**
 * - Personal accounts and groups: each mailbox it was seen in has its say.
 * - Intake accounts (S3.4): received mail by the addresses it names, once it is a case; before that by none.
 * - Forward addresses (S5): by the message within; by none while it is not known which that is.
 */
export function readCopy(mail: Pick<StoredMail, 'headers'>, copy: StoredCopy): ReadCopy[] {
  if (copy.accountKind === 'forward') return [readForwarded(mail, copy)];
  return copy.roles.map((role): ReadCopy => (copy.accountKind === 'intake' && role === 'inbox' ? readCase(copy) : { kind: 'mail', read: readOwn(mail, copy, role) }));
}

function readCase({ counterpart, mentioned }: StoredCopy): ReadCopy {
  return mentioned === null ? { kind: 'nothing', why: 'unassigned' } : { kind: 'case', sender: counterpart, mentioned };
}

function readForwarded({ headers }: Pick<StoredMail, 'headers'>, copy: StoredCopy): ReadCopy {
  if (copy.look) {
    // Until a person says whose it is, its sender may be forged.
    return headers.forwarded?.style === 'by-hand' ? { kind: 'mail', read: readAs('inbox', headers) } : { kind: 'nothing', why: 'needs-look' };
  }
  const { reading, counterpart } = copy;
  const forwarded = reading?.forwarded ?? headers.forwarded;
  if (forwarded === null) return { kind: 'mail', read: readUnknownForward(headers, copy) };
  return { kind: 'mail', read: { ...readAs('inbox', { ...headers, ...reading?.headers, forwarded }), counterpart } };
}

/** Another account stored it first, at a time when its reading here was not kept: what is known are its direction and its counterpart. */
function readUnknownForward(headers: StoredMail['headers'], copy: StoredCopy): AsRead {
  const role: MailboxRole = copy.direction === 'outgoing' ? 'sent' : 'inbox';
  const own = normalizeAddresses(role === 'inbox' ? headers.from : [...headers.to, ...headers.cc]);
  return copy.counterpart !== null && own.includes(copy.counterpart) ? { ...readAs(role, headers), counterpart: copy.counterpart } : readAs(role, counterpartAlone(headers, copy, role));
}

/** Redirections and blind copies keep their header; of other forwards the message is stored with that of the one within, which this account did not read. */
function readOwn({ headers }: Pick<StoredMail, 'headers'>, copy: StoredCopy, role: MailboxRole): AsRead {
  if (copy.reading !== null) return readAs(role, { ...headers, ...copy.reading.headers, forwarded: null });
  const isOwn = headers.forwarded === null || headers.forwarded.style === 'redirect' || headers.forwarded.style === 'bcc';
  return readAs(role, isOwn ? { ...headers, forwarded: null } : counterpartAlone(headers, copy, role));
}

function counterpartAlone(headers: StoredMail['headers'], copy: StoredCopy, role: MailboxRole): StoredMail['headers'] {
  const isSide = (role === 'inbox') === (copy.direction === 'incoming');
  const side: Address[] = copy.counterpart === null || !isSide ? [] : [{ name: '', address: copy.counterpart }];
  return { ...headers, forwarded: null, sender: [], replyTo: [], cc: [], from: role === 'inbox' ? side : [], to: role === 'sent' ? side : [] };
}
