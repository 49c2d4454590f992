import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { timedCommand } from '../measure/timed-command.mjs';

/** @typedef {import('../mailbox.mjs').BenchMailbox} BenchMailbox */
/**
 * @typedef {object} PeerResult
 * @property {string} name
 * @property {number} messages how many it stored, counted on the disk
 * @property {number} seconds
 * @property {number} cpuSeconds user and system, of the peer alone (the mail server is not in it)
 * @property {number} peakMegabytes
 */

const IMAPFLOW_PROGRAM = fileURLToPath(new URL('./imapflow-to-files.mjs', import.meta.url));

/**
 * @param {BenchMailbox} mailbox
 * @param {string} folder empty, on the file system that all are compared on
 * @returns {Promise<PeerResult>}
 */
export async function imapflowToFiles(mailbox, folder) {
  const args = [IMAPFLOW_PROGRAM, String(mailbox.imapPort), mailbox.login, mailbox.password, mailbox.caFile, folder];
  const cost = await timedCommand(process.execPath, args);
  return { name: 'imapflow to files', messages: readdirSync(folder).length, ...without(cost) };
}

/**
 * mbsync pulls into an empty Maildir; without fsync, which is its fast setting.
 * @param {BenchMailbox} mailbox
 * @param {string} folder
 * @returns {Promise<PeerResult>}
 */
export async function mbsync(mailbox, folder) {
  mkdirSync(folder, { recursive: true });
  const configFile = path.join(folder, 'mbsyncrc');
  const maildir = path.join(folder, 'mail', 'INBOX');
  mkdirSync(path.join(folder, 'mail'));
  writeFileSync(configFile, mbsyncConfig(mailbox, path.join(folder, 'mail')), { mode: 0o600 });
  const cost = await timedCommand('mbsync', ['--quiet', '--config', configFile, 'bench']);
  const messages = readdirSync(path.join(maildir, 'cur')).length + readdirSync(path.join(maildir, 'new')).length;
  return { name: 'mbsync', messages, ...without(cost) };
}

/**
 * notmuch parses and indexes in full what mbsync has pulled.
 * @param {string} folder the one given to `mbsync`
 * @returns {Promise<PeerResult>}
 */
export async function notmuchNew(folder) {
  const configFile = path.join(folder, 'notmuch-config');
  const config = ['[database]', `path=${path.join(folder, 'mail')}`, '[user]', 'name=Bench', 'primary_email=team@bench.example', '[new]', 'tags=new', 'ignore=', '[maildir]', 'synchronize_flags=false', ''];
  writeFileSync(configFile, config.join('\n'));
  const env = { NOTMUCH_CONFIG: configFile };
  const cost = await timedCommand('notmuch', ['new', '--quiet'], { env });
  const count = await timedCommand('notmuch', ['count', '--output=files', '*'], { env });
  return { name: 'notmuch new', messages: Number(count.output.trim()), ...without(cost) };
}

/**
 * One peer out of two that run one after the other.
 * @param {PeerResult} first
 * @param {PeerResult} second
 * @returns {PeerResult}
 */
export function inSequence(first, second) {
  return {
    name: `${first.name} + ${second.name}`,
    messages: Math.min(first.messages, second.messages),
    seconds: first.seconds + second.seconds,
    cpuSeconds: first.cpuSeconds + second.cpuSeconds,
    peakMegabytes: Math.max(first.peakMegabytes, second.peakMegabytes),
  };
}

/** @param {import('../measure/timed-command.mjs').CommandCost} cost */
function without({ output: _output, ...cost }) {
  return cost;
}

/**
 * @param {BenchMailbox} mailbox
 * @param {string} root
 */
function mbsyncConfig(mailbox, root) {
  return `FSync no

IMAPAccount bench
Host localhost
Port ${mailbox.imapPort}
User ${mailbox.login}
Pass ${mailbox.password}
SSLType IMAPS
SystemCertificates no
CertificateFile ${mailbox.caFile}
AuthMechs LOGIN
PipelineDepth 50

IMAPStore server
Account bench

MaildirStore files
Path ${root}/
Inbox ${root}/INBOX

Channel bench
Far :server:INBOX
Near :files:INBOX
Sync Pull
Create Near
SyncState *
`;
}
