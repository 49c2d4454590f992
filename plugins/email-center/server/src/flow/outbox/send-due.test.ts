import { describe, expect, it } from 'vitest';
import type { AttemptEnd } from '../../domain/outbox/attempt';
import { SendingWorld, accepts, lost, type Answer } from '../../../../test/fakes/sending';

const MINUTE = 60_000;
const sent = async (change: Parameters<SendingWorld['submit']>[0] = {}, world = new SendingWorld()) => {
  const id = await world.submit(change);
  await world.runFor(MINUTE);
  return { world, id, item: world.item(id) };
};
const refuses = (permanent: boolean, response: string): Answer => () => ({
  end: 'not-taken', about: 'message', permanent, replies: [], error: { kind: 'transient', code: 'message-refused', message: response, remedier: 'owner', detail: response },
});
const unreachable: Answer = () => ({ end: 'not-taken', about: 'account', permanent: false, replies: [], error: lost });

describe('a message handed to the outbox', () => {
  it('is stored before it resolves, and sent when its time has come', async () => {
    const world = new SendingWorld();
    const id = await world.submit({ sendAt: world.clock.now().getTime() + 10_000 });
    expect(world.item(id)).toMatchObject({ state: 'held', attempts: 0 });
    await world.run();
    expect(world.smtp.taken).toEqual([]);
    await world.runFor(11_000);
    expect(world.smtp.taken).toHaveLength(1);
    expect(world.item(id)).toMatchObject({ state: 'sent', recipients: [{ address: 'anna@people.example', state: 'accepted', response: '250 2.0.0 queued' }] });
  });

  it('is in the history at once, linked by its recipients and to the record it was written on', async () => {
    const world = new SendingWorld();
    world.database.addresses.know('anna@people.example', 'anna');
    const { item } = await sent({ record: { recordType: 'api::case.case', recordId: 'case-7' }, bcc: [{ name: '', address: 'silent@people.example' }] }, world);
    expect([...world.database.messages.stored.values()]).toMatchObject([{ direction: 'outgoing', identity: item.identity, message: { bcc: [{ name: '', address: 'silent@people.example' }] } }]);
    expect([...world.database.messages.activities]).toEqual([`${item.identity} api::person.person anna`]);
    expect(world.linked).toEqual([`${item.storedMessage} case-7`]);
    expect(world.drafts).toEqual({ released: [], sent: ['draft-1'] });
    expect(world.database.messages.sightings.size).toBe(0);
  });

  it('is known when the import sees it in Sent, and stored once', async () => {
    const { world } = await sent();
    await world.syncAll();
    expect(world.ledger('sent')).toEqual(['1:duplicate']);
    expect(world.database.messages.stored.size).toBe(1);
  });

  it('is known there also when its provider took it apart and named it anew', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push((handover) => {
      const { message } = [...world.raw.values()][0]!;
      world.sent.deliver({ ...message, messageId: 'renamed@provider.example', identity: 'another' }, { internalDate: '2026-03-15T10:00:01.000Z' });
      return { ...accepts(handover), serverMessageId: 'renamed@provider.example' } as AttemptEnd;
    });
    const { item } = await sent({}, world);
    expect(item.filing.state).toBe('provider');
    await world.syncAll();
    expect(world.ledger('sent')).toEqual(['1:duplicate']);
    expect(world.database.messages.stored.size).toBe(1);
  });

  it('never lies in the outbox twice for one draft', async () => {
    const world = new SendingWorld();
    await world.submit();
    await expect(world.submit()).rejects.toMatchObject({ code: 'being-sent' });
  });

  it('is refused from an account that is not the writer\'s, and under another address', async () => {
    const world = new SendingWorld();
    await expect(world.submit({ userId: 2 })).rejects.toMatchObject({ code: 'invalid-input', field: 'accountId' });
    await expect(world.submit({ from: { name: '', address: 'boss@example.com' } })).rejects.toMatchObject({ code: 'invalid-input', field: 'from' });
    await expect(new SendingWorld({ kind: 'intake' }).submit()).rejects.toMatchObject({ field: 'accountId' });
    await expect(new SendingWorld({ kind: 'forward' }).submit()).rejects.toMatchObject({ field: 'accountId' });
    expect(world.raw.size).toBe(0);
  });
});

