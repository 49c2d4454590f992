/** Files of drafts. A row is there before the octets and goes after them, so that nothing is left behind unnoticed (see `sweepLeftOvers`). */
import { safeFileName } from '../../domain/intake/file-names';
import { MailError } from '../../domain/mail/mail-error';
import { typeOfFile } from '../../domain/writing/file-types';
import type { Clock, Logger } from '../ports';
import type { DraftBlobs, DraftFile, DraftStore } from './ports';

export interface DraftFilePorts {
  drafts: DraftStore;
  draftBlobs: DraftBlobs;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  digest: (text: string) => string;
}

export interface NewFile {
  /** Made by `newFileId` where its Content-ID has to be known before. */
  id?: string;
  filename: string | null;
  contentType: string | null;
  inline: boolean;
  octets: AsyncIterable<Uint8Array>;
}

/** Files of one draft; more is a mistake. */
const MAX_FILES = 100;

export const contentIdOf = (fileId: string): string => `${fileId}@draft`;

/**
 * Puts a file to an open draft. Rejects with `too-large` beyond `maxBytes`, `invalid-input` when something else than a picture is to
 * be shown in the text, `not-found` when the draft was sent or thrown away meanwhile; then nothing of it is kept.
 */
export async function addFile(ports: DraftFilePorts, draftId: string, file: NewFile, maxBytes: number): Promise<DraftFile> {
  const { drafts, draftBlobs } = ports;
  if ((await drafts.files(draftId)).length >= MAX_FILES) throw refuse('invalid-input', `A message takes ${MAX_FILES} files. Put some of them into one archive.`);
  const id = file.id ?? ports.newId();
  const filename = safeFileName(file.filename);
  const contentType = typeOfFile(file.contentType, filename);
  if (file.inline && !/^image\/(?:png|jpeg|gif|webp|bmp|avif)$/.test(contentType)) throw refuse('invalid-input', 'Only pictures can be shown within the text. Attach this file instead.');
  const row: DraftFile = { id, draftId, blobKey: ports.digest(`file of a draft ${id}`), filename, contentType, size: 0, inline: file.inline, contentId: file.inline ? contentIdOf(id) : null };
  await drafts.begin(row);
  try {
    const { size } = await draftBlobs.keep(row.blobKey, limited(file.octets, maxBytes));
    if (!(await drafts.keep(id, size))) throw refuse('not-found', 'There is no such draft. It may have been sent or thrown away elsewhere.');
    return { ...row, size };
  } catch (error) {
    await discardFiles(ports, [row]);
    throw error;
  }
}

/** Passes on what comes and stops beyond the limit, however much would follow. */
async function* limited(octets: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of octets) {
    size += piece.length;
    if (size > maxBytes) {
      throw refuse('too-large', `This file is larger than a message may be (${Math.floor(maxBytes / 1_048_576)} MB). Send a link to it instead.`);
    }
    yield piece;
  }
}

/** Deletes octets and then rows. What cannot be deleted now is deleted by the next sweep. */
export async function discardFiles({ drafts, draftBlobs, logger }: Pick<DraftFilePorts, 'drafts' | 'draftBlobs' | 'logger'>, files: readonly DraftFile[]): Promise<void> {
  const gone: string[] = [];
  for (const { id, blobKey } of files) {
    try {
      await draftBlobs.delete(blobKey);
      gone.push(id);
    } catch (error) {
      logger.warn('A file of a draft could not be deleted; it is tried again later.', { file: id, error: MailError.wrap(error).toJSON() });
    }
  }
  await drafts.forget(gone);
}

/** An upload that takes longer than this was cut off. */
const LEFT_AFTER = 3_600_000;

/** Deletes what uploads that were cut off, and deletions that failed, left behind; resolves with the number of files. */
export async function sweepLeftOvers(ports: DraftFilePorts): Promise<number> {
  let swept = 0;
  for (;;) {
    const left = await ports.drafts.listLeftOvers(ports.clock.now().getTime() - LEFT_AFTER);
    if (left.length === 0) return swept;
    await discardFiles(ports, left);
    swept += left.length;
    // Those that cannot be deleted come again: the next sweep tries them.
    const still = new Set((await ports.drafts.listLeftOvers(ports.clock.now().getTime() - LEFT_AFTER)).map(({ id }) => id));
    if (left.some(({ id }) => still.has(id))) return swept;
  }
}

function refuse(code: 'invalid-input' | 'too-large' | 'not-found', message: string): MailError {
  return new MailError({ kind: 'malformed', code, message, remedier: 'owner' });
}
