/** Stored messages as linking reads them: without their text. */
import type { Knex } from 'knex';
import type { KnownLink } from '../../../domain/intake/decide-link';
import type { StoredMail } from '../../../domain/intake/stored-mail';
import type { LinkReason } from '../../../domain/intake/types';
import type { Address } from '../../../domain/mail/address';
import type { Attachment, Automatic } from '../../../domain/mail/message';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { fromJson, toBoolean, toDate, toNullableIso, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import { loadCopies } from './load-copies';

const COLUMNS = [
  'id', 'identity', 'message_id', 'subject', 'from', 'sender', 'reply_to', 'to', 'cc', 'bcc', 'date', 'in_reply_to', 'references', 'forwarded', 'direction', 'counterpart', 'preview',
  'received_at', 'size', 'attachments', 'automatic', 'automatic_why', 'bounced',
] as const;

export async function loadMails(knex: Knex, ids: readonly number[]): Promise<StoredMail[]> {
  const mails = new Map<number, StoredMail>();
  for (const piece of pieces(ids, 200)) {
    for (const row of (await knex(TABLES.messages).whereIn('id', piece).select(...COLUMNS)) as Row[]) mails.set(toNumber(row.id), toMail(row));
    for (const [id, copies] of await loadCopies(knex, piece)) mails.get(id)?.copies.push(...copies);
    for (const row of (await knex(TABLES.links).whereIn('message_id', piece).orderBy('id')) as Row[]) mails.get(toNumber(row.message_id))?.links.push(toLink(row));
  }
  return [...mails.values()];
}

function toMail(row: Row): StoredMail {
  const addresses = (value: unknown): Address[] => fromJson<Address[]>(value, []);
  return {
    id: toNumber(row.id),
    identity: toText(row.identity),
    headers: {
      messageId: toNullableText(row.message_id), subject: toText(row.subject), from: addresses(row.from), sender: addresses(row.sender), replyTo: addresses(row.reply_to),
      to: addresses(row.to), cc: addresses(row.cc), bcc: addresses(row.bcc), date: row.date === null ? null : toDate(row.date).toISOString(),
      inReplyTo: fromJson<string[]>(row.in_reply_to, []), references: fromJson<string[]>(row.references, []), forwarded: fromJson<StoredMail['headers']['forwarded']>(row.forwarded, null),
    },
    copies: [],
    direction: row.direction === 'outgoing' ? 'outgoing' : 'incoming',
    counterpart: toNullableText(row.counterpart),
    preview: toText(row.preview),
    receivedAt: toDate(row.received_at).toISOString(),
    size: toNumber(row.size),
    attachments: fromJson<Attachment[]>(row.attachments, []),
    automatic: { kind: toText(row.automatic) as Automatic['kind'], why: toText(row.automatic_why), ...bouncedIn(row) },
    links: [],
  };
}

function bouncedIn(row: Row): Pick<Automatic, 'bounced'> {
  const bounced = fromJson<Automatic['bounced'] | null>(row.bounced, null);
  return bounced == null ? {} : { bounced };
}

function toLink(row: Row): KnownLink {
  return {
    recordType: toText(row.record_type), recordId: toText(row.record_id), state: row.state === 'removed' ? 'removed' : 'active', manual: toBoolean(row.manual),
    reasons: fromJson<LinkReason[]>(row.reasons, []), removedAt: toNullableIso(row.removed_at), removedBy: toNullableNumber(row.removed_by),
  };
}
