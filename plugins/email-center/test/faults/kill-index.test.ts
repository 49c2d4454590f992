/** Nodes that index mail are killed in the midst of it, while more mail is filed: nothing is missing from the index after that, and nothing is in it twice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithContentTables } from '../servers/content-tables';
import { runMigrations } from '../../server/src/adapters/database';
import { createSearchIndexer, createSearchStore } from '../../server/src/adapters/database/search';
import { startSql, type SqlServer } from '../servers/sql';

const MESSAGES = 400;
const KILLS = 8;
const ACCOUNT = '11111111-1111-1111-1111-111111111111';

let folder: string;
let script: string;

beforeAll(async () => {
  const cache = path.resolve(__dirname, '../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(path.join(cache, 'index-node-'));
  script = path.join(folder, 'node.mjs');
  await build({ entryPoints: [path.join(__dirname, 'index-node.ts')], outfile: script, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'error' });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startNode({ client, connection }: SqlServer): Promise<ChildProcess> {
  const node = spawn(process.execPath, [script, client, JSON.stringify(connection)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await Promise.race([once(node.stdout!, 'data').then(() => true), once(node, 'exit').then(() => false)]);
  if (!ready) throw new Error('the node ended before it was ready');
  return node;
}

async function kill(node: ChildProcess): Promise<void> {
  const ended = once(node, 'exit');
  node.kill('SIGKILL');
  await ended;
}

const rowsOf = (from: number, count: number) => Array.from({ length: count }, (_, index) => {
  const id = from + index;
  const time = new Date(Date.parse('2026-01-01T00:00:00Z') + id * 60_000);
  return {
    message: { id, document_id: `doc${id}`, identity: `id${id}`, raw_key: 'r', subject: `Subject ${id}`, preview: '', from: '[]', to: '[]', cc: '[]', attachments: '[]', attachment_count: 0, text: `Everywhere and word${id}x`, direction: 'incoming', linked: false, size: 1, received_at: time, automatic: 'none' },
    delivery: { message_id: id, account_id: ACCOUNT, role: 'inbox', direction: 'incoming', linked: 0, seen: 1, received_at: time.getTime(), raw_key: 'r', unread: 0, placed_at: time.getTime() },
  };
});

describe.each(['sqlite', 'postgres'] as const)('an index on %s whose nodes are killed', (client) => {
  it('holds every message once', { timeout: 240_000 }, async () => {
    const server = await startSql(client);
    const { knex, close } = await openWithContentTables(server);
    try {
      await runMigrations(knex, client, new Date());
      const fill = async (from: number, count: number) => {
        const rows = rowsOf(from, count);
        await knex.transaction(async (trx) => {
          for (let at = 0; at < rows.length; at += 20) {
            await trx('email_center_messages').insert(rows.slice(at, at + 20).map(({ message }) => message));
            await trx('email_center_deliveries').insert(rows.slice(at, at + 20).map(({ delivery }) => delivery));
            await trx('email_center_search_queue').insert(rows.slice(at, at + 20).map(({ message }) => ({ message_id: message.id })));
          }
        });
      };
      await fill(1, MESSAGES / 2);
      for (let round = 0; round < KILLS; round += 1) {
        const nodes = await Promise.all([startNode(server), startNode(server)]);
        await fill(MESSAGES / 2 + 1 + round * (MESSAGES / 2 / KILLS), MESSAGES / 2 / KILLS);
        await Promise.all(nodes.map(kill));
      }
      const [last, store] = [createSearchIndexer({ knex, client }), createSearchStore({ knex, client, recordNames: { describe: async () => new Map() }, owners: { load: async () => new Map() } } as unknown as Parameters<typeof createSearchStore>[0])];
      while ((await last.follow(50)) > 0);
      expect(await store.progress()).toEqual({ complete: true, indexed: MESSAGES, total: MESSAGES });
      const found = async (word: string) => (await store.find({ userId: null, reads: 'all' }, { expression: { kind: 'phrase', words: [word], prefix: false }, after: null, before: null, states: [], words: [] }, { limit: MESSAGES + 1 })).ids;
      expect(await found('everywhere')).toEqual(Array.from({ length: MESSAGES }, (_, index) => MESSAGES - index));
      for (const id of [1, 57, MESSAGES / 2, MESSAGES]) expect(await found(`word${id}x`)).toEqual([id]);
    } finally {
      await close();
      await server.stop();
    }
  });
});
