import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/fakes/clock';
import { FakeDatabase } from '../../../test/fakes/database';
import { FakeNotifier, FakeScheduler } from '../../../test/fakes/notifier';
import type { CreateAccountInput } from '../../../shared/contracts';
import { MailError } from '../domain/mail/mail-error';
import { acceptTest, activateAccount, createAccount, pauseAccount, removeAccount, requestSync, scheduleActive, updateAccount, type ConnectPorts } from './connect-account';

const input: CreateAccountInput = {
  name: 'Me', address: 'me@example.com', login: 'me', password: 'secret', importPolicy: 'all', backfillDays: 30, sentMailbox: null,
  imap: { host: 'imap.example.com', port: 993, security: 'tls' }, smtp: { host: 'smtp.example.com', port: 465, security: 'tls' },
};

let clock: FakeClock;
let database: FakeDatabase;
let scheduler: FakeScheduler;
let notifier: FakeNotifier;
let ports: ConnectPorts;

beforeEach(() => {
  clock = new FakeClock();
  database = new FakeDatabase(clock);
  scheduler = new FakeScheduler();
  notifier = new FakeNotifier();
  let ids = 0;
  ports = { accounts: database.accounts, scheduler, notifier, clock, newId: () => `id-${(ids += 1)}`, digest: (text) => `digest of ${text}`, syncMinutes: 10 };
});

const passTest = async (id: string) => acceptTest(ports, await database.accounts.loadConnection(id));
const refusal = new MailError({ kind: 'auth', code: 'wrong-password', message: 'No.', remedier: 'owner' }).toJSON();

async function makeActive(): Promise<string> {
  const { id } = await createAccount(ports, input, 7);
  await passTest(id);
  await activateAccount(ports, id);
  return id;
}

