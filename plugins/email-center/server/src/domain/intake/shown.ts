/** What lists and folders show of a message: its preview and its files. */
import type { Message } from '../mail/message';
import { numberDuplicates, safeFileName } from './file-names';
import type { DocumentRow } from './filing';
import type { FileableMail } from './types';

/** Characters of the preview shown in lists. */
const PREVIEW_CHARS = 200;
const SPARE_CHARS = 40;

/**
 * The original first, then the attachments in the order of the message. An image shown within the body is no document;
 * anything else marked inline is one, because common clients mark attached PDF files so.
 */
export function documentsOf(mail: Pick<FileableMail, 'size'> & { message: Pick<Message, 'attachments' | 'subject'> }): DocumentRow[] {
  const files = mail.message.attachments.filter((file) => !(file.inline && file.contentId !== null && file.contentType.startsWith('image/')));
  const subject = mail.message.subject.slice(0, 100).trim();
  const names = numberDuplicates([safeFileName(`${subject === '' ? 'message' : subject.replace(/[/\\]/g, '-')}.eml`), ...files.map((file) => safeFileName(file.filename))]);
  const original: DocumentRow = { kind: 'original', name: names[0] ?? 'message.eml', partNumber: null, contentType: 'message/rfc822', size: mail.size };
  return [
    original,
    ...files.map((file, index): DocumentRow => ({
      kind: 'attachment', name: names[index + 1] ?? 'attachment', partNumber: file.partNumber, contentType: file.contentType, size: file.size,
    })),
  ];
}

/** The first characters of the text in one line. */
export function previewOf({ text }: Pick<Message, 'text'>): string {
  // Nearly always little white space falls out, so that little more than the preview itself has to be looked at.
  const near = inOneLine(text.slice(0, PREVIEW_CHARS + SPARE_CHARS));
  if (near.length >= PREVIEW_CHARS || text.length <= PREVIEW_CHARS + SPARE_CHARS) return near.slice(0, PREVIEW_CHARS);
  return inOneLine(text.slice(0, PREVIEW_CHARS * 3)).slice(0, PREVIEW_CHARS);
}

/** Single spaces, which are most of all white space, stay as they are. */
const inOneLine = (text: string): string => text.replace(/\s{2,}|[^\S ]/g, ' ').trim();
