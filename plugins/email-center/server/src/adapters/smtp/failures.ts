/** Every way a submission can fail, as a MailError. */
import type { ConnectionSettings } from '../../domain/mail/account';
import { CANCELLED, connectionFailure, notAMailServer, starttlsMissing } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { MailErrorData } from '../../domain/mail/mail-error';
import { errorWithoutSecrets } from '../../domain/mail/without-secrets';
import type { SmtpFailure } from './reply-codes';

export function toMailError(error: unknown, settings: ConnectionSettings, doing: 'login' | 'send', signal?: AbortSignal): MailError {
  if (error instanceof MailError) return error;
  if (signal?.aborted) return new MailError(CANCELLED, { cause: error });
  const failure = (error ?? {}) as SmtpFailure;
  const described = describe(failure, settings, doing) ?? MailError.wrap(error).toJSON();
  return errorWithoutSecrets(new MailError(described, { cause: error }), settings);
}

function describe(failure: SmtpFailure, settings: ConnectionSettings, doing: 'login' | 'send'): MailErrorData | null {
  const server = settings.smtp;
  const detail = failure.response ?? failure.message;
  const known = [failure.originalCode, failure.cause?.code, failure.code].map((code) => connectionFailure(code, server, detail)).find((data) => data !== null);
  if (failure.responseCode === 421) return pause(server.host, detail);
  if (failure.code === 'EAUTH') return loginFailure(failure, server.host, detail);
  // nodemailer says ECONNECTION and EPROTOCOL too where the server did answer, with a refusal.
  if (isRefusal(failure) && failure.code !== 'ETLS') return refusal(failure, server.host, doing, detail);
  if (known) return known;
  if (failure.code === 'ETLS') return failure.command === 'STARTTLS' ? { ...starttlsMissing(server), detail } : connectionFailure('ERR_TLS', server, detail);
  if (failure.code === 'EPROTOCOL' || failure.response !== undefined) return notAMailServer(server, detail ?? '');
  if (failure.code === 'ESOCKET') return connectionFailure('ERR_TLS', server, detail);
  return null;
}

const isRefusal = ({ responseCode }: SmtpFailure): boolean => responseCode !== undefined && responseCode >= 400 && responseCode < 600;

function loginFailure(failure: SmtpFailure, host: string, detail: string | undefined): MailErrorData {
  if (failure.responseCode !== undefined && failure.responseCode >= 400 && failure.responseCode < 500) return pause(host, detail);
  if (failure.responseCode === 534 || failure.responseCode === 530 || failure.responseCode === undefined || /disabled|application-specific|app password|not allowed/i.test(detail ?? '')) {
    return { kind: 'auth', code: 'login-refused', remedier: 'owner', message: `The server ${host} refuses this login for sending: sending by other programs may have to be switched on at the provider.`, detail };
  }
  return { kind: 'auth', code: 'wrong-password', remedier: 'owner', message: `The server ${host} did not accept login and password for sending: enter the password again.`, detail };
}

function refusal({ responseCode = 0, command }: SmtpFailure, host: string, doing: 'login' | 'send', detail: string | undefined): MailErrorData {
  if (responseCode < 500) return pause(host, detail);
  if (/RCPT/.test(command ?? '')) return { kind: 'transient', code: 'recipient-refused', remedier: 'owner', message: `The server ${host} does not deliver to this recipient.`, detail };
  const isAboutMessage = doing === 'send' && !/^(CONN|EHLO|HELO)$/.test(command ?? '');
  if (isAboutMessage) return { kind: 'transient', code: 'message-refused', remedier: 'owner', message: `The server ${host} does not send this message: check whether the address belongs to this login.`, detail };
  return { kind: 'transient', code: 'command-refused', remedier: 'provider', message: `The server ${host} refused the connection.`, detail };
}

function pause(host: string, detail: string | undefined): MailErrorData {
  return { kind: 'throttled', code: 'slow-down', remedier: 'provider', message: `The server ${host} asks for a pause; try again later.`, detail };
}
