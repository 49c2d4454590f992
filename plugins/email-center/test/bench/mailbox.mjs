import { loadTypescript } from './load-typescript.mjs';
import { mailMix } from './mail/mix.mjs';
import { prepareCommandLog } from './measure/imap-commands.mjs';

/**
 * @typedef {object} BenchMailbox
 * @property {string} login the account's address
 * @property {string} password
 * @property {number} imapPort TLS
 * @property {number} smtpPort TLS
 * @property {string} caFile
 * @property {string} folder of the mail server
 * @property {number} messages
 * @property {number} octets of all messages together
 * @property {number} known how many come from an address on record
 * @property {{begin: () => void, commands: () => string[]}} commandLog
 * @property {() => Promise<void>} stop
 */

const ADDRESS = 'team@bench.example';
const PASSWORD = 'bench-secret';
/** Delivered at a time, so that the mix is never in memory as a whole. */
const BATCH = 1_000;

/**
 * A Dovecot on loopback whose Inbox holds the mix.
 * @param {{messages: number, records: number}} size
 * @returns {Promise<BenchMailbox>}
 */
export async function startBenchMailbox({ messages, records }) {
  const { startDovecot } = await loadTypescript('test/servers/dovecot.ts');
  const dovecot = await startDovecot({ users: { [ADDRESS]: PASSWORD } });
  try {
    const content = await fill(dovecot, messages, records);
    const { imap, smtp } = dovecot.settings(ADDRESS);
    return {
      login: ADDRESS, password: PASSWORD, imapPort: imap.port, smtpPort: smtp.port, caFile: dovecot.caFile, folder: dovecot.folder,
      messages, ...content, commandLog: await prepareCommandLog(dovecot), stop: dovecot.stop,
    };
  } catch (error) {
    await dovecot.stop();
    throw error;
  }
}

/**
 * @param {any} dovecot
 * @param {number} messages
 * @param {number} records
 */
async function fill(dovecot, messages, records) {
  let octets = 0;
  let known = 0;
  let batch = [];
  const deliver = async () => {
    await dovecot.deliver(ADDRESS, 'INBOX', batch);
    batch = [];
  };
  for (const mail of mailMix({ count: messages, records, until: new Date() })) {
    octets += mail.octets.length;
    known += mail.known ? 1 : 0;
    batch.push({ raw: mail.octets, receivedAt: mail.receivedAt });
    if (batch.length === BATCH) await deliver();
  }
  if (batch.length > 0) await deliver();
  return { octets, known };
}
