/** The files of a message as downloads, for the panel and for headless consumers alike. */
import type { MessageReader, OpenedPart } from '../flow/ports';
import { isRasterImage, sendDownload } from './download';
import { notFound } from './edge';
import type { RequestContext } from './request-context';

interface FileOwner {
  subject: string;
  rawKey: string;
}

/** The original, octet for octet as the server gave it. */
export async function sendRaw(ctx: RequestContext, reader: MessageReader, message: FileOwner): Promise<void> {
  const content = await reader.openRaw(message.rawKey);
  await sendDownload(ctx, { content, contentType: 'message/rfc822', filename: `${message.subject.trim() || 'message'}.eml` });
}

const PART_NUMBER = /^[1-9]\d{0,4}(\.[1-9]\d{0,4}){0,100}$/;

/** The part a request names, opened. */
export async function openPartOf(ctx: RequestContext, reader: MessageReader, message: FileOwner): Promise<OpenedPart & { partNumber: string }> {
  const partNumber = ctx.params.partNumber ?? '';
  if (!PART_NUMBER.test(partNumber)) throw notFound('part of this message');
  return { ...(await reader.openPart(message.rawKey, partNumber)), partNumber };
}

/** One part, decoded. `inline`: to be shown within the message; refused for all but raster images. `conceal`: of its name. */
export async function sendPart(ctx: RequestContext, reader: MessageReader, message: FileOwner, { inline = false, conceal }: { inline?: boolean; conceal(name: string): string }): Promise<void> {
  const part = await openPartOf(ctx, reader, message);
  if (inline && !isRasterImage(part.contentType)) {
    // Taking one piece and leaving closes the file behind it.
    for await (const _piece of part.content) break;
    throw notFound('picture in this message');
  }
  const filename = conceal(part.filename ?? `part-${part.partNumber}`);
  await sendDownload(ctx, { content: part.content, contentType: part.contentType, filename, disposition: inline ? 'inline' : 'attachment' });
}