describe('what the server says', () => {
  it('now is no reason to give up: it is tried again, with the same octets', async () => {
    const world = new SendingWorld();
    const id = await world.submit();
    const keys: string[] = [];
    world.smtp.answers.push((handover, octets) => (keys.push(world.item(id).rawKey), refuses(false, '451 later')(handover, octets)));
    await world.runFor(2 * MINUTE);
    expect(world.item(id)).toMatchObject({ state: 'sent', attempts: 2, rawKey: keys[0] });
    expect(world.smtp.taken).toHaveLength(1);
  });

  it('for good ends it, with the reason, and keeps the draft', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(refuses(true, '554 no'));
    const { item } = await sent({}, world);
    expect(item).toMatchObject({ state: 'failed', dueAt: null, attempts: 1, error: { code: 'message-refused', detail: '554 no' } });
    expect(world.drafts.sent).toEqual([]);
    expect(world.smtp.tries).toBe(1);
  });

  it('of single recipients is kept with each; the others have it, and nobody gets it twice', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push((handover) => {
      world.smtp.taken.push({ from: '', recipients: ['anna@people.example'], octets: '' });
      const [anna, bert, carl] = handover.recipients as [string, string, string];
      return {
        end: 'taken', archive: null, response: '250 ok', serverMessageId: null,
        replies: [{ address: anna, accepted: true, response: '250 ok' }, { address: bert, accepted: false, response: '550 5.1.1 unknown' }, { address: carl, accepted: false, response: '452 4.2.2 full' }],
      };
    });
    const id = await world.submit({ cc: [{ name: '', address: 'bert@people.example' }, { name: '', address: 'carl@people.example' }] });
    await world.run();
    const item = world.item(id);
    expect(item.state).toBe('queued');
    expect(item.storedMessage).not.toBeNull();
    await world.runFor(5 * MINUTE);
    expect(world.item(item.id)).toMatchObject({ state: 'sent', recipients: [{ state: 'accepted' }, { state: 'refused', response: '550 5.1.1 unknown' }, { state: 'accepted' }] });
    expect(world.smtp.taken.map(({ recipients }) => recipients)).toEqual([['anna@people.example'], ['carl@people.example']]);
    expect(world.sent.mails.size).toBe(1);
  });

  it('is asked for a day, then it is told that it was not sent', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(...Array.from({ length: 100 }, () => refuses(false, '451 later')));
    const id = await world.submit();
    await world.runFor(30 * 60 * MINUTE);
    expect(world.item(id)).toMatchObject({ state: 'failed', dueAt: null });
    expect(world.smtp.tries).toBeLessThan(30);
  });

  it('of a server that cannot be reached makes all messages of the account wait', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(unreachable);
    const first = await world.submit();
    const second = await world.submit({ draftId: 'draft-2' });
    await world.run();
    await world.run();
    expect(world.smtp.tries).toBe(1);
    await world.runFor(5 * MINUTE);
    expect([world.item(first).state, world.item(second).state]).toEqual(['sent', 'sent']);
  });
});

describe('an account whose server refuses its login', () => {
  const denied: Answer = () => ({ end: 'not-taken', about: 'account', permanent: false, replies: [], error: { kind: 'auth', code: 'wrong-password', message: 'No.', remedier: 'owner' } });

  it('is stopped as an import would stop it; what is queued waits, says why, and goes when it is well again', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(denied);
    const id = await world.submit();
    await world.run();
    expect(world.account()).toMatchObject({ state: 'stopped', error: { code: 'wrong-password' } });
    await world.runFor(48 * 60 * MINUTE);
    expect(world.item(id)).toMatchObject({ state: 'queued', error: { code: 'wrong-password' } });
    expect(world.smtp.tries).toBe(1);
    await world.database.accounts.update('account-1', { state: 'active', error: null });
    await world.runFor(MINUTE);
    expect(world.item(id).state).toBe('sent');
  });

  it('and that does not import has to be tested again before it sends', async () => {
    const world = new SendingWorld({ state: 'paused' });
    world.smtp.answers.push(denied);
    await world.submit();
    await world.run();
    expect(world.account()).toMatchObject({ state: 'paused', testedSettings: null, error: { code: 'wrong-password' } });
  });
});

describe('the rate of an account', () => {
  it('is kept, and the rest follows in the next minute', async () => {
    const world = new SendingWorld();
    world.settings = { ...world.settings, perMinute: 3 };
    for (let index = 0; index < 5; index += 1) await world.submit({ draftId: `draft-${index}` });
    await world.run();
    expect(world.smtp.taken).toHaveLength(3);
    await world.runFor(2 * MINUTE);
    expect(world.smtp.taken).toHaveLength(5);
  });
});

