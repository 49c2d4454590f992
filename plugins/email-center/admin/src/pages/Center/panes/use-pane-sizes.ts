import { useSyncExternalStore } from 'react';
import { useMe } from '../../Work/use-work-actions';
import { keepSizes, readSizes, type PaneSizes } from './pane-sizes';

let kept: { userId: number; sizes: PaneSizes } | null = null;
const listeners = new Set<() => void>();

function sizesOf(userId: number): PaneSizes {
  if (kept?.userId !== userId) kept = { userId, sizes: readSizes(window.localStorage, userId) };
  return kept.sizes;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** How this person has laid out the center, everywhere on the page at once, and kept for the next time. */
export function usePaneSizes(): { sizes: PaneSizes; change(changed: Partial<PaneSizes>): void } {
  const { id } = useMe();
  const sizes = useSyncExternalStore(subscribe, () => sizesOf(id));
  return {
    sizes,
    change: (changed) => {
      kept = { userId: id, sizes: { ...sizesOf(id), ...changed } };
      keepSizes(window.localStorage, id, kept.sizes);
      for (const listener of listeners) listener();
    },
  };
}
