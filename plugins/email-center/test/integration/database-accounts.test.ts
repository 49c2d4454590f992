import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../server/src/adapters/database';
import { createAccountStore } from '../../server/src/adapters/database/account-store';
import { createSecrets } from '../../server/src/adapters/secrets';
import { MailError } from '../../server/src/domain/mail/mail-error';
import { SQL_CLIENTS } from '../servers/sql';
import { account, connectAccount, cursor, EVERYTHING, file, mail, openDatabase } from './database-harness';
import type { TestDatabase } from './database-harness';

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'no error', (error: unknown) => (error instanceof MailError ? error.code : `not a MailError: ${String(error)}`));
const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

describe.each(SQL_CLIENTS)('accounts on %s', (client) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDatabase(client);
  });
  afterAll(() => test?.close());
  const accounts = () => test.database.accounts;

  it('gives back what was stored, and the password only to whoever opens a connection', async () => {
    const made = account({ name: 'Größe', sentMailbox: 'Gesendet', backoffUntil: '2026-11-12T01:02:03.004Z' });
    await accounts().insert(made, 'gehéim');
    expect(await accounts().load(made.id)).toEqual(made);
    expect((await accounts().loadConnection(made.id)).password).toBe('gehéim');
    const row = (await test.knex('email_center_accounts').where({ id: made.id }).first()) as { secret: string };
    expect(row.secret).not.toContain('geh');
    expect(JSON.stringify(await test.database.queries.loadAccount(made.id))).not.toContain(row.secret);
  });

  it('does not open the password of another account, moved there by hand', async () => {
    const [one, two] = [account(), account()];
    await accounts().insert(one, 'a');
    await accounts().insert(two, 'b');
    const row = (await test.knex('email_center_accounts').where({ id: one.id }).first('secret')) as { secret: string };
    await test.knex('email_center_accounts').where({ id: two.id }).update(row);
    expect(await codeOf(accounts().loadConnection(two.id))).toBe('secret-unreadable');
  });

  it('connects an address once, however it is written, and again after its account was removed', async () => {
    const made = account({ address: 'Info@Firm.example' });
    await accounts().insert(made, 'x');
    expect(await codeOf(accounts().insert(account({ address: 'info@FIRM.example' }), 'x'))).toBe('conflict');
    const other = account();
    await accounts().insert(other, 'x');
    expect(await codeOf(accounts().update(other.id, { address: 'INFO@firm.example' }))).toBe('conflict');
    await accounts().remove(made.id);
    await accounts().insert(account({ address: 'info@firm.example' }), 'x');
  });

  it('changes only what is given', async () => {
    const made = account();
    await accounts().insert(made, 'old');
    const error = { kind: 'auth', code: 'wrong-password', message: 'No.', remedier: 'owner' } as const;
    await accounts().update(made.id, { state: 'stopped', error, errorSince: '2026-11-12T00:00:00.000Z', failures: 2 });
    expect(await accounts().load(made.id)).toEqual({ ...made, state: 'stopped', error, errorSince: '2026-11-12T00:00:00.000Z', failures: 2 });
    await accounts().update(made.id, { error: null, errorSince: null, imap: { host: 'new', port: 143, security: 'starttls' } }, 'new');
    expect(await accounts().load(made.id)).toMatchObject({ error: null, failures: 2, imap: { host: 'new', port: 143, security: 'starttls' } });
    expect((await accounts().loadConnection(made.id)).password).toBe('new');
    expect(await codeOf(accounts().update('nobody', { name: 'x' }))).toBe('not-found');
  });

  it('forgets secret and cursors of a removed account and keeps its mail', async () => {
    const target = await connectAccount(test, { ownerId: 44 });
    await file(test, target, [mail(1, { messageId: `kept-${client}@x` })]);
    await accounts().remove(target.account.id);
    expect(await accounts().load(target.account.id)).toBeNull();
    expect(await codeOf(accounts().loadConnection(target.account.id))).toBe('not-found');
    expect(await codeOf(accounts().remove(target.account.id))).toBe('not-found');
    expect((await test.database.mailboxes.list(target.account.id)).map((mailbox) => mailbox.cursor)).toEqual([null, null]);
    expect((await accounts().listActive()).map((one) => one.id)).not.toContain(target.account.id);
    expect(await codeOf(file(test, target, [mail(2)]))).toBe('lease-lost');
    expect((await test.database.queries.listMessages({ userId: 44, reads: 'own' }, { limit: 5 })).items).toHaveLength(1);
  });

  it('leases an account to one run at a time', async () => {
    const made = account();
    await accounts().insert(made, 'x');
    const both = await Promise.all([accounts().acquireLease(made.id, 60), accounts().acquireLease(made.id, 60)]);
    expect(both.filter((lease) => lease !== null)).toHaveLength(1);
    const lease = both.find((one) => one !== null)!;
    expect(await accounts().acquireLease(made.id, 60)).toBeNull();
    test.clock.time += 50_000;
    await accounts().renewLease(lease, 60, { startedAt: new Date(test.clock.time - 10_000).toISOString(), done: 20, total: 100 });
    expect((await test.database.queries.accountStatus(made.id))?.progress).toEqual({ done: 20, total: 100, perSecond: 2, secondsLeft: 40 });
    test.clock.time += 50_000;
    expect(await accounts().acquireLease(made.id, 60)).toBeNull();
    await accounts().releaseLease(lease);
    const next = await accounts().acquireLease(made.id, 60);
    expect(next).not.toBeNull();
    expect(await codeOf(accounts().renewLease(lease, 60))).toBe('lease-lost');
    await accounts().releaseLease(lease);
    expect(await accounts().acquireLease(made.id, 60)).toBeNull();
    test.clock.time += 61_000;
    // A process that stood still comes too late, though nobody else has taken it.
    expect(await codeOf(accounts().renewLease(next!, 60))).toBe('lease-lost');
    expect(await accounts().acquireLease(made.id, 60)).not.toBeNull();
  });

  it('takes over the lease of a process of this machine that is gone, and of no other', async () => {
    const living = new Set([100]);
    const storeOf = (host: { hostname: string; pid: number; bootId: string }) => createAccountStore({
      knex: test.knex, client: test.client, clock: test.clock, secrets: createSecrets(`1:${key(1)}`), host, isAlive: (pid) => living.has(pid),
    });
    const made = account();
    await accounts().insert(made, 'x');
    const first = storeOf({ hostname: 'a', pid: 100, bootId: 'one' });
    expect(await first.acquireLease(made.id, 600)).not.toBeNull();
    expect(await storeOf({ hostname: 'a', pid: 200, bootId: 'two' }).acquireLease(made.id, 600)).toBeNull();
    living.delete(100);
    expect(await storeOf({ hostname: 'b', pid: 200, bootId: 'two' }).acquireLease(made.id, 600)).toBeNull();
    expect(await storeOf({ hostname: 'a', pid: 200, bootId: 'two' }).acquireLease(made.id, 600)).not.toBeNull();
    // The number of the dead process was given to us.
    expect(await storeOf({ hostname: 'a', pid: 200, bootId: 'three' }).acquireLease(made.id, 600)).not.toBeNull();
  });

  it('starts a mailbox anew when another path takes its role, and goes on where it was when it comes back', async () => {
    const target = await connectAccount(test);
    await test.database.mailboxes.saveCursor(target.inbox.id, cursor(9), 9, target.lease);
    const moved = await test.database.mailboxes.ensure(target.account.id, 'inbox', 'Posteingang');
    expect(moved).toMatchObject({ path: 'Posteingang', cursor: null });
    expect(moved.id).not.toBe(target.inbox.id);
    expect((await test.database.mailboxes.list(target.account.id)).map((mailbox) => mailbox.path).sort()).toEqual(['Posteingang', 'Sent']);
    expect(await test.database.mailboxes.ensure(target.account.id, 'inbox', 'INBOX')).toMatchObject({ id: target.inbox.id, cursor: cursor(9), serverCount: 9 });
  });

  it('seals secrets again with the newest key and leaves alone what it cannot read', async () => {
    const [readable, lost] = [account(), account()];
    await accounts().insert(readable, 'password');
    await accounts().insert(lost, 'password');
    await test.knex('email_center_accounts').where({ id: lost.id }).update({ secret: '1.AAAA.AAAA.AAAA' });
    const rotated = createDatabase({
      knex: test.knex, client, clock: test.clock, secrets: createSecrets(`1:${key(7)},2:${key(8)}`), host: { hostname: 'h', pid: 1, bootId: 'b' },
      recordNames: { describe: async () => new Map() }, owners: { load: async () => new Map() },
    });
    expect(await rotated.accounts.resealSecrets()).toBeGreaterThan(0);
    const row = (await test.knex('email_center_accounts').where({ id: readable.id }).first('secret')) as { secret: string };
    expect(row.secret).toMatch(/^2\./);
    expect((await rotated.accounts.loadConnection(readable.id)).password).toBe('password');
    expect(await rotated.accounts.resealSecrets()).toBe(0);
  });

  it('lists accounts by name in pages, those of one owner or all', async () => {
    for (const name of ['Zoo', 'Alpha', 'Beta', 'Beta']) await accounts().insert(account({ name, ownerId: 71 }), 'x');
    const names: string[] = [];
    let next: string | undefined;
    do {
      const page = await test.database.queries.listAccounts(71, { cursor: next, limit: 1 });
      names.push(...page.items.map((item) => item.name));
      next = page.next ?? undefined;
    } while (next !== undefined);
    expect(names).toEqual(['Alpha', 'Beta', 'Beta', 'Zoo']);
    const [first] = (await test.database.queries.listAccounts(71, { limit: 1 })).items;
    expect(first).toMatchObject({ owner: { id: 71, name: 'User 71' }, tested: true });
    expect((await test.database.queries.listAccounts(null, { limit: 100 })).items.length).toBeGreaterThan(4);
    expect(await codeOf(test.database.queries.listAccounts(71, { cursor: 'nonsense', limit: 1 }))).toBe('invalid-input');
    expect(await test.database.queries.loadSighting(EVERYTHING, 'x; drop table')).toBeNull();
  });
});
