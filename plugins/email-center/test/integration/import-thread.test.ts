import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { startImportThread } from '../../server/src/adapters/import-thread';
import type { ImportThread } from '../../server/src/adapters/import-thread';
import type { FetchedMail, Logger } from '../../server/src/flow/ports';
import { startDovecot } from '../servers/dovecot';
import type { Dovecot } from '../servers/dovecot';
import { buildThreadEntry } from '../servers/import-thread-entry';
import { startLyingImap } from '../servers/lying-imap';

const anna = 'anna@test.local';
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const raw = (index: number): string => `From: bert@test.local\r\nTo: ${anna}\r\nSubject: number ${index}\r\nMessage-ID: <m${index}@test.local>\r\n\r\nhello ${index}\r\n`;
const sha256 = (octets: string | Uint8Array): string => createHash('sha256').update(octets).digest('hex');
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('the import thread', () => {
  let dovecot: Dovecot;
  let built: Awaited<ReturnType<typeof buildThreadEntry>>;
  let folder: string;
  let thread: ImportThread;

  beforeAll(async () => {
    [dovecot, built] = await Promise.all([startDovecot({ users: { [anna]: 'secret' } }), buildThreadEntry()]);
    folder = mkdtempSync(join(tmpdir(), 'ec-thread-'));
    await dovecot.deliver(anna, 'INBOX', Array.from({ length: 450 }, (_, index) => ({ raw: raw(index) })));
  });
  afterAll(async () => {
    await Promise.all([dovecot.stop(), built.remove()]);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    thread = startImportThread({ entry: built.entry, blobFolder: folder, caFile: dovecot.caFile, maxMessageBytes: 1e8, logger: silent });
  });
  afterEach(() => thread.stop());

  it('reads a mailbox as the adapter itself does', async () => {
    const session = await thread.server.connect(dovecot.settings(anna));
    const { uidValidity, messages } = await session.status('INBOX');
    expect(messages).toBe(450);
    const uids = await session.searchRange('INBOX', uidValidity, 1, 1000);
    const batches = await collect(session.fetchMessages('INBOX', uidValidity, uids));
    expect(batches.length).toBeGreaterThan(3);
    expect(batches.flat().map((mail: FetchedMail) => mail.rawKey)).toEqual(uids.map((uid) => sha256(raw(uid - 1))));
    expect(await session.findMessageId('INBOX', 'm5@test.local')).toBe(6);
    expect(await session.fetchHeaders('INBOX', uidValidity, [2])).toMatchObject([{ uid: 2, envelope: { subject: 'number 1' } }]);
    expect((await session.listMailboxes()).map(({ path }) => path)).toContain('Sent');
    await session.close();
    await expect(session.status('INBOX')).rejects.toMatchObject({ kind: 'bug' });
  });

  it('carries errors over as what they are', async () => {
    await expect(thread.server.connect({ ...dovecot.settings(anna), password: 'wrong' })).rejects.toMatchObject({ name: 'MailError', kind: 'auth', code: 'wrong-password', remedier: 'owner' });
    const session = await thread.server.connect(dovecot.settings(anna));
    await expect(collect(session.fetchMessages('INBOX', 4711, [1]))).rejects.toMatchObject({ kind: 'cursor' });
    await session.close();
  });

  it('stops a stream that is not read to its end and serves the next call', async () => {
    const session = await thread.server.connect(dovecot.settings(anna));
    const { uidValidity } = await session.status('INBOX');
    for await (const batch of session.fetchMessages('INBOX', uidValidity, Array.from({ length: 450 }, (_, index) => index + 1))) {
      expect(batch).toHaveLength(100);
      break;
    }
    expect(await session.searchRange('INBOX', uidValidity, 1, 2)).toEqual([1, 2]);
    await session.close();
  });

  it('gives up a session when its signal says so', async () => {
    const controller = new AbortController();
    const session = await thread.server.connect(dovecot.settings(anna), controller.signal);
    controller.abort();
    await expect(session.status('INBOX')).rejects.toMatchObject({ code: 'cancelled' });
    await expect(thread.server.connect(dovecot.settings(anna), controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    const early = new AbortController();
    const silentServer = await startLyingImap({ greeting: null });
    const attempt = thread.server.connect(silentServer.settings(), early.signal);
    early.abort();
    await expect(attempt).rejects.toMatchObject({ code: 'cancelled' });
    await silentServer.stop();
  });

  it('opens the original, its body and its parts', async () => {
    const blobs = createFolderBlobStore({ folder });
    const attachment = Buffer.alloc(3_000_000, 'The quick brown fox. ');
    const original = Buffer.from(`From: a@b.test\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--x--\r\n`);
    const { key } = await blobs.put(original);
    expect(sha256(Buffer.concat(await collect(await thread.reader.openRaw(key))))).toBe(key);
    const part = await thread.reader.openPart(key, '2');
    expect(part).toMatchObject({ contentType: 'application/pdf', filename: 'a.pdf' });
    expect(Buffer.concat(await collect(part.content)).equals(attachment)).toBe(true);
    expect((await thread.reader.readBody(key)).text.trim()).toBe('hello');
    expect(await thread.reader.reparse(key)).toMatchObject({ subject: 's' });
    await expect(thread.reader.openPart(key, '7')).rejects.toMatchObject({ code: 'not-found' });
    await expect(thread.reader.openPart(key, '../1')).rejects.toMatchObject({ code: 'not-found' });
    await expect(thread.reader.openRaw('0'.repeat(64))).rejects.toMatchObject({ code: 'blob-missing' });
  });

  it('refuses work after it was stopped', async () => {
    await thread.server.connect(dovecot.settings(anna));
    await thread.stop();
    await expect(thread.server.connect(dovecot.settings(anna))).rejects.toMatchObject({ code: 'cancelled' });
    await expect(thread.reader.readBody('0'.repeat(64))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('an import thread that dies', () => {
  it('rejects what was pending and is started again with the next call', async () => {
    const built = await buildThreadEntry(join(import.meta.dirname, '../servers/mortal-thread.ts'));
    const reported: string[] = [];
    const thread = startImportThread({ entry: built.entry, blobFolder: '/nowhere', maxMessageBytes: 1, logger: { ...silent, error: (message) => reported.push(message) } });
    try {
      const lost = { kind: 'transient', code: 'connection-lost', remedier: 'administrator' };
      await expect(thread.reader.readBody('hang then die')).rejects.toMatchObject(lost);
      const pending = thread.reader.readBody('hang');
      await expect(thread.reader.reparse('die')).rejects.toMatchObject(lost);
      await expect(pending).rejects.toMatchObject(lost);
      // Whether its first octets arrive before the news of its end is up to the machine.
      const octets = thread.reader.openRaw('die half-way').then(collect);
      await expect(octets).rejects.toMatchObject(lost);
      expect(await thread.reader.readBody('live')).toMatchObject({ text: 'alive' });
      expect(reported.length).toBeGreaterThan(0);
    } finally {
      await thread.stop();
      await built.remove();
    }
  });
});
