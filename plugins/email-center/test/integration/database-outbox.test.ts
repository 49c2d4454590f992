import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendingSettingsSchema } from '../../shared/contracts';
import { createOutboxStore } from '../../server/src/adapters/database/outbox/outbox-store';
import type { OutboxItem } from '../../server/src/domain/outbox/item';
import { fileOwnMessage } from '../../server/src/flow/file-own-message';
import { DEFAULT_POLICY } from '../../server/src/domain/intake/policy';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, count, file, know, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

describe.each(SQL_CLIENTS)('the outbox kept in %s', (client) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDatabase(client);
  }, 60_000);
  afterAll(() => test?.close());

  const now = (): number => test.clock.time;
  const item = (accountId: string, change: Partial<OutboxItem> = {}): OutboxItem => {
    const id = randomUUID();
    return {
      id, accountId, userId: 1, state: 'queued', from: { name: 'Me 😀', address: 'me@firm.example' }, to: [{ name: 'Anna', address: 'anna@people.example' }], cc: [], bcc: [{ name: '', address: 'b@x.example' }], subject: 'Grüße 😀',
      preview: 'Guten Tag', attachmentCount: 1, size: 1234, rawKey: 'a'.repeat(64), messageId: `${id}@firm.example`, serverMessageId: null, identity: createHash('sha256').update(id).digest('hex'), needsUtf8: false, draftId: `draft-${id}`,
      answers: null, record: { recordType: 'api::candidate.candidate', recordId: 'abc' }, sendAt: now(), dueAt: now(), attempts: 0, looks: 0, tryingSince: null, handedOverAt: null, askedAgain: false, error: null,
      recipients: [{ address: 'anna@people.example', state: 'waiting', response: '' }], archive: null, sentAt: null, storedMessage: null, filing: { state: 'waiting', why: '' }, filingTries: 0, orphaned: false, dismissed: false, createdAt: now(), ...change,
    };
  };
  const put = async (accountId: string, change: Partial<OutboxItem> = {}): Promise<OutboxItem> => {
    const one = item(accountId, change);
    await test.database.outbox.insert(one);
    return one;
  };
  const connected = (change: Parameters<typeof connectAccount>[1] = {}): Promise<Connected> => connectAccount(test, change);

  it('gives back what was put in', async () => {
    const { account } = await connected();
    const one = await put(account.id);
    expect(await test.database.outbox.load(one.id)).toEqual({ ...one, busy: false, account: { id: account.id, name: account.name, address: account.address } });
    expect(await test.database.outbox.load('nothing')).toBeNull();
  });

  it('takes a draft once, until it is given back', async () => {
    const { account } = await connected();
    const one = await put(account.id);
    await expect(put(account.id, { draftId: one.draftId })).rejects.toMatchObject({ code: 'conflict' });
    await test.database.outbox.changeIdle(one.id, 'queued', { state: 'taken-back' });
    await put(account.id, { draftId: one.draftId });
    expect(await test.database.outbox.load(one.id)).toBeNull();
  });

  it('gives one item to exactly one of fifty who ask at the same time', async () => {
    const { account } = await connected();
    await put(account.id);
    const claimed = await Promise.all(Array.from({ length: 50 }, () => test.database.outbox.claimDue(account.id, 60)));
    expect(claimed.filter((one) => one !== null)).toHaveLength(1);
  });

  it('gives what is due, the longest first, and nothing that is not', async () => {
    const { account } = await connected();
    const { outbox } = test.database;
    const second = await put(account.id, { dueAt: now() - 1 });
    const first = await put(account.id, { dueAt: now() - 2 });
    await put(account.id, { dueAt: now() + 1 });
    await put(account.id, { dueAt: null });
    expect([(await outbox.claimDue(account.id, 60))?.item.id, (await outbox.claimDue(account.id, 60))?.item.id, await outbox.claimDue(account.id, 60)]).toEqual([first.id, second.id, null]);
    expect(await outbox.nextDue(account.id)).toBe(now() - 2);
  });

  it('fences what a run changes: whoever lost the item changes nothing', async () => {
    const { account } = await connected();
    const { outbox } = test.database;
    const one = await put(account.id);
    const stalled = (await outbox.claim(one.id, 60))!;
    test.clock.time += 61_000;
    const other = (await outbox.claim(one.id, 60))!;
    await expect(outbox.save(stalled.lease, { handedOverAt: now() })).rejects.toMatchObject({ code: 'lease-lost' });
    await expect(outbox.renew(stalled.lease, 60)).rejects.toMatchObject({ code: 'lease-lost' });
    await outbox.save(other.lease, { handedOverAt: now(), state: 'sending', tried: true });
    expect(await outbox.load(one.id)).toMatchObject({ handedOverAt: now(), state: 'sending', busy: true });
    expect(await outbox.triesSince(account.id, now() - 60_000, 10)).toEqual([now()]);
    await outbox.release(stalled.lease);
    expect(await outbox.load(one.id)).toMatchObject({ busy: true });
    await outbox.release(other.lease);
    expect(await outbox.load(one.id)).toMatchObject({ busy: false });
  });

  it('takes over at once what a dead process of this machine held', async () => {
    const { account } = await connected();
    const one = await put(account.id);
    const dead = createOutboxStore({ knex: test.knex, clock: test.clock, host: { hostname: 'here', pid: 999_999, bootId: 'gone' } });
    expect(await dead.claim(one.id, 60)).not.toBeNull();
    expect(await test.database.outbox.claim(one.id, 60)).not.toBeNull();
  });

  it('lets nobody change what is being worked on', async () => {
    const { account } = await connected();
    const { outbox } = test.database;
    const one = await put(account.id);
    const { lease } = (await outbox.claim(one.id, 60))!;
    expect(await outbox.changeIdle(one.id, 'queued', { state: 'taken-back' })).toBe(false);
    await outbox.release(lease);
    expect(await outbox.changeIdle(one.id, 'held', { state: 'taken-back' })).toBe(false);
    expect(await outbox.changeIdle(one.id, 'queued', { dueAt: now() + 1 })).toBe(true);
  });

  it('knows which accounts have something due', async () => {
    const { account } = await connected();
    expect(await test.database.outbox.accountsDue(1_000)).not.toContain(account.id);
    await put(account.id);
    expect(await test.database.outbox.accountsDue(1_000)).toContain(account.id);
  });

  it('shows people their own, that of their groups, and to those who manage all what is nobody\'s', async () => {
    const [own, group] = [await connected(), await connected({ kind: 'group', group: { members: [71, 72], defaultHandler: null, distribution: 'none' } })];
    const { outbox } = test.database;
    const mine = await put(own.account.id, { userId: 71, createdAt: now() - 3 });
    const ours = await put(group.account.id, { userId: 72, createdAt: now() - 2 });
    const done = await put(own.account.id, { userId: 71, createdAt: now() - 1, state: 'sent', recipients: [{ address: 'a@b.example', state: 'accepted', response: '250 ok' }] });
    await put(own.account.id, { userId: 73, createdAt: now() });
    const list = async (all: boolean, after: { createdAt: number; id: string } | null = null, limit = 10) => (await outbox.list({ userId: 71, seesOrphaned: false }, { all, after, limit })).map(({ id }) => id);
    expect(await list(false)).toEqual([ours.id, mine.id]);
    expect(await list(true)).toEqual([done.id, ours.id, mine.id]);
    expect(await list(true, { createdAt: done.createdAt, id: done.id }, 1)).toEqual([ours.id]);
    expect(await outbox.counts({ userId: 71, seesOrphaned: false }, 1_000)).toEqual({ open: 2, trouble: 0 });
    expect(await outbox.orphan({ accountId: group.account.id }, { kind: 'transient', code: 'not-found', message: 'gone', remedier: 'owner' })).toBe(1);
    expect((await outbox.list({ userId: 99, seesOrphaned: true }, { all: false, after: null, limit: 10 })).map(({ id }) => id)).toEqual([ours.id]);
    expect(await outbox.counts({ userId: 71, seesOrphaned: false }, 1_000)).toEqual({ open: 2, trouble: 1 });
    expect(await outbox.list({ userId: 99, seesOrphaned: false }, { all: true, after: null, limit: 10 })).toEqual([]);
  });

  it('keeps how each account sends, and knows every managed address', async () => {
    const { account } = await connected();
    const { sendingSettings, outbox } = test.database;
    expect(await sendingSettings.load(account.id)).toBeNull();
    await outbox.saveSendingState(account.id, { failures: 2, pausedUntil: now() });
    const settings = sendingSettingsSchema.parse({ displayName: 'Anna 😀', archiveAddress: 'archive@vault.example' });
    await sendingSettings.save(account.id, settings);
    await sendingSettings.save(account.id, settings);
    await outbox.saveSendingState(account.id, { providerFiles: true });
    expect(await sendingSettings.load(account.id)).toEqual(settings);
    expect(await outbox.sendingState(account.id)).toEqual({ failures: 2, pausedUntil: now(), providerFiles: true });
    expect(await sendingSettings.managedAddresses()).toContain(account.address);
  });

  it('files what was sent at once, and knows it when the import sees it', async () => {
    const target = await connected();
    const { outbox, messages, addresses } = test.database;
    const recordId = randomUUID();
    await know(test, [{ address: 'anna@example.org', recordId }]);
    const sighted = mail(1, { messageId: `${randomUUID()}@firm.example`, from: [{ name: '', address: target.account.address }], to: [{ name: '', address: 'anna@example.org' }] });
    if (!sighted.ok) throw new Error('it can be read');
    const ports = { messages, addresses, notifier: { filed: () => undefined, accountChanged: () => undefined }, policies: { load: async () => DEFAULT_POLICY } };
    const own = { message: { ...sighted.message, bcc: [{ name: '', address: 'hidden@x.example' }] }, rawKey: sighted.rawKey, size: 10, sentAt: new Date(now()).toISOString() };
    await fileOwnMessage(ports, target.account, own);
    await fileOwnMessage(ports, target.account, own);
    const stored = await outbox.storedMessage(sighted.message.identity);
    expect(stored).not.toBeNull();
    expect(await count(test, 'email_center_links', { record_id: recordId })).toBe(1);
    const [delivery] = await test.knex('email_center_deliveries').where({ account_id: target.account.id });
    expect(delivery).toMatchObject({ direction: 'outgoing', role: 'sent' });
    expect(String(delivery.bcc)).toContain('hidden@x.example');
    const filed = await file(test, target, [sighted], { mailbox: target.sent });
    expect(filed).toMatchObject({ messageIds: [], outcomes: { duplicate: 1 } });
    expect(await count(test, 'email_center_messages', { identity: sighted.message.identity })).toBe(1);
    expect(await count(test, 'email_center_activities', { record_id: recordId })).toBe(1);
  });

  it('forgets what was sent when it is erased', async () => {
    const { account } = await connected();
    const { outbox, messages, addresses, lists } = test.database;
    const sighted = mail(1, { messageId: `${randomUUID()}@firm.example`, from: [{ name: '', address: account.address }] });
    if (!sighted.ok) throw new Error('it can be read');
    const one = await put(account.id, { identity: sighted.message.identity, state: 'sent', sentAt: now() });
    const silent = (): void => undefined;
    await fileOwnMessage(
      { messages, addresses, notifier: { filed: silent, accountChanged: silent }, policies: { load: async () => DEFAULT_POLICY } }, account,
      { message: sighted.message, rawKey: sighted.rawKey, size: 10, sentAt: new Date(now()).toISOString() },
    );
    const [{ id }] = (await test.knex('email_center_messages').where({ identity: sighted.message.identity }).select('id')) as [{ id: number }];
    await lists.erased.erase([{ messageId: id, accountId: account.id }], 'asked for', 1);
    expect(await outbox.load(one.id)).toBeNull();
    expect(await outbox.storedMessage(sighted.message.identity)).toBeNull();
  });

  it('knows a message under the Message-ID that its server gave it', async () => {
    const { account } = await connected();
    const { outbox } = test.database;
    const one = await put(account.id);
    const { lease } = (await outbox.claim(one.id, 60))!;
    await outbox.save(lease, { sentAt: now(), state: 'sent', serverMessageId: 'renamed@server.example' });
    expect(await outbox.identitiesOf(account.id, ['renamed@server.example', one.messageId, 'x@y'])).toEqual(new Map([['renamed@server.example', one.identity], [one.messageId, one.identity]]));
    expect(await outbox.identitiesOf('another', [one.messageId])).toEqual(new Map());
  });
});
