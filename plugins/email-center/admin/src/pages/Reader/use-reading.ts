import { useCallback, useRef, useState } from 'react';
import type { CenterItem } from '../../../../shared/contracts';
import { openMessages, type Reading } from './arrange';

export interface OpenReading extends Omit<Reading, 'kept'> {
  /** Folds or unfolds a message. */
  toggle: (id: string, open: boolean) => void;
  showAll: () => void;
  /** Erased a moment ago: there is nothing left to read. */
  erased: boolean;
  setErased: () => void;
}

/** Which messages are open, once open always, until the person folds them. */
export function useKept(items: readonly CenterItem[], { openedId, toggled }: Pick<Reading, 'openedId' | 'toggled'>): ReadonlySet<string> {
  const kept = useRef<ReadonlySet<string>>(new Set());
  const open = openMessages(items, { openedId, toggled, kept: kept.current });
  // The same object as long as it holds the same.
  if (open.size !== kept.current.size || [...open].some((id) => !kept.current.has(id))) kept.current = open;
  return kept.current;
}

/** What the person does with a conversation while it is open. */
export function useReading(openedId: string): OpenReading {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(() => new Map());
  const [all, setAll] = useState(false);
  const [erased, setErased] = useState(false);
  const toggle = useCallback((id: string, open: boolean) => setToggled((before) => new Map(before).set(id, open)), []);
  return { openedId, toggled, all, toggle, showAll: useCallback(() => setAll(true), []), erased, setErased: useCallback(() => setErased(true), []) };
}
