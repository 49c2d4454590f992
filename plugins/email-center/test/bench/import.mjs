import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { dataFolder, makeBenchFolder } from './bench-folder.mjs';
import { bundlePlugin } from './load-typescript.mjs';
import { startBenchMailbox } from './mailbox.mjs';
import { environment } from './measure/environment.mjs';
import { summarizeProfiles } from './measure/cpu-profile.mjs';
import { imapflowToFiles, inSequence, mbsync, notmuchNew } from './peers/peers.mjs';
import { importWithEmailCenter } from './product.mjs';
import { printImport } from './report-import.mjs';

/** @typedef {import('./options.mjs').BenchOptions} BenchOptions */

/**
 * One mailbox, read by everybody in turn over TLS onto the same file system.
 * @param {BenchOptions} options
 * @returns {Promise<object>} the figures, printed already
 */
export async function benchImport(options) {
  const folder = makeBenchFolder();
  const about = environment();
  const mailbox = await startBenchMailbox(options);
  try {
    const peers = options.peers === 'all' ? await runPeers(mailbox, folder) : [];
    writeBack();
    const profileFolder = options.profile ? path.join(folder, 'profile') : undefined;
    const plugin = options.source ? await bundlePlugin() : undefined;
    const product = options.product ? await importWithEmailCenter(mailbox, dataFolder(folder, 'app'), { records: options.records, profileFolder, plugin }) : null;
    const figures = {
      environment: { ...about, plugin: options.source ? 'source' : 'build' },
      mailbox: { messages: mailbox.messages, megabytes: mailbox.octets / 2 ** 20, knownSenders: mailbox.known, records: options.records },
      peers: peers.map(withRate),
      product: product && withRate(product),
      ratios: product && ratios(withRate(product), peers.map(withRate)),
      profile: product && profileFolder ? summarizeProfiles(profileFolder, product.window) : null,
    };
    printImport(figures);
    return figures;
  } finally {
    await mailbox.stop();
    if (options.keep) console.log(`Kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('./mailbox.mjs').BenchMailbox} mailbox
 * @param {string} folder
 */
async function runPeers(mailbox, folder) {
  writeBack();
  const files = await imapflowToFiles(mailbox, dataFolder(folder, 'files'));
  writeBack();
  const maildir = dataFolder(folder, 'maildir');
  const pulled = await mbsync(mailbox, maildir);
  const indexed = await notmuchNew(maildir);
  return [files, pulled, inSequence(pulled, indexed)];
}

/** Nobody is to wait for the disk because of what was written before. */
function writeBack() {
  execFileSync('sync');
}

/**
 * @template {{messages: number, seconds: number}} T
 * @param {T} result
 * @returns {T & {perSecond: number}}
 */
const withRate = (result) => ({ ...result, perSecond: result.messages / result.seconds });

/**
 * @param {{perSecond: number}} product
 * @param {{name: string, perSecond: number}[]} peers
 * @returns {Record<string, number>} how many times as fast as each peer
 */
function ratios(product, peers) {
  return Object.fromEntries(peers.map((peer) => [peer.name, product.perSecond / peer.perSecond]));
}
