import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolderBlobStore } from '../../server/src/adapters/blobs';
import { createMailServer } from '../../server/src/adapters/imap';
import type { FetchedMail, MailSession } from '../../server/src/flow/ports';
import { startDovecot } from '../servers/dovecot';
import type { Dovecot } from '../servers/dovecot';
import { UNPARSEABLE, createSimpleParser } from '../servers/simple-parser';

const anna = 'anna@test.local';
const raw = (index: number, body = 'body'): string => `From: bert@test.local\r\nTo: ${anna}\r\nSubject: number ${index}\r\nMessage-ID: <m${index}@test.local>\r\n\r\n${body}\r\n`;
const sha256 = (octets: string | Buffer): string => createHash('sha256').update(octets).digest('hex');

describe('reading a mailbox over IMAP', () => {
  let dovecot: Dovecot;
  let folder: string;
  let session: MailSession & { roundTrips?(): number };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ec-imap-'));
    dovecot = await startDovecot({ users: { [anna]: 'secret', 'empty@test.local': 'secret', 'big@test.local': 'secret', 'order@test.local': 'secret', 'idle@test.local': 'secret', 'carol@test.local': 'secret' } });
    session = await server().connect(dovecot.settings(anna));
  });
  afterAll(async () => {
    await session.close();
    await dovecot.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const server = (maxMessageBytes = 50 * 1024 * 1024) => createMailServer({
    blobs: createFolderBlobStore({ folder }), parser: createSimpleParser(), caFile: dovecot.caFile, maxMessageBytes,
  });
  const collect = async (batches: AsyncIterable<FetchedMail[]>): Promise<FetchedMail[]> => {
    const all: FetchedMail[] = [];
    for await (const batch of batches) all.push(...batch);
    return all;
  };

  it('lists mailboxes with their special use', async () => {
    await dovecot.doveadm('mailbox', 'create', '-u', anna, 'Entwürfe & mehr');
    const found = await session.listMailboxes();
    expect(found).toContainEqual({ path: 'Sent', specialUse: '\\Sent', specialUseSource: 'attribute' });
    expect(found.map(({ path }) => path)).toContain('Entwürfe & mehr');
    expect(await session.status('Entwürfe & mehr')).toMatchObject({ messages: 0 });
  });

  it('tells the state of an empty mailbox and finds nothing in it', async () => {
    const empty = await server().connect(dovecot.settings('empty@test.local'));
    const state = await empty.status('INBOX');
    expect(state).toMatchObject({ path: 'INBOX', messages: 0, uidNext: 1 });
    expect(await empty.searchRange('INBOX', state.uidValidity, 1, 4_294_967_295)).toEqual([]);
    expect(await empty.searchSince('INBOX', state.uidValidity, '2020-01-01')).toEqual([]);
    expect(await collect(empty.fetchMessages('INBOX', state.uidValidity, [1, 2, 3]))).toEqual([]);
    expect(await empty.fetchHeaders('INBOX', state.uidValidity, [1])).toEqual([]);
    await empty.close();
  });

  it('waits until the server tells of new mail, and hears of the next one on the same connection', async () => {
    const waiting = await server().connect(dovecot.settings('idle@test.local'));
    for (const number of [901, 902]) {
      const told = waiting.idle('INBOX');
      await dovecot.deliver('idle@test.local', 'INBOX', [{ raw: raw(number) }]);
      expect(await told).toBe('news');
    }
    expect(await waiting.status('INBOX')).toMatchObject({ messages: 2 });
    await waiting.close();
  }, 60_000);

  it('ends the wait when it is told to', async () => {
    const stop = new AbortController();
    const waiting = await server().connect(dovecot.settings('idle@test.local'), stop.signal);
    const told = waiting.idle('INBOX');
    setImmediate(() => stop.abort());
    await expect(told).rejects.toMatchObject({ code: 'cancelled' });
    await waiting.close();
  });

  it('fetches messages in the order asked for, stores their octets, and marks nothing as read', async () => {
    await dovecot.deliver(anna, 'INBOX', Array.from({ length: 250 }, (_, index) => ({ raw: raw(index), receivedAt: new Date(Date.UTC(2024, 0, 1, 12, index)), seen: index % 2 === 0 })));
    const { uidValidity } = await session.status('INBOX');
    const uids = await session.searchRange('INBOX', uidValidity, 1, 4_294_967_295);
    expect(uids).toHaveLength(250);
    const newestFirst = [...uids].reverse();
    const mails = await collect(session.fetchMessages('INBOX', uidValidity, newestFirst));
    expect(mails.map(({ uid }) => uid)).toEqual(newestFirst);
    const last = mails[0]!;
    expect(last).toMatchObject({ ok: true, internalDate: '2024-01-01T16:09:00.000Z', seen: false, size: raw(249).length, rawKey: sha256(raw(249)), message: { subject: 'number 249' } });
    expect(mails.filter((mail) => mail.ok && mail.seen)).toHaveLength(125);
    expect(await dovecot.doveadm('search', '-u', anna, 'mailbox', 'INBOX', 'seen')).toMatch(/^(\S+ \d+\n){125}$/);
  });

  describe('marking messages as read', () => {
    const carol = 'carol@test.local';
    const flags = async (): Promise<string[]> => (await dovecot.doveadm('-f', 'tab', 'fetch', '-u', carol, 'uid flags', 'mailbox', 'INBOX')).trim().split('\n').slice(1);
    const openCarol = async (): Promise<{ open: MailSession; epoch: number }> => {
      const open = await server().connect(dovecot.settings(carol));
      return { open, epoch: (await open.status('INBOX')).uidValidity };
    };
    beforeAll(() => dovecot.deliver(carol, 'INBOX', Array.from({ length: 4 }, (_, index) => ({ raw: raw(index) }))));

    it('sets the flag and takes it away again, of these messages alone, and passes over those that are gone', async () => {
      const { open, epoch } = await openCarol();
      await dovecot.doveadm('flags', 'add', '-u', carol, '\\Flagged', 'mailbox', 'INBOX', 'uid', '2');
      await open.setSeen('INBOX', epoch, [2, 1, 99, 4], true);
      expect(await flags()).toEqual(['1\t\\Seen', '2\t\\Flagged \\Seen', '3\t', '4\t\\Seen']);
      await open.setSeen('INBOX', epoch, [2], false);
      expect(await flags()).toEqual(['1\t\\Seen', '2\t\\Flagged', '3\t', '4\t\\Seen']);
      await open.setSeen('INBOX', epoch, [], true);
      await open.close();
    });

    it('changes nothing in a mailbox that was renumbered', async () => {
      const { open, epoch } = await openCarol();
      const before = await flags();
      await expect(open.setSeen('INBOX', epoch + 1, [3], true)).rejects.toMatchObject({ kind: 'cursor', code: 'uidvalidity-changed' });
      expect(await flags()).toEqual(before);
      await open.close();
    });

    it('leaves the mailbox read-only and what was marked as deleted where it is', async () => {
      const { open, epoch } = await openCarol();
      await dovecot.doveadm('flags', 'add', '-u', carol, '\\Deleted', 'mailbox', 'INBOX', 'uid', '4');
      await open.setSeen('INBOX', epoch, [1], true);
      expect(await collect(open.fetchMessages('INBOX', epoch, [3]))).toMatchObject([{ uid: 3, ok: true, seen: false }]);
      await open.close();
      expect(await flags()).toEqual(['1\t\\Seen', '2\t\\Flagged', '3\t', '4\t\\Deleted \\Seen']);
    });
  });

  it('reads headers without the body', async () => {
    const { uidValidity } = await session.status('INBOX');
    const [header] = await session.fetchHeaders('INBOX', uidValidity, [3]);
    expect(header).toMatchObject({ uid: 3, size: raw(2).length, seen: true, internalDate: '2024-01-01T12:02:00.000Z', envelope: { subject: 'number 2', messageId: 'm2@test.local' } });
  });

  it('leaves out UIDs that are gone and never takes the last message for one that is not there', async () => {
    const { uidValidity } = await session.status('INBOX');
    await dovecot.expunge(anna, 'INBOX', 'uid 10:12');
    expect((await collect(session.fetchMessages('INBOX', uidValidity, [9, 10, 11, 12, 13, 999]))).map(({ uid }) => uid)).toEqual([9, 13]);
    expect(await session.searchRange('INBOX', uidValidity, 251, 4_294_967_295)).toEqual([]);
    expect(await session.searchRange('INBOX', uidValidity, 8, 14)).toEqual([8, 9, 13, 14]);
  });

  it('finds messages by day and by Message-ID', async () => {
    const { uidValidity } = await session.status('INBOX');
    expect(await session.searchSince('INBOX', uidValidity, '2024-01-02')).toEqual([]);
    expect(await session.searchSince('INBOX', uidValidity, '2024-01-01')).toHaveLength(247);
    expect(await session.findMessageId('INBOX', 'm77@test.local')).toBe(78);
    expect(await session.findMessageId('INBOX', 'nobody@test.local')).toBeNull();
  });

  it('keeps what cannot be parsed and goes on', async () => {
    await dovecot.deliver('order@test.local', 'INBOX', [{ raw: raw(1) }, { raw: raw(2).replace('number 2', UNPARSEABLE) }, { raw: raw(3) }]);
    const other = await server().connect(dovecot.settings('order@test.local'));
    const { uidValidity } = await other.status('INBOX');
    const mails = await collect(other.fetchMessages('INBOX', uidValidity, [1, 2, 3]));
    expect(mails.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(mails[1]).toMatchObject({ error: { kind: 'malformed' }, rawKey: sha256(raw(2).replace('number 2', UNPARSEABLE)), envelope: { subject: UNPARSEABLE } });
    await other.close();
  });

  it('streams large messages and refuses what is beyond the limit', async () => {
    const sizes = [500, 1_048_576, 3_500_000, 9_000_000, 700];
    const mails = sizes.map((size, index) => raw(index, Array.from({ length: Math.ceil(size / 78) }, () => 'x'.repeat(76)).join('\r\n')));
    await dovecot.deliver('big@test.local', 'INBOX', mails.map((content) => ({ raw: content })));
    const big = await server(5_000_000).connect(dovecot.settings('big@test.local', 'starttls'));
    const { uidValidity } = await big.status('INBOX');
    const found = await collect(big.fetchMessages('INBOX', uidValidity, [1, 2, 3, 4, 5]));
    expect(found.map((mail) => [mail.uid, mail.ok, mail.rawKey])).toEqual(mails.map((content, index) => [index + 1, index !== 3, index === 3 ? null : sha256(content)]));
    expect(found[3]).toMatchObject({ error: { code: 'too-large' }, envelope: { subject: 'number 3' } });
    await big.close();
  });

  it('notices another UIDVALIDITY', async () => {
    const { uidValidity } = await session.status('INBOX');
    await dovecot.setUidValidity(anna, 'INBOX', uidValidity + 7);
    const later = await server().connect(dovecot.settings(anna));
    await expect(later.searchRange('INBOX', uidValidity, 1, 10)).rejects.toMatchObject({ kind: 'cursor', code: 'uidvalidity-changed' });
    await expect(collect(later.fetchMessages('INBOX', uidValidity, [1]))).rejects.toMatchObject({ kind: 'cursor' });
    expect(await later.searchRange('INBOX', uidValidity + 7, 1, 3)).toEqual([1, 2, 3]);
    await later.close();
  });

  it('follows UIDs that jump', async () => {
    await dovecot.setNextUid('order@test.local', 'INBOX', 70_000);
    await dovecot.deliver('order@test.local', 'INBOX', [{ raw: raw(8) }]);
    const jumping = await server().connect(dovecot.settings('order@test.local'));
    const { uidValidity, uidNext } = await jumping.status('INBOX');
    expect(uidNext).toBe(70_001);
    expect(await jumping.searchRange('INBOX', uidValidity, 4, 4_294_967_295)).toEqual([70_000]);
    expect(await collect(jumping.fetchMessages('INBOX', uidValidity, [70_000]))).toMatchObject([{ uid: 70_000, message: { subject: 'number 8' } }]);
    await jumping.close();
  });

  it('needs three round trips to see that nothing changed', async () => {
    const idle = (await server().connect(dovecot.settings(anna))) as MailSession & { roundTrips(): number };
    await idle.status('INBOX');
    await idle.status('Sent');
    await idle.close();
    expect(idle.roundTrips()).toBe(3);
  });

  it('goes on when the consumer stops half-way', async () => {
    const fresh = await server().connect(dovecot.settings(anna));
    const { uidValidity } = await fresh.status('INBOX');
    for await (const batch of fresh.fetchMessages('INBOX', uidValidity, await fresh.searchRange('INBOX', uidValidity, 1, 300))) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await fresh.searchRange('INBOX', uidValidity, 1, 3)).toEqual([1, 2, 3]);
    await fresh.close();
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const cancelled = await server().connect(dovecot.settings(anna), controller.signal);
    controller.abort();
    await expect(cancelled.status('INBOX')).rejects.toMatchObject({ code: 'cancelled' });
    await cancelled.close();
    await expect(server().connect(dovecot.settings(anna), controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

// Keeps the types of the library honest that the adapter goes past.
it('the library still offers the command channel the adapter uses', () => {
  const client = new ImapFlow({ host: '127.0.0.1', port: 1, logger: false });
  expect(typeof (client as unknown as { exec: unknown }).exec).toBe('function');
  expect((client as unknown as { commands: unknown }).commands).toBeInstanceOf(Map);
});
