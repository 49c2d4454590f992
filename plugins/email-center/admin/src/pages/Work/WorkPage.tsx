import { Page } from '@strapi/strapi/admin';
import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useCallback, useEffect, type KeyboardEvent } from 'react';
import { Navigate, useLocation, useParams, useSearchParams } from 'react-router-dom';
import type { WorkItemDto, WorkStepInput, WorkView } from '../../../../shared/contracts';
import { useKeysetList, type KeysetList } from '../../api/keyset-list';
import { problemOf } from '../../api/problem';
import { useLazyListWorkQuery, useWorkCountsQuery } from '../../api/work-api';
import { EmptyState } from '../../components/EmptyState';
import { LoadMore } from '../../components/LoadMore';
import { Pane, PaneHead, Panes, PaneScroll } from '../../components/Panes';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useRights } from '../../permissions';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { moveAlongRows } from '../Messages/MessageList';
import { MessageReader } from '../Messages/MessageReader';
import { MessageRow, ROW_HEIGHT } from '../Messages/MessageRow';
import { OffersHead } from '../Offers/OffersHead';
import { useWorkActions } from './use-work-actions';
import { groupViews, placesOf, type WorkPlace } from './views';
import { changedWork, takeOver } from './work-state';

/** Keys on a focused row, as mail programs have them; none of them when something is typed. */
const KEYS: Record<string, (item: WorkItemDto) => WorkStepInput | null> = {
  t: ({ can }) => (can.take ? { step: 'take', from: null } : null),
  d: ({ can }) => (can.done ? { step: 'done', note: '' } : null),
  r: ({ can }) => (can.release ? { step: 'release', note: '' } : null),
};

function WorkList({ list, home, selectedId }: { list: KeysetList<WorkItemDto>; home: string; selectedId: string | undefined }) {
  const text = useText();
  const { search } = useLocation();
  const run = useWorkActions();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    moveAlongRows(event);
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-message-row]');
    const item = list.items.find(({ message }) => message.id === row?.dataset.messageRow);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const current = { ...item, ...changedWork.get(item.id) };
    const step = KEYS[event.key]?.(current) ?? null;
    if (step !== null) void run(current, item.message.id, step);
  };
  if (list.status === 'loading') return <Skeleton rows={10} rowHeight={ROW_HEIGHT} />;
  if (list.status === 'failed' && list.problem) return <Box padding={4}><ProblemNotice title={text('work.list-failed')} problem={list.problem} onRetry={list.reload} /></Box>;
  if (list.items.length === 0) return <EmptyState title={text('work.empty')}>{text('work.empty.body')}</EmptyState>;
  return (
    <>
      <Box tag="ul" background="neutral0" onKeyDown={onKeyDown} aria-label={text('work.title')}>
        {list.items.map(({ message, ...work }) => (
          <MessageRow key={work.id} message={{ ...message, work: [work] }} to={`${home}/${encodeURIComponent(message.id)}${search}`} selected={message.id === selectedId} />
        ))}
      </Box>
      <LoadMore list={list} />
    </>
  );
}

function ViewChoice({ place, view, onChange }: { place: WorkPlace; view: WorkView; onChange(view: string): void }) {
  const text = useText();
  const views = groupViews(place);
  if (views.length === 0) return null;
  return (
    <SingleSelect aria-label={text('work.view')} size="S" value={view} onChange={(chosen) => onChange(String(chosen))}>
      {views.map((one) => <SingleSelectOption key={one} value={one}>{text(`work.view.${one}`)}</SingleSelectOption>)}
    </SingleSelect>
  );
}

function Place({ place, messageId }: { place: WorkPlace; messageId: string | undefined }) {
  const text = useText();
  const home = `${CENTER_PATH}/work-items/${place.path}`;
  const [search, setSearch] = useSearchParams();
  const asked = groupViews(place).find((view) => view === search.get('view'));
  const query = { ...place.query, ...(asked === undefined ? {} : { view: asked }) };
  const [read] = useLazyListWorkQuery();
  const { view, account } = query;
  const load = useCallback(async (cursor: string | undefined) => {
    const page = await read({ view, account, cursor }).unwrap();
    takeOver({ items: page.items.map(({ message, ...work }) => ({ ...message, work: [work] })) });
    return page;
  }, [read, view, account]);
  const list = useKeysetList(`${view} ${account ?? ''}`, load);
  const { refreshHead } = list;
  const waiting = place.count?.unhandled;
  useEffect(() => {
    // The kept numbers changed: something came or went.
    refreshHead();
  }, [waiting, refreshHead]);
  return (
    <Panes>
      <Pane $open={messageId === undefined} aria-label={place.label}>
        <PaneHead>
          <Flex justifyContent="space-between" gap={3} wrap="wrap">
            <Typography variant="beta" tag="h1">{place.label}</Typography>
            <ViewChoice place={place} view={view} onChange={(chosen) => setSearch({ view: chosen }, { replace: true })} />
          </Flex>
          {place.query.view === 'offers' ? <OffersHead waiting={place.count?.unhandled ?? 0} onTaken={list.reload} /> : null}
          <Typography variant="pi" textColor="neutral600">{text('work.keys')}</Typography>
        </PaneHead>
        <PaneScroll><WorkList list={list} home={home} selectedId={messageId} /></PaneScroll>
      </Pane>
      <Pane $open={messageId !== undefined} aria-label={text('reader.label')}>
        <MessageReader messageId={messageId} home={home} />
      </Pane>
    </Panes>
  );
}

/** The work of one place: what waits, and beside it the message that was opened. */
export function WorkPage() {
  const text = useText();
  const rights = useRights();
  const { place: name = 'mine', account, messageId } = useParams();
  const { data: counts, error, refetch } = useWorkCountsQuery();
  const places = placesOf(text, counts, rights);
  const path = account === undefined ? name : `group/${encodeURIComponent(account)}`;
  const place = places.find((one) => one.path === path);
  if (!place) {
    if (error) return <Box padding={6}><ProblemNotice title={text('work.list-failed')} problem={problemOf(error)} onRetry={refetch} /></Box>;
    return counts === undefined ? <Skeleton rows={10} rowHeight={ROW_HEIGHT} /> : <Navigate to={`${CENTER_PATH}/work-items/mine`} replace />;
  }
  return (
    <Page.Main style={{ height: '100%' }}>
      <Page.Title>{place.label}</Page.Title>
      <Place key={place.path} place={place} messageId={messageId} />
    </Page.Main>
  );
}
