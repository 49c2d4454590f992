/** What the receiving server says of a sender (RFC 8601), and whose word counts. Pure. */
import type { Authentication, AuthenticationResult } from '../mail/forwarded';

/** Who receives for an account: only that server's word counts, because anybody may write such a field. */
export interface Receiver {
  /** The account's IMAP server. */
  host: string;
  /** The domain of its address; '' when that is one of a mail provider's, which others have, too. */
  domain: string;
  /** Set by an administrator where the server signs under another name; null: told from host and domain. */
  authservId: string | null;
}

export const NO_AUTHENTICATION: Authentication = { spf: 'none', dkim: 'none', dmarc: 'none' };

/** Servers that receive under another name than one reads mail from. */
const KNOWN: readonly { host: RegExp; authservId: RegExp }[] = [
  { host: /(^|\.)(gmail|googlemail)\.com$/, authservId: /^mx\.google\.com$/ },
  // Microsoft 365 writes the field without a name.
  { host: /(^|\.)(office365|outlook)\.com$/, authservId: /^$/ },
  { host: /(^|\.)mail\.me\.com$/, authservId: /(^|\.)icloud\.com$/ },
];
const MAILBOX_LABEL = /^(?:imap|imaps|mail|mx|secureimap|pop)\d*\./;

/**
 * Reads the topmost field, the only one a receiving server can have written last: it counts when its authserv-id (RFC 8601
 * section 2.5) is the account's server, a host of the same domain, or the name an administrator gave. Else nothing is known.
 */
export function readAuthentication(topmost: string | null, receiver: Receiver): Authentication {
  if (topmost === null || topmost.length > 20_000) return NO_AUTHENTICATION;
  const [head = '', ...results] = withoutComments(topmost).split(';').map((piece) => piece.trim());
  const named = !head.includes('=');
  const authservId = named ? (head.split(/\s+/)[0] ?? '').toLowerCase() : '';
  if (!isReceiver(authservId, receiver)) return NO_AUTHENTICATION;
  return resultsOf(named ? results : [head, ...results]);
}

/** Whether it tells that the sender is not who they say: DMARC decides; without it SPF, unless a signature holds. */
export function failsAuthentication({ spf, dkim, dmarc }: Authentication): boolean {
  if (dmarc !== 'none') return dmarc === 'fail';
  return dkim !== 'pass' && (spf === 'fail' || dkim === 'fail');
}

function isReceiver(authservId: string, { host, domain, authservId: given }: Receiver): boolean {
  if (given !== null) return authservId === given.toLowerCase();
  const server = host.toLowerCase();
  if (authservId !== '' && authservId === server) return true;
  if (KNOWN.some((known) => known.host.test(server) && known.authservId.test(authservId))) return true;
  const own = [MAILBOX_LABEL.test(server) ? server.replace(MAILBOX_LABEL, '') : '', domain.toLowerCase()].filter((name) => name.includes('.'));
  return own.some((name) => authservId === name || authservId.endsWith(`.${name}`));
}

/** Comments in parentheses may hold anything, also what looks like a result. */
function withoutComments(field: string): string {
  let depth = 0;
  let plain = '';
  for (const c of field) {
    if (c === '(') depth += 1;
    else if (c === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += c;
  }
  return plain;
}

const METHOD = /^(spf|dkim|dmarc)(?:\/\d+)?\s*=\s*([a-z]+)/i;
const FAILURES = new Set(['fail', 'softfail', 'hardfail', 'permerror', 'policy']);

/** Of several signatures one that holds is enough; of several other results a failure counts. */
function resultsOf(results: readonly string[]): Authentication {
  const found: Record<keyof Authentication, AuthenticationResult[]> = { spf: [], dkim: [], dmarc: [] };
  for (const result of results) {
    const [, method, value] = METHOD.exec(result) ?? [];
    if (method === undefined || value === undefined) continue;
    found[method.toLowerCase() as keyof Authentication].push(value.toLowerCase() === 'pass' ? 'pass' : FAILURES.has(value.toLowerCase()) ? 'fail' : 'none');
  }
  const worst = (values: AuthenticationResult[]): AuthenticationResult => (values.includes('fail') ? 'fail' : values.includes('pass') ? 'pass' : 'none');
  return { spf: worst(found.spf), dmarc: worst(found.dmarc), dkim: found.dkim.includes('pass') ? 'pass' : worst(found.dkim) };
}
