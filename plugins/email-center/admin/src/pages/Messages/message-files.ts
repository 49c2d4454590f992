import type { ActivityDto } from '../../../../shared/contracts';
import { originalUrl, partUrl } from '../../api/files';
import type { MailFile } from '../../components/FileList';

/** The name the original is saved under: the subject without what file systems refuse. */
export const originalName = (subject: string, fallback: string): string =>
  `${subject.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 100) || fallback}.eml`;

/** The document folder of an activity as files that can be saved. */
export const documentsOf = (activity: ActivityDto): MailFile[] =>
  activity.folder.documents.map(({ id, kind, name, partNumber, contentType, size }) => ({
    key: id, name, contentType, size,
    path: kind === 'original' || partNumber === null ? originalUrl(activity.messageId) : partUrl(activity.messageId, partNumber),
  }));
