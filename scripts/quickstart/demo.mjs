/** The demo: its mail server as a child process, and its two accounts in the email center. */
import { fork } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { INFO, RECRUITER } from '../../demo/accounts.mjs';
import { demoRecords } from '../../demo/crm/records.mjs';
import { rememberSetting } from './environment.mjs';
import { freePort, isFree } from './ports.mjs';
import { tell, Trouble } from './tell.mjs';

/**
 * @typedef {import('../../demo/index.mjs').FromServer} FromServer
 * @typedef {{ process: import('node:child_process').ChildProcess, imapPort: number, smtpPort: number, caFile: string }} DemoServer
 * @typedef {import('./panel.mjs').Panel} Panel
 */

const LOOPBACK = '127.0.0.1';
const IMPORT_PATIENCE = 30_000;

/** The port of a former run, or a free one that is kept. @param {string} home @param {Record<string, string>} environment @param {string} name @param {number} preferred */
async function portFor(home, environment, name, preferred) {
  const known = environment[name];
  if (known === undefined || known === '') {
    const port = await freePort(preferred, LOOPBACK);
    rememberSetting(home, name, String(port));
    return port;
  }
  if (await isFree(Number(known), LOOPBACK)) return Number(known);
  throw new Trouble(`Port ${known} of the demo mail server is in use.`, `End the program that uses it (a former quickstart?), or set ${name} in .env to another port and change the port in the demo accounts.`);
}

/** @param {import('node:child_process').ChildProcess} child @param {FromServer['type']} type @returns {Promise<FromServer>} */
const answerOf = (child, type) =>
  new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Trouble('The demo mail server ended.', 'Its log is logs/mail-server.log in the folder of the demo (data/demo).')));
    child.on('message', (/** @type {FromServer} */ message) => {
      if (message.type === type) resolve(message);
      if (message.type === 'failed') reject(new Trouble(`The demo mail server did not start: ${message.reason}`, 'Remove the folder data/demo/mail and run this again if it persists.'));
    });
  });

/** @param {{ root: string, home: string, folder: string, environment: Record<string, string> }} places `folder`: where the demo's data lie @returns {Promise<DemoServer>} */
export async function startDemoServer({ root, home, folder, environment }) {
  const imapPort = await portFor(home, environment, 'DEMO_IMAP_PORT', 10993);
  const smtpPort = await portFor(home, environment, 'DEMO_SMTP_PORT', 10465);
  mkdirSync(path.join(folder, 'logs'), { recursive: true });
  const log = openSync(path.join(folder, 'logs/mail-server.log'), 'w');
  const env = { ...process.env, DEMO_FOLDER: folder, DEMO_IMAP_PORT: String(imapPort), DEMO_SMTP_PORT: String(smtpPort) };
  const child = fork(path.join(root, 'demo/index.mjs'), [], { cwd: root, env, detached: true, stdio: ['ignore', log, log, 'ipc'] });
  const ready = await answerOf(child, 'ready');
  if (ready.type !== 'ready') throw new Error('unexpected answer of the demo mail server');
  tell(`Demo mail server: IMAP on port ${imapPort}, SMTP on port ${smtpPort}, ${ready.messages} messages`);
  return { process: child, imapPort, smtpPort, caFile: ready.caFile };
}

/** One file of all authorities the plugin is to trust besides the public ones. @param {string} folder @param {string} demoCa @param {string | undefined} own */
export function trustedAuthorities(folder, demoCa, own) {
  if (own === undefined || own === '') return demoCa;
  const file = path.join(folder, 'tls/authorities.crt');
  writeFileSync(file, `${readFileSync(own, 'utf8').trimEnd()}\n${readFileSync(demoCa, 'utf8')}`);
  return file;
}

/** @param {string} folder @returns {string} the file with the CRM's records */
export function writeRecords(folder) {
  const file = path.join(folder, 'records.json');
  writeFileSync(file, JSON.stringify(demoRecords()));
  return file;
}

/** @param {typeof RECRUITER} login @param {DemoServer} server */
const accountInput = ({ name, address, password }, { imapPort, smtpPort }) => ({
  name, address, login: address, password, importPolicy: 'all', backfillDays: 30,
  imap: { host: 'localhost', port: imapPort, security: 'tls' },
  smtp: { host: 'localhost', port: smtpPort, security: 'tls' },
});

/** @param {import('./panel.mjs').TestEvent[]} events */
function reasonOf(events) {
  const failed = events.find((event) => event.type === 'error' || (event.type === 'step' && event.status === 'failed'));
  if (failed === undefined || failed.type === 'result') return 'it ended without a result';
  return `${failed.type === 'step' ? `at "${failed.step}", ` : ''}${failed.error?.message ?? 'no reason given'}`;
}

/** @param {Panel} panel @param {import('./panel.mjs').Account} account */
async function testAndActivate(panel, account) {
  const events = await panel.testAccount(account.id);
  const last = events.at(-1);
  if (last?.type !== 'result' || !last.passed) throw new Trouble(`The test of ${account.address} failed: ${reasonOf(events)}`, 'The log of the application is data/demo/logs/strapi.log.');
  await panel.activateAccount(account.id);
  tell(`Account ${account.address}: tested (${events.filter((event) => event.type === 'step' && event.status === 'passed').length} steps passed) and activated`);
}

/** Says how the import ended, or that it still runs. @param {Panel} panel @param {import('./panel.mjs').Account} account */
async function tellImport(panel, account) {
  const until = Date.now() + IMPORT_PATIENCE;
  for (;;) {
    const status = await panel.accountStatus(account.id);
    const done = status.mailboxes.length > 0 && status.mailboxes.every(({ backfill }) => backfill?.done === true);
    if (done || Date.now() > until) {
      const imported = (status.outcomes.imported ?? 0) + (status.outcomes.duplicate ?? 0);
      tell(`  ${account.address}: ${imported} messages imported, ${status.matched} of them belong to records${done ? '' : '; the rest follows'}`);
      return;
    }
    await wait(300);
  }
}

/** Creates the accounts that are missing, tests and activates them as a user would. @param {Panel} panel @param {DemoServer} server */
export async function connectDemoAccounts(panel, server) {
  const present = await panel.listAccounts();
  const missing = [RECRUITER, INFO].filter(({ address }) => !present.some((account) => account.address === address));
  if (missing.length === 2) {
    server.process.send({ type: 'renew' });
    await answerOf(server.process, 'renewed');
  }
  const created = [];
  for (const login of missing) created.push(await panel.createAccount(accountInput(login, server)));
  const idle = present.filter(({ address, state }) => (address === RECRUITER.address || address === INFO.address) && (state === 'draft' || state === 'ready'));
  const connected = [...idle, ...created];
  for (const account of connected) await testAndActivate(panel, account);
  for (const account of connected) await tellImport(panel, account);
}
