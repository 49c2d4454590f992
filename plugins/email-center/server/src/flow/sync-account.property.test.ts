/**
 * Random stories of a mailbox and its import: deliveries, deletions, renumberings, failures, kills between any two calls
 * of a port, two nodes at once. However the story went, at its end the ledger equals the server and nothing is doubled.
 */
import { describe, expect, it } from 'vitest';
import { Interruptions, Killed } from '../../../test/fakes/interruptions';
import { makeMessage } from '../../../test/fakes/mail';
import type { FakeMailbox, StoredMail } from '../../../test/fakes/mail-server';
import { Chance } from '../../../test/fakes/random';
import { World } from '../../../test/fakes/world';
import { MailError } from '../domain/mail/mail-error';
import { reconcileAccount } from './reconcile';

const STORIES = 400;
const STEPS = 40;

class Story {
  readonly world: World;
  readonly chance: Chance;
  /** Identities that the server held back at least once. */
  readonly shy = new Set<string>();
  private written = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.world = new World({ importPolicy: this.chance.chance(0.3) ? 'matches-only' : 'all', backfillDays: this.chance.pick([0, 7, 30]) });
    this.world.random = () => this.chance.next();
    this.world.server.batch = 1 + this.chance.below(5);
    this.world.server.saysUidNext = this.chance.chance(0.8);
    for (let index = 0; index < 3; index += 1) this.world.database.addresses.know(`known-${index}@example.org`, `record-${index}`);
    for (let count = this.chance.below(30); count > 0; count -= 1) this.deliver();
  }

  async step(): Promise<void> {
    const { chance } = this;
    const dice = chance.below(100);
    if (dice < 30) for (let count = chance.below(6); count >= 0; count -= 1) this.deliver();
    else if (dice < 38) this.expunge();
    else if (dice < 42) this.mailbox().renumber();
    else if (dice < 45) this.mailbox().jump(chance.pick([1, 30, 50_000, 1_000_000]));
    else if (dice < 55) this.world.clock.advance(chance.below(15 * 60_000));
    else if (dice < 60) await this.run(() => reconcileAccount(this.world.ports(this.interruptions()), 'account-1', new AbortController().signal));
    else if (dice < 65) await Promise.all([this.runSync(), this.runSync()]);
    else await this.runSync();
  }

  /** Quiet weather at last: everything that is left is read, and a second run finds nothing to do. */
  async end(): Promise<void> {
    this.world.clock.advance(5 * 60 * 60_000);
    expect((await this.world.syncAll()).status).toBe('done');
    const { transactions } = this.world.database.messages;
    await this.world.syncAll();
    expect(this.world.database.messages.transactions).toBe(transactions);
  }

  private mailbox(): FakeMailbox {
    return this.chance.chance(0.7) ? this.world.inbox : this.world.sent;
  }

  private deliver(): void {
    const { chance, world } = this;
    // A tenth is a copy of an older message: the same identity under another UID, perhaps in the other mailbox.
    const identity = chance.chance(0.1) && this.written > 0 ? `m${chance.below(this.written)}` : `m${this.written++}`;
    const known = Number(identity.slice(1)) % 3 === 0;
    const address = known ? `known-${Number(identity.slice(1)) % 3}@example.org` : 'stranger@example.net';
    const opened = world.entry('inbox')?.cursor != null;
    const moved = opened && chance.chance(0.05);
    const age = moved || (!opened && chance.chance(0.2)) ? 60 * 86_400_000 : opened ? 0 : chance.below(5 * 86_400_000);
    const withheld = chance.chance(0.05) ? chance.pick([1, 2, Infinity]) : 0;
    if (withheld > 0) this.shy.add(identity);
    this.mailbox().deliver(makeMessage({ identity, from: address, to: address, subject: moved ? 'moved here' : undefined }), {
      internalDate: new Date(world.clock.now().getTime() - age).toISOString(), unreadable: chance.chance(0.03), withheld,
    });
  }

  private expunge(): void {
    const mailbox = this.mailbox();
    const uids = [...mailbox.mails.keys()];
    for (let count = this.chance.below(4); count > 0 && uids.length > 0; count -= 1) mailbox.expunge(this.chance.pick(uids));
  }

  private runSync(): Promise<void> {
    const { chance, world } = this;
    const stop = new AbortController();
    const interruptions = this.interruptions(stop);
    return this.run(() => world.sync(chance.pick(['sync', 'backfill']), { interruptions, stop: stop.signal, asked: chance.chance(0.8) }));
  }

  /** A killed run, or one that failed loudly, is one of the things that happen. A broken promise of a store is not. */
  private async run(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const cause = error instanceof MailError ? (error.cause ?? error) : error;
      if (!(cause instanceof Killed) && !(cause instanceof MailError)) throw error;
    }
    // Else the account would be held for long by runs that were killed.
    if (this.chance.chance(0.7)) this.world.clock.advance(61_000);
  }

  /** At one call, or at none: a kill before or after its effect, a failure, a stop, or a server that changes under it. */
  private interruptions(stop?: AbortController): Interruptions {
    const { chance } = this;
    const at = 1 + chance.below(chance.pick([10, 30, 80]));
    const event = chance.pick(['none', 'kill before', 'kill after', 'failure', 'lost answer', 'stop', 'renumber', 'deliver', 'expunge', 'usurp', 'slow'] as const);
    return new Interruptions({
      before: (call) => {
        if (event === 'slow') this.world.clock.advance(chance.below(3_000));
        if (call === at) this.strike(event, stop);
      },
      after: (call) => {
        if (call !== at) return;
        if (event === 'kill after') throw new Killed();
        if (event === 'lost answer') throw lost();
      },
    });
  }

  private strike(event: string, stop?: AbortController): void {
    if (event === 'kill before') throw new Killed();
    if (event === 'failure') throw lost();
    if (event === 'stop') stop?.abort();
    if (event === 'renumber') this.mailbox().renumber();
    if (event === 'deliver') this.deliver();
    if (event === 'expunge') this.expunge();
    // A pause of the process that is longer than its lease: somebody else may have had the account meanwhile.
    if (event === 'usurp') this.world.clock.advance(200_000);
  }
}

