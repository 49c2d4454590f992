/**
 * The one error type of the email center. Whatever goes wrong in an adapter becomes a MailError before a flow sees
 * it, so that a failure is never mistaken for an empty result and each kind has exactly one reaction.
 */
import type { Reason } from './reason';

/** What the caller does about it: stop and tell the owner (auth, tls), back off (transient, throttled), rescan (cursor), quarantine (malformed), fail loudly (bug). */
export type MailErrorKind = 'auth' | 'tls' | 'transient' | 'throttled' | 'cursor' | 'malformed' | 'bug';

/** Stable names of the causes; the panel holds one sentence and one remedy for each, in every language. */
export const MAIL_ERROR_CODES = [
  'name-not-found',
  'port-closed',
  'host-unreachable',
  'address-forbidden',
  'port-forbidden',
  'no-answer',
  'connection-lost',
  'not-a-mail-server',
  'tls-untrusted',
  'tls-self-signed',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-wrong-name',
  'tls-failed',
  'starttls-missing',
  'wrong-password',
  'login-refused',
  'secret-unreadable',
  'too-many-connections',
  'slow-down',
  'command-refused',
  'mailbox-missing',
  'no-sent-mailbox',
  'uidvalidity-changed',
  'message-vanished',
  'too-large',
  'too-many-parts',
  'too-deep',
  'header-too-large',
  'message-unreadable',
  'recipient-refused',
  'message-refused',
  'writer-gone',
  'writer-without-right',
  'writer-not-of-account',
  'account-removed',
  'being-sent',
  'test-message-missing',
  'settings-unreadable',
  'disk-full',
  'blob-missing',
  'database-busy',
  'lease-lost',
  'cancelled',
  'invalid-input',
  'not-found',
  'conflict',
  'bug',
] as const;
export type MailErrorCode = (typeof MAIL_ERROR_CODES)[number];

/** Who can put it right: the account's owner, the administrator of this Strapi, the mail provider, or a developer. */
export type Remedier = 'owner' | 'administrator' | 'provider' | 'developer';

/** The serialisable form that crosses threads and is stored with accounts and ledger rows. */
export interface MailErrorData {
  kind: MailErrorKind;
  code: MailErrorCode;
  /** One English sentence that says what happened and what to do; never holds a secret. */
  message: string;
  remedier: Remedier;
  /** Technical detail for the administrator (server response, certificate names); never holds a secret. */
  detail?: string;
  /** Only with `invalid-input`: the name of the input that has to be corrected. */
  field?: string;
  /** What the message says, for every language; where it says more than the code. */
  reasons?: Reason[];
}

export class MailError extends Error implements MailErrorData {
  readonly kind: MailErrorKind;
  readonly code: MailErrorCode;
  readonly remedier: Remedier;
  readonly detail?: string;
  readonly field?: string;
  readonly reasons?: Reason[];

  constructor(data: MailErrorData, options?: { cause?: unknown }) {
    super(data.message, options);
    this.name = 'MailError';
    this.kind = data.kind;
    this.code = data.code;
    this.remedier = data.remedier;
    this.detail = data.detail;
    this.field = data.field;
    this.reasons = data.reasons;
  }

  toJSON(): MailErrorData {
    const { kind, code, message, remedier, detail, field, reasons } = this;
    return {
      kind, code, message, remedier, ...(detail === undefined ? {} : { detail }), ...(field === undefined ? {} : { field }), ...(reasons === undefined ? {} : { reasons }),
    };
  }

  /** Rebuilds the error on the other side of a thread or from a stored row. */
  static from(data: MailErrorData): MailError {
    return new MailError(data);
  }

  /** Wraps anything thrown: a MailError stays as it is, everything else is a bug. */
  static wrap(error: unknown): MailError {
    if (error instanceof MailError) return error;
    const message = error instanceof Error ? error.message : String(error);
    const detail = error instanceof Error ? error.stack : undefined;
    return new MailError({ kind: 'bug', code: 'bug', message, remedier: 'developer', detail }, { cause: error });
  }
}
