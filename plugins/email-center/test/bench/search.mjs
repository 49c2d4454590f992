import { statSync } from 'node:fs';
import path from 'node:path';
import { loadTypescript, pluginRoot } from './load-typescript.mjs';
import { compareWithAims } from './measure/aims.mjs';
import { percentile } from './measure/percentile.mjs';
import { ACCOUNTS, fillMail, personOf, vocabulary } from './search-mail.mjs';
import { rounded, table } from './table.mjs';

/** Raised when the mail is invented differently, so that no older database is measured. */
const VERSION = 3;
const RUNS = 25;
/** Of each kind, with words that are not measured, before any is measured: a server has answered searches before, and its code is compiled by then. */
const BEFORE = 4;
const FOLLOWED_AT_ONCE = 250;
/** Milliseconds, of the p95. */
const AIM = 50;

/**
 * How long a search takes from the query as it was typed to its first fifty rows, with what is marked in them. The mail is invented and
 * lies in a database of its own, which is kept for the next run. The CPU is that of this process: on SQLite all of it, on PostgreSQL
 * without the server's.
 * @param {import('./options.mjs').BenchOptions} options
 */
export async function benchSearch({ messages, databases, strict }) {
  const { openSearch, askerOf } = await loadTypescript('test/bench/search-harness.ts');
  const figures = {};
  for (const client of databases) {
    const folder = path.join(pluginRoot, '.cache', 'search', `${client}-${messages}-${VERSION}`);
    const opened = await openSearch(client, folder);
    try {
      const filled = await fill(opened, messages, client);
      figures[client] = { messages, filled, size: await sizes(opened.knex, client, folder), searches: await measure(opened.search, askerOf) };
      show(client, figures[client], strict);
    } finally {
      await opened.close();
    }
  }
  return figures;
}

/** Null when a former run did it. */
async function fill({ knex, indexer, addAccount, insert }, messages, client) {
  const [{ stored }] = await knex('email_center_messages').count({ stored: '*' });
  if (Number(stored) !== 0 && Number(stored) !== messages) throw new Error(`The database holds ${stored} messages of a run that was broken off: remove its folder below .cache/search.`);
  let filled = null;
  if (Number(stored) === 0) {
    const accounts = [];
    for (let n = 0; n < ACCOUNTS; n += 1) accounts.push(await addAccount({ ownerId: n + 1, name: `Account ${n}` }));
    const startedAt = performance.now();
    await fillMail({ knex, insert, accounts }, messages, (done) => process.stderr.write(`\r${done} messages made`));
    await knex('email_center_search_state').where({ id: 1 }).update({ below: messages + 1, remaining: messages });
    // Filling a GIN index row by row takes hours for a million; what is measured is the search.
    if (client === 'postgres') await knex.raw('drop index email_center_search_words');
    filled = { seconds: (performance.now() - startedAt) / 1000 };
  }
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  let [indexed, longest] = [0, 0];
  for (;;) {
    const before = performance.now();
    const count = await indexer.follow(FOLLOWED_AT_ONCE);
    longest = Math.max(longest, performance.now() - before);
    if (count === 0) break;
    indexed += count;
    if (indexed % 25_000 < FOLLOWED_AT_ONCE) process.stderr.write(`\r${indexed} messages indexed`);
  }
  process.stderr.write('\n');
  if (client === 'postgres') {
    await knex.transaction(async (trx) => {
      // As an administrator would who makes it anew for a million messages.
      await trx.raw("set local maintenance_work_mem = '4GB'");
      await trx.raw('create index if not exists email_center_search_words on email_center_search using gin (words) with (gin_pending_list_limit = 1024)');
    });
    await knex.raw('analyze email_center_search');
  }
  if (indexed === 0) return filled;
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - startedAt) / 1000;
  return { ...filled, indexed, indexSeconds: seconds, perSecond: indexed / seconds, cpuMsPerMessage: (user + system) / 1000 / indexed, longestBatchMs: longest };
}

async function sizes(knex, client, folder) {
  const MB = 1_048_576;
  if (client === 'sqlite') {
    const [{ index }] = await knex.raw("select sum(pgsize) as 'index' from dbstat where name like 'email_center_search%'").catch(() => [{ index: null }]);
    const bytes = index ?? (await knex.raw("select sum(length(block)) as 'index' from email_center_search_words_data"))[0].index;
    return { index: bytes / MB, database: statSync(path.join(folder, 'data.db')).size / MB };
  }
  if (client === 'mysql') return { index: null, database: null };
  const { rows: [row] } = await knex.raw("select pg_total_relation_size('email_center_search') as whole, pg_relation_size('email_center_search_words') as gin, pg_database_size(current_database()) as database");
  return { index: Number(row.whole) / MB, gin: Number(row.gin) / MB, database: Number(row.database) / MB };
}

