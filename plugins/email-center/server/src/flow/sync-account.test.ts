import { describe, expect, it } from 'vitest';
import { Interruptions, Killed } from '../../../test/fakes/interruptions';
import { makeMessage } from '../../../test/fakes/mail';
import type { FakeMailbox } from '../../../test/fakes/mail-server';
import { World } from '../../../test/fakes/world';
import type { ListEntry } from '../domain/intake/lists';
import { DEFAULT_POLICY } from '../domain/intake/policy';
import { MailError, type MailErrorKind } from '../domain/mail/mail-error';

const TODAY = '2026-03-15T09:00:00.000Z';
const daysAgo = (days: number): string => new Date(new Date(TODAY).getTime() - days * 86_400_000).toISOString();

function fill(mailbox: FakeMailbox, count: number, from = 0, internalDate = TODAY): void {
  for (let index = 0; index < count; index += 1) mailbox.deliver(makeMessage({ identity: `${mailbox.path}-${from + index}` }), { internalDate });
}

const failure = (kind: MailErrorKind, code: MailError['code'] = 'connection-lost'): MailError =>
  new MailError({ kind, code, message: 'It failed.', remedier: 'provider' });

describe('a run over an account', () => {
  it('reads new mail of Inbox and Sent over one connection and closes it', async () => {
    const world = new World({ backfillDays: 0 });
    await world.sync();
    fill(world.inbox, 3);
    fill(world.sent, 2);
    world.server.commands.length = 0;
    expect(await world.sync()).toMatchObject({ status: 'done', more: { newMail: false, backfill: false } });
    expect(world.ledger('inbox')).toEqual(['1:imported', '2:imported', '3:imported']);
    expect(world.ledger('sent')).toEqual(['1:imported', '2:imported']);
    expect(world.server.connections).toBe(0);
  });

  it('asks one STATUS per mailbox and nothing more when nothing has changed', async () => {
    const world = new World();
    fill(world.inbox, 5);
    await world.syncAll();
    world.server.commands.length = 0;
    await world.sync();
    expect(world.server.commands).toEqual(['STATUS', 'STATUS']);
  });

  it('opens first and leaves the window to the backfill', async () => {
    const world = new World();
    fill(world.inbox, 5);
    expect(await world.sync()).toMatchObject({ status: 'done', more: { backfill: true } });
    expect(world.ledger('inbox')).toEqual([]);
    expect(world.entry('inbox')?.cursor?.backfill).toMatchObject({ total: 5, remaining: 5, done: false });
  });

  it('reads the window newest first and nothing before it', async () => {
    const world = new World({ backfillDays: 7 });
    fill(world.inbox, 2, 0, daysAgo(30));
    fill(world.inbox, 4, 2, daysAgo(2));
    await world.syncAll();
    const order = [...world.database.messages.sightings.values()].map((row) => row.uid);
    expect(order).toEqual([6, 5, 4, 3]);
    expect(world.entry('inbox')?.cursor?.backfill).toMatchObject({ remaining: 0, done: true });
  });

  it('reads new mail before it goes on with the backfill', async () => {
    const world = new World();
    fill(world.inbox, 4);
    await world.sync();
    fill(world.inbox, 1, 4);
    await world.syncAll();
    expect([...world.database.messages.sightings.values()].map((row) => row.uid)).toEqual([5, 4, 3, 2, 1]);
  });

  it('looks for new mail between the pieces of the backfill', async () => {
    const world = new World();
    fill(world.inbox, 600);
    await world.sync();
    let delivered = false;
    const interruptions = new Interruptions({ after: (_, name) => {
      if (name !== 'saveFiling' || delivered) return;
      delivered = true;
      fill(world.inbox, 1, 600);
    } });
    await world.sync('backfill', { interruptions });
    const order = [...world.database.messages.sightings.values()].map((row) => row.uid);
    expect(order.indexOf(601)).toBe(200);
    expect(order).toHaveLength(601);
  });

  it('gives others their turn after its share of time and goes on where it was', async () => {
    const world = new World();
    world.server.batch = 50;
    fill(world.inbox, 1_000);
    await world.sync();
    const slow = () => new Interruptions({ after: (_, name) => { if (name === 'saveFiling') world.clock.advance(2_500); } });
    expect(await world.sync('backfill', { interruptions: slow() })).toMatchObject({ status: 'done', more: { backfill: true } });
    const half = world.ledger('inbox').length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(1_000);
    await world.syncAll();
    expect(world.ledger('inbox')).toHaveLength(1_000);
  });

  it('stops the backfill when the account is paused meanwhile', async () => {
    const world = new World();
    fill(world.inbox, 1_000);
    await world.sync();
    const interruptions = new Interruptions({ after: (_, name) => { if (name === 'saveFiling') world.database.accounts.rows.get('account-1')!.account.state = 'paused'; } });
    await world.sync('backfill', { interruptions });
    expect(world.ledger('inbox')).toHaveLength(200);
  });

  it('imports nothing that was there before when it starts at now', async () => {
    const world = new World({ backfillDays: 0 });
    fill(world.inbox, 3);
    await world.syncAll();
    fill(world.inbox, 1, 3);
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['4:imported']);
  });

  it('reads the Inbox all the same when there is no Sent mailbox, and says so', async () => {
    const world = new World();
    world.server.mailboxes.delete('Sent');
    fill(world.inbox, 1);
    expect(await world.syncAll()).toMatchObject({ status: 'done' });
    expect(world.ledger('inbox')).toEqual(['1:imported']);
    expect(world.account()).toMatchObject({ state: 'active', failures: 0, error: { code: 'no-sent-mailbox' } });
  });

  it('follows a Sent mailbox that was renamed', async () => {
    const world = new World();
    await world.syncAll();
    world.server.mailboxes.delete('Sent');
    fill(world.server.addMailbox('Gesendet', '\\Sent'), 2);
    await world.syncAll();
    expect(world.entry('sent')?.path).toBe('Gesendet');
    expect(world.ledger('sent')).toHaveLength(2);
    expect(world.account().error).toBeNull();
  });

  it('reads the Sent mailbox that was chosen by hand', async () => {
    const world = new World({ sentMailbox: 'Post out' });
    fill(world.server.addMailbox('Post out'), 1);
    await world.syncAll();
    expect(world.entry('sent')?.path).toBe('Post out');
  });

  it('shows its progress at most once a second', async () => {
    const world = new World();
    fill(world.inbox, 300);
    await world.sync();
    const interruptions = new Interruptions({ after: (_, name) => { if (name === 'saveFiling') world.clock.advance(400); } });
    await world.sync('backfill', { interruptions });
    const { progress } = world.database.accounts;
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.length).toBeLessThan(50);
    expect(progress.at(-1)).toMatchObject({ total: 300 });
    expect(progress.map((shown) => shown.done)).toEqual([...progress.map((shown) => shown.done)].sort((a, b) => a - b));
  });

  it('leaves no timer and no lease behind', async () => {
    const world = new World();
    await world.sync();
    expect(world.clock.timers).toBe(0);
    expect(world.database.accounts.isHeld('account-1')).toBe(false);
  });
});

