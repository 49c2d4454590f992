/** Everything an import touches, in memory: one account on one server. */
import type { MailAccount } from '../../server/src/domain/mail/account';
import { syncAccount, type SyncPorts, type SyncRequest, type SyncResult } from '../../server/src/flow/sync-account';
import { makeAccount } from './account';
import { FakeClock } from './clock';
import { FakeDatabase } from './database';
import { FakePolicies } from './policies';
import { Interruptions } from './interruptions';
import { FakeMailServer, type FakeMailbox } from './mail-server';
import { FakeLogger, FakeNotifier, FakeScheduler } from './notifier';

export class World {
  readonly clock = new FakeClock();
  readonly database = new FakeDatabase(this.clock);
  readonly server = new FakeMailServer();
  readonly notifier = new FakeNotifier();
  readonly scheduler = new FakeScheduler();
  readonly logger = new FakeLogger();
  readonly inbox: FakeMailbox;
  readonly sent: FakeMailbox;
  readonly policies = new FakePolicies();
  random: () => number = () => 0.5;

  constructor(account: Partial<MailAccount> = {}) {
    this.inbox = this.server.addMailbox('INBOX');
    this.sent = this.server.addMailbox('Sent', '\\Sent');
    this.database.accounts.rows.set('account-1', { account: makeAccount(account), password: 'secret' });
    this.scheduler.scheduled.set('account-1', 10);
  }

  /** What a run is made with; `interruptions` stand between it and the world. */
  ports(interruptions = new Interruptions()): SyncPorts {
    const { accounts, mailboxes, messages, addresses, seenMarks } = this.database;
    return {
      server: interruptions.guard(this.server), accounts: interruptions.guard(accounts), mailboxes: interruptions.guard(mailboxes),
      messages: interruptions.guard(messages), addresses: interruptions.guard(addresses), seenMarks: interruptions.guard(seenMarks), scheduler: interruptions.guard(this.scheduler),
      notifier: this.notifier, clock: this.clock, logger: this.logger, random: () => this.random(), policies: this.policies,
    };
  }

  sync(lane: SyncRequest['lane'] = 'sync', options: { interruptions?: Interruptions; stop?: AbortSignal; asked?: boolean } = {}): Promise<SyncResult> {
    const { stop = new AbortController().signal, asked } = options;
    return syncAccount(this.ports(options.interruptions), { accountId: 'account-1', lane, asked }, stop);
  }

  /** Runs until nothing is left, as the jobs do. */
  async syncAll(): Promise<SyncResult> {
    for (let round = 0; round < 200; round += 1) {
      const result = await this.sync('backfill', { asked: true });
      if (result.status !== 'done' || (!result.more.backfill && !result.more.newMail)) return result;
    }
    throw new Error('The import does not come to an end.');
  }

  account(): MailAccount {
    return this.database.accounts.rows.get('account-1')!.account;
  }

  /** The mailbox as stored. */
  entry(role: 'inbox' | 'sent') {
    return [...this.database.mailboxes.rows.values()].find((row) => row.role === role);
  }

  /** The ledger of the present epoch as `uid:outcome`. */
  ledger(role: 'inbox' | 'sent'): string[] {
    const entry = this.entry(role);
    if (entry?.cursor == null) return [];
    return this.database.messages.of(entry.id, entry.cursor.uidValidity).map((row) => `${row.uid}:${row.outcome}`);
  }
}
