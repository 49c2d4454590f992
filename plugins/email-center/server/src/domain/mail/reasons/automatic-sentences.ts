/** What tells that no person wrote a message by hand. Header fields stand as they are, in every language. */
export interface Field {
  field: string;
}

export const AUTOMATIC_SENTENCES = {
  'not-automatic': 'No sign of automatic mail.',
  /** One field with its value and the RFC it is of. */
  'header-line': ({ line }: { line: string }) => `${line}.`,
  'header-has': ({ field }: Field) => `The header has ${field}.`,
  'feedback-report': ({ type }: { type: string }) => `Feedback report of a mail provider, type ${type} (RFC 5965).`,
  'failed-recipients': ({ addresses }: { addresses: string }) => `X-Failed-Recipients names ${addresses}.`,
  'server-says-undelivered': ({ sender }: { sender: string }) => `A mail server (${sender}) says that a message was not delivered.`,
  'undelivered-by-subject': 'Empty return path and a subject that says a message was not delivered.',
  /** Each is "none" where the report does not tell. */
  'delivery-report': ({ action, recipient, status }: { action: string; recipient: string; status: string }) =>
    `Delivery status report (RFC 3464)${action === 'none' ? '' : `, action ${action}`}${recipient === 'none' ? '' : `, for ${recipient}`}${status === 'none' ? '' : `, status ${status}`}.`,
  'read-receipt': 'Receipt of a mail program (RFC 8098).',
  'absence-subject': ({ subject }: { subject: string }) => `The subject announces an absence or an automatic answer: "${subject}".`,
  'names-mailing-list': 'The header names a mailing list.',
  'sent-to-many': 'List-Unsubscribe: sent to many (RFC 2369).',
  'mass-mailer': ({ field }: Field) => `The header has ${field}: sent by a mass mailer.`,
};
