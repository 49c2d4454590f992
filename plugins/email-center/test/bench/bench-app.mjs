import { fork } from 'node:child_process';
import { cpSync, createWriteStream, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pluginRoot } from './load-typescript.mjs';

const template = fileURLToPath(new URL('./app/', import.meta.url));
const addressesModule = new URL('./mail/addresses.mjs', import.meta.url).href;

/**
 * @typedef {object} RunningApp
 * @property {number} pid
 * @property {string} url
 * @property {(question: 'start' | 'stop') => Promise<any>} ask begins a measurement, or ends it and answers its figures
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} folder must not exist yet
 * @returns {string} the folder
 */
export function writeApp(folder) {
  cpSync(template, folder, { recursive: true });
  // The upload plugin refuses to start without it, and git keeps no empty folder.
  mkdirSync(path.join(folder, 'public', 'uploads'), { recursive: true });
  symlinkSync(path.join(pluginRoot, '..', '..', 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/**
 * Starts the application as a process of its own and waits until it listens.
 * @param {string} folder
 * @param {{caFile: string, records?: number, profileFolder?: string, plugin?: string}} options `records`: fills the table during the
 *   start; `plugin`: folder of the plugin, if not the installed one
 * @returns {Promise<RunningApp>}
 */
export async function startApp(folder, { caFile, records, profileFolder, plugin }) {
  const child = fork(path.join(folder, 'server.js'), [], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [],
    env: {
      ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true', BENCH_CA_FILE: caFile,
      BENCH_ADDRESSES_MODULE: addressesModule, ...(records ? { BENCH_RECORDS: String(records) } : {}), ...(plugin ? { BENCH_PLUGIN: plugin } : {}),
    },
  });
  const log = createWriteStream(path.join(folder, 'strapi.log'), { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const answer = () => new Promise((resolve, reject) => {
    child.once('message', resolve);
    void ended.then((code) => reject(new Error(`Strapi ended with ${code}; see ${path.join(folder, 'strapi.log')}`)));
  });
  const { port } = await answer();
  return {
    pid: child.pid,
    url: `http://127.0.0.1:${port}`,
    ask(question) {
      const answered = answer();
      child.send(question);
      return answered;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
