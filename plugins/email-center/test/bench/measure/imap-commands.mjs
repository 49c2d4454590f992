import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a Dovecot write down what its clients say, through its own rawlog: nothing stands between client and server.
 * It logs the sessions that begin while the folder exists, from the login on.
 * @param {{folder: string, doveadm: (...args: string[]) => Promise<string>}} dovecot
 */
export async function prepareCommandLog(dovecot) {
  const folder = path.join(dovecot.folder, 'rawlog');
  appendFileSync(path.join(dovecot.folder, 'dovecot.conf'), `\nprotocol imap {\n  rawlog_dir = ${folder}\n}\n`);
  await dovecot.doveadm('reload');
  return {
    begin() {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      chmodSync(folder, 0o777);
    },
    /** @returns {string[]} the commands after the login, in order, without their tags */
    commands() {
      return readdirSync(folder)
        .filter((file) => file.endsWith('.in'))
        .flatMap((file) => commandsIn(readFileSync(path.join(folder, file), 'utf8')));
    },
  };
}

/** @param {string} log each line begins with the time at which it came */
function commandsIn(log) {
  return log.split('\n')
    .map((line) => /^[\d.]+ [A-Za-z0-9.]+ ([A-Z].*?)\r?$/.exec(line)?.[1])
    .filter((command) => command !== undefined);
}
