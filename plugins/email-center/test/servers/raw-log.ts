import { appendFile, chmod, mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dovecot } from './dovecot';

/** What both sides said, written down by the mail server itself from the login on. */
export async function startRawLog(dovecot: Dovecot): Promise<(side: 'in' | 'out') => Promise<string>> {
  const folder = path.join(dovecot.folder, 'rawlog');
  await mkdir(folder);
  await chmod(folder, 0o777);
  await appendFile(path.join(dovecot.folder, 'dovecot.conf'), `\nprotocol imap {\n  rawlog_dir = ${folder}\n}\n`);
  await dovecot.doveadm('reload');
  return async (side) => {
    const files = (await readdir(folder)).filter((file) => file.endsWith(`.${side}`));
    return (await Promise.all(files.map((file) => readFile(path.join(folder, file), 'latin1')))).join('\n');
  };
}
