import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { automaticFilterSchema } from '../../../../../shared/contracts';
import type { CenterQuery } from '../../../api/views-api';

/** What narrows a view, as it stands in the address bar, so that it can be shared and survives going back. */
export type CenterFilter = Pick<CenterQuery, 'account' | 'shared' | 'direction' | 'links' | 'unread' | 'attachments' | 'automatic' | 'work'>;

const WORK = ['unhandled', 'open', 'done'] as const;
const yes = (value: string | null): '1' | undefined => (value === '1' ? '1' : undefined);

export function filterOf(search: URLSearchParams): CenterFilter {
  const direction = search.get('direction');
  const links = search.get('links');
  return {
    account: search.get('account') ?? undefined,
    shared: yes(search.get('shared')),
    direction: direction === 'incoming' || direction === 'outgoing' ? direction : undefined,
    links: links === 'linked' || links === 'unmatched' ? links : undefined,
    unread: yes(search.get('unread')),
    attachments: yes(search.get('attachments')),
    automatic: automaticFilterSchema.safeParse(search.get('automatic')).data as CenterFilter['automatic'],
    work: WORK.find((work) => work === search.get('work')),
  };
}

/** How many of the filters of the popover narrow the view now. */
export const countFilters = ({ account, shared, direction, links, automatic }: CenterFilter): number =>
  [account ?? shared, direction, links === 'linked' ? links : undefined, automatic].filter((value) => value !== undefined).length;

/** Whether anything narrows it at all; which part of a group's work is looked at is the view itself. */
export const isFiltered = ({ work: _work, ...filter }: CenterFilter): boolean => Object.values(filter).some((value) => value !== undefined);

export interface SearchState {
  filter: CenterFilter;
  change(changed: Partial<CenterFilter>): void;
  clear(): void;
  /** What is searched for; '' for nothing. */
  q: string;
  search(q: string): void;
}

export function useSearchState(): SearchState {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterOf(search), [search]);
  const change = useCallback(
    (changed: Partial<CenterFilter> & { q?: string }) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changed)) {
            if (value) after.set(key, String(value));
            else after.delete(key);
          }
          return after;
        },
        { replace: true }
      ),
    [setSearch]
  );
  return useMemo(
    () => ({
      filter, change, q: search.get('q') ?? '', search: (q) => change({ q }),
      clear: () => change({ account: undefined, shared: undefined, direction: undefined, links: undefined, unread: undefined, attachments: undefined, automatic: undefined, q: '' }),
    }),
    [filter, change, search]
  );
}
