import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOutbox } from '../../server/src/flow/outbox/outbox';
import { sendDue } from '../../server/src/flow/outbox/send-due';
import { account, openDatabase, type TestDatabase } from '../integration/database-harness';
import { buildThreadEntry } from '../servers/import-thread-entry';
import { startLyingSmtp, type LyingSmtp, type LyingSmtpOptions } from '../servers/lying-smtp';
import { realSending } from '../servers/sending';

const QUICK = { connect: 2_000, silence: 2_000, command: 5_000 };

describe('a process killed while it sends, for real', () => {
  let test: TestDatabase;
  let folder: string;
  let bundle: Awaited<ReturnType<typeof buildThreadEntry>>;
  let server: LyingSmtp | null = null;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    [test, folder, bundle] = await Promise.all([openDatabase('sqlite'), mkdtemp(join(tmpdir(), 'ec-kill-sending-')), buildThreadEntry(resolve(import.meta.dirname, '../servers/sending-child.ts'))]);
  }, 120_000);
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await server?.stop();
  });
  afterAll(async () => {
    await bundle?.remove();
    await test?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ports = (lying: LyingSmtp) => realSending({ database: test.database, clock: test.clock, blobFolder: folder, caFile: lying.caFile, timeouts: QUICK });

  /** Queues a message for a new account on that server, which in truth speaks no IMAP. */
  async function queue(options: LyingSmtpOptions): Promise<{ lying: LyingSmtp; accountId: string; id: string }> {
    test.clock.time = Date.now();
    const lying = (server = await startLyingSmtp(options));
    const { imap, smtp } = lying.settings();
    const sender = account({ imap, smtp, login: 'anna@test.local' });
    await test.database.accounts.insert(sender, 'secret');
    const { id } = await createOutbox(ports(lying)).submit({
      accountId: sender.id, userId: 1, from: { name: '', address: sender.address }, to: [{ name: '', address: 'bert@people.example' }], cc: [], bcc: [], subject: 'Hello', html: null, text: 'Good day '.repeat(50_000), files: [],
      inReplyTo: [], references: [], answers: null, record: null, sendAt: 0, waits: 'held', draftId: sender.id,
    });
    return { lying, accountId: sender.id, id };
  }

  /** Sends in a process of its own, which is killed when the server comes to that point. */
  async function killAt(point: 'MAIL' | 'DATA' | 'CONTENT'): Promise<{ lying: LyingSmtp; accountId: string; id: string; times: () => number }> {
    let reached: () => void = () => undefined;
    const there = new Promise<void>((resolve_) => (reached = resolve_));
    let first = true;
    const queued = await queue({ script: { [point]: (command) => {
      if (!first) return command.honest();
      first = false;
      reached();
    } } });
    const { filename } = test.knex.client.config.connection as { filename: string };
    const child = spawn(process.execPath, [bundle.entry, filename, folder, queued.lying.caFile, queued.accountId], { stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(child);
    const ended = new Promise((resolve_) => child.once('exit', resolve_));
    await Promise.race([there, ended.then(() => Promise.reject(new Error('the process ended before it was killed')))]);
    child.kill('SIGKILL');
    await ended;
    return { ...queued, times: () => queued.lying.commands.filter((line) => line === 'CONTENT').length };
  }

  /** What another process does from then on, with time going by. */
  async function goOn(lying: LyingSmtp, accountId: string, hours: number): Promise<void> {
    for (let step = 0; step < hours * 4; step += 1) {
      test.clock.time += 15 * 60_000;
      const due = await test.database.outbox.nextDue(accountId);
      if (due === null || due > test.clock.time) continue;
      await sendDue(ports(lying), accountId, new AbortController().signal);
    }
  }

  it.each(['MAIL', 'DATA'] as const)('at %s: the message is sent exactly once', async (point) => {
    const { lying, accountId, id, times } = await killAt(point);
    expect(await test.database.outbox.load(id)).toMatchObject({ state: 'sending', handedOverAt: null });
    await goOn(lying, accountId, 1);
    expect(await test.database.outbox.load(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(times()).toBe(1);
  }, 120_000);

  it('when the server has all of it and has not answered: it is uncertain, and not sent again by itself', async () => {
    const { lying, accountId, id, times } = await killAt('CONTENT');
    expect(await test.database.outbox.load(id)).toMatchObject({ state: 'sending', handedOverAt: expect.any(Number) });
    await goOn(lying, accountId, 6);
    expect(await test.database.outbox.load(id)).toMatchObject({ state: 'uncertain', dueAt: null });
    expect(times()).toBe(1);
    await createOutbox(ports(lying)).retry(id);
    await goOn(lying, accountId, 1);
    expect(await test.database.outbox.load(id)).toMatchObject({ state: 'sent' });
    expect(times()).toBe(2);
  }, 180_000);
});
