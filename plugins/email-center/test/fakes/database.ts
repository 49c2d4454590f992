/**
 * The stores in memory, over one set of tables, with the promises the real ones make: one transaction per filing, the
 * lease checked in it, one row per UID and per identity. A promise broken by a flow throws a plain Error, so that no
 * flow can mistake it for weather.
 */
import type { ConnectionSettings, MailAccount } from '../../server/src/domain/mail/account';
import { MailError } from '../../server/src/domain/mail/mail-error';
import type { AddressHit, Outcome } from '../../server/src/domain/intake/types';
import type { FilingPlan, KnownMessage, NewMessageRow, SightingRow } from '../../server/src/domain/intake/plan-filing';
import type { SyncCursor } from '../../server/src/domain/sync/cursor';
import type { AccountStore, AddressIndex, Clock, FiledBatch, Lease, MailboxEntry, MailboxStore, MessageStore, RunProgress } from '../../server/src/flow/ports';
import { FakeSeenMarks } from './seen-marks';

type StoredSighting = SightingRow & { mailboxId: number; accountId: string };

export class FakeDatabase {
  readonly accounts: FakeAccountStore;
  readonly mailboxes: FakeMailboxStore;
  readonly messages: FakeMessageStore;
  readonly addresses = new FakeAddressIndex();
  readonly seenMarks: FakeSeenMarks;

  constructor(clock: Clock) {
    this.accounts = new FakeAccountStore(clock);
    this.mailboxes = new FakeMailboxStore(this.accounts);
    this.messages = new FakeMessageStore(this.accounts, this.mailboxes);
    this.seenMarks = new FakeSeenMarks(this.mailboxes, this.messages);
  }
}

export class FakeAccountStore implements AccountStore {
  readonly rows = new Map<string, { account: MailAccount; password: string }>();
  readonly progress: RunProgress[] = [];
  private readonly leases = new Map<string, { token: string; until: number }>();
  private tokens = 0;

  constructor(private readonly clock: Clock) {}

  async insert(account: MailAccount, password: string): Promise<void> {
    if ([...this.rows.values()].some((row) => row.account.address === account.address)) throw refuse('conflict', 'The address is in use.');
    this.rows.set(account.id, { account, password });
  }

  async load(id: string): Promise<MailAccount | null> {
    const row = this.rows.get(id);
    return row === undefined ? null : structuredClone(row.account);
  }

  async loadConnection(id: string): Promise<ConnectionSettings> {
    const row = this.rows.get(id);
    if (row === undefined) throw refuse('not-found', 'There is no such account.');
    const { address, imap, smtp, login } = row.account;
    return { accountId: id, address, imap, smtp, login, password: row.password };
  }

  async listActive(): Promise<MailAccount[]> {
    return [...this.rows.values()].map((row) => row.account).filter((account) => account.state === 'active');
  }

  async update(id: string, change: Partial<Omit<MailAccount, 'id'>>, password?: string): Promise<void> {
    const row = this.rows.get(id);
    if (row === undefined) throw refuse('not-found', 'There is no such account.');
    row.account = { ...row.account, ...change };
    if (password !== undefined) row.password = password;
  }

  async remove(id: string): Promise<void> {
    this.rows.delete(id);
  }

  async acquireLease(id: string, seconds: number): Promise<Lease | null> {
    const now = this.clock.now().getTime();
    if ((this.leases.get(id)?.until ?? 0) > now) return null;
    this.tokens += 1;
    const token = `lease-${this.tokens}`;
    this.leases.set(id, { token, until: now + seconds * 1_000 });
    return { accountId: id, token };
  }

  async renewLease(lease: Lease, seconds: number, progress?: RunProgress): Promise<void> {
    this.checkLease(lease);
    this.leases.set(lease.accountId, { token: lease.token, until: this.clock.now().getTime() + seconds * 1_000 });
    if (progress !== undefined) this.progress.push(progress);
  }

  async releaseLease(lease: Lease): Promise<void> {
    if (this.leases.get(lease.accountId)?.token === lease.token) this.leases.delete(lease.accountId);
  }

  /** Another run takes the account, as after a pause of this process that was longer than the lease. */
  usurp(id: string): void {
    this.tokens += 1;
    this.leases.set(id, { token: `lease-${this.tokens}`, until: Infinity });
  }

  isHeld(id: string): boolean {
    return (this.leases.get(id)?.until ?? 0) > this.clock.now().getTime();
  }

  checkLease(lease: Lease): void {
    if (this.leases.get(lease.accountId)?.token !== lease.token) throw refuse('lease-lost', 'Another run has the account.');
  }
}

export class FakeMailboxStore implements MailboxStore {
  readonly rows = new Map<number, MailboxEntry>();

  constructor(private readonly accounts: FakeAccountStore) {}

  async list(accountId: string): Promise<MailboxEntry[]> {
    return [...this.rows.values()].filter((row) => row.accountId === accountId);
  }

  async ensure(accountId: string, role: MailboxEntry['role'], path: string): Promise<MailboxEntry> {
    const known = [...this.rows.values()].find((row) => row.accountId === accountId && row.role === role);
    if (known?.path === path) return known;
    if (known !== undefined) this.rows.delete(known.id);
    const entry: MailboxEntry = { id: this.rows.size + 1 + (known?.id ?? 0), accountId, role, path, cursor: null, serverCount: null, lastSyncAt: null };
    this.rows.set(entry.id, entry);
    return entry;
  }

  async saveCursor(mailboxId: number, cursor: SyncCursor, serverCount: number, lease: Lease): Promise<void> {
    this.accounts.checkLease(lease);
    this.move(mailboxId, cursor, serverCount);
  }

