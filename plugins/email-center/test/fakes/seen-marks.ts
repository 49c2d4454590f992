/** What is to be marked on the mail server, in memory, over the same sightings and cursors as the other stores. */
import type { SeenMark, SeenMarks } from '../../server/src/flow/ports';
import type { FakeMailboxStore, FakeMessageStore } from './database';

export class FakeSeenMarks implements SeenMarks {
  readonly rows: { id: number; accountId: string; identity: string; seen: boolean }[] = [];
  private ids = 0;

  constructor(private readonly mailboxes: FakeMailboxStore, private readonly messages: FakeMessageStore) {}

  /** What the owner did last with a message: of an earlier mark only the wish changes. */
  note(accountId: string, identity: string, seen: boolean): void {
    const row = this.rows.find((one) => one.accountId === accountId && one.identity === identity);
    if (row === undefined) this.rows.push({ id: (this.ids += 1), accountId, identity, seen });
    else row.seen = seen;
  }

  async waiting(accountId: string, after: number, limit: number): Promise<SeenMark[]> {
    const rows = this.rows.filter((row) => row.accountId === accountId && row.id > after).slice(0, limit);
    return rows.map(({ id, identity, seen }) => ({ id, seen, places: this.placesOf(accountId, identity) }));
  }

  async forget(marks: readonly Pick<SeenMark, 'id' | 'seen'>[]): Promise<void> {
    for (const { id, seen } of marks) {
      const index = this.rows.findIndex((row) => row.id === id && row.seen === seen);
      if (index >= 0) this.rows.splice(index, 1);
    }
  }

  private placesOf(accountId: string, identity: string): SeenMark['places'][number][] {
    return [...this.mailboxes.rows.values()].filter((row) => row.accountId === accountId).flatMap(({ id, path, cursor }) => {
      const epoch = cursor?.uidValidity;
      if (epoch === undefined) return [];
      return this.messages.of(id, epoch).filter((row) => row.identity === identity).map(({ uid }) => ({ path, epoch, uid }));
    });
  }
}
