/** Entry of the import thread: wires IMAP, MIME and the blob store, without Strapi. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createFolderBlobStore } from '../adapters/blobs';
import { createDraftBlobs } from '../adapters/blobs/draft-blobs';
import { cleanDraft, sanitizeBody } from '../adapters/html';
import { createMailServer } from '../adapters/imap';
import { createMimeParser, openPart, readBodies } from '../adapters/mime';
import { composeMessage, withDate } from '../adapters/smtp/compose-message';
import { createMessageComposer } from './composer';
import { createMessageReader } from './reader';
import { serveThread } from './serve';

/** Temporary files this old belong to a process that was killed. */
const ABANDONED_AFTER_MS = 3_600_000;

const settingsSchema = z.object({
  blobFolder: z.string().min(1),
  caFile: z.string().min(1).optional(),
  timeouts: z.object({ connect: z.number().positive(), silence: z.number().positive(), command: z.number().positive() }).optional(),
  maxMessageBytes: z.number().int().positive(),
});

if (!parentPort) throw new Error('This file is the entry of a worker thread.');
const { blobFolder, ...settings } = settingsSchema.parse(workerData);
const blobs = createFolderBlobStore({ folder: blobFolder });
const parser = createMimeParser();
serveThread(parentPort, { server: createMailServer({ ...settings, blobs, parser }), reader: createMessageReader(blobs, parser, { readBodies, openPart }, sanitizeBody), composer: createMessageComposer(blobs, parser, { composeMessage, withDate }), blobs, draftFiles: createDraftBlobs({ folder: blobFolder }), cleanDraft });
// Sweeping is housekeeping: the next start tries it again.
blobs.sweep(ABANDONED_AFTER_MS).catch(() => undefined);
