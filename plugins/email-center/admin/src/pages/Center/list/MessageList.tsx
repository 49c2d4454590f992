import { Box, Popover } from '@strapi/design-system';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { LoadMore } from '../../../components/LoadMore';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { useText } from '../../../text/text';
import { ActionPanel } from '../actions/ActionPanel';
import { BlockPanel } from '../actions/BlockPanel';
import type { Desk } from '../use-desk';
import { EmptyList } from './EmptyList';
import type { ListRow } from './fold';
import { arrivals } from './join-head';
import { MessageRow, type RowSteps } from './MessageRow';
import { ROW_HEIGHT } from './row-styles';

const Scroll = styled.div`
  position: relative;
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  overflow-x: hidden;
  overflow-anchor: none;
  background: ${({ theme }) => theme.colors.neutral0};
`;
const Rows = styled.ul`
  position: relative;
  width: 100%;
`;
/** Takes no room, so that nothing moves when it comes. */
const PillPlace = styled.div`
  position: sticky;
  z-index: 3;
  top: ${({ theme }) => theme.spaces[2]};
  height: 0;
  display: flex;
  justify-content: center;
  align-items: flex-start;
`;
const Pill = styled.button`
  flex-shrink: 0;
  height: 3.2rem;
  padding: ${({ theme }) => `0 ${theme.spaces[4]}`};
  border: 0;
  border-radius: 1.6rem;
  background: ${({ theme }) => theme.colors.primary600};
  color: ${({ theme }) => theme.colors.neutral0};
  font-size: 1.3rem;
  font-weight: 600;
  cursor: pointer;
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
  &:hover { background: ${({ theme }) => theme.colors.primary700}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Anchor = styled.span`
  position: absolute;
  right: 4rem;
  width: 1px;
  height: ${ROW_HEIGHT}px;
  pointer-events: none;