/** Kinds of searches; each is run with other words every time. */
function kinds() {
  const words = vocabulary();
  const word = (rank) => words.word(rank);
  const last = (n) => personOf(words, n * 37).name.split(' ')[1];
  return {
    'one word': (n) => word(400 + n * 53),
    'rare word': (n) => word(40_000 + n * 700),
    'frequent word': (n) => word(n % 12),
    'two words': (n) => `${word(200 + n * 17)} ${word(600 + n * 31)} `,
    'two frequent words': (n) => `${word(n % 12)} ${word(13 + n)} `,
    'frequent and rare word': (n) => `${word(n % 12)} ${word(30_000 + n * 900)} `,
    phrase: (n) => `"${word(n % 10)} ${word(10 + n)}"`,
    'frequent phrase': () => '"mit freundlichen grüßen"',
    'rare phrase': (n) => `"${word(300 + n * 7)} ${word(20 + n)}"`,
    'from: and word': (n) => `from:${last(n)} ${word(20 + n * 3)} `,
    'from: an address': (n) => `from:${personOf(words, n * 37).address} `,
    'prefix of three letters': (n) => word(100 + n * 41).slice(0, 3),
    'prefix of four letters': (n) => word(100 + n * 41).slice(0, 4),
    'prefix of six letters': (n) => word(200 + n * 41).slice(0, 6),
    'frequent word, not another': (n) => `${word(n % 12)} -${word(15 + n)} `,
    'has:attachment and word': (n) => `has:attachment ${word(100 + n * 5)} `,
    'before: and frequent word': (n) => `before:2023-0${1 + (n % 9)} ${word(n % 12)} `,
    'no hit': (n) => `xq${n}zz `,
    'no hit of two words': (n) => `${word(n % 12)} xq${n}zz `,
  };
}

async function measure(search, askerOf) {
  const results = {};
  for (const queryOf of Object.values(kinds())) for (let n = 0; n < BEFORE; n += 1) await search.search(askerOf(99, 'all'), { q: queryOf(RUNS), limit: 50 });
  for (const [who, asker] of [['all mail', askerOf(99, 'all')], ['one account', askerOf(3, 'own')]]) {
    for (const [kind, queryOf] of Object.entries(kinds())) {
      const [times, cpu] = [[], []];
      let found = 0;
      await search.search(asker, { q: queryOf(RUNS), limit: 50 });
      for (let n = 0; n < RUNS; n += 1) {
        const [startedAt, before] = [performance.now(), process.cpuUsage()];
        const page = await search.search(asker, { q: queryOf(n), limit: 50 });
        times.push(performance.now() - startedAt);
        const { user, system } = process.cpuUsage(before);
        cpu.push((user + system) / 1000);
        found += page.items.length;
      }
      results[`${kind}, ${who}`] = { p50: percentile(times, 0.5), p95: percentile(times, 0.95), longest: Math.max(...times), cpu95: percentile(cpu, 0.95), found: found / RUNS };
    }
  }
  return results;
}

function show(client, { messages, filled, size, searches }, strict) {
  console.log(table(
    [`search on ${client}, ${messages} messages`, 'p50 ms', 'p95 ms', 'longest ms', 'p95 CPU ms', 'rows'],
    Object.entries(searches).map(([kind, { p50, p95, longest, cpu95, found }]) => [kind, rounded(p50, 1), rounded(p95, 1), rounded(longest, 1), rounded(cpu95, 1), rounded(found, 1)]),
  ));
  if (filled?.indexed) console.log(`indexed ${filled.indexed} messages, ${rounded(filled.perSecond)} a second, ${rounded(filled.cpuMsPerMessage, 2)} ms of CPU each, longest batch of ${FOLLOWED_AT_ONCE}: ${rounded(filled.longestBatchMs)} ms`);
  console.log(`index ${rounded(size.index)} MB, database ${rounded(size.database)} MB`);
  compareWithAims(Object.entries(searches).map(([what, { p95 }]) => ({ what, value: p95, aim: AIM })), { strict });
}
