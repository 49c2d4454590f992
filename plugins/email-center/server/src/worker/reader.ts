import { MailError } from '../domain/mail/mail-error';
import type { BlobStore, MessageOpener, MessageReader, MimeParser, SanitizeBody } from '../flow/ports';

/** Opens stored raw messages; runs in the thread, because parsing and sanitising a large one takes a while. */
export function createMessageReader(blobs: BlobStore, parser: MimeParser, opener: MessageOpener, sanitizeBody: SanitizeBody): MessageReader {
  return {
    async readBody(rawKey, options) {
      const { text, html, attachments } = await opener.readBodies(await blobs.open(rawKey));
      const inline = Object.fromEntries(attachments.flatMap(({ contentId, partNumber }) => (contentId === null ? [] : [[contentId, partNumber]])));
      if (html === null) return { text, html: null, blockedRemote: 0, inline };
      const safe = sanitizeBody(html, { inline, allowRemote: options?.allowRemote ?? false });
      const nothingLeft = safe.blockedRemote === 0 && text.trim() !== '' && showsNothing(safe.html);
      return { text, inline, ...safe, html: nothingLeft ? null : safe.html };
    },
    openRaw: (rawKey) => blobs.open(rawKey),
    async openPart(rawKey, partNumber) {
      if (!/^\d+(\.\d+)*$/.test(partNumber)) {
        throw new MailError({ kind: 'malformed', code: 'not-found', remedier: 'owner', message: 'The message has no such part.', detail: partNumber.slice(0, 50) });
      }
      return opener.openPart(await blobs.open(rawKey), partNumber);
    },
    async reparse(rawKey, forward) {
      const chunks = await blobs.open(rawKey);
      return forward === undefined ? parser.parseStream(chunks) : (await parser.parseForward(chunks, forward)).message;
    },
  };
}

/** Whether sanitised HTML has neither text nor images. */
function showsNothing(html: string): boolean {
  return !/<img\b|url\(/.test(html) && html.replace(/<[^>]*>/g, '').trim() === '';
}
