/** The outbox in memory, with the promises the real store makes: one run per item, fenced by a token. */
import { MailError } from '../../server/src/domain/mail/mail-error';
import { isOpen, isTrouble, type OutboxChange, type OutboxItem } from '../../server/src/domain/outbox/item';
import type { ItemLease, OutboxStore, OutboxViewer, SendingState, StoredOutboxItem } from '../../server/src/flow/outbox/ports';
import type { Clock } from '../../server/src/flow/ports';

interface Row {
  item: OutboxItem;
  lease: { token: string; until: number } | null;
  triedAt: number[];
}

const WAITING = ['held', 'scheduled', 'queued'];

export class FakeOutboxStore implements OutboxStore {
  readonly rows = new Map<string, Row>();
  readonly sending = new Map<string, SendingState>();
  /** Message-IDs an import has seen. */
  readonly sighted = new Set<string>();
  /** documentIds by identity. */
  readonly stored = new Map<string, string>();
  private tokens = 0;

  constructor(private readonly clock: Clock) {}

  async insert(item: OutboxItem): Promise<void> {
    if (item.draftId !== '' && [...this.rows.values()].some((row) => row.item.draftId === item.draftId && row.item.state !== 'taken-back' && !row.item.dismissed)) {
      throw new MailError({ kind: 'transient', code: 'conflict', message: 'The draft lies in the outbox already.', remedier: 'developer' });
    }
    this.rows.set(item.id, { item: structuredClone(item), lease: null, triedAt: [] });
  }

  async load(id: string): Promise<StoredOutboxItem | null> {
    const row = this.rows.get(id);
    return row === undefined || row.item.state === 'taken-back' ? null : this.shown(row);
  }

  async claimDue(accountId: string, seconds: number) {
    const due = [...this.rows.values()].filter(({ item }) => item.accountId === accountId && item.dueAt !== null).sort((a, b) => a.item.dueAt! - b.item.dueAt!);
    for (const { item } of due) {
      const claimed = await this.claim(item.id, seconds);
      if (claimed !== null) return claimed;
    }
    return null;
  }

  async claim(id: string, seconds: number) {
    const row = this.rows.get(id);
    if (row === undefined || row.item.dueAt === null || row.item.dueAt > this.now() || this.isHeld(row)) return null;
    const token = `token-${(this.tokens += 1)}`;
    row.lease = { token, until: this.now() + seconds * 1_000 };
    return { item: structuredClone(row.item), lease: { itemId: id, token } };
  }

  async renew(lease: ItemLease, seconds: number): Promise<void> {
    this.mine(lease).lease!.until = this.now() + seconds * 1_000;
  }

  async save(lease: ItemLease, { tried, ...change }: OutboxChange & { tried?: boolean }): Promise<void> {
    const row = this.mine(lease);
    if (tried) row.triedAt.push(this.now());
    row.item = structuredClone({ ...row.item, ...change });
  }

  async release({ itemId, token }: ItemLease): Promise<void> {
    const row = this.rows.get(itemId);
    if (row?.lease?.token === token) row.lease = null;
  }

  async remove(lease: ItemLease): Promise<void> {
    this.mine(lease);
    this.rows.delete(lease.itemId);
  }

  async changeIdle(id: string, from: OutboxItem['state'], change: OutboxChange): Promise<boolean> {
    const row = this.rows.get(id);
    if (row === undefined || row.item.state !== from || this.isHeld(row)) return false;
    row.item = structuredClone({ ...row.item, ...change });
    return true;
  }

  async nextDue(accountId: string): Promise<number | null> {
    const times = [...this.rows.values()].flatMap(({ item }) => (item.accountId === accountId && item.dueAt !== null ? [item.dueAt] : []));
    return times.length === 0 ? null : Math.min(...times);
  }

  async accountsDue(limit: number): Promise<string[]> {
    const due = [...this.rows.values()].filter((row) => row.item.dueAt !== null && row.item.dueAt <= this.now() && !this.isHeld(row));
    return [...new Set(due.map(({ item }) => item.accountId))].slice(0, limit);
  }

  async triesSince(accountId: string, since: number, limit: number): Promise<number[]> {
    return [...this.rows.values()].filter(({ item }) => item.accountId === accountId).flatMap(({ triedAt }) => triedAt.slice(-1)).filter((time) => time > since).sort((a, b) => a - b).slice(0, limit);
  }

  async noteWaiting(accountId: string, error: NonNullable<OutboxItem['error']>): Promise<void> {
    for (const row of this.rows.values()) if (row.item.accountId === accountId && WAITING.includes(row.item.state)) row.item.error = error;
  }

  async orphan(whose: { accountId: string } | { userId: number }, error: NonNullable<OutboxItem['error']>): Promise<number> {
    let count = 0;
    for (const row of this.rows.values()) {
      const theirs = 'accountId' in whose ? row.item.accountId === whose.accountId : row.item.userId === whose.userId;
      if (!theirs || !WAITING.includes(row.item.state) || this.isHeld(row)) continue;
      row.item = { ...row.item, state: 'failed', error, dueAt: null, orphaned: true };
      count += 1;
    }
    return count;
  }

  async waitingWriters(): Promise<number[]> {
    return [...new Set([...this.rows.values()].filter(({ item }) => WAITING.includes(item.state)).map(({ item }) => item.userId))];
  }

  async storedMessage(identity: string): Promise<string | null> {
    return this.stored.get(identity) ?? null;
  }

  async wasSighted(messageId: string): Promise<boolean> {
    return this.sighted.has(messageId);
  }

  async identitiesOf(accountId: string, messageIds: readonly string[]): Promise<Map<string, string>> {
    const sent = [...this.rows.values()].filter(({ item }) => item.accountId === accountId && item.sentAt !== null);
    return new Map(sent.flatMap(({ item }) => messageIds.filter((id) => id === item.messageId || id === item.serverMessageId).map((id) => [id, item.identity] as const)));
  }

  async sendingState(accountId: string): Promise<SendingState> {
    return this.sending.get(accountId) ?? { pausedUntil: null, failures: 0, providerFiles: false };
  }

  async saveSendingState(accountId: string, change: Partial<SendingState>): Promise<void> {
    this.sending.set(accountId, { ...(await this.sendingState(accountId)), ...change });
  }

  async list(viewer: OutboxViewer, { all, limit }: { all: boolean; limit: number }): Promise<StoredOutboxItem[]> {
    const mine = [...this.rows.values()].filter(({ item }) => item.userId === viewer.userId && (all || isOpen(item)));
    return mine.sort((a, b) => b.item.createdAt - a.item.createdAt).slice(0, limit).map((row) => this.shown(row));
  }

  async counts(viewer: OutboxViewer): Promise<{ open: number; trouble: number }> {
    const open = (await this.list(viewer, { all: false, limit: Infinity }));
    return { open: open.length, trouble: open.filter(isTrouble).length };
  }

  /** The process that held it is gone; its lease still runs. */
  forget(): void {
    for (const row of this.rows.values()) row.lease = null;
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private isHeld({ lease }: Row): boolean {
    return lease !== null && lease.until > this.now();
  }

  private shown(row: Row): StoredOutboxItem {
    return { ...structuredClone(row.item), busy: this.isHeld(row), account: { id: row.item.accountId, name: 'Account', address: row.item.from.address } };
  }

  private mine({ itemId, token }: ItemLease): Row {
    const row = this.rows.get(itemId);
    if (row?.lease?.token !== token) throw new MailError({ kind: 'transient', code: 'lease-lost', message: 'Another run has it.', remedier: 'developer' });
    return row;
  }
}
