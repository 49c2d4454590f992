import { describe, expect, it } from 'vitest';
import { Interruptions, Killed } from '../../../../test/fakes/interruptions';
import { SendingWorld } from '../../../../test/fakes/sending';

const HOUR = 3_600_000;

/** Sends one message in a process that is killed at its n-th call, before or after that had its effect; then another process goes on. */
async function killedAt(call: number, when: 'before' | 'after') {
  const world = new SendingWorld();
  world.database.addresses.know('anna@people.example', 'anna');
  world.settings = { ...world.settings, archiveAddress: 'archive@vault.example' };
  const id = await world.submit({ record: { recordType: 'api::case.case', recordId: 'case-7' } });
  let name = '';
  const kill = (at: number, what: string): void => {
    if (at !== call) return;
    name = what;
    throw new Killed();
  };
  const interruptions = new Interruptions({ [when]: kill });
  await world.run(interruptions).catch((error: unknown) => error);
  // The first run may end by waiting for its second step: the process lives on until it is killed.
  if (name === '') {
    world.clock.advance(15_000);
    await world.run(interruptions).catch((error: unknown) => error);
  }
  world.clock.advance(120_000);
  await world.runFor(HOUR * 3);
  return { world, item: world.item(id), name };
}

/** How many calls a run makes that nothing interrupts. */
async function callsOfARun(): Promise<number> {
  const world = new SendingWorld();
  world.settings = { ...world.settings, archiveAddress: 'archive@vault.example' };
  await world.submit();
  const interruptions = new Interruptions();
  await world.run(interruptions);
  world.clock.advance(15_000);
  await world.run(interruptions);
  return interruptions.calls;
}

describe('a process killed while it sends', () => {
  it('at any step leaves the message sent exactly once, or uncertain; filed once, in Sent once', async () => {
    const calls = await callsOfARun();
    expect(calls).toBeGreaterThan(25);
    const uncertain: string[] = [];
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { world, item, name } = await killedAt(call, when);
        const where = `${when} call ${call} (${name})`;
        expect(name, where).not.toBe('');
        expect(world.smtp.taken.length, where).toBeLessThanOrEqual(1);
        if (item.state === 'uncertain') {
          uncertain.push(`${when} ${name}`);
          continue;
        }
        expect(item, where).toMatchObject({ state: 'sent', filing: { state: 'appended' }, dueAt: null });
        expect(world.smtp.taken, where).toHaveLength(1);
        expect(world.database.messages.stored.size, where).toBe(1);
        expect(world.database.messages.activities.size, where).toBe(1);
        expect(world.sent.mails.size, where).toBe(1);
        expect(world.drafts, where).toEqual({ released: [], sent: ['draft-1'] });
      }
    }
    // Only between the last octets and the note that the server has taken it.
    expect(new Set(uncertain)).toEqual(new Set(['after save', 'before deliver', 'after deliver', 'before save'].filter((step) => uncertain.includes(step))));
    expect(uncertain.length).toBeGreaterThan(0);
    expect(uncertain.length).toBeLessThanOrEqual(4);
  });
});

describe('taking a message back in a process that is killed', () => {
  it('at any step gives the draft back and sends nothing', async () => {
    for (let call = 1; call <= 12; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = new SendingWorld();
        const id = await world.submit({ sendAt: world.clock.now().getTime() + 10_000 });
        const kill = (at: number): void => {
          if (at === call) throw new Killed();
        };
        const taken = await world.application(new Interruptions({ [when]: kill })).cancel(id).then(() => true, () => false);
        const marked = world.outbox.rows.get(id)?.item.state !== 'held';
        world.clock.advance(120_000);
        await world.runFor(HOUR);
        if (taken || marked) expect([world.smtp.tries, world.drafts.released.length > 0, world.outbox.rows.size, world.raw.size], `${when} ${call}`).toEqual([0, true, 0, 0]);
        else expect(world.item(id).state, `${when} ${call}`).toBe('sent');
      }
    }
  });
});

describe('two runs that are due at the same time', () => {
  it('send a message once, however many they are', async () => {
    const world = new SendingWorld();
    const id = await world.submit();
    await Promise.all(Array.from({ length: 50 }, () => world.run()));
    expect(world.smtp.tries).toBe(1);
    expect(world.item(id).state).toBe('sent');
  });

  it('where one was paused for longer than its lease: it does not let the end of the message go', async () => {
    const world = new SendingWorld();
    const id = await world.submit();
    world.smtp.answers.push(async (handover) => {
      world.outbox.forget();
      await world.run();
      await handover.beforeEnd();
      throw new Error('it must not come here');
    });
    await world.run();
    expect(world.smtp.taken).toHaveLength(1);
    expect(world.item(id).state).toBe('sent');
  });
});
