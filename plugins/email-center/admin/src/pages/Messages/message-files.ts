import type { ActivityDto, MessageDetail } from '../../../../shared/contracts';
import { originalUrl, partUrl } from '../../api/files';
import type { MailFile } from '../../components/FileList';
import type { Text } from '../../text/text';

/** The name the original is saved under: the subject without what file systems refuse. */
export const originalName = (subject: string, fallback: string): string =>
  `${subject.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 100) || fallback}.eml`;

/** The attachments a person sent (not the images inside the body), then the original. */
export function filesOf(text: Text, message: MessageDetail): MailFile[] {
  const attachments = message.attachments
    .filter(({ inline }) => !inline)
    .map(({ partNumber, filename, contentType, size }) => ({
      key: partNumber, contentType, size, name: filename ?? text('file.unnamed', { part: partNumber }), path: partUrl(message.id, partNumber),
    }));
  const original = {
    key: 'original', contentType: 'message/rfc822', size: message.size,
    name: originalName(message.subject, text('messages.no-subject')), path: originalUrl(message.id),
  };
  return [...attachments, original];
}

/** The document folder of an activity as files that can be saved. */
export const documentsOf = (activity: ActivityDto): MailFile[] =>
  activity.folder.documents.map(({ id, kind, name, partNumber, contentType, size }) => ({
    key: id, name, contentType, size,
    path: kind === 'original' || partNumber === null ? originalUrl(activity.messageId) : partUrl(activity.messageId, partNumber),
  }));
