import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A new folder for the data of one bench, in TMPDIR. What is made in it by this process's temporary files goes there, too.
 * @returns {string}
 */
export function makeBenchFolder() {
  const folder = mkdtempSync(path.join(spreading(path.join(tmpdir(), 'email-center-bench')), 'run-'));
  // The mail server's own user reads below it.
  chmodSync(folder, 0o755);
  // The mail server makes its own folder where the environment says.
  process.env.TMPDIR = spreading(folder);
  return folder;
}

/**
 * The folder of one participant. Its name is of this run alone, because ext4 chooses the part of the disk by the name.
 * @param {string} folder of the run
 * @param {string} name
 * @returns {string} a folder that does not exist yet
 */
export function dataFolder(folder, name) {
  return path.join(folder, `${name}-${path.basename(folder)}`);
}

/**
 * On ext4, marks a folder so that each folder made in it begins in a part of the disk of its own (chattr +T). Otherwise
 * all runs share one part, and making a file in it is up to thirty times slower for five minutes after many were deleted
 * there: ext4 passes over every inode deleted a short time ago. Elsewhere the mark is refused and not needed.
 * @param {string} folder
 * @returns {string} the folder
 */
export function spreading(folder) {
  mkdirSync(folder, { recursive: true });
  spawnSync('chattr', ['+T', folder], { stdio: 'ignore' });
  return folder;
}
