import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeysetPage } from './center-api';
import { createPagesInTurn, type Load } from './pages-in-turn';
import { isAbort, problemOf, type Problem } from './problem';

export interface KeysetList<T> {
  /** `loading` only before the first page of a filter is there. */
  status: 'loading' | 'ready' | 'failed';
  items: T[];
  problem: Problem | null;
  hasMore: boolean;
  loadingMore: boolean;
  /** The next page could not be loaded; those before it are still shown. */
  moreProblem: Problem | null;
  loadMore(): void;
  /** Starts again from the first page, keeping what is shown until it is there. */
  reload(): void;
  /** Reads the first page again and puts what is new on top. */
  refreshHead(): void;
}

interface State<T> {
  key: string;
  status: 'loading' | 'ready' | 'failed';
  items: T[];
  next: string | null;
  problem: Problem | null;
  moreProblem: Problem | null;
  loadingMore: boolean;
}

const fresh = <T>(key: string): State<T> => ({
  key, status: 'loading', items: [], next: null, problem: null, moreProblem: null, loadingMore: false,
});

/** Those of `head` that are not in `items`, before `items`. */
export function withNewHead<T extends { id: string }>(head: readonly T[], items: readonly T[]): T[] {
  const fromHead = new Map(head.map((item) => [item.id, item]));
  const known = new Set(items.map(({ id }) => id));
  return [...head.filter(({ id }) => !known.has(id)), ...items.map((item) => fromHead.get(item.id) ?? item)];
}

/** What is shown once the first page was read again. */
export type JoinHead<T> = (head: KeysetPage<T>, shown: KeysetPage<T>) => KeysetPage<T>;

/**
 * A list read in keyset pages. `key` names the filter: when it changes the list begins anew and answers to the old one
 * are dropped. `join` decides what a first page that was read again does to what is shown; left out: new items come on top.
 */
export function useKeysetList<T extends { id: string }>(key: string, load: Load<T>, join?: JoinHead<T>): KeysetList<T> {
  const [state, setState] = useState<State<T>>(() => fresh(key));
  const current = useRef(key);
  const loadPage = useRef(load);
  loadPage.current = load;
  const joinHead = useRef(join);
  joinHead.current = join;
  current.current = key;

  const apply = useCallback((forKey: string, change: (before: State<T>) => State<T>) => {
    if (current.current === forKey) setState((before) => change(before.key === forKey ? before : fresh(forKey)));
  }, []);

  const [pages] = useState(() => createPagesInTurn<T>());

  const reload = useCallback(() => {
    const forKey = current.current;
    pages.begin(loadPage.current).then(
      ({ items, next }) => apply(forKey, (before) => ({ ...before, status: 'ready', items, next, problem: null, moreProblem: null })),
      (thrown: unknown) => {
        if (!isAbort(thrown)) apply(forKey, (before) => ({ ...before, status: 'failed', problem: problemOf(thrown) }));
      }
    );
  }, [apply, pages]);

  useEffect(() => {
    setState((before) => (before.key === key && before.status === 'loading' ? before : fresh(key)));
    reload();
  }, [key, reload]);

  const refreshHead = useCallback(() => {
    const forKey = current.current;
    // A refresh that fails leaves the list as it is: the next one, or the person, tries again.
    pages.read(loadPage.current, undefined).then(
      (head) => apply(forKey, (before) => {
        if (before.items.length === 0) return { ...before, items: head.items, next: head.next, status: 'ready', problem: null };
        return { ...before, ...(joinHead.current?.(head, before) ?? { items: withNewHead(head.items, before.items) }) };
      }),
      () => undefined
    );
  }, [apply, pages]);

  const shown = state.key === key ? state : fresh<T>(key);
  const { next, loadingMore } = shown;
  const loadMore = useCallback(() => {
    if (next === null || loadingMore) return;
    const forKey = current.current;
    apply(forKey, (before) => ({ ...before, loadingMore: true, moreProblem: null }));
    pages.read(loadPage.current, next).then(
      (page) => apply(forKey, (before) => ({ ...before, loadingMore: false, items: withoutRepeats(before.items, page.items), next: page.next })),
      (thrown: unknown) => apply(forKey, (before) => ({ ...before, loadingMore: false, moreProblem: isAbort(thrown) ? null : problemOf(thrown) }))
    );
  }, [apply, pages, next, loadingMore]);

  const { status, items, problem, moreProblem } = shown;
  return { status, items, problem, moreProblem, loadingMore, hasMore: next !== null, loadMore, reload, refreshHead };
}

function withoutRepeats<T extends { id: string }>(before: readonly T[], more: readonly T[]): T[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}
