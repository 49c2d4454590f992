/**
 * What crosses the port between the Strapi process and the import thread. Small values go by structured clone; octets
 * are handed over, not copied; those of batches come back (see `packed-batch.ts`). A stream flows on credit: the thread sends one item per credit and then waits.
 */
import type { ConnectionSettings } from '../../domain/mail/account';
import type { MailErrorData } from '../../domain/mail/mail-error';
import type { Message } from '../../domain/mail/message';
import type { MailboxState } from '../../domain/sync/cursor';
import type { DraftImages } from '../../flow/writing/ports';
import type { ComposedMessage, OutgoingMessage } from '../../flow/outbox/ports';
import type { ForwardParsing, HeaderSummary, IdleResult, MailboxInfo, RenderedBody, Timeouts } from '../../flow/ports';

/** Given to the thread when it starts. */
export interface ThreadSettings {
  blobFolder: string;
  caFile?: string;
  timeouts?: Timeouts;
  maxMessageBytes: number;
}

/** One question, one answer. A session is named by the number that `open` returned. */
export interface ThreadCalls {
  open(settings: ConnectionSettings): number;
  listMailboxes(session: number): MailboxInfo[];
  status(session: number, path: string): MailboxState;
  searchSince(session: number, path: string, epoch: number, since: string): number[];
  searchRange(session: number, path: string, epoch: number, from: number, to: number): number[];
  fetchHeaders(session: number, path: string, epoch: number, uids: readonly number[]): HeaderSummary[];
  totalSize(session: number, path: string, epoch: number, uids: readonly number[]): number;
  findMessageId(session: number, path: string, messageId: string): number | null;
  append(session: number, path: string, rawKey: string, as: { flags: readonly string[]; internalDate: string }): void;
  setSeen(session: number, path: string, epoch: number, uids: readonly number[], seen: boolean): void;
  idle(session: number, path: string): IdleResult;
  close(session: number): void;
  readBody(rawKey: string, options: { allowRemote: boolean }): RenderedBody;
  reparse(rawKey: string, forward?: ForwardParsing): Message;
  deleteRaw(rawKey: string): void;
  deleteUntouchedRaw(rawKey: string, milliseconds: number): boolean;
  /** A file of a draft, written in pieces; named by the number that this returns. */
  beginDraftFile(key: string): number;
  writeDraftFile(file: number, octets: Uint8Array): void;
  /** Its size in octets, when it is safely on disk. */
  endDraftFile(file: number): number;
  abandonDraftFile(file: number): void;
  compose(outgoing: OutgoingMessage): ComposedMessage;
  redate(rawKey: string, date: string): ComposedMessage;
  cleanDraft(html: string, images: DraftImages): { html: string; text: string };
}
export type CallName = keyof ThreadCalls;

/** One question, a head, then items until the end. */
export interface ThreadStreams {
  /** Items: batches as `BatchPacker` makes them. */
  fetchMessages: { args: [session: number, path: string, epoch: number, uids: readonly number[], forward?: ForwardParsing]; head: null; item: Uint8Array };
  openRaw: { args: [rawKey: string]; head: null; item: Uint8Array };
  openPart: { args: [rawKey: string, partNumber: string]; head: { contentType: string; filename: string | null }; item: Uint8Array };
}
export type StreamName = keyof ThreadStreams;

/** Items sent before the first is taken: a batch of messages (the thread prepares two more), a megabyte or so of octets. */
export const STREAM_CREDIT: Record<StreamName, number> = { fetchMessages: 1, openRaw: 3, openPart: 3 };

export type ToThread =
  | { [Name in CallName]: { type: 'call'; id: number; name: Name; args: Parameters<ThreadCalls[Name]> } }[CallName]
  | { [Name in StreamName]: { type: 'stream'; id: number; name: Name; args: ThreadStreams[Name]['args'] } }[StreamName]
  | { type: 'credit'; id: number }
  /** Memory of a batch that is filed, for a coming one of any stream. */
  | { type: 'spare'; memory: ArrayBuffer }
  /** Of a stream: no more items are wanted. Of `open`, also after it was answered: the whole session is given up. */
  | { type: 'cancel'; id: number }
  | { type: 'stop' };

export type FromThread =
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; error: MailErrorData }
  | { type: 'head'; id: number; value: unknown }
  | { type: 'item'; id: number; value: unknown }
  | { type: 'end'; id: number };
