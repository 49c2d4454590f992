/** The demo's mail accounts in the email center: created, tested and activated as a person does it. */
import { setTimeout as wait } from 'node:timers/promises';
import { FORWARD, INFO, INTAKE, LEADER, RECRUITER } from '../../demo/accounts.mjs';
import { tell, Trouble } from './tell.mjs';

/**
 * @typedef {import('./panel.mjs').Panel} Panel
 * @typedef {import('./panel.mjs').Account} Account
 * @typedef {import('./demo.mjs').DemoServer} DemoServer
 * @typedef {{ name: string, address: string, login?: string, password: string }} Login
 */

const IMPORT_PATIENCE = 30_000;

/** @param {Map<string, number>} people @returns {{ login: Login, kind: object }[]} */
const plannedAccounts = (people) => [
  { login: RECRUITER, kind: { kind: 'personal', ownerId: people.get(RECRUITER.address), colleagues: 'subject' } },
  { login: INFO, kind: { kind: 'group', group: { members: [...people.values()], distribution: 'round-robin' } } },
  { login: INTAKE, kind: { kind: 'intake' } },
  { login: FORWARD, kind: { kind: 'forward', forward: { feeders: 'known' } } },
  { login: LEADER, kind: { kind: 'personal' } },
];

/** @param {Login} login @param {DemoServer} server */
const connection = ({ name, address, login = address, password }, { imapPort, smtpPort }) => ({
  name, address, login, password, importPolicy: 'all', backfillDays: 30,
  imap: { host: 'localhost', port: imapPort, security: 'tls' },
  smtp: { host: 'localhost', port: smtpPort, security: 'tls' },
});

/**
 * Creates the accounts that are missing. A forward address changes when it gets a new secret, its login does not.
 * @param {Panel} panel @param {{ server: DemoServer, people: Map<string, number>, renew: () => Promise<void> }} about `renew`: the mail of the last 30 days anew, when there is no account yet
 * @returns {Promise<{ accounts: Account[], waiting: Account[], personal: string, intake: string }>} all, those that are not active yet, and the ids of the recruiter's and of the intake
 */
export async function createAccounts(panel, { server, people, renew }) {
  const present = await panel.listAccounts();
  const planned = plannedAccounts(people).map(({ login, kind }) => ({ input: { ...connection(login, server), ...kind }, account: present.find((one) => one.login === (login.login ?? login.address)) }));
  if (planned.every(({ account }) => account === undefined)) await renew();
  /** @type {Account[]} */
  const accounts = [];
  for (const { input, account } of planned) accounts.push(account ?? (await panel.createAccount(input)));
  return { accounts, waiting: accounts.filter(({ state }) => state === 'draft' || state === 'ready'), personal: String(accounts[0]?.id), intake: String(accounts[2]?.id) };
}

/** @param {import('./panel.mjs').TestEvent[]} events */
function reasonOf(events) {
  const failed = events.find((event) => event.type === 'error' || (event.type === 'step' && event.status === 'failed'));
  if (failed === undefined || failed.type === 'result') return 'it ended without a result';
  return `${failed.type === 'step' ? `at "${failed.step}", ` : ''}${failed.error?.message ?? 'no reason given'}`;
}

/** @param {Panel} panel @param {Account} account */
async function testAndActivate(panel, account) {
  const events = await panel.testAccount(account.id);
  const last = events.at(-1);
  if (last?.type !== 'result' || !last.passed) throw new Trouble(`The test of ${account.address} failed: ${reasonOf(events)}`, 'The log of the application is data/demo/logs/strapi.log.');
  await panel.activateAccount(account.id);
  tell(`Account ${account.address}: tested (${events.filter((event) => event.type === 'step' && event.status === 'passed').length} steps passed) and activated`);
}

/** Says how the import ended, or that it still runs. @param {Panel} panel @param {Account} account */
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

/** Tests and activates them, two side by side (one person may run three tests), and waits for their first import. @param {Panel} panel @param {Account[]} accounts */
export async function connectAccounts(panel, accounts) {
  const waiting = [...accounts];
  const connectNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await testAndActivate(panel, next);
  };
  await Promise.all([connectNext(), connectNext()]);
  for (const account of accounts) await tellImport(panel, account);
}
