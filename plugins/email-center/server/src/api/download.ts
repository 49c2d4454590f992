/** How mail content leaves the server: as a file to save, never as a page of this site (invariant 12). */
import { Readable } from 'node:stream';
import type { RequestContext } from './request-context';

/** Images a browser decodes without running anything; SVG is a document and not among them. */
const RASTER_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

export function isRasterImage(contentType: string): boolean {
  return RASTER_IMAGES.has(contentType);
}

/**
 * Content-Disposition with the name in both forms (RFC 6266 section 4.3, RFC 8187): ASCII for old clients, UTF-8 for all
 * others. Control characters and path separators never get into it.
 */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const safe = withoutTricks(name);
  const ascii = safe.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeRfc8187(safe)}`;
}

/** Lone surrogates cannot be encoded; bidirectional controls disguise an extension; separators make a path. */
function withoutTricks(name: string): string {
  const clean = name
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '_')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[/\\]/g, '_')
    .trim();
  return [...clean].slice(0, 200).join('') || 'file';
}

/** attr-char of RFC 8187 section 3.2.1; encodeURIComponent leaves five more characters as they are. */
function encodeRfc8187(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

export interface Download {
  content: AsyncIterable<Uint8Array>;
  contentType: string;
  filename: string;
  disposition?: 'attachment' | 'inline';
}

/**
 * Answers with a stream that a cache does not keep, a browser does not guess about, and a frame cannot run. Resolves when
 * the first octets are there: what cannot be opened is refused with a status, not with half a file.
 */
export async function sendDownload(ctx: RequestContext, download: Download): Promise<void> {
  const body = await beginReading(download.content);
  ctx.set({
    'Content-Type': MEDIA_TYPE.test(download.contentType) ? download.contentType : 'application/octet-stream',
    'Content-Disposition': contentDisposition(download.disposition ?? 'attachment', download.filename),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  ctx.status = 200;
  ctx.body = body;
}

/**
 * `Readable.from` would not tell a generator that never began that nobody wants it (a HEAD request, a client that left):
 * the file behind it would stay open.
 */
async function beginReading(content: AsyncIterable<Uint8Array>): Promise<Readable> {
  const iterator = content[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array> | null = await iterator.next();
  return new Readable({
    async read() {
      try {
        const result = first ?? (await iterator.next());
        first = null;
        this.push(result.done ? null : result.value);
      } catch (error) {
        this.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    },
    destroy(error, done) {
      Promise.resolve(iterator.return?.()).then(() => done(error), done);
    },
  });
}
