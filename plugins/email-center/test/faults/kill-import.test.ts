import { watch } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountStatusDto, TestEvent } from '../../shared/contracts';
import { startDovecot, type Delivery, type Dovecot } from '../servers/dovecot';
import { eventually } from '../servers/eventually';
import { ageOriginals, originalsOnDisk } from '../servers/left-octets';
import { bundlePlugin } from '../servers/plugin-bundle';
import { repositoryRoot, writeAppFolder } from '../servers/strapi-app';
import { startStrapiProcess, type StrapiProcess } from '../servers/strapi-process';

/** More of them by hand: `EMAIL_CENTER_TEST_KILL_MESSAGES=100000 npx vitest run --project integration test/faults/kill-import.test.ts`. */
const MESSAGES = Number(process.env.EMAIL_CENTER_TEST_KILL_MESSAGES ?? 2_000);
/** So many are second copies of another message: nothing may double them, nothing may lose their UIDs. */
const COPIES = 100;
const KILLS = 20;
const OWNER = 'owner@test.local';
const ADMIN = { firstname: 'Test', lastname: 'Admin', email: 'admin@panel.test', password: 'Test-password-1' };

/** The part of better-sqlite3 that is used here. */
interface Sqlite {
  prepare(sql: string): { get(): unknown; all(): unknown[]; run(): unknown };
  close(): void;
}

