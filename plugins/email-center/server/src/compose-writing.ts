/** Writing, put together. */
import type { Core } from '@strapi/strapi';
import { createCorrespondentStore, createDraftStore, createOriginalStore, createTemplateStore } from './adapters/database/writing';
import { createMedia } from './adapters/media';
import { createWritingPeople } from './adapters/panel-users/writing-people';
import { createRecordFields } from './adapters/records/field-values';
import type { Parts } from './build-application';
import { clientOf } from './compose-records';
import { MailError } from './domain/mail/mail-error';
import { searchRecords } from './flow/links/records';
import type { Clock } from './flow/ports';
import { createSendingSettings } from './flow/outbox/sending-settings';
import type { OutboxDrafts } from './flow/outbox/ports';
import type { OutboxEntrance } from './flow/outbox/submission';
import { outboxDrafts } from './flow/writing/send-draft';
import type { CorrespondentStore, DraftBlobs, DraftStore, OpenMedia, OriginalStore, RecordFields, TemplateStore, WritingPeople } from './flow/writing/ports';
import { createWriting, type Writing } from './flow/writing/writing';

/** What writing needs of this Strapi and its database. */
export interface WritingParts {
  drafts: DraftStore;
  draftBlobs: DraftBlobs;
  templates: TemplateStore;
  originals: OriginalStore;
  correspondents: CorrespondentStore;
  people: WritingPeople;
  recordFields: RecordFields;
  openMedia: OpenMedia;
  maxSendBytes: number;
}

export function writingParts(strapi: Core.Strapi, { clock, draftBlobs, maxSendBytes }: { clock: Clock; draftBlobs: DraftBlobs; maxSendBytes: number }): WritingParts {
  const source = { knex: strapi.db.connection, client: clientOf(strapi), clock };
  return {
    drafts: createDraftStore(source), draftBlobs, templates: createTemplateStore(source), originals: createOriginalStore(source),
    correspondents: createCorrespondentStore(source), people: createWritingPeople(strapi), recordFields: createRecordFields(strapi), openMedia: createMedia(strapi), maxSendBytes,
  };
}

export const draftsOfOutbox = (parts: Pick<Parts, 'writing' | 'logger'>): OutboxDrafts => outboxDrafts({ ...parts.writing, logger: parts.logger });

export function composeWriting(parts: Parts, outbox: OutboxEntrance): Writing {
  const { reading, records, recordFinder } = parts;
  return createWriting({
    ...parts, ...parts.writing, outbox, sending: createSendingSettings(parts), reader: reading.reader, clean: reading.cleanDraft,
    records: { search: (q, recordTypes, narrow) => searchRecords({ links: parts.links, finder: recordFinder }, q, recordTypes, narrow) },
    recordTypes: () => records.types.map(({ uid }) => ({ uid })),
    readableRecords: async (asked, { narrow }) => {
      const types = records.types.map(({ uid }) => uid).filter((uid) => asked.some(({ recordType }) => recordType === uid));
      const found = await Promise.all(types.map((uid) => recordFinder.byIds(uid, asked.flatMap(({ recordType, recordId }) => (recordType === uid ? [recordId] : [])), narrow)));
      return found.flat().map(({ recordType, recordId, label, typeName }) => ({ recordType, recordId, label, typeName }));
    },
    isReadable: async (record, writer) => records.types.some(({ uid }) => uid === record.recordType) && recordFinder.isReadable(record, writer.narrow),
  });
}

/** Between two looks for what was left behind, milliseconds. */
const SWEEP_EVERY = 600_000;

/** Looks at once and now and then; ends with the signal. */
export function sweepDrafts({ writing, clock, logger }: { writing: Pick<Writing, 'sweep'> } & Pick<Parts, 'clock' | 'logger'>, stopping: AbortSignal): void {
  const sweep = (): void => {
    writing.sweep().then(
      ({ files, drafts }) => void (files + drafts > 0 && logger.info('What drafts left behind was put right.', { files, drafts })),
      (error: unknown) => logger.warn('What drafts left behind could not be looked for.', { error: MailError.wrap(error).toJSON() }),
    );
  };
  const end = clock.every(SWEEP_EVERY, sweep);
  stopping.addEventListener('abort', end, { once: true });
  sweep();
}
