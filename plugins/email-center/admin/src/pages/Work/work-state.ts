/**
 * What happened to work and read state since the lists on screen were loaded: what the person did shows at once and
 * everywhere, before the server has answered and without a list jumping. A page loaded anew takes its entries back.
 */
import { useSyncExternalStore } from 'react';
import type { MessageListItem, WorkDto } from '../../../../shared/contracts';

/** Values by id that lie over what the server told, until it tells anew. */
export class Overlay<T> {
  private readonly entries = new Map<string, T>();
  private readonly listeners = new Set<() => void>();
  /** Goes up with every change. */
  version = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(id: string): T | undefined {
    return this.entries.get(id);
  }

  set(id: string, value: T | undefined): void {
    this.setAll([[id, value]]);
  }

  /** As `set`, told once. */
  setAll(changes: Iterable<readonly [string, T | undefined]>): void {
    for (const [id, value] of changes) {
      if (value === undefined) this.entries.delete(id);
      else this.entries.set(id, value);
    }
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}

export const changedWork = new Overlay<WorkDto>();
export const changedUnread = new Overlay<boolean>();

/** The work as it is now, as far as this panel knows. */
export function useCurrentWork(work: WorkDto): WorkDto {
  return useSyncExternalStore(changedWork.subscribe, () => changedWork.get(work.id)) ?? work;
}

export function useUnread(message: Pick<MessageListItem, 'id' | 'unread'>): boolean {
  return useSyncExternalStore(changedUnread.subscribe, () => changedUnread.get(message.id)) ?? message.unread === true;
}

/** Messages just read from the server tell the truth themselves. */
export function takeOver<T extends { items: MessageListItem[] }>(page: T): T {
  for (const message of page.items) {
    for (const work of message.work ?? []) if (changedWork.get(work.id) !== undefined) changedWork.set(work.id, work);
    if (changedUnread.get(message.id) !== undefined) changedUnread.set(message.id, undefined);
  }
  return page;
}
