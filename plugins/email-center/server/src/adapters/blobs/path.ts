import { join } from 'node:path';
import { MailError } from '../../domain/mail/mail-error';

const KEY = /^[0-9a-f]{64}$/;

/** The file of a key; anything that is not a hex SHA-256 is refused, so that no key leaves the folder. */
export function blobPath(folder: string, key: string): string {
  if (!KEY.test(key)) {
    throw new MailError({ kind: 'bug', code: 'invalid-input', remedier: 'developer', message: 'This is not the key of a stored message.', detail: key.slice(0, 100) });
  }
  return join(folder, key.slice(0, 2), key);
}
