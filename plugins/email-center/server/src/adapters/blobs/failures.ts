import { MailError } from '../../domain/mail/mail-error';

export function writeFailure(error: unknown, folder: string): MailError {
  if (error instanceof MailError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new MailError({
      kind: 'transient', code: 'disk-full', remedier: 'administrator',
      message: `The disk that holds ${folder} is full: make room; the import then goes on where it stopped.`, detail: String(error),
    }, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new MailError({
      kind: 'bug', code: 'bug', remedier: 'administrator',
      message: `The folder ${folder} cannot be written: give this process the right to.`, detail: String(error),
    }, { cause: error });
  }
  return MailError.wrap(error);
}

export function missing(error: unknown, key: string): MailError {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'ENOENT') return MailError.wrap(error);
  return new MailError({
    kind: 'malformed', code: 'blob-missing', remedier: 'administrator',
    message: 'The stored original of this message is not there: restore the folder of originals from a backup.', detail: key,
  }, { cause: error });
}
