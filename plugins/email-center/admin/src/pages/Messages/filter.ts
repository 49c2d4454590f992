import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { automaticFilterSchema } from '../../../../shared/contracts';
import type { MessageFilter } from '../../api/center-api';

/** The filter as it stands in the address bar, so that it can be shared and survives going back. */
export function filterOf(search: URLSearchParams): MessageFilter {
  const direction = search.get('direction');
  const links = search.get('links');
  return {
    account: search.get('account') ?? undefined,
    shared: search.get('shared') === '1' ? '1' : undefined,
    direction: direction === 'incoming' || direction === 'outgoing' ? direction : undefined,
    links: links === 'linked' || links === 'unmatched' ? links : undefined,
    automatic: automaticFilterSchema.safeParse(search.get('automatic')).data,
    q: search.get('q') ?? undefined,
  };
}

export function useMessageFilter(): [MessageFilter, (change: Partial<MessageFilter>) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterOf(search), [search]);
  const change = useCallback(
    (changed: Partial<MessageFilter>) =>
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
  return [filter, change];
}
