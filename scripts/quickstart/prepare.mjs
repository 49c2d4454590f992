/** Node, packages and builds: each done only when what it depends on has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { advice, isSupported, refusal } from './node-version.cjs';
import { runTool } from './run.mjs';
import { tell, Trouble } from './tell.mjs';

const PLUGIN = 'plugins/email-center';

export function checkNode() {
  if (!isSupported(process.versions.node)) throw new Trouble(refusal(process.versions.node), advice);
  tell(`Node ${process.versions.node}`);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
const lockedPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/** For which Node native parts were built. @param {string} root */
const abiStamp = (root) => path.join(root, 'node_modules/.node-abi');

/** Whether node_modules holds what package-lock.json asks for, and native parts were built for this Node. @param {string} root */
export function packagesMatch(root) {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const stamp = abiStamp(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') !== process.versions.modules) return false;
  const present = lockedPackages(installed);
  return Object.entries(lockedPackages(path.join(root, 'package-lock.json'))).every(
    ([place, { version, optional, link }]) => !place.includes('node_modules/') || optional === true || link === true || present[place]?.version === version,
  );
}

/**
 * Fetches and unpacks what package-lock.json asks for, without the native parts.
 * @param {string} root @param {string} logs @returns {Promise<boolean>} whether native parts are to be built now
 */
export async function unpackPackages(root, logs) {
  if (packagesMatch(root)) return false;
  await runTool({ title: 'Installing packages; the first time this takes a minute or two', command: 'npm', args: ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'], cwd: root, log: path.join(logs, 'install.log') }).catch((error) => {
    throw new Trouble('The packages could not be installed.', `Check the network connection.\n\n${error.advice ?? error}`);
  });
  // Broken off from here on, they do not match: the next start begins anew.
  writeFileSync(abiStamp(root), 'native parts not built');
  return true;
}

/** Runs the packages' own install scripts: SQLite is compiled, if there is no ready-made build. @param {string} root @param {string} logs */
export async function buildNativeParts(root, logs) {
  await runTool({ title: 'Building native parts, about a minute', command: 'npm', args: ['rebuild'], cwd: root, log: path.join(logs, 'native.log') }).catch((error) => {
    throw new Trouble('The native parts of packages could not be built.', `SQLite is compiled when no ready-made build fits: that needs python3, make and a C++ compiler (Debian: apt-get install build-essential python3).\n\n${error.advice ?? error}`);
  });
  writeFileSync(abiStamp(root), process.versions.modules);
}

/** @param {string} root @param {string} logs */
export async function installPackages(root, logs) {
  if (await unpackPackages(root, logs)) await buildNativeParts(root, logs);
  else writeFileSync(abiStamp(root), process.versions.modules);
}

/** @param {string} place @returns {string[]} */
function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => (entry.name === 'node_modules' ? [] : filesBelow(path.join(place, entry.name)))).sort();
}

/** @param {string} root @param {string[]} places @returns {string} */
function hashOf(root, places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesBelow(path.join(root, place)))) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @typedef {{ title: string, inputs: string[], outputs: string[], stamp: string, command: string[], cwd: string }} Build */

/** @type {Build[]} */
const BUILDS = [
  {
    title: 'Building the plugin', cwd: PLUGIN, stamp: `${PLUGIN}/dist/.inputs`,
    inputs: ['package-lock.json', ...['admin/src', 'server/src', 'shared', 'package.json', 'tsconfig.base.json', 'server/tsconfig.build.json', 'admin/tsconfig.build.json'].map((place) => `${PLUGIN}/${place}`)],
    outputs: ['server/index.js', 'admin/index.js', 'worker/index.js', 'checkpoint/index.js'].map((file) => `${PLUGIN}/dist/${file}`),
    command: ['node_modules/@strapi/sdk-plugin/bin/strapi-plugin.js', 'build'],
  },
  {
    title: 'Building the admin panel, about a minute', cwd: '.', stamp: 'dist/build/.inputs',
    inputs: ['package-lock.json', 'src/admin', `${PLUGIN}/admin/src`, `${PLUGIN}/shared`, `${PLUGIN}/package.json`],
    outputs: ['dist/build/index.html', 'dist/src/index.js'],
    command: ['node_modules/@strapi/strapi/bin/strapi.js', 'build'],
  },
  {
    title: 'Compiling the application', cwd: '.', stamp: 'dist/.inputs',
    inputs: ['package-lock.json', 'tsconfig.json', 'config', 'src'],
    outputs: ['dist/src/index.js', 'dist/config/plugins.js'],
    command: ['node_modules/typescript/bin/tsc', '-p', '.', '--incremental', 'false', '--tsBuildInfoFile', 'null'],
  },
];

/** @param {string} root @param {Build} build @param {string} logs @param {NodeJS.ProcessEnv} env */
async function buildWhenChanged(root, { title, inputs, outputs, stamp, command, cwd }, logs, env) {
  const hash = hashOf(root, inputs);
  const [file, complete] = [path.join(root, stamp), outputs.every((output) => existsSync(path.join(root, output)))];
  if (complete && existsSync(file) && readFileSync(file, 'utf8') === hash) return;
  const [script = '', ...args] = command;
  await runTool({ title, command: process.execPath, args: [path.join(root, script), ...args], cwd: path.join(root, cwd), log: path.join(logs, `${stamp.replace(/\W+/g, '-')}.log`), env });
  const missing = outputs.filter((output) => !existsSync(path.join(root, output)));
  if (missing.length > 0) throw new Trouble(`${title}: ${missing.join(', ')} was not made.`, `Its output is in ${logs}.`);
  writeFileSync(file, hash);
}

/** @param {string} root @param {string} logs @param {NodeJS.ProcessEnv} env */
export async function buildAll(root, logs, env) {
  for (const build of BUILDS) await buildWhenChanged(root, build, logs, env);
}
