import { Page, useIsDesktop } from '@strapi/strapi/admin';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import type { CenterEvent, SearchMark } from '../../../../shared/contracts';
import { useCenterEvents } from '../../api/center-events';
import { useNoteChangedMutation } from '../../api/views-api';
import { SearchedForProvider } from '../../components/searched-for';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { DraftsPage } from '../Drafts/DraftsPage';
import { OutboxPage } from '../Outbox/OutboxPage';
import { MessageReader } from '../Reader/MessageReader';
import { HelpSheet } from './keys/HelpSheet';
import { useCenterKeys } from './keys/use-center-keys';
import { ListPane } from './list/ListPane';
import { LIMITS, listWidth, USUAL } from './panes/pane-sizes';
import { Splitter } from './panes/Splitter';
import { usePaneSizes } from './panes/use-pane-sizes';
import { useWidth } from './panes/use-width';
import { placeKey, placePath, readPlace, type Place } from './place';
import { useDesk } from './use-desk';
import { useViews } from './views/use-views';

const Panes = styled.div`
  display: flex;
  width: 100%;
  height: 100%;
  min-height: 0;
  min-width: 0;
`;
const Pane = styled.section`
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
  background: ${({ theme }) => theme.colors.neutral0};
`;

/** Marked where nothing is searched for. */
const NOTHING: readonly SearchMark[] = [];
/** Several events at once, as an import makes them, are one refresh. */
const GATHER = 400;

/** Reads the head of the list and the numbers again when something changed, here or elsewhere. */
function useRefreshing(refreshHead: () => void) {
  const [noteChanged] = useNoteChangedMutation();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const kinds = useRef(new Set<CenterEvent['type']>());
  const latest = useRef(refreshHead);
  latest.current = refreshHead;
  useEffect(() => () => clearTimeout(timer.current), []);
  useCenterEvents((event) => {
    if (event.type === 'hello' || event.type === 'presence') return;
    kinds.current.add(event.type);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const seen = kinds.current;
      kinds.current = new Set();
      void noteChanged(seen.has('work') ? 'EmailCenterWork' : 'EmailCenterViews');
      if (['mail', 'states', 'work', 'notes'].some((kind) => seen.has(kind as CenterEvent['type']))) latest.current();
    }, GATHER);
  });
}

function SideBySide({ list, reader }: { list: ReactNode; reader: ReactNode }) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const room = useWidth(box);
  const { sizes, change } = usePaneSizes();
  const width = room === 0 ? sizes.list : listWidth(sizes.list, room);
  const size: CSSProperties = { width, flexShrink: 0 };
  return (
    <Panes ref={box}>
      <Pane id="center-list" style={size} aria-label={text('views.list')}>{list}</Pane>
      <Splitter label={text('views.resize-list')} controls="center-list" value={width} least={LIMITS.list.least} most={listWidth(LIMITS.list.most, room)} usual={USUAL.list} onChange={(wanted) => change({ list: wanted })} />
      <Pane style={{ flex: 1 }} aria-label={text('reader.label')}>{reader}</Pane>
    </Panes>
  );
}

function CenterDesk({ place, messageId }: { place: Place; messageId: string | null }) {
  const text = useText();
  const wide = useIsDesktop();
  const { sizes } = usePaneSizes();
  const searchBox = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  const desk = useDesk(place, messageId, { besides: wide, fold: sizes.fold });
  const { current, labelOf } = useViews(place);
  useCenterKeys(desk, searchBox, () => setHelp(true));
  useRefreshing(desk.list.refreshHead);
  const list = <ListPane desk={desk} searchBox={searchBox} onHelp={() => setHelp(true)} />;
  const reader = <SearchedForProvider marks={desk.info?.marks ?? NOTHING}><MessageReader messageId={messageId ?? undefined} home={placePath(place)} /></SearchedForProvider>;
  return (
    <Page.Main style={{ height: '100%', minHeight: 0 }}>
      <Page.Title>{current ? labelOf(current) : text('plugin.name')}</Page.Title>
      {wide ? <SideBySide list={list} reader={reader} /> : (
        <Panes>
          {messageId === null ? <Pane style={{ flex: 1 }} aria-label={text('views.list')}>{list}</Pane> : <Pane style={{ flex: 1 }} aria-label={text('reader.label')}>{reader}</Pane>}
        </Panes>
      )}
      {help ? <HelpSheet onClose={() => setHelp(false)} /> : null}
    </Page.Main>
  );
}

/** What goes out: drafts and the outbox, with the keys that lead elsewhere. */
function Outgoing({ view }: { view: 'drafts' | 'outbox' }) {
  const searchBox = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  useCenterKeys(null, searchBox, () => setHelp(true));
  return (
    <>
      {view === 'drafts' ? <DraftsPage /> : <OutboxPage />}
      {help ? <HelpSheet onClose={() => setHelp(false)} /> : null}
    </>
  );
}

/** The screen people work in: what a view lists, and beside it the message that was opened. */
export function CenterPage({ first }: { first: Place }) {
  const { pathname } = useLocation();
  const { send } = useRights();
  const found = readPlace(pathname);
  if (found === null) return <Navigate to={placePath(first)} replace />;
  const { view } = found.place;
  if (view === 'drafts' || view === 'outbox') return send ? <Outgoing key={view} view={view} /> : <Navigate to={placePath(first)} replace />;
  return <CenterDesk key={placeKey(found.place)} place={found.place} messageId={found.messageId} />;
}
