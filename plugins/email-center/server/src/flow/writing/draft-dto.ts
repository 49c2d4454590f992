/** Drafts as the panel sees them. */
import type { DraftAttachmentDto, DraftDto, DraftPageDto } from '../../../../shared/contracts';
import { recordKey } from '../../domain/intake/match';
import type { RecordRef } from '../../domain/intake/decide-link';
import type { Page, RecordNames } from '../queries';
import { recordsOfDraft, type DraftRecordPorts, type ShownRecord } from './draft-records';
import type { DraftFile, DraftSummary, StoredDraft } from './ports';
import type { Writer } from './writer';

type DraftItem = DraftPageDto['items'][number];

export function toAttachment({ id, filename, contentType, size, inline, contentId }: DraftFile): DraftAttachmentDto {
  return { id, filename, contentType, size, inline, contentId };
}

export async function toDraftDto(ports: DraftRecordPorts, writer: Writer, draft: StoredDraft, files: readonly DraftFile[]): Promise<DraftDto> {
  const { id, version, kind, accountId, to, cc, bcc, subject, html, text, plain, about, sendAt, updatedAt } = draft;
  return {
    id, version, kind, accountId, to, cc, bcc, subject, html, text, plain, about, attachments: files.map(toAttachment), ...(await recordsOfDraft(ports, writer, draft)),
    sendAt: sendAt === null ? null : new Date(sendAt).toISOString(), updatedAt: new Date(updatedAt).toISOString(),
  };
}

/** Of a list the record that was chosen: what the originals of fifty answers belong to is asked for when one of them is opened. */
export async function toDraftPage(ports: { recordNames: RecordNames }, writer: Pick<Writer, 'readableLinks'>, page: Page<DraftSummary>): Promise<Page<DraftItem>> {
  const records = await describeRecords(ports, writer, page.items.map(({ record }) => record));
  return { items: page.items.map((item, index) => ({ ...item, record: records[index] ?? null, updatedAt: new Date(item.updatedAt).toISOString() })), next: page.next };
}

/** In the order given; null where there is none, or where the person does not read such records. */
async function describeRecords({ recordNames }: { recordNames: RecordNames }, writer: Pick<Writer, 'readableLinks'>, records: readonly (RecordRef | null)[]): Promise<(ShownRecord | null)[]> {
  const named = records.flatMap((record) => record ?? []);
  const names = named.length === 0 ? new Map() : await recordNames.describe(named);
  return records.map((record) => {
    const name = record === null ? undefined : names.get(recordKey(record));
    if (record === null || name === undefined) return null;
    const [link] = writer.readableLinks([{ ...record, ...name, reasons: [] }]);
    return link === undefined ? null : { recordType: link.recordType, recordId: link.recordId, label: link.label, typeName: link.typeName };
  });
}
