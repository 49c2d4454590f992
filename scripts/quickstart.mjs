/**
 * From a clone to a running application: `npm run quickstart` with a demo, `npm run quickstart -- --no-demo` empty for
 * real use. Reads PORT, HOST and DATABASE_* from the environment or .env; stays in the foreground until SIGTERM or SIGINT.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf } from './quickstart/address.mjs';
import { Children } from './quickstart/children.mjs';
import { completeEnvironment } from './quickstart/environment.mjs';
import { refuseUnknown, wantsDemo } from './quickstart/options.mjs';
import { Panel } from './quickstart/panel.mjs';
import { buildAll, checkNode, installPackages } from './quickstart/prepare.mjs';
import { startStrapi, untilUp } from './quickstart/strapi.mjs';
import { tell, tellTrouble } from './quickstart/tell.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Where .env and data lie: the application's folder, unless a test wants to leave it alone. */
const home = path.resolve(process.env.QUICKSTART_HOME || root);
const args = process.argv.slice(2);
const demo = wantsDemo(args, process.env);
/** The demo keeps everything to itself, so that removing this folder starts it anew and real data never mixes with it. */
const folder = path.join(home, demo ? 'data/demo' : 'data');
const children = new Children();

/** @param {string} password of the demo's panel users */
const tour = (password) => `
What to look at:
  1. Email center, in the menu: your inbox (Katharina Roth's), with the records each message belongs to. "why?" tells the reason. Answer one:
     the demo's mail server takes it, and nothing leaves your machine. "?" shows the keys; "/" searches.
  2. The views at the left: the group info@ deals its mail out to two people; of vorgang@ some is a case, one an offer, one nobody's, with
     the reason; of weiterleitung@ one message needs a look, the others were filed as the messages that were forwarded.
  3. The same as a colleague, in a private window: sabine.hartwig@kontor-nord.example or thomas.brandt@kontor-nord.example, password
     ${password}   Whoever signs in first has the offer; Thomas sees the subjects of Sabine's mail, not the mail.
  4. Content Manager, Candidate: open one who has written; the panel on the right lists the mail, with originals and attachments, and writes.
  5. Settings, Email center: accounts with their test and the ledger of every message, groups, routing, lists, matching, templates.
  6. Connect a mailbox of your own: type its address, look at what was found, password, test, activate. Or one that the demo keeps for
     that: bewerbung@kontor-nord.example, password demo-bewerbung, server 127.0.0.1 with the two ports named above, TLS.
`;

/** The demo's database and originals stay in its folder unless the operator named other places. @param {Record<string, string>} environment */
function demoPlaces(environment) {
  const sqlite = (environment.DATABASE_CLIENT || 'sqlite') === 'sqlite';
  return {
    ...(sqlite && !environment.DATABASE_FILENAME ? { DATABASE_FILENAME: path.join(folder, 'strapi.db') } : {}),
    ...(environment.EMAIL_CENTER_BLOB_FOLDER ? {} : { EMAIL_CENTER_BLOB_FOLDER: path.join(folder, 'blobs') }),
  };
}

/** @param {string} name */
function onDeath(name) {
  process.stderr.write(`\n${name} ended unexpectedly; its log is in ${path.join(folder, 'logs')}.\n`);
  void stop(1);
}

/** @param {number} code */
async function stop(code) {
  await children.end();
  process.exit(code);
}

/** @param {Record<string, string>} environment @returns {Promise<{ server: import('./quickstart/demo.mjs').DemoServer | null, settings: Record<string, string> }>} */
async function prepareDemo(environment) {
  if (!demo) return { server: null, settings: {} };
  const { startDemoServer, trustedAuthorities, writeRecords } = await import('./quickstart/demo.mjs');
  const server = await startDemoServer({ root, home, folder, environment });
  children.add('The demo mail server', server.process, onDeath);
  const caFile = trustedAuthorities(folder, server.caFile, environment.EMAIL_CENTER_CA_FILE);
  return { server, settings: { ...demoPlaces(environment), EMAIL_CENTER_CA_FILE: caFile, CRM_RECORDS_FILE: writeRecords(folder) } };
}

async function main() {
  checkNode();
  refuseUnknown(args);
  const logs = path.join(folder, 'logs');
  // Mail and database are nobody's business on a machine that is shared.
  mkdirSync(path.join(home, 'data'), { recursive: true, mode: 0o700 });
  mkdirSync(logs, { recursive: true });
  const { added, environment } = completeEnvironment(home);
  if (added.length > 0) tell(`Wrote ${added.length} settings with generated secrets to .env`);
  const { host, port, url } = await addressOf(environment);
  await installPackages(root, logs);
  await buildAll(root, logs, { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' });
  const { server, settings } = await prepareDemo(environment);
  const log = path.join(logs, 'strapi.log');
  const strapi = startStrapi(root, log, { ...environment, ...settings, HOST: host, PORT: String(port) });
  children.add('Strapi', strapi, onDeath);
  const panel = new Panel(url);
  await untilUp(strapi, panel, log);
  const administrator = { email: String(environment.QUICKSTART_ADMIN_EMAIL), password: String(environment.QUICKSTART_ADMIN_PASSWORD) };
  if (await panel.ensureAdministrator(administrator)) tell(`Created the administrator ${administrator.email}; the password is in .env`);
  if (server !== null) {
    const { peoplePassword, setUpDemo } = await import('./quickstart/demo.mjs');
    const password = peoplePassword(home, environment);
    await panel.signIn(administrator);
    await setUpDemo(panel, server, { root, folder, password });
    tell(tour(password));
  }
  tell('Stop with Ctrl-C.');
  tell(`ready ${url}/admin admin=${administrator.email} password=${administrator.password}`);
}

let stopping = false;
function stopOnce() {
  if (stopping) return;
  stopping = true;
  tell('\nStopping');
  void stop(0);
}

/** A SIGTERM for `npm run` ends the shell that npm put between, and is not passed on: its end is taken as the signal. */
function watchParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stopOnce();
  }, 250).unref();
}

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, stopOnce);
if (process.env.npm_lifecycle_event !== undefined) watchParent();
main().catch(async (error) => {
  tellTrouble(error);
  await stop(1);
});