describe('a new account', () => {
  it('is a draft of its owner, and its password is nowhere in it', async () => {
    const account = await createAccount(ports, input, 7);
    expect(account).toMatchObject({ id: 'id-1', ownerId: 7, state: 'draft', testedSettings: null });
    expect(JSON.stringify(account)).not.toContain('secret');
  });

  it('may be made for somebody else', async () => {
    expect(await createAccount(ports, { ...input, ownerId: 9 }, 7)).toMatchObject({ ownerId: 9 });
  });

  it('is refused when its address is in use', async () => {
    await createAccount(ports, input, 7);
    await expect(createAccount(ports, input, 8)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('cannot be activated before it passed the test', async () => {
    const { id } = await createAccount(ports, input, 7);
    await expect(activateAccount(ports, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(scheduler.scheduled.size).toBe(0);
  });

  it('is ready when it passed, and imports when it is activated', async () => {
    const { id } = await createAccount(ports, input, 7);
    expect(await passTest(id)).toMatchObject({ state: 'ready' });
    expect(await activateAccount(ports, id)).toMatchObject({ state: 'active', activatedAt: '2026-03-15T10:00:00.000Z' });
    expect(scheduler.scheduled.get(id)).toBe(10);
    expect(scheduler.asked).toEqual([{ accountId: id, kind: 'sync' }]);
  });
});

describe('changed settings', () => {
  it.each([
    ['the password', { password: 'another' }],
    ['the address', { address: 'we@example.com' }],
    ['the login', { login: 'you', password: 'secret' }],
    ['a host', { imap: { ...input.imap, host: 'mail.example.com' }, password: 'secret' }],
    ['a port', { smtp: { ...input.smtp, port: 587 }, password: 'secret' }],
    ['the security', { smtp: { ...input.smtp, security: 'starttls' as const }, password: 'secret' }],
  ])('make the test void: %s', async (_, change) => {
    const { id } = await createAccount(ports, input, 7);
    await passTest(id);
    expect(await updateAccount(ports, id, change)).toMatchObject({ state: 'draft', testedSettings: null });
    await expect(activateAccount(ports, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('do not when they have nothing to do with the connection', async () => {
    const id = await makeActive();
    expect(await updateAccount(ports, id, { name: 'Office', importPolicy: 'matches-only', imap: { ...input.imap, host: 'IMAP.example.com' } })).toMatchObject({ name: 'Office', state: 'active' });
    expect(scheduler.scheduled.has(id)).toBe(true);
  });

  it('pause an active account until they pass the test, and then it goes on', async () => {
    const id = await makeActive();
    const activatedAt = (await database.accounts.load(id))!.activatedAt;
    clock.advance(60_000);
    expect(await updateAccount(ports, id, { password: 'another' })).toMatchObject({ state: 'paused', error: { code: 'invalid-input', remedier: 'owner' } });
    expect(scheduler.scheduled.has(id)).toBe(false);
    expect(await passTest(id)).toMatchObject({ state: 'active', error: null, activatedAt });
    expect(scheduler.scheduled.has(id)).toBe(true);
  });

  it('are not accepted by a test that was made with the ones before', async () => {
    const { id } = await createAccount(ports, input, 7);
    const tested = await database.accounts.loadConnection(id);
    await updateAccount(ports, id, { password: 'another' });
    await expect(acceptTest(ports, tested)).rejects.toMatchObject({ code: 'conflict' });
    expect(await database.accounts.load(id)).toMatchObject({ state: 'draft', testedSettings: null });
  });
});

describe('the stored password', () => {
  it.each([
    ['another login', { login: 'you' }],
    ['another host for reading', { imap: { ...input.imap, host: 'elsewhere.example.com' } }],
    ['another port for reading', { imap: { ...input.imap, port: 1993 } }],
    ['another security for reading', { imap: { ...input.imap, security: 'starttls' as const } }],
    ['another host for sending', { smtp: { ...input.smtp, host: 'elsewhere.example.com' } }],
    ['another port for sending', { smtp: { ...input.smtp, port: 587 } }],
    ['another security for sending', { smtp: { ...input.smtp, security: 'starttls' as const } }],
  ])('is never used with %s: it has to be entered again', async (_, change) => {
    const id = await makeActive();
    await expect(updateAccount(ports, id, change)).rejects.toMatchObject({
      code: 'invalid-input', field: 'password', message: 'Enter the password again: the server or login was changed.',
    });
    expect(await database.accounts.loadConnection(id)).toMatchObject({ imap: input.imap, smtp: input.smtp, login: 'me', password: 'secret' });
    expect(await database.accounts.load(id)).toMatchObject({ state: 'active' });
    expect(await updateAccount(ports, id, { ...change, password: 'secret' })).toMatchObject({ state: 'paused' });
  });

  it('stays when the servers and the login are sent along unchanged', async () => {
    const id = await makeActive();
    expect(await updateAccount(ports, id, { imap: input.imap, smtp: { ...input.smtp, host: 'SMTP.example.com' }, login: 'me', name: 'Office' })).toMatchObject({ state: 'active' });
  });
});

describe('an account that was stopped by a refusal', () => {
  it('goes on where it was when it passes the test again', async () => {
    const id = await makeActive();
    await database.accounts.update(id, { state: 'stopped', error: refusal, errorSince: '2026-03-15T09:00:00.000Z', failures: 3 });
    await updateAccount(ports, id, { password: 'the new one' });
    expect(await database.accounts.load(id)).toMatchObject({ state: 'stopped' });
    expect(await passTest(id)).toMatchObject({ state: 'active', error: null, errorSince: null, failures: 0 });
    expect(scheduler.asked.at(-1)).toEqual({ accountId: id, kind: 'sync' });
  });
});

describe('a person', () => {
  it('pauses an account, and a passed test does not undo that', async () => {
    const id = await makeActive();
    expect(await pauseAccount(ports, id)).toMatchObject({ state: 'paused', error: null });
    expect(scheduler.scheduled.has(id)).toBe(false);
    expect(await passTest(id)).toMatchObject({ state: 'paused' });
    await expect(requestSync(ports, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await activateAccount(ports, id)).toMatchObject({ state: 'active' });
  });

  it('asks for a run', async () => {
    const id = await makeActive();
    await requestSync(ports, id);
    expect(scheduler.asked).toHaveLength(2);
  });

  it('removes an account and its jobs', async () => {
    const id = await makeActive();
    await removeAccount(ports, id);
    expect(scheduler.scheduled.size).toBe(0);
    await expect(pauseAccount(ports, id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('a start schedules every active account and no other', async () => {
  const id = await makeActive();
  await createAccount(ports, { ...input, address: 'draft@example.com' }, 7);
  scheduler.scheduled.clear();
  await scheduleActive(ports);
  expect([...scheduler.scheduled.keys()]).toEqual([id]);
});

describe('marking on the mail server what is read here', () => {
  it('is off unless it is asked for, and can be turned on and off', async () => {
    const { id } = await createAccount(ports, input, 7);
    expect(await database.accounts.load(id)).toMatchObject({ marksSeen: false });
    expect(await updateAccount(ports, id, { marksSeen: true })).toMatchObject({ marksSeen: true });
    expect(await updateAccount(ports, id, { name: 'Office' })).toMatchObject({ marksSeen: true });
    expect(await updateAccount(ports, id, { marksSeen: false })).toMatchObject({ marksSeen: false });
    expect(await createAccount(ports, { ...input, address: 'other@example.com', marksSeen: true }, 7)).toMatchObject({ marksSeen: true });
  });

  it.each(['group', 'intake', 'forward'] as const)('is refused to an account of the kind "%s"', async (kind) => {
    const refused = { code: 'invalid-input', field: 'marksSeen' };
    await expect(createAccount(ports, { ...input, kind, marksSeen: true }, 7)).rejects.toMatchObject(refused);
    const { id } = await createAccount(ports, { ...input, kind, marksSeen: false }, 7);
    await expect(updateAccount(ports, id, { marksSeen: true })).rejects.toMatchObject(refused);
  });
});
