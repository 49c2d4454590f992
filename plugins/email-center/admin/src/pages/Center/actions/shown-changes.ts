import type { CenterItem } from '../../../../../shared/contracts';
import { changedUnread } from '../../Work/work-state';
import { changedStates, type StateChange } from './center-state';

/** What a message shows until the server tells it anew. */
export type Shown = StateChange & { unread?: boolean };

/** Shows what is about to be done to messages; returns how those named are put back. */
export function showChange(items: readonly CenterItem[], change: (item: CenterItem) => Shown): (ids: ReadonlySet<string>) => void {
  const before = items.map(({ id }) => ({ id, state: changedStates.get(id), unread: changedUnread.get(id) }));
  const states: [string, StateChange][] = [];
  const reads: [string, boolean][] = [];
  for (const item of items) {
    const { unread, ...state } = change(item);
    if (unread !== undefined) reads.push([item.id, unread]);
    if (Object.keys(state).length > 0) states.push([item.id, { ...changedStates.get(item.id), ...state }]);
  }
  if (states.length > 0) changedStates.setAll(states);
  if (reads.length > 0) changedUnread.setAll(reads);
  return (ids) => {
    const back = before.filter(({ id }) => ids.has(id));
    if (states.length > 0) changedStates.setAll(back.map(({ id, state }) => [id, state] as const));
    if (reads.length > 0) changedUnread.setAll(back.map(({ id, unread }) => [id, unread] as const));
  };
}