describe('matches only', () => {
  it('reads the bodies of matching messages and leaves the others on the server', async () => {
    const world = new World({ importPolicy: 'matches-only' });
    world.database.addresses.know('anna@example.org', 'anna');
    world.inbox.deliver(makeMessage({ identity: 'private', from: 'friend@example.net' }), { internalDate: TODAY });
    world.inbox.deliver(makeMessage({ identity: 'known', from: 'Anna@example.org' }), { internalDate: TODAY });
    world.sent.deliver(makeMessage({ identity: 'answer', from: 'me@example.com', to: 'anna@example.org' }), { internalDate: TODAY });
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:unmatched-skipped', '2:imported']);
    expect(world.ledger('sent')).toEqual(['1:imported']);
    expect([...world.server.bodies].sort()).toEqual(['answer', 'known']);
  });
});

describe('block and allow lists', () => {
  const block = (value: string): ListEntry => ({ id: value, kind: 'block', form: 'domain', value, scope: 'account', accountId: 'account-1', userId: null, note: '', createdBy: 1, createdAt: '' });

  it('keep a body on the server, whatever the account imports', async () => {
    const world = new World();
    world.policies.policy = { ...DEFAULT_POLICY, lists: [block('spam.example')] };
    world.inbox.deliver(makeMessage({ identity: 'wanted', from: 'anna@example.org' }), { internalDate: TODAY });
    world.inbox.deliver(makeMessage({ identity: 'spam', from: 'x@spam.example' }), { internalDate: TODAY });
    world.sent.deliver(makeMessage({ identity: 'answer', from: 'me@example.com', to: 'y@spam.example' }), { internalDate: TODAY });
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:imported', '2:blocked']);
    expect(world.ledger('sent')).toEqual(['1:blocked']);
    expect([...world.server.bodies]).toEqual(['wanted']);
  });

  it('that change count from the next batch on, and for what is decided already not at all', async () => {
    const world = new World();
    world.inbox.deliver(makeMessage({ identity: 'before', from: 'x@spam.example' }), { internalDate: TODAY });
    await world.syncAll();
    world.policies.policy = { ...DEFAULT_POLICY, lists: [block('spam.example')] };
    world.inbox.deliver(makeMessage({ identity: 'after', from: 'x@spam.example' }), { internalDate: TODAY });
    await world.sync();
    expect(world.ledger('inbox')).toEqual(['1:imported', '2:blocked']);
  });

  it('do not bring back what was erased', async () => {
    const world = new World();
    world.database.messages.erased.add('erased');
    world.inbox.deliver(makeMessage({ identity: 'erased' }), { internalDate: TODAY });
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:erased']);
  });
});

