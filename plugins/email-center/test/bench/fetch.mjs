import { rmSync } from 'node:fs';
import { makeBenchFolder } from './bench-folder.mjs';
import { loadTypescript } from './load-typescript.mjs';
import { startBenchMailbox } from './mailbox.mjs';
import { rounded, table } from './table.mjs';

/** Longer than the mix goes back. */
const WINDOW_DAYS = 30;
const ROUNDS = 3;

/**
 * The import's own IMAP code over TLS with nothing behind it: no parsing, no storing. What is left is the ceiling.
 * @param {import('./options.mjs').BenchOptions} options
 */
export async function benchFetch({ messages, records }) {
  const folder = makeBenchFolder();
  const { createMailServer } = await loadTypescript('server/src/adapters/imap/index.ts');
  const mailbox = await startBenchMailbox({ messages, records });
  try {
    const server = createMailServer({ blobs: nowhere, parser: unread, caFile: mailbox.caFile, maxMessageBytes: 2 ** 30 });
    const endpoint = { host: '127.0.0.1', port: mailbox.imapPort, security: 'tls' };
    const session = await server.connect({ accountId: 'bench', address: mailbox.login, login: mailbox.login, password: mailbox.password, imap: endpoint, smtp: endpoint });
    const rounds = [];
    for (let round = 1; round <= ROUNDS; round += 1) rounds.push(await fetchAll(session));
    await session.close();
    const megabytes = mailbox.octets / 2 ** 20;
    const rows = rounds.map(({ count, seconds, cpuSeconds }, index) => [
      `round ${index + 1}`, count, rounded(seconds, 2), rounded(count / seconds), rounded(megabytes / seconds), rounded((cpuSeconds * 1000) / count, 3),
    ]);
    console.log(table(['fetch over TLS', 'messages', 'seconds', 'messages/s', 'MiB/s', 'CPU ms/message'], rows));
    return { rounds };
  } finally {
    await mailbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const nowhere = { put: async (octets) => ({ key: '', size: octets.length }) };
const unread = {
  parse: () => ({}),
  parseEnvelope: () => ({}),
  async parseStream(chunks) {
    for await (const _chunk of chunks);
    return {};
  },
};

/** @param {any} session a MailSession */
async function fetchAll(session) {
  const { uidValidity } = await session.status('INBOX');
  const since = new Date(Date.now() - WINDOW_DAYS * 86_400_000).toISOString();
  const uids = (await session.searchSince('INBOX', uidValidity, since)).reverse();
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  let count = 0;
  for await (const batch of session.fetchMessages('INBOX', uidValidity, uids)) count += batch.length;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { count, seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
}
