import { monitorEventLoopDelay } from 'node:perf_hooks';
import { signIn } from './admin-client.mjs';
import { startApp, writeApp } from './bench-app.mjs';
import { askRepeatedly } from './measure/list-requests.mjs';
import { percentile } from './measure/percentile.mjs';
import { cpuSeconds, memoryMegabytes, resetPeakMemory, threadSeconds, threadsBetween } from './measure/process-cost.mjs';

/** @typedef {import('./mailbox.mjs').BenchMailbox} BenchMailbox */
/** @typedef {import('./admin-client.mjs').AdminClient} AdminClient */
/** @typedef {{p50: number | null, p95: number | null, longest: number | null, requests: number}} Latency milliseconds */
/**
 * @typedef {object} ProductResult
 * @property {string} name
 * @property {number} messages with an outcome in the ledger
 * @property {Record<string, number>} outcomes
 * @property {number} matched messages linked to a record
 * @property {number} seconds from the request that activates the account until the ledger holds as many UIDs as the server
 * @property {number} cpuSeconds user and system, of the Strapi process with all its threads
 * @property {{thread: string, seconds: number}[]} threads the same by thread, most first
 * @property {number} peakMegabytes
 * @property {number} idleMegabytes before the import
 * @property {{longestStallMs: number, p99StallMs: number, busyShare: number, heapMegabytes: number}} eventLoop of the Strapi thread
 * @property {number} machineStallMs longest stall of the bench's own, idle event loop in the same time: what the machine adds
 * @property {{idle: Latency, during: Latency}} list GET /email-center/messages
 * @property {{seconds: number, commands: string[]}} secondSync of the mailbox that has not changed; IMAP commands after the login
 * @property {{from: number, to: number}} window of the import, in microseconds of the clock of CPU profiles
 */

/** A busy office: four to five pages a second. */
const LIST_PAUSE_MS = 200;
const IDLE_REQUESTS_MS = 6_000;
/** The end is seen so much too late at most. */
const STATUS_PAUSE_MS = 250;
const STALL_RESOLUTION_MS = 5;
/** A sync that has not come further for so long is not going to. */
const STANDSTILL_MS = 60_000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The email center itself: a Strapi with the built plugin, an account tested and activated through the admin API.
 * @param {BenchMailbox} mailbox
 * @param {string} folder gets the application, its database and its blobs; must not exist yet
 * @param {{records: number, profileFolder?: string, plugin?: string}} options `plugin`: its folder, if not the installed one
 * @returns {Promise<ProductResult>}
 */
export async function importWithEmailCenter(mailbox, folder, { records, profileFolder, plugin }) {
  const appFolder = writeApp(folder);
  // Filling takes memory and time of its own, so it has its own process.
  const filling = await startApp(appFolder, { caFile: mailbox.caFile, records, plugin });
  await filling.stop();
  const app = await startApp(appFolder, { caFile: mailbox.caFile, profileFolder, plugin });
  try {
    return await measureImport(app, mailbox);
  } finally {
    await app.stop();
  }
}

/**
 * @param {import('./bench-app.mjs').RunningApp} app
 * @param {BenchMailbox} mailbox
 * @returns {Promise<ProductResult>}
 */