  /** Within an epoch the new-mail lane only climbs and the backfill lane only descends. */
  move(mailboxId: number, cursor: SyncCursor, serverCount: number | null): void {
    const row = this.rows.get(mailboxId);
    if (row === undefined) throw refuse('not-found', 'There is no such mailbox.');
    const before = row.cursor;
    if (before !== null && before.uidValidity === cursor.uidValidity) {
      if (cursor.lastUid < before.lastUid) throw new Error(`lastUid went back from ${before.lastUid} to ${cursor.lastUid}`);
      if ((cursor.backfill?.below ?? 0) > (before.backfill?.below ?? Infinity)) throw new Error('the backfill went back');
    }
    this.rows.set(mailboxId, { ...row, cursor, serverCount });
  }
}

export class FakeMessageStore implements MessageStore {
  readonly sightings = new Map<string, StoredSighting>();
  readonly stored = new Map<string, NewMessageRow & { id: number }>();
  readonly deliveries = new Set<string>();
  /** Octets that stored messages and their copies refer to, by identity. */
  readonly rawKeys = new Map<string, string[]>();
  /** Octets that nothing refers to. */
  readonly left = new Map<string, FilingPlan['left'][number]>();
  readonly links = new Map<string, KnownMessage['links'][number] & { identity: string }>();
  readonly activities = new Set<string>();
  transactions = 0;

  constructor(private readonly accounts: FakeAccountStore, private readonly mailboxes: FakeMailboxStore) {}

  async loadKnown(identities: readonly string[]): Promise<KnownMessage[]> {
    return identities.flatMap((identity) => {
      const message = this.stored.get(identity);
      if (message === undefined) return [];
      const deliveries = [...this.deliveries].filter((key) => key.startsWith(`${identity} `)).map((key) => ({ accountId: key.split(' ')[1]!, role: 'inbox' as const }));
      return [{ id: message.id, identity, receivedAt: message.receivedAt, deliveries, rawKeys: this.rawKeys.get(identity) ?? [], links: [...this.links.values()].filter((link) => link.identity === identity) }];
    });
  }

  readonly erased = new Set<string>();

  async loadErased(identities: readonly string[]): Promise<string[]> {
    return identities.filter((identity) => this.erased.has(identity));
  }

  async loadDecided(mailboxId: number, uidValidity: number, from: number, to: number): Promise<number[]> {
    return this.of(mailboxId, uidValidity).map((row) => row.uid).filter((uid) => uid >= from && uid <= to);
  }

  async saveFiling(plan: FilingPlan, lease: Lease | null): Promise<FiledBatch> {
    if (lease !== null) this.accounts.checkLease(lease);
    if (plan.messages.some((row) => this.stored.has(row.identity))) throw refuse('conflict', 'Another run stored one of the messages.');
    this.transactions += 1;
    const messageIds = plan.messages.map((row) => this.storeMessage(row));
    for (const row of plan.sightings) this.storeSighting(plan, row);
    for (const { identity, rawKey } of [...plan.messages, ...plan.deliveries]) this.rawKeys.set(identity, [...(this.rawKeys.get(identity) ?? []), rawKey]);
    for (const left of plan.left) this.left.set(left.rawKey, left);
    for (const row of plan.deliveries) this.once(this.deliveries, `${row.identity} ${row.accountId}`, 'delivery');
    for (const row of plan.links) this.links.set(`${row.identity} ${row.recordType} ${row.recordId}`, { ...row, state: 'active', manual: false });
    for (const row of plan.activities) this.once(this.activities, `${row.identity} ${row.recordType} ${row.recordId}`, 'activity');
    if (plan.cursor !== null) this.mailboxes.move(plan.mailboxId, plan.cursor, plan.serverCount);
    return { accountId: plan.accountId, mailboxId: plan.mailboxId, messageIds, activities: [], outcomes: countOutcomes(plan.sightings) };
  }

  /** The ledger of one epoch of a mailbox. */
  of(mailboxId: number, uidValidity: number): StoredSighting[] {
    return [...this.sightings.values()].filter((row) => row.mailboxId === mailboxId && row.uidValidity === uidValidity).sort((a, b) => a.uid - b.uid);
  }

  private storeMessage(row: NewMessageRow): number {
    const id = this.stored.size + 1;
    this.stored.set(row.identity, { ...row, id });
    return id;
  }

  private storeSighting(plan: FilingPlan, row: SightingRow): void {
    const key = `${plan.mailboxId} ${row.uidValidity} ${row.uid}`;
    const before = this.sightings.get(key);
    if (before !== undefined && row.replaces !== before.outcome) throw new Error(`UID ${key} was decided twice: ${before.outcome}, then ${row.outcome}`);
    this.sightings.set(key, { ...row, mailboxId: plan.mailboxId, accountId: plan.accountId });
  }

  private once(rows: Set<string>, key: string, what: string): void {
    if (rows.has(key)) throw new Error(`doubled ${what} ${key}`);
    rows.add(key);
  }
}

export class FakeAddressIndex implements AddressIndex {
  readonly hits: AddressHit[] = [];

  know(address: string, recordId: string): void {
    this.hits.push({ address, recordType: 'api::person.person', recordId, field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' });
  }

  async find(addresses: readonly string[]): Promise<AddressHit[]> {
    return this.hits.filter((hit) => addresses.includes(hit.address));
  }
}

function countOutcomes(sightings: readonly SightingRow[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of sightings) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function refuse(code: 'conflict' | 'not-found' | 'lease-lost', message: string): MailError {
  return new MailError({ kind: 'transient', code, message, remedier: 'administrator' });
}
