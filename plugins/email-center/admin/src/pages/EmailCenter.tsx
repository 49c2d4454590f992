import { Page, useIsDesktop, useIsMobile } from '@strapi/strapi/admin';
import { IconButton, Typography } from '@strapi/design-system';
import { Cross, List } from '@strapi/icons';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import { useRights, type Rights } from '../permissions';
import { CENTER_PATH } from '../plugin-id';
import { useText } from '../text/text';
import { AccountFormPage } from './AccountForm/AccountFormPage';
import { AccountsPage } from './Accounts/AccountsPage';
import { CenterPage } from './Center/CenterPage';
import { ICONS_WIDTH, LIMITS, USUAL, viewsWidth } from './Center/panes/pane-sizes';
import { Splitter } from './Center/panes/Splitter';
import { usePaneSizes } from './Center/panes/use-pane-sizes';
import { useWidth } from './Center/panes/use-width';
import { movedPath, placePath, readPlace, type Place } from './Center/place';
import { useViews } from './Center/views/use-views';
import { ViewsPane } from './Center/views/ViewsPane';
import { ComposeDock } from './Compose/ComposeDock';
import { LeftTexts } from './Compose/LeftTexts';
import { ConnectPage } from './Connect/ConnectPage';
import { LedgerPage } from './Ledger/LedgerPage';
import { ListsPage } from './Lists/ListsPage';
import { TemplatesPage } from './Settings/templates/TemplatesPage';
import { UndoBar } from './Work/UndoBar';

/** Below this width of the whole, views begin as icons, so that list and reader have room; CSS pixels. */
const ROOMY = 1160;
const VIEWS = 'center-views';

const Shell = styled.div<{ $column: boolean }>`
  flex: 1;
  min-height: 0;
  min-width: 0;
  display: flex;
  flex-direction: ${({ $column }) => ($column ? 'column' : 'row')};
  background: ${({ theme }) => theme.colors.neutral100};
`;
const TopBar = styled.div`
  flex-shrink: 0;
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  min-height: 4.8rem;
  padding: ${({ theme }) => `0 ${theme.spaces[3]}`};
  background: ${({ theme }) => theme.colors.neutral0};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;
const Content = styled.div`
  min-width: 0;
  min-height: 0;
  flex: 1;
  overflow: auto;
  /* The page below gets the room that is left. */
  &:has(> [data-left-texts]) { display: flex; flex-direction: column; }
`;

/** On a telephone: where one is, and the way to the views. */
function PhoneBar({ choosing, onChoose }: { choosing: boolean; onChoose(choosing: boolean): void }) {
  const text = useText();
  const { pathname } = useLocation();
  const { current, labelOf } = useViews(readPlace(pathname)?.place ?? null);
  return (
    <TopBar>
      <IconButton variant="ghost" label={text(choosing ? 'views.hide' : 'views.show')} aria-expanded={choosing} aria-controls={VIEWS} onClick={() => onChoose(!choosing)} data-show-views>{choosing ? <Cross /> : <List />}</IconButton>
      <Typography fontWeight="semiBold" ellipsis>{current && !choosing ? labelOf(current) : text('plugin.name')}</Typography>
    </TopBar>
  );
}

/** The views beside what was chosen from them; by name or as icons, as the person wants and the window allows. */
function SideViews({ around }: { around: RefObject<HTMLElement> }) {
  const text = useText();
  const desktop = useIsDesktop();
  const room = useWidth(around);
  const { sizes, change } = usePaneSizes();
  const icons = !desktop || (sizes.icons ?? (room > 0 && room < ROOMY));
  const width = icons ? ICONS_WIDTH : viewsWidth(sizes.views);
  return (
    <>
      <ViewsPane id={VIEWS} icons={icons} width={`${width}px`} onToggle={desktop ? () => change({ icons: !icons }) : undefined} />
      {icons
        ? <div style={{ width: 1, flexShrink: 0 }} />
        : <Splitter label={text('views.resize-views')} controls={VIEWS} value={width} least={LIMITS.views.least} most={LIMITS.views.most} usual={USUAL.views} onChange={(views) => change({ views })} />}
    </>
  );
}

/** What was chosen keeps its place in the tree however wide the window is: turning a telephone or narrowing a window begins nothing anew. */
function Frame({ children }: { children: ReactNode }) {
  const phone = useIsMobile();
  const { pathname } = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked(false), [pathname]);
  const choosing = phone && asked;
  return (
    <Shell ref={box} $column={phone} data-email-center>
      {phone ? <PhoneBar choosing={choosing} onChoose={setAsked} /> : <SideViews around={box} />}
      {choosing ? <ViewsPane id={VIEWS} icons={false} width="100%" /> : <Content data-email-center-content>{children}</Content>}
    </Shell>
  );
}

/** Links of earlier versions lead to where things are now. */
function Moved() {
  const { pathname, search } = useLocation();
  return <Navigate to={movedPath(pathname, search) ?? CENTER_PATH} replace />;
}

function Screens({ rights, works, first }: { rights: Rights; works: boolean; first: Place }) {
  const home = works ? placePath(first) : rights.manageOwn ? `${CENTER_PATH}/accounts` : `${CENTER_PATH}/ledger`;
  return (
    <Routes>
      <Route index element={<Navigate to={home} replace />} />
      {rights.send ? <Route path="templates/*" element={<TemplatesPage shared={false} home={`${CENTER_PATH}/templates`} />} /> : null}
      {works ? <Route path="center/*" element={<CenterPage first={first} />} /> : null}
      {works ? <Route path="messages/*" element={<Moved />} /> : null}
      {works ? <Route path="work-items/*" element={<Moved />} /> : null}
      {rights.manageOwn ? <Route path="accounts" element={<AccountsPage />} /> : null}
      {rights.manageOwn ? <Route path="accounts/new" element={<ConnectPage scope="mine" home={`${CENTER_PATH}/accounts`} />} /> : null}
      {rights.manageOwn ? <Route path="accounts/:accountId" element={<AccountFormPage scope="mine" home={`${CENTER_PATH}/accounts`} />} /> : null}
      {rights.manageOwn ? <Route path="lists/*" element={<ListsPage view="mine" home={`${CENTER_PATH}/lists`} />} /> : null}
      {rights.readLedger ? <Route path="ledger" element={<LedgerPage />} /> : null}
      <Route path="*" element={<Page.Error />} />
    </Routes>
  );
}

/** The part of the panel where everybody works: messages and the work they make, one's own accounts, and the ledger that explains both. */
export function EmailCenter() {
  const rights = useRights();
  const works = rights.readMessages || rights.receiveCases || rights.assignWork;
  if (!works && !rights.manageOwn && !rights.readLedger) return <Page.NoPermissions />;
  const first: Place = { view: rights.readMessages ? 'inbox' : 'mine', id: null };
  return (
    <Frame>
      {rights.send ? <LeftTexts /> : null}
      <Screens rights={rights} works={works} first={first} />
      <ComposeDock />
      <UndoBar />
    </Frame>
  );
}
