/** The servers that the integration tests start for themselves, and the browser; installed here when this is a Debian machine and we are root. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The program that shows whether a tool is there, and the Debian packages that bring it. @type {Record<string, string[]>} */
const PACKAGES = {
  dovecot: ['dovecot-imapd', 'dovecot-lmtpd', 'dovecot-submissiond'],
  chromium: ['chromium'],
  postgres: ['postgresql'],
  mariadbd: ['mariadb-server'],
  'redis-server': ['redis-server'],
};
const EXTRA_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin'];
/** Its presence tells package scripts not to start services (policy-rc.d returns 101: forbidden). */
const POLICY = '/usr/sbin/policy-rc.d';

/** PostgreSQL keeps its programs in a folder per version. */
const postgresFolders = () => (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`) : []);

/** @param {string} tool */
function isThere(tool) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...EXTRA_FOLDERS, ...postgresFolders()];
  return folders.some((folder) => existsSync(path.join(folder, tool)));
}

/** @param {string[]} args @returns {boolean} whether it went well */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-y', '-q', ...args], { env, stdio: ['ignore', 2, 2] }).status === 0;
}

/** @param {string[]} packages */
function install(packages) {
  const policyIsOurs = !existsSync(POLICY);
  if (policyIsOurs) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n');
    chmodSync(POLICY, 0o755);
  }
  try {
    return apt(['install', '--no-install-recommends', ...packages]) || (apt(['update']) && apt(['install', '--no-install-recommends', ...packages]));
  } finally {
    if (policyIsOurs) rmSync(POLICY);
  }
}

/**
 * @param {string[]} tools
 * @returns {string | null} null when all are there; else what a person has to install
 */
export function provideTools(tools) {
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length === 0) return null;
  const packages = missing.flatMap((tool) => PACKAGES[tool] ?? [tool]);
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (mayInstall && install(packages) && missing.every(isThere)) return null;
  return `Missing: ${missing.join(', ')}. On Debian: apt-get install --no-install-recommends ${packages.join(' ')}`;
}