describe('one UID, one outcome', () => {
  it('records what was announced and gone before it could be read', async () => {
    const world = new World({ backfillDays: 0 });
    await world.sync();
    fill(world.inbox, 3);
    const interruptions = new Interruptions({ after: (_, name) => { if (name === 'searchRange' && world.inbox.mails.size === 3) world.inbox.expunge(2); } });
    await world.sync('sync', { interruptions });
    expect(world.ledger('inbox')).toEqual(['1:imported', '2:vanished', '3:imported']);
  });

  it('asks again for what the server lists but left out', async () => {
    const world = new World();
    fill(world.inbox, 1);
    world.inbox.deliver(makeMessage({ identity: 'shy' }), { internalDate: TODAY, withheld: 1 });
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:imported', '2:imported']);
  });

  it('quarantines what the server lists and never hands out, and goes on', async () => {
    const world = new World();
    world.inbox.deliver(makeMessage({ identity: 'held back' }), { internalDate: TODAY, withheld: Infinity });
    fill(world.inbox, 1);
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:quarantined', '2:imported']);
  });

  it('quarantines what cannot be read, and the cursor passes it', async () => {
    const world = new World();
    world.inbox.deliver(makeMessage({ identity: 'broken' }), { internalDate: TODAY, unreadable: true });
    fill(world.inbox, 1);
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:quarantined', '2:imported']);
    expect(await world.sync()).toMatchObject({ more: { newMail: false, backfill: false } });
  });

  it('follows UIDs that jump, and servers that do not say what comes next', async () => {
    const world = new World({ backfillDays: 0 });
    world.server.saysUidNext = false;
    fill(world.inbox, 2);
    await world.sync();
    world.inbox.jump(3_000_000_000);
    fill(world.inbox, 2, 2);
    await world.sync();
    expect(world.ledger('inbox')).toEqual(['3000000003:imported', '3000000004:imported']);
    world.server.commands.length = 0;
    await world.sync();
    expect(world.ledger('inbox')).toHaveLength(2);
  });
});

