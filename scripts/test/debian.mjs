/** The servers that the integration tests start for themselves, and the browser; installed here when this is a Debian machine and we are root. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { install, mayInstall } from './apt.mjs';

/** The program that shows whether a tool is there, and the Debian packages that bring it; a tool that is not listed is a package of the same name. @type {Record<string, string[]>} */
const PACKAGES = {
  dovecot: ['dovecot-imapd', 'dovecot-lmtpd', 'dovecot-submissiond'],
  chromium: ['chromium'],
  postgres: ['postgresql'],
  mariadbd: ['mariadb-server'],
  'redis-server': ['redis-server'],
};
/** What compiles the native parts of packages that bring no ready-made build for this machine. */
export const COMPILERS = ['python3', 'make', 'g++'];
const EXTRA_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** PostgreSQL keeps its programs in a folder per version. */
const postgresFolders = () => (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`) : []);

/** @param {string} tool */
function isThere(tool) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...EXTRA_FOLDERS, ...postgresFolders()];
  return folders.some((folder) => existsSync(path.join(folder, tool)));
}

/**
 * @param {string[]} tools
 * @param {{ mayInstall(): boolean, install(packages: string[]): Promise<boolean> }} [installer]
 * @returns {Promise<string | null>} null when all are there; else what a person has to install
 */
export async function provideTools(tools, installer = { mayInstall, install }) {
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length === 0) return null;
  const packages = missing.flatMap((tool) => PACKAGES[tool] ?? [tool]);
  if (installer.mayInstall() && (await installer.install(packages)) && missing.every(isThere)) return null;
  return `Missing: ${missing.join(', ')}. On Debian, as root: apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
}
