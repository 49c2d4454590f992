/** From header fields to the Envelope: what matching and filing need. */
import type { Address } from '../../domain/mail/address';
import type { Envelope } from '../../domain/mail/message';
import { readAddresses } from './addresses';
import { readDate } from './date';
import { decodeHeaderText } from './encoded-words';
import type { HeaderFields } from './header-fields';
import { readInReplyTo, readMessageId, readMessageIds } from './message-ids';
import { decodeRawHeader } from './charset';

/** Of fields that may stand once the first with content counts (RFC 5322 section 3.6); address fields are joined. */
export function readEnvelope(fields: HeaderFields): Envelope {
  const references = readMessageIds(joined(fields, 'references'));
  return {
    messageId: readMessageId(decodeRawHeader(fields.first('message-id'))),
    subject: decodeHeaderText(fields.first('subject')),
    from: addresses(fields, 'from'),
    sender: addresses(fields, 'sender'),
    replyTo: addresses(fields, 'reply-to'),
    to: addresses(fields, 'to'),
    cc: addresses(fields, 'cc'),
    bcc: addresses(fields, 'bcc'),
    date: readDate(decodeRawHeader(fields.first('date'))),
    inReplyTo: readInReplyTo(joined(fields, 'in-reply-to'), references),
    references,
  };
}

function addresses(fields: HeaderFields, name: string): Address[] {
  if (!fields.has(name)) return [];
  const values = fields.all(name);
  return values.length === 1 ? readAddresses(values[0]!) : values.flatMap(readAddresses);
}

function joined(fields: HeaderFields, name: string): string {
  return fields.has(name) ? decodeRawHeader(fields.all(name).join(' ')) : '';
}
