import { useSyncExternalStore } from 'react';
import { discardDraft } from '../../api/draft-requests';
import { offerUndo, UNDO_MS } from '../Work/undo';
import { dropSession } from './draft-sessions';

/** Drafts on their way out: gone from the screen, still on the server, so that nothing is lost when the page is left meanwhile. */
let leaving: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function set(next: ReadonlySet<string>): void {
  leaving = next;
  for (const listener of listeners) listener();
}
const without = (id: string): ReadonlySet<string> => new Set([...leaving].filter((one) => one !== id));

/** Discards a draft after the time to take that back. */
export function discardLater(id: string, sentence: string): void {
  dropSession(id);
  set(new Set([...leaving, id]));
  // Where it cannot be discarded it is shown again: a draft too many is no loss.
  const timer = setTimeout(() => void discardDraft(id).catch(() => set(without(id))), UNDO_MS);
  offerUndo(sentence, async () => {
    clearTimeout(timer);
    set(without(id));
  });
}

export function useLeavingDrafts(): ReadonlySet<string> {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => leaving);
}
