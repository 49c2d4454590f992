/**
 * What the person did to messages since the lists were loaded: rows answer at once, before the server has. A page that is loaded anew takes
 * its entries back; what the server refused is put back by whoever asked for it.
 */
import { useMemo, useSyncExternalStore } from 'react';
import type { CenterItem, TagDto } from '../../../../../shared/contracts';
import { changedUnread, changedWork, Overlay } from '../../Work/work-state';
import type { Place } from '../place';

/** What can be changed of a message in the center; `gone`: erased. */
export type StateChange = Partial<Pick<CenterItem, 'done' | 'snoozedUntil' | 'tags' | 'links'>> & { gone?: true };

export const changedStates = new Overlay<StateChange>();
/** The server has not answered yet about these: a page that was read meanwhile may not know of the change. */
const asked = new Map<string, number>();

/** Says that the server is being asked to change these; returns how that ends. */
export function askingFor(ids: readonly string[]): () => void {
  for (const id of ids) asked.set(id, (asked.get(id) ?? 0) + 1);
  return () => {
    for (const id of ids) {
      const left = (asked.get(id) ?? 1) - 1;
      if (left === 0) asked.delete(id);
      else asked.set(id, left);
    }
  };
}

/** The message as it is now, as far as this panel knows; the same object where nothing changed. */
export function currentItem(item: CenterItem): CenterItem {
  const change = changedStates.get(item.id);
  const unread = changedUnread.get(item.id);
  if (change === undefined && (unread === undefined || unread === item.unread)) return item;
  return { ...item, ...change, unread: unread ?? item.unread };
}

/** Whether anything of it was changed here since it was loaded. */
export const isChanged = (item: Pick<CenterItem, 'id' | 'work'>): boolean =>
  changedStates.get(item.id) !== undefined || (item.work ?? []).some(({ id }) => changedWork.get(id) !== undefined);

/** Whether a message is still in the view after what was done to it here. What was only read, or is somebody's work now, stays until the list is loaded anew. */
export function staysIn({ view, id }: Place, item: Pick<CenterItem, 'id' | 'done' | 'snoozedUntil' | 'tags' | 'links'>): boolean {
  const change = changedStates.get(item.id);
  if (change === undefined) return true;
  if (change.gone) return false;
  if (view === 'inbox') return !item.done && item.snoozedUntil === null;
  if (view === 'done') return item.done;
  if (view === 'snoozed') return item.snoozedUntil !== null;
  if (view === 'unmatched') return item.links.length === 0;
  return view !== 'tag' || item.tags.some((tag) => tag.id === id);
}

/** Messages just read from the server tell the truth themselves, unless it is being asked to change them. */
export function forgetChanges(items: readonly Pick<CenterItem, 'id'>[]): void {
  const known = items.filter(({ id }) => changedStates.get(id) !== undefined && !asked.has(id));
  if (known.length > 0) changedStates.setAll(known.map(({ id }) => [id, undefined] as const));
}

const versions = () => changedStates.version + changedUnread.version;
const subscribe = (listener: () => void) => {
  const stops = [changedStates.subscribe(listener), changedUnread.subscribe(listener)];
  return () => stops.forEach((stop) => stop());
};

/** The items of a view as they are now; those that left it by what was done here are out. */
export function useCurrentItems(items: readonly CenterItem[], place: Place): CenterItem[] {
  const version = useSyncExternalStore(subscribe, versions);
  return useMemo(
    () => items.map(currentItem).filter((item) => staysIn(place, item)),
    // The version stands for what lies over the items.
    [items, place, version]
  );
}

/** One message as it is now. */
export function useCurrentItem(item: CenterItem): CenterItem {
  const version = useSyncExternalStore(subscribe, versions);
  return useMemo(() => currentItem(item), [item, version]);
}

export const withTag = (tags: readonly TagDto[], tag: TagDto): TagDto[] => (tags.some(({ id }) => id === tag.id) ? [...tags] : [...tags, tag]);
export const withoutTag = (tags: readonly TagDto[], id: string): TagDto[] => tags.filter((tag) => tag.id !== id);
