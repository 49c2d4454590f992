/** What came back of a sent message, what a bounce is about, and which addresses of a record bounce. */
import type { Knex } from 'knex';
import type { DeliveryDto, FailingAddressDto } from '../../../../../shared/contracts';
import type { Bounced } from '../../../domain/mail/message';
import { hashMessageId } from '../filing/message-rows';
import { TABLES } from '../tables';
import { fromJson, toBoolean, toDate, toIso, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';
import type { Scope } from './scope';

/** Messages of one conversation that are looked at for bounces. */
const LOOKED_AT = 200;
/** A Message-ID may be used again; more messages of one are not looked at. */
const SAME_MESSAGE_ID = 20;
const FAILING_SHOWN = 20;

/** `message` is a row of the messages table within the scope. */
export async function loadDelivery(knex: Knex, scope: Scope, message: Row): Promise<DeliveryDto> {
  const bounced = fromJson<Bounced | null>(message.bounced, null);
  return {
    failed: bounced?.failed ?? [],
    about: bounced?.messageId == null ? null : await findVisible(knex, scope, bounced.messageId),
    bounces: message.direction === 'outgoing' ? await loadBounces(knex, scope, message) : [],
  };
}

async function findVisible(knex: Knex, scope: Scope, messageId: string): Promise<string | null> {
  const rows = (await knex(TABLES.messages).where({ message_id_hash: hashMessageId(messageId) }).orderBy('id').limit(SAME_MESSAGE_ID).select('id', 'document_id')) as Row[];
  const [first] = await keepVisible(knex, scope, rows);
  return first === undefined ? null : toText(first.document_id);
}

/** A bounce is in the conversation of what it is about. */
async function loadBounces(knex: Knex, scope: Scope, message: Row): Promise<DeliveryDto['bounces']> {
  const [thread, messageId] = [toNullableText(message.thread_id), toNullableText(message.message_id)];
  if (thread === null || messageId === null) return [];
  const rows = (await knex(TABLES.messages).where({ thread_id: thread }).orderBy([{ column: 'received_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(LOOKED_AT)
    .select('id', 'document_id', 'automatic', 'bounced', 'received_at')) as Row[];
  const about = rows.filter((row) => row.automatic === 'bounce' && fromJson<Bounced | null>(row.bounced, null)?.messageId === messageId);
  return (await keepVisible(knex, scope, about)).map((row) => ({
    message: toText(row.document_id), receivedAt: toDate(row.received_at).toISOString(), failed: fromJson<Bounced>(row.bounced, { messageId, failed: [] }).failed,
  }));
}

async function keepVisible(knex: Knex, scope: Scope, rows: Row[]): Promise<Row[]> {
  if (scope === 'everything' || rows.length === 0) return rows;
  const visible = await knex(TABLES.deliveries).whereIn('message_id', rows.map((row) => toNumber(row.id))).whereIn('account_id', [...scope]).pluck('message_id');
  const ids = new Set(visible.map(toNumber));
  return rows.filter((row) => ids.has(toNumber(row.id)));
}

/** The addresses of a record that bounce; the bounce itself is named only where the scope holds it. */
export async function listFailing(knex: Knex, scope: Scope, record: { recordType: string; recordId: string }): Promise<FailingAddressDto[]> {
  const rows = (await knex(`${TABLES.addresses} as a`).join(`${TABLES.failingAddresses} as f`, 'f.address', 'a.address').leftJoin(`${TABLES.messages} as m`, 'm.id', 'f.message_id')
    .where({ 'a.record_type': record.recordType, 'a.record_id': record.recordId }).orderBy('f.last_at', 'desc').limit(FAILING_SHOWN)
    .select('f.address', 'f.status', 'f.permanent', 'f.why', 'f.since', 'f.last_at', 'm.id as id', 'm.document_id')) as Row[];
  const visible = new Set((await keepVisible(knex, scope, rows.filter((row) => row.id !== null))).map((row) => toNumber(row.id)));
  const byAddress = new Map(rows.map((row) => [toText(row.address), row]));
  return [...byAddress.values()].map((row) => ({
    address: toText(row.address), status: toText(row.status), permanent: toBoolean(row.permanent), why: toText(row.why), since: toIso(row.since), lastAt: toIso(row.last_at),
    message: row.id !== null && visible.has(toNumber(row.id)) ? toText(row.document_id) : null,
  }));
}
