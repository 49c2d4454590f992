/** New messages as rows of Strapi's table, filled as Strapi fills them. */
import { createHash } from 'node:crypto';
import type { FilingPlan, NewMessageRow } from '../../../domain/intake/plan-filing';
import { LIMITS } from '../../../domain/mail/message';
import { insertRows, rowsOf } from '../sql';
import type { Bound, DatabaseClient, Executor } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableJson, storableOrNull, storableReasons, toNumber, toText } from '../values';
import type { Row } from '../values';
import { createDocumentId } from './document-id';

/** The columns every content type has, in the order of `strapiValues`. */
export const STRAPI_COLUMNS = ['document_id', 'created_at', 'updated_at', 'published_at'] as const;

/** Types without drafts have every entry published from the start. */
export function strapiValues(documentId: string, now: Date): Bound[] {
  return [documentId, now, now, now];
}

const COLUMNS = [
  ...STRAPI_COLUMNS, 'identity', 'raw_key', 'message_id', 'message_id_hash', 'subject', 'preview', 'from', 'sender', 'reply_to', 'to', 'cc', 'bcc',
  'date', 'in_reply_to', 'references', 'text', 'has_html', 'attachments', 'attachment_count', 'automatic', 'automatic_why', 'direction',
  'counterpart', 'linked', 'size', 'received_at', 'forwarded', 'thread_id', 'bounced', 'automatic_reasons',
] as const;

/** What Message-IDs are looked up by: their SHA-256, because they have no useful limit of length and indexes have. */
export function hashMessageId(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex');
}

/** What else of the plan shows on the row of a message. */
interface Around {
  /** Identities that belong to a record. */
  linked: ReadonlySet<string>;
  /** Conversations, by identity. */
  threads: ReadonlyMap<string, string>;
}

/** Inserts the new messages; returns their ids by identity. */
export async function insertMessages(trx: Executor, client: DatabaseClient, plan: FilingPlan, around: Around, now: Date): Promise<Map<string, number>> {
  const inserted = await insertRows(trx, client, TABLES.messages, COLUMNS, messageRows(plan, around, now), ['id', 'identity']);
  const stored = client === 'mysql' && plan.messages.length > 0 ? await selectIds(trx, client, plan) : inserted;
  return new Map(stored.map((row) => [toText(row.identity), toNumber(row.id)]));
}

/** One by one, so that their texts are not all in memory at once. */
function* messageRows(plan: FilingPlan, around: Around, now: Date): Generator<Bound[]> {
  for (const row of plan.messages) yield messageValues(row, around, now);
}

async function selectIds(trx: Executor, client: DatabaseClient, plan: FilingPlan): Promise<Row[]> {
  const marks = plan.messages.map(() => '?').join(', ');
  return rowsOf(client, await trx.raw(`select id, identity from ${TABLES.messages} where identity in (${marks})`, plan.messages.map((row) => row.identity)));
}

function messageValues(row: NewMessageRow, { linked, threads }: Around, now: Date): Bound[] {
  const { message } = row;
  const messageId = storableOrNull(message.messageId, WIDTHS.messageId);
  return [
    ...strapiValues(createDocumentId(), now), row.identity, row.rawKey, messageId, message.messageId === null ? null : hashMessageId(message.messageId),
    storable(message.subject, WIDTHS.subject), storable(row.preview, WIDTHS.string), storableJson(message.from), storableJson(message.sender),
    storableJson(message.replyTo), storableJson(message.to), storableJson(message.cc), storableJson(message.bcc),
    dateOrNull(message.date), storableJson(message.inReplyTo), storableJson(message.references), storable(message.text, LIMITS.textChars),
    message.hasHtml, storableJson(message.attachments), message.attachments.length, row.automatic.kind, storable(row.automatic.why, WIDTHS.string),
    row.direction, storableOrNull(row.counterpart, WIDTHS.string), linked.has(row.identity), row.size, new Date(row.receivedAt), row.forwarded === null ? null : storableJson(row.forwarded),
    threads.get(row.identity) ?? null, row.automatic.bounced === undefined ? null : storableJson(row.automatic.bounced), storableReasons(row.automatic.reasons),
  ];
}

/** A Date header may name a year no datetime column holds; such a date says nothing. */
function dateOrNull(iso: string | null): Date | null {
  if (iso === null) return null;
  const date = new Date(iso);
  const year = date.getUTCFullYear();
  return year >= 1000 && year <= 9999 ? date : null;
}
