import { rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { makeBenchFolder } from './bench-folder.mjs';
import { loadTypescript } from './load-typescript.mjs';
import { recordAddresses } from './mail/addresses.mjs';
import { mailMix } from './mail/mix.mjs';
import { rounded, table } from './table.mjs';

/** Messages of the mix per batch of at most 4 MiB, as the import reads them. */
const BATCH = 64;
const RECORD_TYPE = 'api::person.person';
const RESOLUTION_MS = 5;

/**
 * What the Strapi thread does for each batch, alone, on SQLite: look up addresses and known messages, plan, and save in
 * one transaction. The messages are parsed beforehand.
 * @param {import('./options.mjs').BenchOptions} options
 */
export async function benchFiling({ messages, records }) {
  const folder = makeBenchFolder();
  const harness = await loadTypescript('test/integration/database-harness.ts');
  const { fileBatch } = await loadTypescript('server/src/flow/file-message.ts');
  const { DEFAULT_POLICY: policy } = await loadTypescript('server/src/domain/intake/policy.ts');
  const database = await harness.openDatabase('sqlite');
  try {
    await fillAddressIndex(database, records);
    const connected = { ...(await harness.connectAccount(database)), policy };
    const totals = { messages: 0, seconds: 0, cpuSeconds: 0, saveSeconds: 0, longestStallMs: 0 };
    const store = timed(database.database.messages, totals);
    for await (const fetched of parsedBatches(messages, records)) {
      await fileOne(fileBatch, { ...database.database, messages: store }, connected, fetched, harness.cursor(fetched.at(-1).uid), totals);
    }
    const result = { ...totals, perCpuSecond: totals.messages / totals.cpuSeconds };
    const per = (seconds) => rounded((seconds * 1000) / totals.messages, 3);
    console.log(table(
      ['filing on SQLite', 'messages', 'messages/CPU s', 'CPU ms/message', 'ms/message', 'of it saveFiling', 'longest stall ms'],
      [['one thread', totals.messages, rounded(result.perCpuSecond), per(totals.cpuSeconds), per(totals.seconds), per(totals.saveSeconds), rounded(totals.longestStallMs)]],
    ));
    return result;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Batches as the import thread hands them over, newest UIDs last. */
async function* parsedBatches(messages, records) {
  const { createMimeParser } = await loadTypescript('server/src/adapters/mime/index.ts');
  const parser = createMimeParser();
  let batch = [];
  let uid = 0;
  for (const { octets, receivedAt } of mailMix({ count: messages, records, until: new Date() })) {
    uid += 1;
    const rawKey = uid.toString(16).padStart(64, '0');
    batch.push({ ok: true, uid, internalDate: receivedAt.toISOString(), size: octets.length, seen: false, message: parser.parse(octets), rawKey });
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Measures one batch into the totals. */
async function fileOne(fileBatch, stores, { account, inbox, lease, policy }, fetched, cursor, totals) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const ports = { messages: stores.messages, addresses: stores.addresses, notifier: { filed() {}, accountChanged() {} } };
  delay.enable();
  // The monitor sees a stall only from its first tick on.
  await new Promise((resolve) => setTimeout(resolve, RESOLUTION_MS * 2));
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await fileBatch(ports, { account, mailbox: inbox, uidValidity: 1, fetched, cursor, serverCount: null, policy }, lease);
  totals.seconds += (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await new Promise((resolve) => setTimeout(resolve, RESOLUTION_MS * 2));
  delay.disable();
  totals.cpuSeconds += (user + system) / 1e6;
  totals.messages += fetched.length;
  totals.longestStallMs = Math.max(totals.longestStallMs, delay.max / 1e6 - RESOLUTION_MS);
}

/** The same store; the time of its transactions is added up. */
function timed(store, totals) {
  return {
    ...store,
    async saveFiling(plan, lease) {
      const startedAt = performance.now();
      const filed = await store.saveFiling(plan, lease);
      totals.saveSeconds += (performance.now() - startedAt) / 1000;
      return filed;
    },
  };
}

/** Straight into its table, as the index would hold them. */
async function fillAddressIndex({ knex }, records) {
  await knex.transaction(async (transaction) => {
    for (let index = 0; index < records; index += 1) {
      const entries = Object.entries(recordAddresses(index));
      const rows = entries.map(([field, address]) => [address, RECORD_TYPE, `person${String(index).padStart(18, '0')}`, field, 0]);
      const marks = rows.map(() => '(?, ?, ?, ?, ?)').join(', ');
      await transaction.raw(`insert into email_center_addresses (address, record_type, record_id, field, entered_at) values ${marks}`, rows.flat());
    }
  });
}