describe('a renumbered mailbox', () => {
  it('is read again over the whole window, and what is stored is recognised', async () => {
    const world = new World();
    fill(world.inbox, 4);
    await world.syncAll();
    world.inbox.renumber();
    fill(world.inbox, 1, 4);
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['1:duplicate', '2:duplicate', '3:duplicate', '4:duplicate', '5:imported']);
    expect(world.database.messages.stored.size).toBe(5);
  });

  it('may be renumbered in the middle of a run', async () => {
    const world = new World();
    fill(world.inbox, 9);
    await world.sync();
    let renumbered = false;
    const interruptions = new Interruptions({ after: (_, name) => {
      if (name !== 'saveFiling' || renumbered) return;
      renumbered = true;
      world.inbox.renumber();
    } });
    expect(await world.sync('backfill', { interruptions })).toMatchObject({ status: 'done' });
    expect(world.ledger('inbox').filter((row) => row.endsWith('imported'))).toHaveLength(6);
    expect(world.ledger('inbox').filter((row) => row.endsWith('duplicate'))).toHaveLength(3);
  });

  it('is given up for this run when the server renumbers again and again', async () => {
    const world = new World();
    fill(world.inbox, 6);
    const interruptions = new Interruptions({ after: (_, name) => { if (name === 'status') world.inbox.renumber(); } });
    expect(await world.sync('backfill', { interruptions })).toMatchObject({ status: 'failed', error: { kind: 'transient', code: 'uidvalidity-changed' } });
  });

  it('still imports nothing from before the connection when it started at now', async () => {
    const world = new World({ backfillDays: 0 });
    fill(world.inbox, 2, 0, '2026-03-15T07:00:00.000Z');
    await world.sync();
    fill(world.inbox, 1, 2, '2026-03-15T11:00:00.000Z');
    await world.sync();
    world.inbox.renumber();
    await world.syncAll();
    expect(world.ledger('inbox')).toEqual(['3:duplicate']);
    expect([...world.server.bodies]).toEqual(['INBOX-2']);
  });
});

describe('a failure', () => {
  const failing = (error: Error, at = 'status') => new Interruptions({ before: (_, name) => { if (name === at) throw error; } });

  it.each(['auth', 'tls'] as const)('of kind %s stops the account and tells its owner', async (kind) => {
    const world = new World();
    world.server.refuses = failure(kind, kind === 'auth' ? 'wrong-password' : 'tls-expired');
    expect(await world.sync()).toMatchObject({ status: 'stopped' });
    expect(world.account()).toMatchObject({ state: 'stopped', error: { kind }, backoffUntil: null });
    expect(world.notifier.changed).toEqual(['account-1']);
    expect(world.scheduler.scheduled.size).toBe(0);
  });

  it('stops nothing when the owner changed the settings while the run went on', async () => {
    const world = new World();
    const interruptions = new Interruptions({ before: (_, name) => {
      if (name !== 'connect') return;
      world.database.accounts.rows.get('account-1')!.account.testedSettings = 'other settings';
      throw failure('auth', 'wrong-password');
    } });
    await world.sync('sync', { interruptions });
    expect(world.account()).toMatchObject({ state: 'active', error: null });
  });

  it('backs off with jitter, longer each time, and a good run clears it', async () => {
    const world = new World();
    await world.sync('sync', { interruptions: failing(failure('transient')) });
    expect(world.account()).toMatchObject({ state: 'active', failures: 1, backoffUntil: '2026-03-15T10:00:45.000Z', errorSince: '2026-03-15T10:00:00.000Z' });
    expect(await world.sync()).toMatchObject({ status: 'skipped' });
    world.clock.advance(46_000);
    await world.sync('sync', { interruptions: failing(failure('throttled', 'slow-down')) });
    expect(world.account()).toMatchObject({ failures: 2, errorSince: '2026-03-15T10:00:00.000Z', error: { kind: 'throttled' } });
    expect(await world.sync('sync', { asked: true })).toMatchObject({ status: 'done' });
    expect(world.account()).toMatchObject({ failures: 0, backoffUntil: null, error: null, errorSince: null });
  });

  it('of our own making fails the job loudly', async () => {
    const world = new World();
    await expect(world.sync('sync', { interruptions: failing(new TypeError('oops')) })).rejects.toMatchObject({ kind: 'bug' });
    expect(world.account()).toMatchObject({ failures: 1, error: { kind: 'bug' } });
  });

  it('in the middle of a batch leaves what was filed, and the next run goes on there', async () => {
    const world = new World();
    fill(world.inbox, 10);
    await world.sync();
    let fetches = 0;
    const interruptions = new Interruptions({ before: (_, name) => { if (name === 'fetchMessages' && (fetches += 1) === 3) throw failure('transient'); } });
    expect(await world.sync('backfill', { interruptions })).toMatchObject({ status: 'failed' });
    expect(world.ledger('inbox')).toHaveLength(6);
    expect(world.entry('inbox')?.cursor?.backfill).toMatchObject({ below: 5, remaining: 4 });
    await world.syncAll();
    expect(world.ledger('inbox')).toHaveLength(10);
  });
});