describe('the archive address', () => {
  it('gets every message, behind the recipients\' backs: in the envelope and nowhere else', async () => {
    const world = new SendingWorld();
    world.settings = { ...world.settings, archiveAddress: 'archive@vault.example' };
    const { item } = await sent({}, world);
    expect(world.smtp.taken).toMatchObject([{ recipients: ['anna@people.example', 'archive@vault.example'] }]);
    expect(world.smtp.taken[0]!.octets).not.toContain('archive');
    expect(JSON.stringify(item.recipients)).not.toContain('archive');
  });

  it('that is refused harms nothing and is not tried again', async () => {
    const world = new SendingWorld();
    world.settings = { ...world.settings, archiveAddress: 'archive@vault.example' };
    world.smtp.answers.push((handover) => ({ ...accepts(handover), archive: { address: handover.archive!, accepted: false, response: '550 5.1.1 unknown' } }) as ReturnType<typeof accepts>);
    const { item } = await sent({}, world);
    expect(item).toMatchObject({ state: 'sent', archive: { state: 'refused' }, error: null });
    expect(world.smtp.tries).toBe(1);
  });

  it('that became a managed account meanwhile gets nothing, and the message goes all the same', async () => {
    const world = new SendingWorld();
    world.settings = { ...world.settings, archiveAddress: 'Info+archive@Firm.example' };
    world.managed.push('info@firm.example');
    const { item } = await sent({}, world);
    expect(world.smtp.taken.map(({ recipients }) => recipients)).toEqual([['anna@people.example']]);
    expect(item).toMatchObject({ state: 'sent', archive: { state: 'refused' } });
  });
});

describe('the Sent mailbox', () => {
  it('gets the message once, unless the provider puts it there', async () => {
    const { world, item } = await sent();
    expect(world.sent.mails.size).toBe(1);
    expect(item.filing.state).toBe('appended');
    const provider = new SendingWorld();
    provider.smtp.answers.push((handover) => {
      provider.sent.deliver([...provider.raw.values()][0]!.message, { internalDate: '2026-03-15T10:00:00.000Z' });
      return accepts(handover);
    });
    const filed = await sent({}, provider);
    expect(filed.item.filing.state).toBe('provider');
    expect(provider.sent.mails.size).toBe(1);
    expect(provider.outbox.sending.get('account-1')).toMatchObject({ providerFiles: true });
  });

  it('is left to the provider where a setting says so', async () => {
    const world = new SendingWorld();
    world.settings = { ...world.settings, sentFiling: 'provider' };
    expect((await sent({}, world)).item.filing.state).toBe('provider');
    expect(world.server.commands).not.toContain('APPEND');
  });

  it('of a provider known to file is looked into for some minutes before we file ourselves', async () => {
    const world = new SendingWorld({ smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' } });
    const id = await world.submit();
    await world.runFor(4 * MINUTE);
    expect(world.server.commands).not.toContain('APPEND');
    await world.runFor(4 * MINUTE);
    expect(world.item(id).filing.state).toBe('appended');
    expect(world.sent.mails.size).toBe(1);
  });

  it('that cannot be written is tried again by itself, and nothing is sent again', async () => {
    const world = new SendingWorld();
    world.server.mailboxes.delete('Sent');
    const { id } = await sent({}, world);
    expect(world.item(id)).toMatchObject({ state: 'sent', filing: { state: 'waiting', why: expect.stringContaining('Sent') } });
    world.server.mailboxes.set('Sent', world.sent);
    await world.runFor(60 * MINUTE);
    expect(world.item(id).filing.state).toBe('appended');
    expect(world.smtp.tries).toBe(1);
  });
});

describe('a message handed over without an answer', () => {
  it('is sent when it is found in Sent, which the provider had filled', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push((handover, octets) => {
      world.sent.deliver([...world.raw.values()][0]!.message, { internalDate: '2026-03-15T10:00:00.000Z' });
      return world.smtp.breakAfterData(handover, octets);
    });
    const { item } = await sent({}, world);
    expect(item).toMatchObject({ state: 'sent', recipients: [{ state: 'accepted' }] });
    expect(world.smtp.tries).toBe(1);
  });

  it('is sent when somebody whose mail is imported here got it', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(world.smtp.breakAfterData);
    const id = await world.submit();
    world.outbox.sighted.add(world.item(id).messageId);
    await world.runFor(MINUTE);
    expect(world.item(id).state).toBe('sent');
  });

  it('is uncertain where nothing tells, and never sent again by itself', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(world.smtp.breakAfterData);
    const id = await world.submit();
    await world.runFor(72 * 60 * MINUTE);
    expect(world.item(id)).toMatchObject({ state: 'uncertain', dueAt: null });
    expect(world.smtp.tries).toBe(1);
  });

  it('is sent again when a person says so, after another look', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(world.smtp.breakAfterData);
    const id = await world.submit();
    await world.runFor(MINUTE);
    await world.application().retry(id);
    await world.runFor(MINUTE);
    expect(world.item(id).state).toBe('sent');
    expect(world.smtp.tries).toBe(2);
  });

  it('was not sent where the provider files everything and has not filed it', async () => {
    const world = new SendingWorld({ smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' } });
    world.smtp.answers.push(() => ({ end: 'unknown', error: lost }));
    const id = await world.submit();
    const handed = world.clock.now().getTime();
    Object.assign(world.item(id), { handedOverAt: handed });
    await world.runFor(20 * MINUTE);
    expect(world.item(id).state).toBe('uncertain');
    await world.runFor(180 * MINUTE);
    expect(world.item(id).state).toBe('sent');
    expect(world.smtp.tries).toBe(2);
  });
});

