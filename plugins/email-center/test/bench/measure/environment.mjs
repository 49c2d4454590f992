import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures depend on and the reader cannot see. */
export function environment() {
  return {
    node: process.version,
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0],
    versions: {
      dovecot: firstLine('dovecot', '--version'),
      mbsync: firstLine('mbsync', '--version'),
      notmuch: firstLine('notmuch', '--version'),
    },
  };
}

/**
 * @param {string} program
 * @param {string} arg
 */
function firstLine(program, arg) {
  return execFileSync(program, [arg], { encoding: 'utf8' }).split('\n')[0].trim();
}
