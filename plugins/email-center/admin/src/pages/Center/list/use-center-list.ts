import { useCallback, useRef, useState, type MutableRefObject } from 'react';
import type { CenterItem, SearchPage } from '../../../../../shared/contracts';
import type { KeysetPage } from '../../../api/center-api';
import { useKeysetList, type KeysetList } from '../../../api/keyset-list';
import { useLazySearchMessagesQuery } from '../../../api/search-api';
import { useLazyListCenterQuery, useLazySavedSearchesQuery } from '../../../api/views-api';
import { takeOver } from '../../Work/work-state';
import { forgetChanges } from '../actions/center-state';
import { placeKey, type Place } from '../place';
import type { SearchState } from './filter';
import { joinHead } from './join-head';

/** What a search says beside its hits. */
export type SearchInfo = Pick<SearchPage, 'marks' | 'trouble' | 'complete' | 'indexed' | 'total'>;

export interface CenterList {
  list: KeysetList<CenterItem>;
  /** Of a search; null elsewhere. */
  info: SearchInfo | null;
  /** Whether hits are listed, and not a view. */
  searching: boolean;
  /** Names what is listed: another one begins anew. */
  key: string;
}

const PAGE = 50;
const MISSING = { status: 404, message: 'no such saved search' };

/** What the place lists, or what the search finds. `keep` names what a refresh may not take from under the person's hands. */
export function useCenterList(place: Place, { filter, q }: SearchState, keep: MutableRefObject<(id: string) => boolean>): CenterList {
  const [read] = useLazyListCenterQuery();
  const [find] = useLazySearchMessagesQuery();
  const [readSearches] = useLazySavedSearchesQuery();
  const [info, setInfo] = useState<SearchInfo | null>(null);
  const searching = q !== '' || place.view === 'search';
  const key = searching ? `${placeKey(place)} ${q}` : `${placeKey(place)} ${JSON.stringify(filter)}`;
  const latest = useRef(key);
  latest.current = key;
  const { view, id } = place;
  const load = useCallback(
    async (cursor: string | undefined): Promise<KeysetPage<CenterItem>> => {
      if (!searching) {
        if (view === 'drafts' || view === 'outbox') throw MISSING;
        const work = view === 'group' ? (filter.work ?? 'unhandled') : undefined;
        return taken(await read({ ...filter, view, id: id ?? undefined, work, cursor, limit: PAGE }).unwrap());
      }
      const wanted = q !== '' ? q : (await readSearches(undefined, true).unwrap()).find((one) => one.id === id)?.q;
      if (wanted === undefined) throw MISSING;
      const { marks, trouble, complete, indexed, total, ...page } = await find({ q: wanted, cursor, limit: PAGE }).unwrap();
      if (latest.current === key) setInfo({ marks, trouble, complete, indexed, total });
      return taken(page);
    },
    [read, find, readSearches, searching, filter, view, id, q, key]
  );
  const list = useKeysetList(key, load, (head, shown) => joinHead(head, shown, keep.current));
  return { list, info: searching ? info : null, searching, key };
}

function taken(page: KeysetPage<CenterItem>): KeysetPage<CenterItem> {
  takeOver(page);
  forgetChanges(page.items);
  return page;
}