describe('people who go', () => {
  it('leave nothing behind that is sent in their name, and nothing that is lost in silence', async () => {
    const world = new SendingWorld();
    const id = await world.submit();
    world.activeUsers.clear();
    await world.application().dropLeavers();
    expect(world.item(id)).toMatchObject({ state: 'failed', orphaned: true });
    await world.run();
    expect(world.smtp.tries).toBe(0);
  });

  it('and accounts that go: what was queued is shown as failed, and its draft can be had back', async () => {
    const world = new SendingWorld();
    const id = await world.submit();
    world.database.accounts.rows.delete('account-1');
    await world.application().accountRemoved('account-1');
    expect(world.item(id)).toMatchObject({ state: 'failed', orphaned: true, error: { code: 'account-removed' } });
    expect(await world.application().cancel(id)).toBe('draft-1');
    expect(world.drafts.released).toEqual(['draft-1']);
  });

  it('or lose the right to send while their message waits: it is not sent, and can be tried again when they have it back', async () => {
    const world = new SendingWorld();
    const id = await world.submit();
    world.usersWhoSend.clear();
    await world.run();
    expect(world.item(id)).toMatchObject({ state: 'failed', orphaned: false, error: { code: 'writer-without-right' } });
    expect(world.smtp.tries).toBe(0);
    world.usersWhoSend.add(1);
    await world.application().retry(id);
    await world.run();
    expect(world.item(id).state).toBe('sent');
  });

  it('or leave the group while their message waits: it is not sent', async () => {
    const world = new SendingWorld({ kind: 'group', group: { members: [1, 2], defaultHandler: null, distribution: 'none' } });
    const id = await world.submit();
    await world.database.accounts.update('account-1', { group: { members: [2], defaultHandler: null, distribution: 'none' } });
    await world.run();
    expect(world.item(id)).toMatchObject({ state: 'failed', error: { code: 'writer-not-of-account' } });
  });
});

describe('what a person does about it', () => {
  it('taking it back gives the draft back and leaves nothing to be sent', async () => {
    const world = new SendingWorld();
    const id = await world.submit({ sendAt: world.clock.now().getTime() + 10_000 });
    expect(await world.application().cancel(id)).toBe('draft-1');
    expect([world.drafts.released, world.outbox.rows.size, world.raw.size]).toEqual([['draft-1'], 0, 0]);
    await world.runFor(MINUTE);
    expect(world.smtp.tries).toBe(0);
  });

  it('taking back what was sent, or is just being sent, is refused', async () => {
    const { world, id } = await sent();
    await expect(world.application().cancel(id)).rejects.toMatchObject({ code: 'being-sent' });
    const other = await world.submit({ draftId: 'draft-2' });
    await world.outbox.claim(other, 60);
    await expect(world.application().cancel(other)).rejects.toMatchObject({ code: 'being-sent' });
  });

  it('sending it now gives what was planned for later the date of today', async () => {
    const world = new SendingWorld();
    const id = await world.submit({ sendAt: world.clock.now().getTime() + 7 * 24 * 60 * MINUTE, waits: 'scheduled' });
    await world.application().sendNow(id);
    await world.run();
    expect(JSON.parse(world.smtp.taken[0]!.octets)).toMatchObject({ date: '2026-03-15T10:00:00.000Z' });
    expect(world.raw.size).toBe(1);
  });

  it('dismissing what failed gives the draft back and ends the trouble', async () => {
    const world = new SendingWorld();
    world.smtp.answers.push(refuses(true, '554 no'));
    const { id } = await sent({}, world);
    expect(await world.application().counts({ userId: 1, seesOrphaned: false })).toEqual({ open: 1, trouble: 1 });
    await world.application().dismiss(id);
    expect(await world.application().counts({ userId: 1, seesOrphaned: false })).toEqual({ open: 0, trouble: 0 });
    expect(world.drafts.released).toEqual(['draft-1']);
  });
});
