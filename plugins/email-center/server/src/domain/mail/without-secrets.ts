/** Servers repeat in their complaints what they were sent. What they say is stored and shown, so the password is taken out of it. */
import type { ConnectionSettings } from './account';
import { MailError } from './mail-error';

type Credentials = Pick<ConnectionSettings, 'login' | 'password'>;

const HIDDEN = '***';
const BASE64_RUN = /[A-Za-z0-9+/_-]{4,}={0,2}/g;
const PERCENT_RUN = /\S*%[0-9a-f]{2}\S*/gi;

/**
 * The text without the password: as it is, inside an IMAP quoted string (RFC 9051 section 4.3), percent-encoded, and in
 * base64, alone as AUTH LOGIN sends it or with the login as AUTH PLAIN does (RFC 4616 section 2). Each place becomes `***`.
 */
export function withoutSecrets(text: string, { login, password }: Credentials): string {
  if (password === '') return text;
  const secret = octetsOf(password);
  const hideIn = (decode: (run: string) => string) => (run: string): string => (decode(run).includes(secret) ? HIDDEN : run);
  return text
    .replace(anyOf(base64FormsOf(login, password)), HIDDEN)
    .replace(BASE64_RUN, hideIn(fromBase64))
    .replace(PERCENT_RUN, hideIn(fromPercent))
    .replace(anyOf([password, secret, password.replace(/["\\]/g, '\\$&')]), HIDDEN);
}

/** The same error with nothing secret in it; the cause, which holds the server's words too, is left behind where there was. */
export function errorWithoutSecrets(error: MailError, credentials: Credentials): MailError {
  const data = error.toJSON();
  // The sentences of the email center name servers and mailboxes only; that of an unforeseen failure is somebody else's.
  const message = data.code === 'bug' ? withoutSecrets(data.message, credentials) : data.message;
  const detail = data.detail === undefined ? undefined : withoutSecrets(data.detail, credentials);
  if (message === data.message && detail === data.detail) return error;
  return new MailError({ ...data, message, detail });
}

/** With the words a login is sent in; a server may run them together with its own, so that they are no run by themselves. */
function base64FormsOf(login: string, password: string): string[] {
  const sent = [password, `\0${login}\0${password}`, `${login}\0${login}\0${password}`];
  return sent.flatMap((text) => {
    const padded = btoa(octetsOf(text));
    const bare = padded.replace(/=+$/, '');
    return [padded, bare, bare.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** The longest form first, so that nothing of it is left. */
function anyOf(forms: string[]): RegExp {
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'), 'g');
}

/** UTF-8, one character per octet. */
function octetsOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');
}

function fromBase64(run: string): string {
  const bare = run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  // One character alone at the end stands for no octet.
  return atob(bare.length % 4 === 1 ? bare.slice(0, -1) : bare);
}

function fromPercent(run: string): string {
  return run.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
