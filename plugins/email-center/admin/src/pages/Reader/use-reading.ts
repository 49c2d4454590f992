import { useCallback, useState } from 'react';
import type { Reading } from './arrange';

export interface OpenReading extends Reading {
  /** Folds or unfolds a message. */
  toggle: (id: string, open: boolean) => void;
  showAll: () => void;
  /** Erased a moment ago: there is nothing left to read. */
  erased: boolean;
  setErased: () => void;
}

/** What the person does with a conversation while it is open. */
export function useReading(openedId: string): OpenReading {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(() => new Map());
  const [all, setAll] = useState(false);
  const [erased, setErased] = useState(false);
  const toggle = useCallback((id: string, open: boolean) => setToggled((before) => new Map(before).set(id, open)), []);
  return { openedId, toggled, all, toggle, showAll: useCallback(() => setAll(true), []), erased, setErased: useCallback(() => setErased(true), []) };
}