async function measureImport(app, mailbox) {
  const client = await signIn(app.url);
  const account = await createTestedAccount(client, mailbox);
  const listMessages = async () => void (await client.get('/email-center/messages?limit=50'));
  const idleRequests = askRepeatedly(listMessages, LIST_PAUSE_MS);
  await pause(IDLE_REQUESTS_MS);
  const idle = latency(await idleRequests.stop());

  const idleMegabytes = memoryMegabytes(app.pid, 'VmRSS');
  resetPeakMemory(app.pid);
  const { startedAt } = await app.ask('start');
  const cpuBefore = cpuSeconds(app.pid);
  const threadsBefore = threadSeconds(app.pid);
  const clockBefore = performance.now();
  const requests = askRepeatedly(listMessages, LIST_PAUSE_MS);
  const machine = monitorEventLoopDelay({ resolution: STALL_RESOLUTION_MS });
  machine.enable();
  await client.post(`/email-center/accounts/${account}/activate`);
  const status = await waitForLedger(client, account, mailbox.messages);
  const seconds = (performance.now() - clockBefore) / 1000;
  const cpuAfter = cpuSeconds(app.pid);
  machine.disable();
  const { stoppedAt, ...eventLoop } = await app.ask('stop');
  return {
    name: 'email center', messages: decided(status), outcomes: status.outcomes, matched: status.matched, seconds,
    cpuSeconds: cpuAfter - cpuBefore, threads: threadsBetween(threadsBefore, threadSeconds(app.pid)),
    peakMegabytes: memoryMegabytes(app.pid, 'VmHWM'), idleMegabytes, eventLoop,
    machineStallMs: Math.max(0, machine.max / 1e6 - STALL_RESOLUTION_MS),
    list: { idle, during: latency(await requests.stop()) },
    secondSync: await measureSecondSync(client, account, mailbox),
    window: { from: startedAt, to: stoppedAt },
  };
}

/**
 * Creates the account and passes its test, SMTP and the test message included.
 * @param {AdminClient} client
 * @param {BenchMailbox} mailbox
 * @returns {Promise<string>} its id
 */
async function createTestedAccount(client, mailbox) {
  const endpoint = (port) => ({ host: '127.0.0.1', port, security: 'tls' });
  const account = await client.post('/email-center/accounts', {
    name: 'Bench', address: mailbox.login, login: mailbox.login, password: mailbox.password,
    imap: endpoint(mailbox.imapPort), smtp: endpoint(mailbox.smtpPort), importPolicy: 'all', backfillDays: 30,
  });
  const events = await client.postForLines(`/email-center/accounts/${account.id}/test`);
  if (!events.at(-1)?.passed) throw new Error(`The account did not pass its test: ${JSON.stringify(events.filter((event) => event.error ?? event.type === 'result'))}`);
  return account.id;
}

/**
 * @param {AdminClient} client
 * @param {string} account
 * @param {number} messages at least so many are on the server; the test message comes on top
 * @returns {Promise<any>} the status when every UID has its outcome
 */
async function waitForLedger(client, account, messages) {
  let last = -1;
  let movedAt = performance.now();
  for (;;) {
    const status = await client.get(`/email-center/accounts/${account}/status`);
    const serverCount = status.mailboxes.reduce((sum, mailbox) => sum + (mailbox.serverCount ?? 0), 0);
    if (serverCount >= messages && decided(status) >= serverCount) return status;
    if (decided(status) !== last) [last, movedAt] = [decided(status), performance.now()];
    if (performance.now() - movedAt > STANDSTILL_MS) throw new Error(`The import stands still: ${JSON.stringify(status)}`);
    await pause(STATUS_PAUSE_MS);
  }
}

/** @param {any} status */
const decided = (status) => status.mailboxes.reduce((sum, mailbox) => sum + mailbox.decided, 0);

/**
 * @param {AdminClient} client
 * @param {string} account
 * @param {BenchMailbox} mailbox
 */
async function measureSecondSync(client, account, mailbox) {
  const statusPath = `/email-center/accounts/${account}/status`;
  for (;;) {
    if (!(await client.get(statusPath)).running) break;
    await pause(STATUS_PAUSE_MS);
  }
  const before = (await client.get(statusPath)).lastSyncAt;
  mailbox.commandLog.begin();
  const startedAt = performance.now();
  await client.post(`/email-center/accounts/${account}/sync`);
  while ((await client.get(statusPath)).lastSyncAt === before) {
    if (performance.now() - startedAt > STANDSTILL_MS) throw new Error('The second sync does not end.');
    await pause(STATUS_PAUSE_MS / 10);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  // The session is closed after the account says that it is done.
  await pause(500);
  return { seconds, commands: mailbox.commandLog.commands() };
}

/**
 * @param {number[]} durations milliseconds
 * @returns {Latency}
 */
function latency(durations) {
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95), longest: percentile(durations, 1), requests: durations.length };
}
