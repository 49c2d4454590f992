/** The stable part of a header, with which the identity of a message begins. */
import type { Address } from '../../domain/mail/address';
import type { Envelope } from '../../domain/mail/message';
import type { HeaderFields } from './header-fields';

/**
 * Fields the sender wrote and no server on the way changes, decoded, so that another encoding of the same words is the
 * same message. Trace fields, Bcc and X- fields differ per delivery and stay out (invariant 2).
 */
export function identitySeed(envelope: Envelope, fields: HeaderFields): string {
  const { messageId, subject, date } = envelope;
  return [
    messageId ?? '',
    people(envelope.from),
    date ?? fields.first('date'),
    subject.replace(/\s+/g, ' '),
    people(envelope.to),
    people(envelope.cc),
  ].join('\n');
}

function people(addresses: readonly Address[]): string {
  return addresses.map(({ name, address }) => (address === '' ? name : address.toLowerCase())).join(',');
}
