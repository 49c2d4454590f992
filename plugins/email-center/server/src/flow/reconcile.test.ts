import { describe, expect, it } from 'vitest';
import { makeMessage } from '../../../test/fakes/mail';
import { World } from '../../../test/fakes/world';
import { MailError } from '../domain/mail/mail-error';
import { reconcileAccount } from './reconcile';
import { replaySighting, type QuarantinedSighting } from './replay';

const TODAY = '2026-03-15T10:30:00.000Z';
const never = new AbortController().signal;
const deliver = (world: World, identity: string, options: { unreadable?: boolean; internalDate?: string } = {}): number =>
  world.inbox.deliver(makeMessage({ identity }), { internalDate: TODAY, ...options });

/** As if a bug of the past, or a server that hid them, had lost rows of the ledger. */
function lose(world: World, uid: number): void {
  const { sightings } = world.database.messages;
  for (const [key, row] of sightings) if (row.uid === uid && row.mailboxId === world.entry('inbox')!.id) sightings.delete(key);
}

describe('comparing an account with its server', () => {
  it('finds nothing after an import', async () => {
    const world = new World();
    for (let index = 0; index < 5; index += 1) deliver(world, `m${index}`);
    await world.syncAll();
    expect((await reconcileAccount(world.ports(), 'account-1', never)).mailboxes).toEqual([
      { path: 'INBOX', server: 5, decided: 5, missing: 0, healed: 0, gone: 0 },
      { path: 'Sent', server: 0, decided: 0, missing: 0, healed: 0, gone: 0 },
    ]);
  });

  it('reads what is missing, in the window and after it, and leaves the cursor', async () => {
    const world = new World();
    for (let index = 0; index < 4; index += 1) deliver(world, `m${index}`);
    await world.syncAll();
    for (let index = 4; index < 8; index += 1) deliver(world, `m${index}`);
    await world.syncAll();
    const cursor = world.entry('inbox')?.cursor;
    for (const uid of [2, 3, 7]) lose(world, uid);
    const { mailboxes } = await reconcileAccount(world.ports(), 'account-1', never);
    expect(mailboxes[0]).toMatchObject({ server: 8, missing: 3, healed: 3, gone: 0 });
    expect(world.ledger('inbox')).toHaveLength(8);
    expect(world.entry('inbox')?.cursor).toEqual(cursor);
  });

  it('tells what is gone on the server, and keeps it here', async () => {
    const world = new World();
    for (let index = 0; index < 4; index += 1) deliver(world, `m${index}`);
    await world.syncAll();
    world.inbox.expunge(2);
    const { mailboxes } = await reconcileAccount(world.ports(), 'account-1', never);
    expect(mailboxes[0]).toMatchObject({ server: 3, decided: 4, missing: 0, gone: 1 });
    expect(world.database.messages.stored.size).toBe(4);
  });

  it('reads new mail first, and does not call missing what the backfill has yet to read', async () => {
    const world = new World();
    for (let index = 0; index < 4; index += 1) deliver(world, `m${index}`);
    await world.sync();
    deliver(world, 'new');
    const { mailboxes } = await reconcileAccount(world.ports(), 'account-1', never);
    expect(mailboxes[0]).toMatchObject({ server: 1, decided: 1, missing: 0 });
  });

  it('does not bring in what was there before an account that started at now', async () => {
    const world = new World({ backfillDays: 0 });
    deliver(world, 'before', { internalDate: '2026-03-15T08:00:00.000Z' });
    await world.syncAll();
    deliver(world, 'after');
    const { mailboxes } = await reconcileAccount(world.ports(), 'account-1', never);
    expect(mailboxes[0]).toMatchObject({ server: 1, decided: 1, missing: 0 });
    expect([...world.server.bodies]).toEqual(['after']);
  });

  it('walks UIDs that jump by billions', async () => {
    const world = new World({ backfillDays: 0 });
    await world.sync();
    deliver(world, 'a');
    world.inbox.jump(4_000_000_000);
    deliver(world, 'b');
    await world.syncAll();
    const { mailboxes } = await reconcileAccount(world.ports(), 'account-1', never);
    expect(mailboxes[0]).toMatchObject({ server: 2, decided: 2, missing: 0, gone: 0 });
  });

  it('is refused while a run has the account', async () => {
    const world = new World();
    await world.database.accounts.acquireLease('account-1', 60);
    await expect(reconcileAccount(world.ports(), 'account-1', never)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stops the account when the server refuses it', async () => {
    const world = new World();
    world.server.refuses = new MailError({ kind: 'auth', code: 'wrong-password', message: 'No.', remedier: 'owner' });
    await expect(reconcileAccount(world.ports(), 'account-1', never)).rejects.toMatchObject({ code: 'wrong-password' });
    expect(world.account().state).toBe('stopped');
  });
});

describe('reading a quarantined message again', () => {
  async function quarantine(world: World): Promise<QuarantinedSighting> {
    deliver(world, 'odd', { unreadable: true });
    await world.syncAll();
    const [row] = world.database.messages.of(world.entry('inbox')!.id, world.inbox.uidValidity);
    return { ...row!, accountId: 'account-1' };
  }
  const replay = (world: World, sighting: QuarantinedSighting, reparse: (rawKey: string) => Promise<ReturnType<typeof makeMessage>>) =>
    replaySighting({ ...world.ports(), reader: { reparse } }, sighting);

  it('imports it, and changes its one row', async () => {
    const world = new World();
    const sighting = await quarantine(world);
    const cursor = world.entry('inbox')?.cursor;
    expect(await replay(world, sighting, async () => makeMessage({ identity: 'odd' }))).toMatchObject({ outcome: 'imported' });
    expect(world.ledger('inbox')).toEqual(['1:imported']);
    expect(world.entry('inbox')?.cursor).toEqual(cursor);
    expect(world.database.accounts.isHeld('account-1')).toBe(false);
  });

  it('recognises what came by another way meanwhile', async () => {
    const world = new World();
    const sighting = await quarantine(world);
    deliver(world, 'odd');
    await world.syncAll();
    expect(await replay(world, sighting, async () => makeMessage({ identity: 'odd' }))).toMatchObject({ outcome: 'duplicate' });
    expect(world.database.messages.stored.size).toBe(1);
  });

  it('leaves it with the reason of today when it still cannot be read', async () => {
    const world = new World();
    const sighting = await quarantine(world);
    const refused = new MailError({ kind: 'malformed', code: 'too-many-parts', message: 'It has too many parts.', remedier: 'developer' });
    expect(await replay(world, sighting, async () => Promise.reject(refused))).toEqual({ outcome: 'quarantined', reason: 'It has too many parts.', error: expect.objectContaining({ code: 'too-many-parts' }) });
    expect(world.ledger('inbox')).toEqual(['1:quarantined']);
  });

  it('says that nothing was kept, or that it is not quarantined', async () => {
    const world = new World();
    const sighting = await quarantine(world);
    const reparse = async () => makeMessage({ identity: 'odd' });
    await expect(replay(world, { ...sighting, rawKey: null }, reparse)).rejects.toMatchObject({ code: 'blob-missing' });
    await expect(replay(world, { ...sighting, outcome: 'imported' }, reparse)).rejects.toMatchObject({ code: 'conflict' });
  });
});
