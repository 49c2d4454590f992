/** Rows of email_center_outbox to and from the items of the domain. */
import type { MailErrorData } from '../../../domain/mail/mail-error';
import type { OutboxChange, OutboxItem, OutboxPeople, OutboxState, RecipientResult } from '../../../domain/outbox/item';
import { hashMessageId } from '../filing/message-rows';
import type { Bound } from '../sql';
import { WIDTHS } from '../tables';
import { fromJson, storable, storableJson, toBoolean, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';

const ERROR_CHARS = 20_000;

export function toItem(row: Row): OutboxItem {
  const people = fromJson<OutboxPeople>(row.people, { from: { name: '', address: '' }, to: [], cc: [], bcc: [] });
  const recordType = toNullableText(row.record_type);
  return {
    ...people,
    id: toText(row.id), accountId: toText(row.account_id), userId: toNumber(row.user_id), state: toText(row.state) as OutboxState,
    subject: toText(row.subject), preview: toText(row.preview), attachmentCount: toNumber(row.attachment_count), size: toNumber(row.size),
    rawKey: toText(row.raw_key), messageId: toText(row.message_id), serverMessageId: toNullableText(row.server_message_id), identity: toText(row.identity), needsUtf8: toBoolean(row.needs_utf8), draftId: toText(row.draft_id),
    answers: toNullableText(row.answers), record: recordType === null ? null : { recordType, recordId: toText(row.record_id) },
    sendAt: toNumber(row.send_at), dueAt: toNullableNumber(row.due_at), attempts: toNumber(row.attempts), looks: toNumber(row.looks),
    tryingSince: toNullableNumber(row.trying_since), handedOverAt: toNullableNumber(row.handed_over_at), askedAgain: toBoolean(row.asked_again),
    error: fromJson<MailErrorData | null>(row.error, null), recipients: fromJson<RecipientResult[]>(row.recipients, []), archive: fromJson<RecipientResult | null>(row.archive, null),
    sentAt: toNullableNumber(row.sent_at), storedMessage: toNullableText(row.stored_message),
    filing: { state: toText(row.filing_state) as OutboxItem['filing']['state'], why: toText(row.filing_why) }, filingTries: toNumber(row.filing_tries),
    orphaned: toBoolean(row.orphaned), dismissed: toBoolean(row.dismissed), createdAt: toNumber(row.created_at),
  };
}

/** The columns of a new item. */
export function newColumns(item: OutboxItem): Record<string, Bound> {
  const { from, to, cc, bcc } = item;
  return {
    id: item.id, account_id: item.accountId, user_id: item.userId, people: storableJson({ from, to, cc, bcc }), subject: storable(item.subject, WIDTHS.subject),
    preview: storable(item.preview, WIDTHS.string), attachment_count: item.attachmentCount, message_id: item.messageId, message_id_hash: hashMessageId(item.messageId),
    needs_utf8: item.needsUtf8 ? 1 : 0, draft_id: item.draftId, draft_key: item.draftId === '' ? null : item.draftId, answers: item.answers, record_type: item.record?.recordType ?? null, record_id: item.record?.recordId ?? null,
    created_at: item.createdAt, ...changedColumns(item),
  };
}

/** The columns of what is given; what is left out stays as it is. */
export function changedColumns(change: OutboxChange): Record<string, Bound> {
  const flag = (value: boolean | undefined): number | undefined => (value === undefined ? undefined : value ? 1 : 0);
  const json = (value: unknown): string | null | undefined => (value === undefined ? undefined : value === null ? null : storableJson(value));
  const columns: Record<string, Bound | undefined> = {
    state: change.state, due_at: change.dueAt, attempts: change.attempts, looks: change.looks, trying_since: change.tryingSince, handed_over_at: change.handedOverAt,
    asked_again: flag(change.askedAgain), error: change.error ? storableJson({ ...change.error, detail: change.error.detail?.slice(0, ERROR_CHARS) }) : change.error,
    recipients: json(change.recipients) ?? undefined, archive: json(change.archive), sent_at: change.sentAt, stored_message: change.storedMessage,
    filing_state: change.filing?.state, filing_why: change.filing === undefined ? undefined : storable(change.filing.why, WIDTHS.reason), filing_tries: change.filingTries,
    orphaned: flag(change.orphaned), dismissed: flag(change.dismissed), raw_key: change.rawKey, identity: change.identity, send_at: change.sendAt, size: change.size,
    server_message_id: change.serverMessageId, server_message_id_hash: change.serverMessageId == null ? undefined : hashMessageId(change.serverMessageId),
  };
  // Given back, the draft may be sent anew.
  if (change.state === 'taken-back' || change.dismissed === true) columns.draft_key = null;
  return Object.fromEntries(Object.entries(columns).filter((entry): entry is [string, Bound] => entry[1] !== undefined));
}
