import { CANCELLED } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { BlobStore, FetchedMail, Logger, MailServer, MailSession, MessageReader } from '../../flow/ports';
import type { CleanDraft, DraftBlobs } from '../../flow/writing/ports';
import type { MessageComposer } from '../../flow/outbox/ports';
import { unpackBatch } from './packed-batch';
import type { ThreadSettings } from './protocol';
import { Thread } from './thread';

export interface ImportThreadOptions extends ThreadSettings {
  /** The built file of `server/src/worker/index.ts`. */
  entry: string | URL;
  logger: Logger;
}

export interface ImportThread {
  server: MailServer;
  reader: MessageReader;
  composer: MessageComposer;
  /** Raw messages are written and deleted there only. */
  blobs: Pick<BlobStore, 'delete' | 'deleteUntouched'>;
  /** Files of drafts, written and read there like raw messages. */
  draftBlobs: DraftBlobs;
  /** There because large texts take a while. */
  cleanDraft: CleanDraft;
  /** Ends open sessions and the thread; later calls reject. */
  stop(): Promise<void>;
}

/**
 * IMAP, MIME and the blob store in a thread of their own, behind the same ports as without one. The thread starts with
 * the first call. When it dies, what was pending rejects (kind `transient`), and the next call starts a new one.
 */
export function startImportThread({ entry, logger, ...settings }: ImportThreadOptions): ImportThread {
  let current: Thread | null = null;
  let stopped = false;
  const thread = (): Thread => {
    if (stopped) throw new MailError(CANCELLED);
    if (!current || current.dead) current = new Thread(entry, settings, logger);
    return current;
  };
  return {
    server: {
      async connect(connection, signal) {
        if (signal?.aborted) throw new MailError(CANCELLED);
        const home = thread();
        let id = 0;
        const cancel = (): void => home.cancel(id);
        try {
          const session = await home.call('open', [connection], (request) => {
            id = request;
            signal?.addEventListener('abort', cancel, { once: true });
          });
          return sessionOf(home, session, () => signal?.removeEventListener('abort', cancel));
        } catch (error) {
          signal?.removeEventListener('abort', cancel);
          throw error;
        }
      },
    },
    reader: readerOf(thread),
    draftBlobs: draftBlobsOf(thread),
    composer: { compose: async (outgoing) => thread().call('compose', [outgoing]), redate: async (rawKey, date) => thread().call('redate', [rawKey, date]) },
    blobs: {
      delete: async (rawKey) => thread().call('deleteRaw', [rawKey]),
      deleteUntouched: async (rawKey, milliseconds) => thread().call('deleteUntouchedRaw', [rawKey, milliseconds]),
    },
    cleanDraft: async (html, images) => thread().call('cleanDraft', [html, images]),
    async stop() {
      stopped = true;
      await current?.stop();
    },
  };
}

/** A session lives and dies with its thread; a new thread knows nothing of it. */
function sessionOf(home: Thread, session: number, forget: () => void): MailSession {
  return {
    listMailboxes: () => home.call('listMailboxes', [session]),
    status: (path) => home.call('status', [session, path]),
    searchSince: (path, epoch, since) => home.call('searchSince', [session, path, epoch, since]),
    searchRange: (path, epoch, from, to) => home.call('searchRange', [session, path, epoch, from, to]),
    fetchHeaders: (path, epoch, uids) => home.call('fetchHeaders', [session, path, epoch, uids]),
    fetchMessages: (path, epoch, uids, forward) => unpacked(home, home.stream('fetchMessages', [session, path, epoch, uids, forward])),
    totalSize: (path, epoch, uids) => home.call('totalSize', [session, path, epoch, uids]),
    findMessageId: (path, messageId) => home.call('findMessageId', [session, path, messageId]),
    append: (path, rawKey, as) => home.call('append', [session, path, rawKey, as]),
    setSeen: (path, epoch, uids, seen) => home.call('setSeen', [session, path, epoch, uids, seen]),
    idle: (path) => home.call('idle', [session, path]),
    async close() {
      forget();
      // A connection whose thread is gone is closed.
      if (!home.dead) await home.call('close', [session]);
    },
  };
}

/**
 * A batch becomes objects when it is taken, not when it comes; its memory goes back when the next one is asked for. No
 * generator: while one waits, its frame holds on to what it yielded last.
 */
function unpacked(home: Thread, batches: AsyncIterable<Uint8Array>): AsyncIterable<FetchedMail[]> {
  return {
    [Symbol.asyncIterator]() {
      const source = batches[Symbol.asyncIterator]();
      let taken: Uint8Array | null = null;
      const giveBack = (): void => {
        if (taken !== null) home.giveBack(taken);
        taken = null;
      };
      return {
        async next() {
          giveBack();
          const { done, value } = await source.next();
          if (done === true) return { done, value: undefined };
          taken = value;
          return { done: false, value: unpackBatch(value) };
        },
        async return() {
          giveBack();
          await source.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

function draftBlobsOf(thread: () => Thread): DraftBlobs {
  return {
    async keep(key, octets) {
      const home = thread();
      const file = await home.call('beginDraftFile', [key]);
      try {
        for await (const piece of octets) await home.call('writeDraftFile', [file, piece]);
        return { size: await home.call('endDraftFile', [file]) };
      } catch (error) {
        // With its thread the half file is gone as well, or swept at the next start.
        await home.call('abandonDraftFile', [file]).catch(() => undefined);
        throw error;
      }
    },
    open: (key) => readerOf(thread).openRaw(key),
    delete: async (key) => thread().call('deleteRaw', [key]),
  };
}

function readerOf(thread: () => Thread): MessageReader {
  return {
    readBody: async (rawKey, options) => thread().call('readBody', [rawKey, options ?? { allowRemote: false }]),
    reparse: async (rawKey, forward) => thread().call('reparse', [rawKey, forward]),
    async openRaw(rawKey) {
      const stream = thread().stream('openRaw', [rawKey]);
      await stream.head;
      return stream;
    },
    async openPart(rawKey, partNumber) {
      const stream = thread().stream('openPart', [rawKey, partNumber]);
      return { ...(await stream.head), content: stream };
    },
  };
}
