/** Copies of files in Strapi's media library, made by its own upload: with its rights, its limits and its check of what a file is. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { Refusal, forbidden } from './edge';
import type { RequestContext } from './request-context';

export interface NewMedia {
  name: string;
  contentType: string;
  content: AsyncIterable<Uint8Array>;
  /** Id of a folder of the media library; null: the topmost. */
  folder: number | null;
}

const uploadedSchema = z.array(z.object({ id: z.number(), name: z.string(), url: z.string() })).nonempty();

/** What the upload of the media library reads of a request, and where it puts its answer. */
interface UploadContext {
  state: RequestContext['state'];
  request: { body: { fileInfo: string }; files: { files: { filepath: string; originalFilename: string; mimetype: string; size: number } } };
  status: number;
  body: unknown;
  forbidden(): never;
}

/** The part of the upload plugin's controller that is used here; Strapi types none of it. */
const uploaderOf = (strapi: Core.Strapi) => strapi.plugin('upload').controller('admin-upload') as unknown as { uploadFiles(ctx: UploadContext): Promise<void> };

export function mayAddMedia(ctx: RequestContext): boolean {
  return ctx.state.userAbility?.can('plugin::upload.assets.create') ?? false;
}

/** Saves the file as the person who asks would by hand. Refuses with the media library's own sentence what it does not take. */
export async function saveToMediaLibrary(strapi: Core.Strapi, ctx: RequestContext, media: NewMedia): Promise<{ id: number; name: string; url: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'email-center-media-'));
  try {
    const filepath = path.join(folder, 'content');
    await pipeline(Readable.from(media.content), createWriteStream(filepath));
    const upload: UploadContext = {
      state: ctx.state, status: 200, body: undefined,
      request: {
        body: { fileInfo: JSON.stringify({ name: media.name, folder: media.folder }) },
        files: { files: { filepath, originalFilename: media.name, mimetype: media.contentType, size: (await stat(filepath)).size } },
      },
      forbidden: () => {
        throw forbidden('Your role may not add files to the media library.');
      },
    };
    await uploaderOf(strapi).uploadFiles(upload).catch(asRefusal);
    return uploadedSchema.parse(upload.body)[0];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Errors of Strapi are answers to a person; whatever else went wrong is a failure. */
function asRefusal(thrown: unknown): never {
  const details = thrown instanceof Error && 'details' in thrown;
  if (!details) throw thrown;
  throw new Refusal(400, thrown.name, thrown.message, { kind: 'malformed', code: 'invalid-input', message: thrown.message, remedier: 'owner' });
}
