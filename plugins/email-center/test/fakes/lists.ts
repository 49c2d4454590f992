/** Lists held in memory, over no stored mail. */
import type { ListEntry } from '../../server/src/domain/intake/lists';
import { createLists, type Lists } from '../../server/src/flow/lists/lists';
import type { ListStore } from '../../server/src/flow/lists/ports';
import type { Tasks } from '../../server/src/flow/tasks';

export class FakeListStore implements ListStore {
  entries: readonly ListEntry[] = [];

  async loadAll(): Promise<readonly ListEntry[]> {
    return this.entries;
  }

  async insert(entries: readonly ListEntry[]): Promise<void> {
    this.entries = [...this.entries, ...entries];
  }

  async update(id: string, change: Pick<ListEntry, 'kind' | 'form' | 'value' | 'note'>): Promise<void> {
    this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
  }

  async remove(ids: readonly string[]): Promise<void> {
    this.entries = this.entries.filter((entry) => !ids.includes(entry.id));
  }
}

async function* nothing(): AsyncIterable<never> {
  // No mail is stored.
}

export function createFakeLists(entries: FakeListStore, tasks: Tasks, newId: () => string): Lists {
  return createLists({
    entries, tasks, newId, clock: { now: () => new Date('2026-01-02T00:00:00.000Z') },
    filed: { accounts: async () => [], recent: nothing, all: nothing, recipients: async () => new Map(), items: async () => [] },
    blocked: { recent: nothing },
    hidden: { hide: async () => 0, show: async () => 0, showCopies: async () => 0, all: nothing, has: async () => false, outOfSight: async () => new Set() },
  });
}
