/**
 * The import flow over the real stores: short random stories of deliveries, deletions, renumberings, failures and kills
 * between any two calls of a port. At the end of each the ledger in the database equals the server.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncAccount, type SyncPorts } from '../../server/src/flow/sync-account';
import { MailError } from '../../server/src/domain/mail/mail-error';
import { FakeClock } from '../fakes/clock';
import { Interruptions, Killed } from '../fakes/interruptions';
import { makeMessage } from '../fakes/mail';
import { FakeMailServer, type FakeMailbox } from '../fakes/mail-server';
import { FakeLogger, FakeNotifier, FakeScheduler } from '../fakes/notifier';
import { FakePolicies } from '../fakes/policies';
import { Chance } from '../fakes/random';
import { SQL_CLIENTS } from '../servers/sql';
import { account as makeAccount, count, know, openDatabase, type TestDatabase } from './database-harness';

const STORIES = 12;
const STEPS = 25;

class Story {
  readonly chance: Chance;
  readonly clock = new FakeClock('2026-11-12T10:00:00.000Z');
  readonly server = new FakeMailServer();
  readonly inbox: FakeMailbox;
  readonly account;
  private written = 0;

  constructor(private readonly test: TestDatabase, private readonly seed: number) {
    this.chance = new Chance(seed);
    this.test.clock.now = () => this.clock.now();
    this.server.batch = 1 + this.chance.below(6);
    this.inbox = this.server.addMailbox('INBOX');
    this.server.addMailbox('Sent', '\\Sent');
    this.account = makeAccount({ activatedAt: this.clock.now().toISOString(), importPolicy: this.chance.chance(0.3) ? 'matches-only' : 'all' });
  }

  async tell(): Promise<void> {
    await this.test.database.accounts.insert(this.account, 'secret');
    this.deliver(20);
    for (let step = 0; step < STEPS; step += 1) await this.step();
    this.clock.advance(24 * 3_600_000);
    for (let round = 0; round < 50; round += 1) {
      const { status, more } = await this.sync(new Interruptions(), true);
      if (status === 'done' && !more.backfill && !more.newMail) return;
    }
    throw new Error('the import does not come to an end');
  }

  private async step(): Promise<void> {
    const dice = this.chance.below(10);
    if (dice < 3) this.deliver(this.chance.below(8));
    else if (dice === 3) for (const uid of this.inbox.mails.keys()) if (this.chance.chance(0.1)) this.inbox.expunge(uid);
    if (dice === 4 && this.chance.chance(0.4)) this.inbox.renumber();
    if (dice >= 5) await this.run();
  }

  private deliver(messages: number): void {
    for (let left = messages; left > 0; left -= 1) {
      const number = this.chance.chance(0.1) && this.written > 0 ? this.chance.below(this.written) : this.written++;
      // Identities are shared by all stories of a database, as those of several accounts are.
      const identity = createHash('sha256').update(`shared ${this.seed % 3} ${number}`).digest('hex');
      this.inbox.deliver(makeMessage({ identity, from: number % 3 === 0 ? 'known@example.org' : 'stranger@example.net' }), {
        internalDate: this.clock.now().toISOString(), unreadable: this.chance.chance(0.05), withheld: this.chance.chance(0.05) ? 1 : 0,
      });
    }
  }

  private async run(): Promise<void> {
    const at = 1 + this.chance.below(60);
    const event = this.chance.pick(['none', 'kill before', 'kill after', 'failure', 'renumber', 'deliver'] as const);
    const interruptions = new Interruptions({
      before: (call) => {
        if (call !== at) return;
        if (event === 'kill before') throw new Killed();
        if (event === 'failure') throw new MailError({ kind: 'transient', code: 'connection-lost', message: 'Lost.', remedier: 'provider' });
        if (event === 'renumber') this.inbox.renumber();
        if (event === 'deliver') this.deliver(3);
      },
      after: (call) => {
        if (call === at && event === 'kill after') throw new Killed();
      },
    });
    try {
      await this.sync(interruptions, true);
    } catch (error) {
      if (!(error instanceof Killed) && !(error instanceof MailError && error.cause instanceof Killed)) throw error;
    }
    this.clock.advance(61_000);
  }

  private sync(interruptions: Interruptions, asked: boolean) {
    return syncAccount(this.ports(interruptions), { accountId: this.account.id, lane: 'backfill', asked }, new AbortController().signal);
  }

  private ports(interruptions: Interruptions): SyncPorts {
    const { accounts, mailboxes, messages, addresses, seenMarks } = this.test.database;
    return {
      accounts: interruptions.guard(accounts), mailboxes: interruptions.guard(mailboxes), messages: interruptions.guard(messages), addresses: interruptions.guard(addresses),
      seenMarks: interruptions.guard(seenMarks), server: interruptions.guard(this.server), scheduler: new FakeScheduler(), notifier: new FakeNotifier(), clock: this.clock, logger: new FakeLogger(),
      random: () => this.chance.next(), policies: new FakePolicies(),
    };
  }
}

describe.each(SQL_CLIENTS)('an import into %s', (client) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDatabase(client);
    await know(test, [{ address: 'known@example.org', recordId: 'known' }]);
  });
  afterAll(() => test?.close());

  it('ends with a ledger that equals the server, whatever happened, and with nothing doubled', { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= STORIES; seed += 1) {
      const story = new Story(test, seed);
      await story.tell();
      const inbox = (await test.database.mailboxes.list(story.account.id)).find((mailbox) => mailbox.role === 'inbox')!;
      const rows = (await test.knex('email_center_sightings').where({ mailbox_id: inbox.id, uid_validity: story.inbox.uidValidity }).select('uid', 'outcome')) as { uid: number | string; outcome: string }[];
      const present = rows.map((row) => Number(row.uid)).filter((uid) => story.inbox.mails.has(uid)).sort((a, b) => a - b);
      expect(present, `story ${seed}`).toEqual([...story.inbox.mails.keys()].sort((a, b) => a - b));
      const imported = await count(test, 'email_center_sightings', { outcome: 'imported' });
      expect(await count(test, 'email_center_messages'), `story ${seed}`).toBe(imported);
      expect(await count(test, 'email_center_activities'), `story ${seed}`).toBe(await count(test, 'email_center_links'));
    }
    const doubled = (await test.knex('email_center_messages').select('identity').groupBy('identity').havingRaw('count(*) > 1')) as unknown[];
    expect(doubled).toEqual([]);
  });
});
