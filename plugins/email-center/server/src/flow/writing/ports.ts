/** What writing needs of the outside world. */
import type { DraftKind, TemplateDto } from '../../../../shared/contracts';
import type { Address } from '../../domain/mail/address';
import type { Automatic } from '../../domain/mail/message';
import type { RecordRef } from '../../domain/intake/decide-link';
import type { Page, Viewer } from '../queries';
import type { NarrowRecords } from '../links/records';

/** A message being written, as it is kept. Times are epoch milliseconds. */
export interface StoredDraft {
  id: string;
  userId: number;
  /** `sending`: it lies in the outbox and comes back only when it is taken out there. */
  state: 'open' | 'sending';
  version: number;
  kind: DraftKind;
  accountId: string;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  subject: string;
  html: string;
  text: string;
  plain: boolean;
  /** documentId of the message it answers or forwards. */
  about: string | null;
  /** Of an answer: what kind of automatic mail that message is. */
  answers: Automatic['kind'] | null;
  inReplyTo: string[];
  references: string[];
  record: RecordRef | null;
  sendAt: number | null;
  outboxId: string | null;
  updatedAt: number;
}

/** As much as a list of drafts shows. */
export type DraftSummary = Pick<StoredDraft, 'id' | 'kind' | 'accountId' | 'to' | 'subject' | 'about' | 'record' | 'updatedAt'> & { preview: string; attachmentCount: number };

export type DraftChange = Partial<Pick<StoredDraft, 'accountId' | 'to' | 'cc' | 'bcc' | 'subject' | 'html' | 'text' | 'plain' | 'record'>>;

export interface DraftFile {
  id: string;
  draftId: string;
  blobKey: string;
  filename: string;
  contentType: string;
  /** Octets. */
  size: number;
  inline: boolean;
  /** Without angle brackets; of an image shown in the text. */
  contentId: string | null;
}

/** Every call names the author: nobody else finds a draft. */
export interface DraftStore {
  insert(draft: StoredDraft): Promise<void>;
  /** Whatever its state. */
  load(userId: number, id: string): Promise<StoredDraft | null>;
  /** Open ones, newest first, by keyset. */
  list(userId: number, page: { cursor?: string; limit: number }): Promise<Page<DraftSummary>>;
  /** Saves over `version` and answers with the new one. Rejects with `conflict` when it was saved meanwhile, `not-found` when it is not open any more. */
  save(userId: number, id: string, version: number, change: DraftChange): Promise<StoredDraft>;
  /** Takes an open draft away; its files are left marked as removed, and named. */
  remove(userId: number, id: string): Promise<DraftFile[] | null>;
  /** From `open` to `sending`, for one of those who try at the same time. */
  claim(userId: number, id: string, version: number, sendAt: number): Promise<boolean>;
  /** What was claimed lies in the outbox under this id. */
  submitted(id: string, outboxId: string): Promise<void>;
  /** From `sending` back to `open`; false when it was not sending. */
  reopen(id: string): Promise<boolean>;
  /** Of a draft that is sent: takes it away, with its files as `remove` does. */
  finish(id: string): Promise<DraftFile[]>;
  /** Claimed and not submitted since before that time: whoever did so died. */
  listStuck(before: number): Promise<{ id: string; userId: number }[]>;

  files(draftId: string): Promise<DraftFile[]>;
  /** Notes a file whose octets are about to be written. */
  begin(file: DraftFile): Promise<void>;
  /** Its octets are there; false when the draft is gone meanwhile. */
  keep(id: string, size: number): Promise<boolean>;
  /** Marks it as removed; null when the draft has no such file. */
  drop(draftId: string, id: string): Promise<DraftFile | null>;
  /** Its octets are gone. */
  forget(ids: readonly string[]): Promise<void>;
  /** Files that were begun or removed before that time and never finished. */
  listLeftOvers(before: number): Promise<DraftFile[]>;
}

export interface StoredTemplate extends Omit<TemplateDto, 'own'> {
  ownerId: number;
}

export interface TemplateStore {
  /** One's own and the shared ones, by name. */
  list(userId: number): Promise<StoredTemplate[]>;
  load(id: string): Promise<StoredTemplate | null>;
  save(template: StoredTemplate): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Octets of files that belong to drafts, in the store of raw messages, each under a key of its own. */
export interface DraftBlobs {
  /** Resolves when they are safely on disk. Rejects with `disk-full`, or with whatever the source rejects with; then nothing is kept. */
  keep(key: string, octets: AsyncIterable<Uint8Array>): Promise<{ size: number }>;
  /** Rejects with `blob-missing`. */
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
  delete(key: string): Promise<void>;
}

/** Content-IDs for images that are named otherwise: by part numbers of the original, by ids of attachments. */
export interface DraftImages {
  parts: Readonly<Record<string, string>>;
  attachments: Readonly<Record<string, string>>;
}

/** Makes HTML that an editor sent safe to keep, to show and to send; and tells it as plain text. */
export type CleanDraft = (html: string, images: DraftImages) => Promise<{ html: string; text: string }>;

/** What is asked of stored messages beyond their read model. Whether the person may see them was asked before. */
export interface OriginalStore {
  /** What an answer refers to. */
  threading(message: string): Promise<{ messageId: string | null; inReplyTo: string[]; references: string[] } | null>;
  /** Where the content of a document of a record's folder is. */
  findDocument(documentId: string): Promise<{ message: string; partNumber: string | null; name: string; contentType: string } | null>;
}

export interface Correspondent {
  name: string;
  address: string;
  /** Epoch milliseconds of the last message seen. */
  lastAt: number;
}

/** People of past mail, within what the viewer reads whole. */
export interface CorrespondentStore {
  /** Whose address begins with `prefix` (lower case), by bounded look-ups of an index, and whose name or address holds it in the newest mail. */
  find(viewer: Viewer, prefix: string, limit: number): Promise<Correspondent[]>;
  /** Those of these normalised addresses that bounce. */
  failing(addresses: readonly string[]): Promise<Set<string>>;
}

export interface PanelPerson {
  id: number;
  name: string;
  email: string;
  isActive: boolean;
}

/** Users of the panel, as writing needs them. */
export interface WritingPeople {
  search(q: string, limit: number): Promise<PanelPerson[]>;
  /** Null: there is none. `language` is the tag of their profile. */
  load(id: number): Promise<{ name: string; firstName: string; lastName: string; email: string; language: string | null } | null>;
}

export interface RecordField {
  name: string;
  label: string;
}

/** Scalar attributes of records, for placeholders. */
export interface RecordFields {
  /** Of a type; an unknown one has none. */
  list(recordType: string): Promise<RecordField[]>;
  /** Values in words, as far as `narrow` lets the record be read; null: not found. */
  load(record: RecordRef, fields: readonly string[], narrow: NarrowRecords, words: { language: string; timeZone: string }): Promise<Map<string, string | null> | null>;
}

export interface MediaFile {
  name: string;
  contentType: string;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** The media library. Whether the person may read the file was asked before. */
export type OpenMedia = (fileId: number) => Promise<MediaFile | null>;
