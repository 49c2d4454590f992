/** A message as octets (RFC 5322, RFC 2045 ff.), made by nodemailer's composer with each file read as it is needed. */
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { BlobStore } from '../../flow/ports';
import type { OutgoingMessage } from '../../flow/outbox/ports';
import type { SubmittedFile } from '../../flow/outbox/submission';

/**
 * The octets, with CRLF. The text is quoted-printable, so that no server on the way has to change it; beside HTML it is its alternative;
 * images shown by it are related parts (RFC 2387); file names are as RFC 2231 says. Nothing asks for an answer by machine: no receipts,
 * no notifications.
 */
export function composeMessage(blobs: Pick<BlobStore, 'open'>, outgoing: OutgoingMessage): AsyncIterable<Uint8Array> {
  const { messageId, date, from, to, cc, subject, html, text, files, inReplyTo, references } = outgoing;
  const composer = new MailComposer({
    from, to, cc, subject, text, ...(html === null ? {} : { html }), messageId: `<${messageId}>`, date: new Date(date),
    ...(inReplyTo.length === 0 ? {} : { inReplyTo: bracketed(inReplyTo) }), ...(references.length === 0 ? {} : { references: bracketed(references) }),
    attachments: files.map((file) => attachment(blobs, file, html !== null)), encoding: 'quoted-printable', newline: 'windows',
    // A message is made of what is given; nothing in it may name a file or an address to be read.
    disableFileAccess: true, disableUrlAccess: true,
  });
  return composer.compile().createReadStream();
}

const bracketed = (ids: readonly string[]): string => ids.map((id) => `<${id}>`).join(' ');

function attachment(blobs: Pick<BlobStore, 'open'>, { blobKey, filename, contentType, contentId }: SubmittedFile, hasHtml: boolean) {
  const related = contentId !== null && hasHtml;
  return {
    filename, contentType, content: Readable.from(octetsOf(blobs, blobKey), { objectMode: false }),
    contentDisposition: related ? ('inline' as const) : ('attachment' as const), ...(related ? { cid: contentId } : {}),
  };
}

async function* octetsOf(blobs: Pick<BlobStore, 'open'>, key: string): AsyncGenerator<Uint8Array> {
  yield* await blobs.open(key);
}

/** Headers with hundreds of recipients are some hundred kilobytes. */
const MOST_HEADER = 4 * 1024 * 1024;

/** The same message with another Date: what was to be sent next week goes now. */
export async function* withDate(chunks: AsyncIterable<Uint8Array>, date: string): AsyncGenerator<Uint8Array> {
  let header: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (header === null) {
      yield chunk;
      continue;
    }
    header = Buffer.concat([header, chunk]);
    const end = header.indexOf('\r\n\r\n');
    if (end < 0 && header.length < MOST_HEADER) continue;
    yield Buffer.from(header.toString('latin1').replace(/^Date:[^\r\n]*/im, `Date: ${new Date(date).toUTCString().replace('GMT', '+0000')}`), 'latin1');
    header = null;
  }
  if (header !== null) yield header;
}
