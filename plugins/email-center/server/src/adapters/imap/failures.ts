/** Every way an IMAP server can fail, as a MailError. */
import type { ImapResponse } from 'imapflow';
import { connectionFailure, notAMailServer, starttlsMissing } from '../../domain/mail/connection-failure';
import type { ServerName } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { MailErrorData } from '../../domain/mail/mail-error';

/** The fields imapflow sets on its errors, as far as they are read here. */
interface ImapFailure {
  message?: string;
  code?: string;
  response?: ImapResponse | string;
  responseStatus?: string;
  responseText?: string;
  serverResponseCode?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  reason?: string;
}

const THROTTLED = /throttl|rate limit|too many|slow down|try again later|limit exceeded|exceeded .*(bandwidth|command|limit)/i;
const TOO_MANY = /too many|maximum number of connections|connection limit|simultaneous/i;
const FOR_A_WHILE = /temporar|unavailable|try again|internal error|server error|backend/i;

/** Turns whatever imapflow threw into a MailError; `command` is what was being asked, never with its arguments. */
export function toMailError(error: unknown, server: ServerName, command: string): MailError {
  if (error instanceof MailError) return error;
  const failure = (error ?? {}) as ImapFailure;
  return new MailError(describe(failure, server, command) ?? MailError.wrap(error).toJSON(), { cause: error });
}

function describe(failure: ImapFailure, server: ServerName, command: string): MailErrorData | null {
  const text = failure.responseText ?? (typeof failure.response === 'string' ? failure.response : undefined);
  if (failure.authenticationFailed && !failure.tlsFailed) return loginFailure(failure, server, text ?? failure.message ?? '');
  if (failure.responseStatus === 'NO' || failure.responseStatus === 'BAD') return refusal(failure, server, command, text ?? '');
  const said = failure.reason ?? failure.message;
  if (failure.reason !== undefined && (THROTTLED.test(failure.reason) || TOO_MANY.test(failure.reason))) return throttled(server, failure.reason);
  const known = connectionFailure(failure.code, server, said);
  if (known) return known;
  if (failure.tlsFailed) return failure.code === undefined ? starttlsMissing(server) : connectionFailure('ERR_TLS', server, said);
  if (failure.code !== undefined && isProtocolFailure(failure.code)) return notAMailServer(server, `${command}: ${said ?? failure.code}`);
  return null;
}

function isProtocolFailure(code: string): boolean {
  return /^(ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|UnexpectedTag|InvalidResponse|ResponseProcessingFailed|MAX_IMAP_NESTING)/.test(code);
}

/** LOGIN or AUTHENTICATE answered NO: a wrong password unless the server says otherwise (RFC 5530 section 3). */
function loginFailure(failure: ImapFailure, server: ServerName, text: string): MailErrorData {
  const code = failure.serverResponseCode ?? '';
  const detail = [code && `[${code}]`, text].filter(Boolean).join(' ');
  if (code === 'THROTTLED' || code === 'LIMIT' || THROTTLED.test(text)) return throttled(server, detail);
  if (code === 'UNAVAILABLE' || code === 'SERVERBUG' || code === 'INUSE' || (code === '' && FOR_A_WHILE.test(text))) return unavailable(server, detail);
  if (['AUTHENTICATIONFAILED', 'EXPIRED', ''].includes(code) && !/disabled|not (allowed|permitted|enabled)|application-specific|app password|web login|browser/i.test(text)) {
    return { kind: 'auth', code: 'wrong-password', remedier: 'owner', message: `The server ${server.host} did not accept login and password: enter the password again.`, detail };
  }
  return { kind: 'auth', code: 'login-refused', remedier: 'owner', message: `The server ${server.host} refuses this login: IMAP may have to be switched on, or an app password made, at the provider.`, detail };
}

function refusal(failure: ImapFailure, server: ServerName, command: string, text: string): MailErrorData {
  const code = failure.serverResponseCode ?? responseCode(failure.response) ?? '';
  const detail = `${command}: ${failure.responseStatus ?? ''} ${code && `[${code}] `}${text}`;
  if (code === 'THROTTLED' || code === 'LIMIT' || failure.code === 'ETHROTTLE' || THROTTLED.test(text)) return throttled(server, detail);
  if (code === 'UNAVAILABLE' || code === 'INUSE' || code === 'SERVERBUG') return unavailable(server, detail);
  if (code === 'AUTHENTICATIONFAILED' || code === 'AUTHORIZATIONFAILED' || code === 'EXPIRED') {
    return { kind: 'auth', code: 'login-refused', remedier: 'owner', message: `The server ${server.host} took back the permission to read this mailbox.`, detail };
  }
  if (isMissingMailbox(code, text, command)) {
    return { kind: 'transient', code: 'mailbox-missing', remedier: 'owner', message: 'The mailbox does not exist on the server (any more): choose another one.', detail };
  }
  return { kind: 'transient', code: 'command-refused', remedier: 'provider', message: `The server ${server.host} refused the command ${command}.`, detail };
}

function isMissingMailbox(code: string, text: string, command: string): boolean {
  if (command !== 'EXAMINE' && command !== 'SELECT' && command !== 'STATUS') return false;
  return code === 'NONEXISTENT' || /doesn.t exist|does not exist|no such mailbox|unknown mailbox|not found|nonexistent/i.test(text);
}

/** The response code in brackets (RFC 9051 section 7.1). */
export function responseCode(response: ImapResponse | string | undefined): string | undefined {
  if (response === undefined || typeof response === 'string') return undefined;
  const code = response.attributes?.[0]?.section?.[0]?.value;
  return typeof code === 'string' ? code.toUpperCase() : undefined;
}

function throttled(server: ServerName, detail: string): MailErrorData {
  return TOO_MANY.test(detail)
    ? { kind: 'throttled', code: 'too-many-connections', remedier: 'provider', message: `The server ${server.host} allows no further connection at the moment; it is tried again later.`, detail }
    : { kind: 'throttled', code: 'slow-down', remedier: 'provider', message: `The server ${server.host} asks for a pause; it is tried again later.`, detail };
}

function unavailable(server: ServerName, detail: string): MailErrorData {
  return { kind: 'throttled', code: 'slow-down', remedier: 'provider', message: `The server ${server.host} is not available at the moment; it is tried again later.`, detail };
}

/** The epoch changed: every UID known so far names another message or none (RFC 9051 section 2.3.1.1). */
export function epochChanged(path: string, expected: number, found: number): MailError {
  return new MailError({
    kind: 'cursor', code: 'uidvalidity-changed', remedier: 'provider',
    message: `The server renumbered the mailbox ${path}; it is compared anew.`, detail: `UIDVALIDITY ${expected} became ${found}`,
  });
}

/** The mailbox is read, but nothing in it is changed for us. */
export function notWritable(path: string, detail: string | undefined, cause?: unknown): MailError {
  return new MailError({
    kind: 'transient', code: 'command-refused', remedier: 'owner', detail,
    message: `The mail server does not let the mailbox ${path} be changed, so messages are not marked as read there: switch this off in the account, or ask the provider for the right to write.`,
  }, { cause });
}
