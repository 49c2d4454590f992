import { useSyncExternalStore } from 'react';

/** How long a step can be taken back, milliseconds. */
export const UNDO_MS = 10_000;

export interface Undo {
  key: number;
  what: string;
  run(): void;
}

let current: Undo | null = null;
let count = 0;
const listeners = new Set<() => void>();

function show(next: Undo | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Offers to take the last step back; a new step takes the place of the one before. */
export function offerUndo(what: string, run: () => Promise<void>): void {
  const key = ++count;
  const end = () => current?.key === key && show(null);
  show({
    key, what,
    run: () => {
      end();
      void run();
    },
  });
  setTimeout(end, UNDO_MS);
}

/** Takes the last step back, as the button does; false where there is none. */
export function undoLast(): boolean {
  if (current === null) return false;
  current.run();
  return true;
}

export function useUndo(): Undo | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => current);
}
