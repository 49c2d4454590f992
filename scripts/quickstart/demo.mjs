/** The demo: its mail server as a child process, its records, and whether it is set up. */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoRecords } from '../../demo/crm/records.mjs';
import { connectAccounts, createAccounts } from './demo-accounts.mjs';
import { ensurePeople } from './demo-people.mjs';
import { ensureLists, ensureMatching, ensureRoutes } from './demo-rules.mjs';
import { ensureMarks, ensureSignatures, ensureTemplates } from './demo-writing.mjs';
import { newPassword, rememberSetting } from './environment.mjs';
import { freePort, isFree } from './ports.mjs';
import { tell, Trouble } from './tell.mjs';

/**
 * @typedef {import('../../demo/index.mjs').FromServer} FromServer
 * @typedef {{ process: import('node:child_process').ChildProcess, imapPort: number, smtpPort: number, caFile: string }} DemoServer
 * @typedef {import('./panel.mjs').Panel} Panel
 */

const LOOPBACK = '127.0.0.1';

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

/** Of the demo's panel users; made once and kept. @param {string} home @param {Record<string, string>} environment @returns {string} */
export function peoplePassword(home, environment) {
  const known = environment.DEMO_PEOPLE_PASSWORD;
  if (known !== undefined && known !== '') return known;
  const made = newPassword();
  rememberSetting(home, 'DEMO_PEOPLE_PASSWORD', made);
  return made;
}

/**
 * Sets the demo up through the admin API, as a person would: people, lists, matching, routes, accounts. It happens once;
 * an interrupted run is completed, and what was changed or removed afterwards stays so.
 * @param {Panel} panel @param {DemoServer} server @param {{ root: string, folder: string, password: string }} about
 */
export async function setUpDemo(panel, server, { root, folder, password }) {
  const file = path.join(folder, 'set-up');
  if (existsSync(file)) return;
  const people = await ensurePeople(panel, { root, password });
  await ensureMatching(panel);
  const renew = async () => {
    server.process.send({ type: 'renew' });
    await answerOf(server.process, 'renewed');
  };
  const { accounts, waiting, ...single } = await createAccounts(panel, { server, people, renew });
  await ensureLists(panel, single);
  await ensureRoutes(panel, people);
  await connectAccounts(panel, waiting);
  await ensureSignatures(panel, accounts);
  await ensureTemplates(panel);
  await ensureMarks(panel);
  writeFileSync(file, `${new Date().toISOString()}\n`);
}
