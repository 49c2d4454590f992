import { Page, SubNav } from '@strapi/strapi/admin';
import { Navigate, NavLink, Route, Routes } from 'react-router-dom';
import { styled } from 'styled-components';
import { useRights } from '../permissions';
import { CENTER_PATH } from '../plugin-id';
import { useText } from '../text/text';
import { AccountFormPage } from './AccountForm/AccountFormPage';
import { AccountsPage } from './Accounts/AccountsPage';
import { ComposeDock } from './Compose/ComposeDock';
import { ConnectPage } from './Connect/ConnectPage';
import { LedgerPage } from './Ledger/LedgerPage';
import { ListsPage } from './Lists/ListsPage';
import { MessagesPage } from './Messages/MessagesPage';
import { UndoBar } from './Work/UndoBar';
import { useWorkPlaces, WaitingCount } from './Work/WorkNav';
import { WorkPage } from './Work/WorkPage';

const Shell = styled.div`
  flex: 1;
  min-height: 0;
  min-width: 0;
  display: flex;
  flex-direction: column;
  background: ${({ theme }) => theme.colors.neutral100};
  ${({ theme }) => theme.breakpoints.medium} {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
  }
`;
const SideNav = styled.div`
  display: none;
  background: ${({ theme }) => theme.colors.neutral0};
  ${({ theme }) => theme.breakpoints.medium} { display: block; }
`;
const TopNav = styled.nav`
  background: ${({ theme }) => theme.colors.neutral0};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  overflow-x: auto;
  ul { display: flex; min-width: max-content; padding: ${({ theme }) => `0 ${theme.spaces[2]}`}; }
  a {
    display: block;
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[2]}`};
    font-size: 1.4rem;
    text-decoration: none;
    color: ${({ theme }) => theme.colors.neutral700};
    border-bottom: 2px solid transparent;
  }
  a.active { color: ${({ theme }) => theme.colors.primary700}; border-bottom-color: ${({ theme }) => theme.colors.primary600}; }
  a:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
  ${({ theme }) => theme.breakpoints.medium} { display: none; }
`;
const Content = styled.div`
  min-width: 0;
  min-height: 0;
  flex: 1;
  overflow: auto;
`;

/** The part of the panel where everybody works: messages, one's own accounts, and the ledger that explains both. */
export function EmailCenter() {
  const text = useText();
  const rights = useRights();
  const screens = [
    { path: 'messages', label: text('nav.messages'), shown: rights.readMessages },
    { path: 'accounts', label: text('nav.accounts'), shown: rights.manageOwn },
    { path: 'lists', label: text('lists.mine'), shown: rights.manageOwn },
    { path: 'ledger', label: text('nav.ledger'), shown: rights.readLedger },
  ].filter(({ shown }) => shown);
  const places = useWorkPlaces(rights);
  const first = screens[0] ?? places[0];
  if (!first) return <Page.NoPermissions />;
  const links = screens.map(({ path, label }) => <SubNav.Link key={path} to={`${CENTER_PATH}/${path}`} label={label} />);
  const work = places.map(({ path, label, count }) => <SubNav.Link key={path} to={`${CENTER_PATH}/${path}`} label={label} endAction={<WaitingCount count={count} />} />);
  const sections = [
    <SubNav.Section key="center" label={text('nav.section')}>{links}</SubNav.Section>,
    ...(work.length > 0 ? [<SubNav.Section key="work" label={text('work.nav.section')}>{work}</SubNav.Section>] : []),
  ];
  return (
    <Shell>
      <SideNav>
        <SubNav.Main aria-label={text('plugin.name')}>
          <SubNav.Header label={text('plugin.name')} />
          <SubNav.Content>
            <SubNav.Sections>{sections}</SubNav.Sections>
          </SubNav.Content>
        </SubNav.Main>
      </SideNav>
      <TopNav aria-label={text('plugin.name')}><ul>{[...screens, ...places].map((one) => <li key={one.path}><NavLink to={`${CENTER_PATH}/${one.path}`}>{one.label}{'count' in one ? <WaitingCount count={one.count} /> : null}</NavLink></li>)}</ul></TopNav>
      <Content data-email-center-content>
        <Routes>
          <Route index element={<Navigate to={first.path} replace />} />
          {rights.readMessages ? <Route path="messages/:messageId?" element={<MessagesPage />} /> : null}
          {places.length > 0 ? <Route path="work-items/group/:account/:messageId?" element={<WorkPage />} /> : null}
          {places.length > 0 ? <Route path="work-items/:place?/:messageId?" element={<WorkPage />} /> : null}
          {rights.manageOwn ? <Route path="accounts" element={<AccountsPage />} /> : null}
          {rights.manageOwn ? <Route path="accounts/new" element={<ConnectPage scope="mine" home={`${CENTER_PATH}/accounts`} />} /> : null}
      {rights.manageOwn ? <Route path="accounts/:accountId" element={<AccountFormPage scope="mine" home={`${CENTER_PATH}/accounts`} />} /> : null}
          {rights.manageOwn ? <Route path="lists/*" element={<ListsPage view="mine" home={`${CENTER_PATH}/lists`} />} /> : null}
          {rights.readLedger ? <Route path="ledger" element={<LedgerPage />} /> : null}
          <Route path="*" element={<Page.Error />} />
        </Routes>
        <ComposeDock />
        <UndoBar />
      </Content>
    </Shell>
  );
}
