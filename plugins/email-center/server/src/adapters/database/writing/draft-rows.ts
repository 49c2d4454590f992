/** Rows of drafts and their files to and from what flows work with. */
import type { DraftKind } from '../../../../../shared/contracts';
import type { Address } from '../../../domain/mail/address';
import type { Automatic } from '../../../domain/mail/message';
import type { DraftChange, DraftFile, DraftSummary, StoredDraft } from '../../../flow/writing/ports';
import { WIDTHS } from '../tables';
import { fromJson, storable, storableJson, storableOrNull, toBoolean, toNullableNumber, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';

const MAX_TEXT = 2_000_000;

/** What a list shows of the text: what stands above the quotation. */
function previewOf(text: string): string {
  const own = text.split('\n').filter((line) => !line.startsWith('>')).join(' ');
  return storable(own.replace(/\s+/g, ' ').trim(), 200);
}

export function toDraft(row: Row): StoredDraft {
  const recordType = toNullableText(row.record_type);
  return {
    id: toText(row.id), userId: toNumber(row.user_id), state: toText(row.state) as StoredDraft['state'], version: toNumber(row.version), kind: toText(row.kind) as DraftKind,
    accountId: toText(row.account_id), to: fromJson<Address[]>(row.to, []), cc: fromJson<Address[]>(row.cc, []), bcc: fromJson<Address[]>(row.bcc, []), subject: toText(row.subject),
    html: toText(row.html), text: toText(row.text), plain: toBoolean(row.plain), about: toNullableText(row.about), answers: toNullableText(row.answers) as Automatic['kind'] | null,
    inReplyTo: fromJson<string[]>(row.in_reply_to, []), references: fromJson<string[]>(row.references, []),
    record: recordType === null ? null : { recordType, recordId: toText(row.record_id) }, sendAt: toNullableNumber(row.send_at), outboxId: toNullableText(row.outbox_id), updatedAt: toNumber(row.updated_at),
  };
}

export function toColumns(draft: StoredDraft): Record<string, string | number | null> {
  return {
    id: draft.id, user_id: draft.userId, state: draft.state, version: draft.version, kind: draft.kind, about: draft.about, answers: draft.answers,
    in_reply_to: storableJson(draft.inReplyTo), references: storableJson(draft.references),
    send_at: draft.sendAt, outbox_id: draft.outboxId, created_at: draft.updatedAt, updated_at: draft.updatedAt, ...changedColumns(draft),
  };
}

export function changedColumns(change: DraftChange): Record<string, string | number | null> {
  const columns: Record<string, string | number | null | undefined> = {
    account_id: change.accountId,
    to: change.to && storableJson(change.to), cc: change.cc && storableJson(change.cc), bcc: change.bcc && storableJson(change.bcc),
    subject: change.subject === undefined ? undefined : storable(change.subject, WIDTHS.subject),
    html: change.html === undefined ? undefined : storable(change.html, MAX_TEXT),
    ...(change.text === undefined ? {} : { text: storable(change.text, MAX_TEXT), preview: previewOf(change.text) }),
    plain: change.plain === undefined ? undefined : Number(change.plain),
    ...(change.record === undefined ? {} : { record_type: change.record?.recordType ?? null, record_id: change.record?.recordId ?? null }),
  };
  return Object.fromEntries(Object.entries(columns).filter((entry): entry is [string, string | number | null] => entry[1] !== undefined));
}

export const SUMMARY_COLUMNS = ['id', 'kind', 'account_id', 'to', 'subject', 'about', 'record_type', 'record_id', 'updated_at', 'preview'];

export function toSummary(row: Row, attachmentCount: number): DraftSummary {
  const recordType = toNullableText(row.record_type);
  return {
    id: toText(row.id), kind: toText(row.kind) as DraftKind, accountId: toText(row.account_id), to: fromJson<Address[]>(row.to, []), subject: toText(row.subject), about: toNullableText(row.about),
    record: recordType === null ? null : { recordType, recordId: toText(row.record_id) }, updatedAt: toNumber(row.updated_at), preview: toText(row.preview), attachmentCount,
  };
}

export function toFile(row: Row): DraftFile {
  return {
    id: toText(row.id), draftId: toText(row.draft_id), blobKey: toText(row.blob_key), filename: toText(row.filename), contentType: toText(row.content_type), size: toNumber(row.size),
    inline: toBoolean(row.is_inline), contentId: toNullableText(row.content_id),
  };
}

export function fileColumns(file: DraftFile, now: number): Record<string, string | number | null> {
  return {
    id: file.id, draft_id: file.draftId, state: 'pending', blob_key: file.blobKey, filename: storable(file.filename, WIDTHS.string), content_type: storable(file.contentType, WIDTHS.string),
    size: file.size, is_inline: Number(file.inline), content_id: storableOrNull(file.contentId, WIDTHS.string), changed_at: now, position: now,
  };
}
