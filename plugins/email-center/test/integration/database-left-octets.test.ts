/** Octets of mail that is not kept, on real databases: noted with the filing that leaves them over, and never taken for unused while anything refers to them. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ListEntry } from '../../server/src/domain/intake/lists';
import { DEFAULT_POLICY, type IntakePolicy } from '../../server/src/domain/intake/policy';
import type { SightedMail } from '../../server/src/domain/intake/types';
import type { Message } from '../../server/src/domain/mail/message';
import type { OutboxItem } from '../../server/src/domain/outbox/item';
import { SAVED_WITHIN } from '../../server/src/flow/left-octets/discard-left';
import { SQL_CLIENTS } from '../servers/sql';
import { connectAccount, EVERYTHING, file, mail, openDatabase, type Connected, type TestDatabase } from './database-harness';

const NOTES = 'email_center_left_octets';
const keyOf = (name: string): string => createHash('sha256').update(name).digest('hex');
const blocked: IntakePolicy = {
  ...DEFAULT_POLICY,
  lists: [{ id: 'e1', kind: 'block', form: 'address', value: 'anna@example.org', scope: 'everybody', accountId: null, userId: null, note: '', createdBy: 1, createdAt: '' } satisfies ListEntry],
};

describe.each(SQL_CLIENTS)('octets of mail that is not kept, on %s', (client) => {
  let test: TestDatabase;
  let mine: Connected;
  let theirs: Connected;
  let number = 0;
  let uid = 0;
  beforeAll(async () => {
    test = await openDatabase(client);
  }, 60_000);
  afterAll(() => test?.close());
  beforeEach(async () => {
    number += 1;
    [mine, theirs] = [await connectAccount(test), await connectAccount(test)];
    await test.knex(NOTES).delete();
  });

  /** One message of this test, as octets of this name. */
  const letter = (octets: string, change: Partial<Message> = {}): SightedMail => ({ ...mail((uid += 1), { messageId: `left-${number}@example.org`, ...change }), rawKey: keyOf(`${number} ${octets}`) }) as SightedMail;
  const unreadable = (octets: string): SightedMail => ({
    ok: false, uid: (uid += 1), internalDate: '2026-11-12T00:00:00.000Z', size: 1, rawKey: keyOf(`${number} ${octets}`), envelope: null, error: { kind: 'malformed', code: 'message-unreadable', message: 'No.', remedier: 'developer' },
  });
  const leave = (...mails: SightedMail[]) => file(test, mine, mails, { policy: blocked });
  /** As long after now as it takes until they are looked at. */
  const looked = async (): Promise<Record<string, boolean>> => {
    const noted = await test.database.leftOctets.loadNoted(test.clock.time + SAVED_WITHIN + 1, 100);
    const names = new Map(['a', 'b', 'c', 'd'].map((name) => [keyOf(`${number} ${name}`), name]));
    return Object.fromEntries(noted.map(({ rawKey, isUsed }) => [names.get(rawKey), isUsed]));
  };
  const send = (octets: string, { account }: Connected, change: Partial<OutboxItem> = {}): Promise<void> => test.database.outbox.insert({
    id: `item-${number}`, accountId: account.id, userId: 1, state: 'queued', from: { name: '', address: account.address }, to: [{ name: '', address: 'anna@example.org' }], cc: [], bcc: [], subject: '', preview: '',
    attachmentCount: 0, size: 1, rawKey: keyOf(`${number} ${octets}`), messageId: `left-${number}@example.org`, serverMessageId: null, identity: keyOf(`sent ${number}`), needsUtf8: false, draftId: `draft-${number}`,
    answers: null, record: null, sendAt: test.clock.time, dueAt: null, attempts: 0, looks: 0, tryingSince: null, handedOverAt: null, askedAgain: false, error: null, recipients: [], archive: null, sentAt: null,
    storedMessage: null, filing: { state: 'waiting', why: '' }, filingTries: 0, orphaned: false, dismissed: false, createdAt: test.clock.time, ...change,
  });
  const idOf = async (accountId: string): Promise<number> => Number(((await test.knex('email_center_deliveries').where({ account_id: accountId }).first('message_id')) as { message_id: unknown }).message_id);

  it('are noted when a filing leaves them over, with nothing of it when it fails', async () => {
    const lease = { ...mine.lease, token: 'of another' };
    await expect(file(test, { ...mine, lease }, [letter('a')], { policy: blocked })).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await looked()).toEqual({});
    await leave(letter('a'), letter('b', { messageId: `kept-${number}@example.org`, from: [{ name: '', address: 'berta@example.org' }] }));
    expect(await looked()).toEqual({ a: false });
  });

  it('are not looked at before their time, the oldest first, and are noted anew when they are left over again', async () => {
    const { leftOctets } = test.database;
    await leave(letter('a'));
    test.clock.time += 1_000;
    await leave(letter('b'));
    expect((await leftOctets.loadNoted(test.clock.time, 100)).map(({ rawKey }) => rawKey)).toEqual([keyOf(`${number} a`)]);
    expect((await leftOctets.loadNoted(test.clock.time + 1, 1)).map(({ rawKey }) => rawKey)).toEqual([keyOf(`${number} a`)]);
    test.clock.time += 1_000;
    await leave(letter('a'));
    expect((await leftOctets.loadNoted(test.clock.time + 1, 1)).map(({ rawKey }) => rawKey)).toEqual([keyOf(`${number} b`)]);
    await leftOctets.forget([keyOf(`${number} a`), keyOf(`${number} b`)], test.clock.time);
    expect(await looked()).toEqual({ a: false });
    await leftOctets.postpone([keyOf(`${number} a`)], test.clock.time + 5_000);
    expect(await leftOctets.loadNoted(test.clock.time + 1, 1)).toEqual([]);
  });

  it('are in use once another account keeps the message as these octets, whether it has a Message-ID or none', async () => {
    for (const change of [{}, { messageId: null, identity: keyOf(`${number} nameless`) }]) {
      await test.knex(NOTES).delete();
      const [kept, other] = change.messageId === null ? ['c', 'd'] : ['a', 'b'];
      await leave(letter(kept, change), letter(other, change));
      expect(await looked()).toEqual({ [kept]: false, [other]: false });
      await file(test, theirs, [letter(kept, change)]);
      expect(await looked()).toEqual({ [kept]: true, [other]: false });
    }
  });

  it('are in use while the message is stored as them, though the copy they came with is gone', async () => {
    await leave(letter('a'));
    await file(test, theirs, [letter('a')]);
    await file(test, mine, [letter('b')]);
    const copy = { messageId: await idOf(theirs.account.id), accountId: theirs.account.id };
    const [note] = (await test.knex(NOTES)) as object[];
    await test.knex(NOTES).delete();
    expect((await test.database.lists.erased.erase([copy], 'asked for', 1)).rawKeys).toEqual([]);
    expect(await looked()).toEqual({});
    await test.knex(NOTES).insert(note);
    expect(await looked()).toEqual({ a: true });
  });

  it('are in use where only one of several copies is these octets, in sight or out of it', async () => {
    await file(test, theirs, [letter('b')]);
    await leave(letter('a'));
    const third = await connectAccount(test);
    await file(test, third, [letter('a')]);
    expect(await looked()).toEqual({ a: true });
    const copy = { messageId: await idOf(third.account.id), accountId: third.account.id };
    await test.database.lists.hidden.hide([copy] as never, 'entry', null);
    expect(await looked()).toEqual({ a: true });
    await test.database.lists.hidden.show('entry', 10);
    expect(await looked()).toEqual({ a: true });
  });

  it('are in use where the message is the same though it was read as another one', async () => {
    await leave(letter('a'));
    await file(test, theirs, [letter('a', { identity: keyOf('read anew') })]);
    expect(await looked()).toEqual({ a: true });
  });

  it('are in use by a message that could not be read, until that one is decided anew', async () => {
    const broken = unreadable('a');
    await file(test, theirs, [broken]);
    await leave(letter('a', { messageId: null }));
    expect(await looked()).toEqual({ a: true });
    await file(test, theirs, [{ ...letter('a', { messageId: null }), uid: broken.uid }], { policy: blocked, replaced: new Map([[broken.uid, 'quarantined']]) });
    expect(await looked()).toEqual({ a: false });
  });

  it('are in use by a message in the outbox', async () => {
    await leave(letter('a'));
    await send('a', theirs);
    expect(await looked()).toEqual({ a: true });
  });

  it('are left over when a message is erased, noted with it: all of it, what was sent from here, and the copy of one account', async () => {
    await file(test, mine, [letter('a')]);
    await file(test, theirs, [letter('b')]);
    const id = await idOf(mine.account.id);
    const first = await test.database.lists.erased.erase([{ messageId: id, accountId: theirs.account.id }], 'asked for', 1);
    // Another account may be about to have these octets as its own.
    expect(first).toEqual({ erased: 0, rawKeys: [] });
    expect(await looked()).toEqual({ b: false });
    const { identity } = (await test.knex('email_center_messages').where({ id }).first('identity')) as { identity: string };
    await send('c', mine, { identity, state: 'sent' });
    const rest = await test.database.lists.erased.erase([{ messageId: id, accountId: mine.account.id }], 'asked for', 1);
    expect(rest.erased).toBe(1);
    expect(rest.rawKeys.sort()).toEqual([keyOf(`${number} a`), keyOf(`${number} c`)].sort());
    expect(await looked()).toEqual({ a: false, b: false, c: false });
    expect((await test.database.queries.listMessages(EVERYTHING, { limit: 10, account: mine.account.id })).items).toEqual([]);
  });
});
