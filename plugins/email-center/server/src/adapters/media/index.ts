/** Files of the media library, wherever its provider keeps them. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { MailError } from '../../domain/mail/mail-error';
import type { MediaFile, OpenMedia } from '../../flow/writing/ports';

interface UploadedFile {
  id: number;
  name: string;
  ext: string | null;
  mime: string | null;
  url: string;
  provider: string;
}

/** How long a provider may take to begin its answer, milliseconds. */
const PATIENCE = 30_000;

/** Null where there is no such file. A file that cannot be fetched rejects when it is opened. */
export function createMedia(strapi: Core.Strapi): OpenMedia {
  return async (fileId): Promise<MediaFile | null> => {
    const file = (await strapi.db.query('plugin::upload.file').findOne({ where: { id: fileId } })) as UploadedFile | null;
    if (file === null) return null;
    return { name: withExtension(file), contentType: file.mime ?? 'application/octet-stream', open: () => (file.url.startsWith('/') ? openLocal(strapi, file.url) : openRemote(strapi, file)) };
  };
}

/** People rename files in the library without the extension. */
function withExtension({ name, ext }: UploadedFile): string {
  return ext === null || ext === '' || name.toLowerCase().endsWith(ext.toLowerCase()) ? name : `${name}${ext}`;
}

async function openLocal(strapi: Core.Strapi, url: string): Promise<AsyncIterable<Uint8Array>> {
  const root = strapi.dirs.static.public;
  const file = path.resolve(root, `.${decodeURIComponent(url.split('?')[0]!)}`);
  const within = path.relative(root, file);
  if (within.startsWith('..') || path.isAbsolute(within)) throw unreadable('its place is outside of the public folder');
  const stream = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', (error) => reject(unreadable(error.message)));
  });
  return stream;
}

interface Signing {
  signFileUrls(file: UploadedFile): Promise<UploadedFile>;
}

/** Private providers give addresses that hold for a short time. */
async function openRemote(strapi: Core.Strapi, file: UploadedFile): Promise<AsyncIterable<Uint8Array>> {
  const { url } = await (strapi.plugin('upload').service('file') as unknown as Signing).signFileUrls(file);
  const patience = new AbortController();
  const late = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { signal: patience.signal });
    if (!answer.ok || answer.body === null) throw new Error(`the provider answered ${answer.status}`);
    return answer.body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(late);
  }
}

function unreadable(detail: string): MailError {
  return new MailError({ kind: 'transient', code: 'connection-lost', message: 'The file of the media library could not be read. Try again, or attach it from your computer.', remedier: 'administrator', detail });
}