/** Seeded (mulberry32), so that a failure can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const newest = Date.now();

function mail(index: number): Delivery {
  const number = index < COPIES ? index + COPIES : index;
  // All within the window of 30 days, however many they are.
  const date = new Date(newest - ((MESSAGES - number) / MESSAGES) * 20 * 86_400_000);
  const from = number % 5 === 0 ? 'known@people.test' : `stranger${number}@elsewhere.test`;
  const raw = [
    `From: Somebody <${from}>`, `To: ${OWNER}`, `Subject: Message ${number}`, `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${number}@elsewhere.test>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', `Text of message ${number}. ${'More of it. '.repeat(100)}`, '',
  ].join('\r\n');
  return { raw, receivedAt: date };
}

describe('an import that is killed again and again', () => {
  let dovecot: Dovecot;
  let appDir: string;
  let bundle: Awaited<ReturnType<typeof bundlePlugin>>;
  let running: StrapiProcess | undefined;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [OWNER]: 'secret' } });
    await dovecot.deliver(OWNER, 'INBOX', Array.from({ length: MESSAGES }, (_, index) => mail(index)));
    appDir = await mkdtemp(path.join(tmpdir(), 'email-center-kill-'));
    bundle = await bundlePlugin();
    await mkdir(path.join(appDir, 'blobs'));
    await writeAppFolder(appDir, { plugins: [], pluginFolder: bundle.folder, pluginConfig: { caFile: dovecot.caFile } });
  });

  afterAll(async () => {
    await running?.kill();
    await dovecot?.stop();
    await bundle?.remove();
    if (appDir) await rm(appDir, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    running = await startStrapiProcess(appDir);
  }

  async function call<T>(pathname: string, token: string | null, body?: object): Promise<T> {
    const answer = await fetch(running!.url + pathname, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${pathname}: ${answer.status} ${text}`);
    const lines = answer.headers.get('content-type')?.includes('ndjson');
    return (lines ? text.trim().split('\n').map((line) => JSON.parse(line) as unknown) : JSON.parse(text)) as T;
  }

  async function login(): Promise<string> {
    return (await call<{ data: { token: string } }>('/admin/login', null, { email: ADMIN.email, password: ADMIN.password })).data.token;
  }

  async function connect(): Promise<string> {
    const token = (await call<{ data: { token: string } }>('/admin/register-admin', null, ADMIN)).data.token;
    await call('/content-manager/collection-types/api::candidate.candidate', token, { name: 'Known Person', email: 'known@people.test' });
    const { imap, smtp, login: user, password } = dovecot.settings(OWNER);
    const account = await call<{ id: string }>('/email-center/accounts', token, { name: 'Owner', address: OWNER, login: user, password, imap, smtp, backfillDays: 30 });
    const events = await call<TestEvent[]>(`/email-center/accounts/${account.id}/test`, token, {});
    expect(events.at(-1)).toMatchObject({ type: 'result', passed: true });
    await call(`/email-center/accounts/${account.id}/activate`, token, {});
    return account.id;
  }

  /** Asks what a person would see until the import is done. */
  async function finished(id: string): Promise<void> {
    const token = await login();
    for (;;) {
      const status = await call<AccountStatusDto>(`/email-center/accounts/${id}/status`, token);
      const inbox = status.mailboxes.find((mailbox) => mailbox.role === 'inbox');
      if (inbox?.backfill?.done === true && !status.running) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Resolves when so many files were written by the import, or with false when it has nothing more to write for a while. */
  function storedFiles(wanted: number): Promise<boolean> {
    return new Promise((resolve) => {
      const seen = new Set<string>();
      const watcher = watch(path.join(appDir, 'blobs'), { recursive: true }, (_event, file) => {
        if (file && !file.includes('tmp')) seen.add(file);
        if (seen.size >= wanted) end(true);
      });
      const quiet = setTimeout(() => end(false), 15_000);
      const end = (met: boolean): void => {
        clearTimeout(quiet);
        watcher.close();
        resolve(met);
      };
    });
  }

  function openDatabase(): Sqlite {
    const Database = createRequire(path.join(repositoryRoot, 'package.json'))('better-sqlite3') as new (file: string) => Sqlite;
    return new Database(path.join(appDir, 'data.db'));
  }

  function count(database: Sqlite, sql: string): number {
    return (database.prepare(sql).get() as { n: number }).n;
  }

  /** Distinct keys, sorted. */
  function keysOf(database: Sqlite, ...tables: string[]): string[] {
    const rows = tables.flatMap((table) => database.prepare(`select raw_key as k from email_center_${table} where raw_key is not null`).all() as { k: string }[]);
    return [...new Set(rows.map(({ k }) => k))].sort();
  }

  it('decides every message once, loses none and doubles none', { timeout: 600_000 + MESSAGES * 10 }, async () => {
    const random = randomFrom(20_261_122);
    await start();
    const id = await connect();
    const decidedAtKill: number[] = [];
    let unfinished = true;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // Somewhere between the first message stored after the start and two batches later.
      if (unfinished) unfinished = await storedFiles(1 + Math.floor(random() * (MESSAGES / 8)));
      await running!.kill();
      const seen = openDatabase();
      decidedAtKill.push(count(seen, 'select count(*) as n from email_center_sightings'));
      seen.close();
      await start();
    }
    await finished(id);
    await running!.stop();

    const status = await dovecot.doveadm('-f', 'flow', 'mailbox', 'status', '-u', OWNER, 'messages', 'INBOX');
    // The test message of the account's test is among them.
    const onServer = Number(/messages=(\d+)/.exec(status)?.[1]);
    const stored = openDatabase();
    const number = (sql: string): number => count(stored, sql);
    expect(onServer).toBeGreaterThanOrEqual(MESSAGES);
    expect(number('select count(*) as n from email_center_sightings')).toBe(onServer);
    expect(number('select count(distinct uid) as n from email_center_sightings')).toBe(onServer);
    expect(number("select count(*) as n from email_center_sightings where outcome = 'duplicate'")).toBe(COPIES);
    expect(number("select count(*) as n from email_center_messages where subject like 'Message %'")).toBe(MESSAGES - COPIES);
    expect(number('select count(*) - count(distinct identity) as n from email_center_messages')).toBe(0);
    const matched = (MESSAGES - COPIES) / 5;
    for (const table of ['links', 'activities', 'document_folders']) expect(number(`select count(*) as n from email_center_${table}`), table).toBe(matched);
    expect(number('select sum(total) as n from email_center_outcome_counts')).toBe(onServer);
    stored.close();
    // The kills have to have met the import, not its end.
    expect(new Set(decidedAtKill).size).toBeGreaterThan(8);
  });

  it('leaves no original behind that nothing refers to, once the next start has looked, and takes none that something does', { timeout: 120_000 }, async () => {
    const folder = path.join(appDir, 'blobs');
    const stored = openDatabase();
    const [kept, noted] = [keysOf(stored, 'messages', 'deliveries', 'sightings'), keysOf(stored, 'left_octets')];
    // What a killed run had stored was stored again by the next one, which kept or noted it. The message of the account's test is noted.
    expect(originalsOnDisk(folder)).toEqual([...new Set([...kept, ...noted])].sort());
    expect(noted.filter((key) => !kept.includes(key)).length).toBeGreaterThan(0);
    ageOriginals(folder);
    stored.prepare('update email_center_left_octets set noted_at = noted_at - 7200000').run();
    await start();
    await eventually(async () => expect(keysOf(stored, 'left_octets')).toEqual([]), 60_000);
    expect(originalsOnDisk(folder)).toEqual(kept);
    stored.close();
    await running!.stop();
  });
});