describe('two runs', () => {
  it('never have one account at the same time', async () => {
    const world = new World();
    fill(world.inbox, 10);
    const results = await Promise.all([world.sync('backfill'), world.sync('backfill'), world.sync()]);
    expect(results.map((result) => result.status).sort()).toEqual(['done', 'held', 'held']);
  });

  it('file nothing more once the lease is lost', async () => {
    const world = new World();
    fill(world.inbox, 12);
    await world.sync();
    let filings = 0;
    const interruptions = new Interruptions({ after: (_, name) => { if (name === 'saveFiling' && (filings += 1) === 2) world.database.accounts.usurp('account-1'); } });
    expect(await world.sync('backfill', { interruptions })).toMatchObject({ status: 'cancelled', error: { code: 'lease-lost' } });
    expect(world.ledger('inbox')).toHaveLength(6);
    expect(world.account().failures).toBe(0);
  });

  it('stop at once when a renewal is refused, even while the server is silent', async () => {
    const world = new World();
    world.server.silent = true;
    const run = world.sync();
    await expect.poll(() => world.server.commands).toContain('STATUS');
    world.database.accounts.usurp('account-1');
    world.clock.advance(21_000);
    expect(await run).toMatchObject({ status: 'cancelled', error: { code: 'lease-lost' } });
  });

  it('follow a killed one when its lease has ended', async () => {
    const world = new World();
    fill(world.inbox, 10);
    await world.sync();
    let filings = 0;
    const interruptions = new Interruptions({ before: (_, name) => { if (name === 'saveFiling' && (filings += 1) === 2) throw new Killed(); } });
    await expect(world.sync('backfill', { interruptions })).rejects.toThrow('killed');
    expect(await world.sync('backfill')).toMatchObject({ status: 'held' });
    world.clock.advance(61_000);
    await world.syncAll();
    expect(world.ledger('inbox')).toHaveLength(10);
  });
});

describe('being told to stop', () => {
  it('ends the filing that has begun and nothing more', async () => {
    const world = new World();
    fill(world.inbox, 30);
    await world.sync();
    const stop = new AbortController();
    const interruptions = new Interruptions({ before: (_, name) => { if (name === 'saveFiling') stop.abort(); } });
    expect(await world.sync('backfill', { interruptions, stop: stop.signal })).toMatchObject({ status: 'cancelled' });
    expect(world.ledger('inbox')).toHaveLength(3);
    expect(world.account()).toMatchObject({ failures: 0, error: null });
    expect(world.server.connections).toBe(0);
    expect(world.database.accounts.isHeld('account-1')).toBe(false);
  });
});
