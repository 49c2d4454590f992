import { useCallback, useEffect, useMemo, useRef, useState, type MutableRefObject } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { CenterItem } from '../../../../shared/contracts';
import { changedWork } from '../Work/work-state';
import type { PanelKind } from './actions/ActionPanel';
import { changedStates, useCurrentItems } from './actions/center-state';
import { showRead, useCenterActions, type CenterActions } from './actions/use-center-actions';
import { isFiltered, useSearchState, type SearchState } from './list/filter';
import { foldConversations, messagesOf, type ListRow } from './list/fold';
import { allToggled, extended, NOTHING_SELECTED, stillThere, toggled, type Selection } from './list/selection';
import { useCenterList, type CenterList } from './list/use-center-list';
import { messagePath, placePath, type Place } from './place';

/** A question that is asked before something is done: on a row, or on all that is selected. */
export interface OpenPanel {
  kind: PanelKind | 'block';
  /** The row it is about; null: the selection. */
  id: string | null;
}

/** One view as it is worked in: what it lists, what is selected, open and pointed at, and what can be done. */
export interface Desk extends CenterList {
  place: Place;
  state: SearchState;
  rows: ListRow[];
  /** Where each row stands, by its message. */
  indexOf: ReadonlyMap<string, number>;
  messageId: string | null;
  cursor: string | null;
  selection: Selection;
  unfolded: ReadonlySet<string>;
  panel: OpenPanel | null;
  actions: CenterActions;
  /** The row that is to get the focus as soon as it is there. */
  wantsFocus: MutableRefObject<string | null>;
  pathOf(id: string): string;
  setPanel(panel: OpenPanel | null): void;
  touch(id: string): void;
  toggle(id: string, range: boolean): void;
  toggleAll(): void;
  clearSelection(): void;
  fold(threadId: string): void;
  open(id: string): void;
  close(): void;
  focus(id: string): void;
  /** What a key or a button is about: the selection, or else the row pointed at, or what is read. */
  targets(): CenterItem[];
  /** The messages of one row. */
  messagesIn(id: string): CenterItem[];
}

const WORK_VIEWS: readonly string[] = ['mine', 'mine-done', 'offers', 'group', 'unassigned', 'offered', 'look'];

/** Rows of what is listed: conversations are folded where messages are read, not where each is work of its own, nor where single ones are looked for. */
function useRows(place: Place, { list, searching }: CenterList, fold: boolean) {
  const items = useCurrentItems(list.items, place);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(() => new Set());
  const folds = fold && !searching && !WORK_VIEWS.includes(place.view);
  const rows = useMemo(() => foldConversations(items, unfolded, folds), [items, unfolded, folds]);
  const indexOf = useMemo(() => new Map(rows.map(({ item }, index) => [item.id, index])), [rows]);
  const foldOne = useCallback((threadId: string) => setUnfolded((before) => toggled({ ids: before, anchor: null }, threadId).ids), []);
  return { rows, indexOf, unfolded, fold: foldOne };
}

/** When what is read or pointed at left the view by what was done to it, the next row takes its place. */
function useNextInPlace(desk: Desk, besides: boolean) {
  const before = useRef<{ key: string; rows: ListRow[] }>({ key: desk.key, rows: desk.rows });
  useEffect(() => {
    const { key, rows } = before.current;
    before.current = { key: desk.key, rows: desk.rows };
    if (key !== desk.key || rows === desk.rows) return;
    const follow = (id: string | null): string | null | undefined => {
      const index = id === null ? -1 : rows.findIndex(({ item }) => item.id === id);
      if (index === -1 || id === null || desk.indexOf.has(id) || changedStates.get(id) === undefined) return undefined;
      const next = rows.slice(index + 1).find(({ item }) => desk.indexOf.has(item.id)) ?? desk.rows[desk.rows.length - 1];
      return next?.item.id ?? null;
    };
    const cursor = follow(desk.cursor);
    const inList = document.activeElement === document.body || document.activeElement?.closest('[data-center-list]');
    if (cursor) {
      desk.touch(cursor);
      if (inList) desk.focus(cursor);
    }
    const reading = follow(desk.messageId);
    if (reading === null || (reading && !besides)) desk.close();
    else if (reading) desk.open(reading);
  }, [desk, besides]);
}

/** `besides`: whether the reader stands beside the list; `fold`: whether conversations are folded. */
export function useDesk(place: Place, messageId: string | null, { besides, fold: folds }: { besides: boolean; fold: boolean }): Desk {
  const navigate = useNavigate();
  const state = useSearchState();
  const keep = useRef<(id: string) => boolean>(() => false);
  const center = useCenterList(place, state, keep);
  const { rows, indexOf, unfolded, fold } = useRows(place, center, folds && !isFiltered(state.filter));
  const [cursor, setCursor] = useState<string | null>(messageId);
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const actions = useCenterActions();
  const wantsFocus = useRef<string | null>(null);
  const [, redraw] = useState(0);
  const { key } = center;
  useEffect(() => {
    setSelection(NOTHING_SELECTED);
    setPanel(null);
  }, [key]);
  useEffect(() => setSelection((before) => (before.ids.size === 0 ? before : stillThere(before, new Set(rows.map(({ item }) => item.id))))), [rows]);
  const works = (id: string) => center.list.items.find((item) => item.id === id)?.work ?? [];
  keep.current = (id) => id === messageId || selection.ids.has(id) || changedStates.get(id) !== undefined || works(id).some((work) => changedWork.get(work.id) !== undefined);

  const { search: query } = useLocation();
  const desk = useMemo<Desk>(() => {
    const rowOf = (id: string | null) => (id === null ? undefined : rows[indexOf.get(id) ?? -1]);
    const messagesIn = (id: string) => {
      const row = rowOf(id);
      return row ? messagesOf(row) : [];
    };
    const pathOf = (id: string) => messagePath(place, id) + query;
    const focus = (id: string) => {
      wantsFocus.current = id;
      redraw((count) => count + 1);
    };
    return {
      ...center, place, state, rows, indexOf, messageId, cursor, selection, unfolded, panel, actions, wantsFocus, pathOf, setPanel, fold, messagesIn, focus,
      touch: setCursor,
      toggle: (id, range) => setSelection((before) => (range ? extended(before, id, rows.map(({ item }) => item.id)) : toggled(before, id))),
      toggleAll: () => setSelection((before) => allToggled(before, rows.map(({ item }) => item.id))),
      clearSelection: () => setSelection(NOTHING_SELECTED),
      open: (id) => navigate(pathOf(id), { replace: messageId !== null }),
      close: () => {
        navigate(placePath(place) + query);
        if (messageId !== null) focus(messageId);
      },
      targets: () => (selection.ids.size > 0 ? rows.filter(({ item }) => selection.ids.has(item.id)).flatMap(messagesOf) : messagesIn(rowOf(cursor) ? cursor! : (messageId ?? ''))),
    };
  }, [center.list, center.info, key, place, state, rows, indexOf, messageId, cursor, selection, unfolded, panel, actions, fold, navigate, query]);

  const reading = messageId === null ? undefined : rows[indexOf.get(messageId) ?? -1]?.item;
  useEffect(() => {
    if (reading) showRead(reading);
    // Read once, when it is opened: whoever marks it unread afterwards wants that.
  }, [messageId, reading === undefined]);
  useNextInPlace(desk, besides);
  return desk;
}
