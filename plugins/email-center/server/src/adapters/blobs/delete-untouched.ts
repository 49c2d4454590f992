import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { MailError } from '../../domain/mail/mail-error';
import { blobPath } from './path';
import { moveInto } from './temporary-file';

const ASIDE = /^going-([0-9a-f]{64})-/;

/**
 * Deletes the file of a key unless it was written at `since` (epoch ms) or later; whether it is gone. Somebody may put the same octets
 * between the look and the deletion: the file is taken aside first, looked at there, and put back when it is a new one.
 */
export function deleteUntouched(folder: string, temporary: string, key: string, since: number): boolean {
  const path = blobPath(folder, key);
  const aside = join(temporary, `going-${key}-${randomUUID()}`);
  try {
    if (statSync(path).mtimeMs >= since) return false;
    moveInto(path, aside);
  } catch (error) {
    throwUnlessMissing(error);
    return true;
  }
  try {
    if (statSync(aside).mtimeMs < since) {
      rmSync(aside);
      return true;
    }
    renameSync(aside, path);
  } catch (error) {
    // Whoever started just now took it for one that a killed process had aside, and put it back.
    throwUnlessMissing(error);
  }
  return false;
}

/**
 * Whether this is the name of a file that was aside when its process was killed; then it is back in its place. It may be one that somebody
 * had just put: it counts as new, so that whoever discards it does so later.
 */
export function putBack(folder: string, temporary: string, name: string): boolean {
  const [, key] = ASIDE.exec(name) ?? [];
  if (key === undefined) return false;
  const now = new Date();
  try {
    utimesSync(join(temporary, name), now, now);
    moveInto(join(temporary, name), blobPath(folder, key));
  } catch (error) {
    throwUnlessMissing(error);
  }
  return true;
}

function throwUnlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw MailError.wrap(error);
}
