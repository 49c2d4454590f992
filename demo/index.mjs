/**
 * The demo mail server as a process of its own: IMAP and SMTP over TLS on 127.0.0.1, mail kept in DEMO_FOLDER. What it is asked to send
 * stands in its log, a line for each envelope.
 * It is started by the quickstart, speaks to it over Node's channel, and ends when that closes.
 *
 * @typedef {{ type: 'ready', caFile: string, messages: number } | { type: 'renewed', messages: number } | { type: 'failed', reason: string }} FromServer
 * @typedef {{ type: 'renew' }} ToServer replaces the mail by fresh mail of the last 30 days
 */
import path from 'node:path';
import { DEMO_LOGINS } from './accounts.mjs';
import { prepareCertificates } from './certificate.mjs';
import { createImapServer } from './imap/server.mjs';
import { MailStore } from './mail/mail-store.mjs';
import { demoDeliveries } from './messages/plan.mjs';
import { createSmtpServer } from './smtp.mjs';

const ADDRESS = '127.0.0.1';

/** @param {string} name @returns {string} */
function setting(name) {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}

/** @param {FromServer} message */
const tell = (message) => process.send?.(message);

/** @param {{ listen(port: number, host: string, done: () => void): unknown, once(event: 'error', fail: (error: Error) => void): unknown }} server @param {number} port @returns {Promise<void>} */
const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ADDRESS, resolve);
  });

/** @param {MailStore} store @returns {number} how many messages there are now */
function renew(store) {
  const deliveries = demoDeliveries(Date.now());
  store.fill(deliveries);
  return deliveries.length;
}

/** A line in the server's log, logs/mail-server.log in the folder of the demo: the envelope tells who got a blind copy, the message does not. @param {import('./smtp.mjs').Traffic} traffic */
const noteTraffic = (traffic) => console.log(JSON.stringify({ at: new Date().toISOString(), ...traffic }));

async function main() {
  const folder = setting('DEMO_FOLDER');
  const { key, cert, caFile } = await prepareCertificates(path.join(folder, 'tls'));
  const store = new MailStore(path.join(folder, 'mail'), DEMO_LOGINS);
  if (!store.filled) renew(store);
  await listen(createImapServer({ store, key, cert }), Number(setting('DEMO_IMAP_PORT')));
  const smtp = createSmtpServer({
    key, cert,
    accepts: (user, password) => store.accepts(user, password),
    deliver: (recipient, raw) => void store.find(recipient, 'INBOX')?.append(raw, { time: Date.now() }),
    note: noteTraffic,
  });
  await listen(smtp.server, Number(setting('DEMO_SMTP_PORT')));
  process.on('message', (/** @type {ToServer} */ message) => {
    if (message.type === 'renew') tell({ type: 'renewed', messages: renew(store) });
  });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  const messages = DEMO_LOGINS.flatMap(({ address }) => store.list(address)).reduce((sum, { mails }) => sum + mails.length, 0);
  tell({ type: 'ready', caFile, messages });
}

main().catch((error) => {
  tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect?.();
});