const lost = (): MailError => new MailError({ kind: 'transient', code: 'connection-lost', message: 'The connection was lost.', remedier: 'provider' });

/**
 * An old message that is moved here later is imported with its new UID, but after a renumbering nobody can tell it from
 * one that was always there.
 */
const isMovedHere = (mail: StoredMail): boolean => mail.message.subject === 'moved here';

/** Told from the dates alone: what a person would expect to find. */
function expected(story: Story, mailbox: FakeMailbox): number[] {
  const { backfillDays, activatedAt } = story.world.account();
  const start = backfillDays === 0 ? activatedAt! : new Date(new Date(activatedAt!).getTime() - backfillDays * 86_400_000).toISOString().slice(0, 10);
  return [...mailbox.mails.values()].filter((mail) => mail.internalDate >= start && !isMovedHere(mail)).map((mail) => mail.uid).sort((a, b) => a - b);
}

function checkMailbox(story: Story, role: 'inbox' | 'sent'): void {
  const { world } = story;
  const mailbox = role === 'inbox' ? world.inbox : world.sent;
  const entry = world.entry(role)!;
  const ledger = world.database.messages.of(entry.id, mailbox.uidValidity);
  const present = ledger.filter((row) => mailbox.mails.has(row.uid));
  expect(present.map((row) => row.uid).filter((uid) => !isMovedHere(mailbox.mails.get(uid)!))).toEqual(expected(story, mailbox));
  expect(present.filter((row) => row.outcome === 'vanished')).toEqual([]);
  for (const row of present.filter((candidate) => candidate.outcome === 'quarantined')) {
    const mail = mailbox.mails.get(row.uid)!;
    expect(mail.unreadable || story.shy.has(mail.message.identity)).toBe(true);
  }
  for (const row of present) if (row.identity !== null) expect(row.identity).toBe(mailbox.mails.get(row.uid)!.message.identity);
}

function checkStored(story: Story): void {
  const { messages } = story.world.database;
  const rows = [...messages.sightings.values()];
  const imported = rows.filter((row) => row.outcome === 'imported').map((row) => row.identity);
  expect(new Set(imported).size).toBe(imported.length);
  expect(imported.sort()).toEqual([...messages.stored.keys()].sort());
  expect(messages.activities.size).toBe(messages.links.size);
  expect(messages.deliveries.size).toBe(messages.stored.size);
}

function checkPrivacy(story: Story): void {
  const { world } = story;
  if (world.account().importPolicy === 'all') return;
  for (const identity of world.server.bodies) expect(Number(identity.slice(1)) % 3).toBe(0);
}

describe('whatever happens', () => {
  it.each(Array.from({ length: 8 }, (_, block) => block))('the ledger equals the server at the end, and nothing is doubled (block %i)', { timeout: 60_000 }, async (block) => {
    for (let index = 0; index < STORIES / 8; index += 1) {
      const seed = block * 10_000 + index;
      try {
        const story = new Story(seed);
        for (let step = 0; step < STEPS; step += 1) await story.step();
        await story.end();
        checkMailbox(story, 'inbox');
        checkMailbox(story, 'sent');
        checkStored(story);
        checkPrivacy(story);
        const result = await reconcileAccount(story.world.ports(), 'account-1', new AbortController().signal);
        expect(result.mailboxes.map(({ missing, healed }) => ({ missing, healed }))).toEqual([{ missing: 0, healed: 0 }, { missing: 0, healed: 0 }]);
        expect(story.world.clock.timers).toBe(0);
      } catch (error) {
        throw new Error(`story ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
  });
});