`;

/** Rows above and below the visible ones, so that quick scrolling shows no gaps. */
const OVERSCAN = 12;
/** The next page is asked for when so many rows are left below. */
const AHEAD = 40;

/** The steps of the rows, the same functions for as long as the list is shown. */
function useRowSteps(desk: Desk): RowSteps {
  const latest = useRef(desk);
  latest.current = desk;
  return useMemo(() => ({
    toggle: (id, range) => latest.current.toggle(id, range),
    fold: (threadId) => latest.current.fold(threadId),
    touch: (id) => latest.current.touch(id),
    done: (id) => {
      const { actions, messagesIn, place, rows, indexOf } = latest.current;
      const item = rows[indexOf.get(id) ?? -1]?.item;
      void (item?.done ? actions.notDone(messagesIn(id)) : actions.done(messagesIn(id), place));
    },
    snooze: (id) => latest.current.setPanel({ kind: 'snooze', id }),
  }), []);
}

/** How many came in above what is looked at; the rows on screen stay where they are. */
function useArrivals(rows: ListRow[], key: string, scroll: React.RefObject<HTMLDivElement>) {
  const [fresh, setFresh] = useState(0);
  const before = useRef({ rows, key });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { rows, key };
    const box = scroll.current;
    if (was.key !== key) {
      setFresh(0);
      if (box) box.scrollTop = 0;
      return;
    }
    if (was.rows === rows || !box || box.scrollTop < ROW_HEIGHT) return;
    // The first row on screen stays where it is, whatever came or went above it.
    const first = Math.floor(box.scrollTop / ROW_HEIGHT);
    const ids = new Map(rows.map(({ item }, index) => [item.id, index]));
    const anchor = was.rows.slice(first, first + OVERSCAN).find(({ item }) => ids.has(item.id));
    if (!anchor) return;
    const moved = (ids.get(anchor.item.id) ?? 0) - was.rows.indexOf(anchor);
    if (moved !== 0) box.scrollTop += moved * ROW_HEIGHT;
    const came = arrivals(was.rows.map(({ item }) => item), rows.map(({ item }) => item));
    if (came > 0) setFresh((count) => count + came);
  }, [rows, key, scroll]);
  return { fresh, seen: useCallback(() => setFresh(0), []) };
}

/** Asks for one more thing, beside the row it is about. */
function RowPanel({ desk, top }: { desk: Desk; top: number }) {
  const { panel } = desk;
  if (panel === null || panel.id === null) return null;
  const items = desk.messagesIn(panel.id);
  const close = () => desk.setPanel(null);
  const { id, kind } = panel;
  return (
    <Popover.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Popover.Anchor asChild><Anchor style={{ top }} /></Popover.Anchor>
      <Popover.Content align="end" data-row-panel={kind} onCloseAutoFocus={(event) => {
        event.preventDefault();
        desk.focus(id);
      }}>
        {kind === 'block' ? <BlockPanel items={items} onDone={close} /> : <ActionPanel kind={kind} items={items} actions={desk.actions} onDone={close} />}
      </Popover.Content>
    </Popover.Root>
  );
}

function useVirtualRows(desk: Desk, scroll: React.RefObject<HTMLDivElement>) {
  const { rows, indexOf, cursor, list } = desk;
  const cursorIndex = (cursor === null ? undefined : indexOf.get(cursor)) ?? null;
  const virtualizer = useVirtualizer({
    count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.item.id ?? index,
    // The row pointed at keeps the focus when it is scrolled away.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return cursorIndex === null || shown.includes(cursorIndex) || cursorIndex >= rows.length ? shown : [...shown, cursorIndex].sort((a, b) => a - b);
    },
  });
  const last = virtualizer.range?.endIndex ?? 0;
  const { hasMore, moreProblem, loadMore } = list;
  useEffect(() => {
    if (hasMore && !moreProblem && last >= rows.length - AHEAD) loadMore();
  }, [hasMore, moreProblem, loadMore, last, rows.length]);
  // A row that is to get the focus may have to be drawn first.
  useEffect(() => {
    const wanted = desk.wantsFocus.current;
    const index = wanted === null ? undefined : indexOf.get(wanted);
    if (wanted === null || index === undefined) return;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    const row = scroll.current?.querySelector<HTMLElement>(`[data-message-row="${CSS.escape(wanted)}"]`);
    if (!row) return;
    desk.wantsFocus.current = null;
    row.focus({ preventScroll: true });
  });
  return virtualizer;
}

/** What is listed, however long it is: only the rows in sight are drawn, and pages are read ahead of the scrolling. */
export function MessageList({ desk }: { desk: Desk }) {
  const text = useText();
  const scroll = useRef<HTMLDivElement>(null);
  const { list, rows, selection } = desk;
  const virtualizer = useVirtualRows(desk, scroll);
  const { fresh, seen } = useArrivals(rows, desk.key, scroll);
  const steps = useRowSteps(desk);
  const shown = virtualizer.getVirtualItems();
  const reachable = desk.cursor !== null && desk.indexOf.has(desk.cursor) ? desk.cursor : rows[shown[0]?.index ?? 0]?.item.id;
  const toTop = () => {
    seen();
    scroll.current?.scrollTo({ top: 0 });
  };
  if (list.status === 'loading') return <Scroll ref={scroll}><Skeleton rows={12} rowHeight={ROW_HEIGHT} /></Scroll>;
  if (list.status === 'failed' && list.problem) return <Scroll ref={scroll}><Box padding={4}><ProblemNotice title={text('messages.failed')} problem={list.problem} onRetry={list.reload} /></Box></Scroll>;
  if (rows.length === 0 && !list.hasMore) return <Scroll ref={scroll}><EmptyList desk={desk} /></Scroll>;
  return (
    <Scroll ref={scroll} data-center-list onScroll={(event) => (fresh > 0 && event.currentTarget.scrollTop < ROW_HEIGHT ? seen() : undefined)}>
      <PillPlace role="status">{fresh > 0 ? <Pill type="button" onClick={toTop} data-new-mail>{text('views.new', { count: fresh })}</Pill> : null}</PillPlace>
      <Rows style={{ height: virtualizer.getTotalSize() }} aria-label={text('nav.messages')}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          const { id, threadId } = row.item;
          return (
            <MessageRow
              key={id} row={row} to={desk.pathOf(id)} position={index + 1} of={list.hasMore ? -1 : rows.length} style={{ transform: `translateY(${start}px)` }}
              open={id === desk.messageId} selected={selection.ids.has(id)} selecting={selection.ids.size > 0} reachable={id === reachable}
              unfolded={threadId !== null && desk.unfolded.has(threadId)} steps={steps}
            />
          );
        })}
      </Rows>
      <RowPanel desk={desk} top={(desk.indexOf.get(desk.panel?.id ?? '') ?? 0) * ROW_HEIGHT} />
      {list.loadingMore || list.moreProblem || rows.length === 0 ? <LoadMore list={list} /> : null}
    </Scroll>
  );
}
