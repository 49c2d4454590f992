import { useMemo } from 'react';
import { problemOf, type Problem } from '../../../api/problem';
import { useCenterViewsQuery } from '../../../api/views-api';
import { useRights } from '../../../permissions';
import { useText } from '../../../text/text';
import type { Place } from '../place';
import { viewsWithoutNumbers, type CenterView } from './view-sections';

export interface Views {
  views: CenterView[];
  /** The numbers could not be read; the views are there all the same. */
  problem: Problem | null;
  loading: boolean;
  retry(): void;
  labelOf(view: Pick<CenterView, 'view' | 'label'>): string;
  /** The one that is shown, where the server lists it. */
  current: CenterView | undefined;
}

/** The views of this person, with what waits in each. */
export function useViews(place: Place | null = null): Views {
  const text = useText();
  const rights = useRights();
  const { data, error, refetch } = useCenterViewsQuery();
  const views = useMemo(() => data ?? (error ? viewsWithoutNumbers(rights) : []), [data, error]);
  const current = views.find(({ view, id }) => place !== null && view === place.view && id === place.id)
    ?? (place === null ? undefined : { view: place.view, id: place.id, label: null, color: null, count: null, of: null, trouble: false });
  return {
    views, problem: error && !data ? problemOf(error) : null, loading: data === undefined && !error, retry: refetch,
    labelOf: ({ view, label }) => label ?? text(`views.name.${view}`), current,
  };
}
