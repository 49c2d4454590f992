import path from 'node:path';
import { loadTypescript, pluginRoot } from './load-typescript.mjs';
import { fillCenter, LONG_THREAD, RECORD_TYPE } from './center-mail.mjs';
import { mailMix } from './mail/mix.mjs';
import { compareWithAims } from './measure/aims.mjs';
import { percentile } from './measure/percentile.mjs';
import { rounded, table } from './table.mjs';

/** Raised when the mail is invented differently, so that no older database is measured. */
const VERSION = 1;
const RUNS = 60;
const PAGE = 50;
const DEEP_PAGE = 10_000;
const HTML_MESSAGES = 20;
const OPENING = 'an HTML message of 40 KB opened';
/** Milliseconds, of the p95. */
const aimOf = (what) => (what === OPENING ? 50 : 25);

/**
 * How long the server takes for what people look at all day: a page of a list, first and deep, a long conversation, the history of a
 * record, the numbers beside the views, many messages put aside, and the opening of an HTML message. Measured where the edge calls the
 * application, so without HTTP; CPU is that of this process, which of PostgreSQL and MySQL is the asking half. The mail lies in a database of its own, which is kept for the next run.
 * @param {import('./options.mjs').BenchOptions} options
 */
export async function benchCenter({ messages, records, databases, strict }) {
  const { openCenter, viewerOf } = await loadTypescript('test/bench/center-harness.ts');
  const figures = {};
  for (const client of databases) {
    const opened = await openCenter(client, path.join(pluginRoot, '.cache', 'center', `${client}-${messages}-${records}-${VERSION}`));
    try {
      const filled = await fill(opened, { messages, records, client });
      figures[client] = { messages, records, filled, times: await measure(opened, viewerOf, messages) };
      show(client, figures[client], strict);
    } finally {
      await opened.close();
    }
  }
  return figures;
}

/** Null when a former run did it. */
async function fill(opened, wanted) {
  const [{ stored }] = await opened.knex('email_center_messages').count({ stored: '*' });
  const [{ counted }] = await opened.knex('email_center_view_counts').count({ counted: '*' });
  if (Number(stored) === wanted.messages && Number(counted) > 0) return null;
  if (Number(stored) !== 0) throw new Error(`The database holds ${stored} messages of a run that was broken off: remove its folder below .cache/center.`);
  const startedAt = performance.now();
  await fillCenter(opened, wanted, (done) => process.stderr.write(`\r${done} messages made`));
  process.stderr.write('\n');
  return { seconds: (performance.now() - startedAt) / 1000 };
}

async function measure(opened, viewerOf, messages) {
  const { knex, center, queries, views } = opened;
  const [chief, owner] = [viewerOf(99, 'all'), viewerOf(3, 'own')];
  const deep = await placeAt(knex, Math.min(DEEP_PAGE * PAGE, Math.floor(messages / 2)));
  const list = (viewer, query) => center.views.list(viewer, { limit: PAGE, ...query });
  const [member] = await knex('email_center_messages').where({ thread_id: LONG_THREAD }).limit(1).select('document_id');
  const record = (id) => ({ recordType: RECORD_TYPE, recordId: id });
  const htmlMessages = await storeHtml(opened);
  const shown = (await list(owner, { view: 'inbox' })).items.map(({ id }) => id);
  return {
    'first page, inbox of one account': await timed(() => list(owner, { view: 'inbox' })),
    'first page, unread only': await timed(() => list(owner, { view: 'inbox', unread: '1' })),
    'first page, done': await timed(() => list(owner, { view: 'done' })),
    'first page, all mail': await timed(() => list(chief, { view: 'all' })),
    'first page, unmatched': await timed(() => list(chief, { view: 'unmatched' })),
    'first page, with attachments (looked for)': await timed(() => list(chief, { view: 'all', attachments: '1' })),
    [`page ${DEEP_PAGE}, all mail`]: await timed(() => list(chief, { view: 'all', cursor: deep })),
    [`page ${DEEP_PAGE}, of the time, one account`]: await timed(() => list(owner, { view: 'all', cursor: deep })),
    'conversation of 200': await timed(() => center.views.conversation(chief, member.document_id, { limit: 200 })),
    'a record\'s activities': await timed((n) => queries.listActivities(chief, record(String(n * 97)), { limit: 25 })),
    'a busy record\'s activities': await timed(() => queries.listActivities(chief, record('busy'), { limit: 25 })),
    'a busy record\'s activities, one account': await timed(() => queries.listActivities(owner, record('busy'), { limit: 25 })),
    'views and counters, one account': await timed(() => views(owner)),
    'views and counters, all mail': await timed(() => views(chief)),
    'fifty messages marked read or unread': await timed(async (n) => center.states.write(owner, await center.items.targets(owner, shown), { read: n % 2 === 0 })),
    [OPENING]: await timed(async (n) => {
      await queries.openMessage(chief, member.document_id);
      return opened.reader.readBody(htmlMessages[n % htmlMessages.length], { allowRemote: false });
    }),
  };
}

/** The cursor behind so many messages of all mail. */
async function placeAt(knex, offset) {
  const [row] = await knex('email_center_messages').orderBy([{ column: 'received_at', order: 'desc' }, { column: 'id', order: 'desc' }]).offset(offset).limit(1).select('id', 'received_at');
  return Buffer.from(JSON.stringify([new Date(row.received_at).getTime(), Number(row.id)])).toString('base64url');
}

async function storeHtml({ blobs }) {
  const keys = [];
  for (const { kind, octets } of mailMix({ count: 200, records: 100, until: new Date('2026-11-01T00:00:00Z') })) {
    if (kind === 'html' && keys.length < HTML_MESSAGES) keys.push((await blobs.put(octets)).key);
  }
  return keys;
}

async function timed(run) {
  const times = [];
  let rows = 0;
  await run(RUNS);
  const before = process.cpuUsage();
  for (let n = 0; n < RUNS; n += 1) {
    const startedAt = performance.now();
    const answer = await run(n);
    times.push(performance.now() - startedAt);
    rows += answer?.items?.length ?? answer?.views?.length ?? answer?.length ?? 0;
  }
  const { user, system } = process.cpuUsage(before);
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), longest: Math.max(...times), cpu: (user + system) / 1000 / RUNS, rows: rows / RUNS };
}

function show(client, { messages, records, filled, times }, strict) {
  console.log(table(
    [`center on ${client}, ${messages} messages, ${records} records`, 'p50 ms', 'p95 ms', 'longest ms', 'CPU ms', 'rows'],
    Object.entries(times).map(([what, { p50, p95, longest, cpu, rows }]) => [what, rounded(p50, 1), rounded(p95, 1), rounded(longest, 1), rounded(cpu, 1), rounded(rows, 1)]),
  ));
  if (filled !== null) console.log(`filled in ${rounded(filled.seconds)} s`);
  compareWithAims(Object.entries(times).map(([what, { p95 }]) => ({ what, value: p95, aim: aimOf(what) })), { strict });
}
