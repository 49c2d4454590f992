import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link, Route, Routes } from 'react-router-dom';
import { PERMISSIONS } from '../../permissions';
import { SETTINGS_ACCOUNTS_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { AccountFormPage } from '../AccountForm/AccountFormPage';
import { AccountList } from '../Accounts/AccountList';
import { ConnectPage } from '../Connect/ConnectPage';

function EverybodysAccounts() {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('settings.accounts')}</Page.Title>
      <Layouts.Header
        title={text('settings.accounts')} subtitle={text('settings.accounts.purpose')}
        primaryAction={<LinkButton tag={Link} to={`${SETTINGS_ACCOUNTS_PATH}/new`} startIcon={<Plus />} size="S">{text('accounts.connect')}</LinkButton>}
      />
      <Layouts.Content><Box paddingBottom={8}><AccountList scope="all" home={SETTINGS_ACCOUNTS_PATH} shows={(kind) => kind !== 'group' && kind !== 'forward'} /></Box></Layouts.Content>
    </Page.Main>
  );
}

/** Settings, Email center, Mail accounts: everybody's, for administrators. */
export function AccountSettings() {
  return (
    <Page.Protect permissions={[...PERMISSIONS.settings]}>
      <Routes>
        <Route index element={<EverybodysAccounts />} />
        <Route path="new" element={<ConnectPage scope="all" home={SETTINGS_ACCOUNTS_PATH} />} />
        <Route path=":accountId" element={<AccountFormPage scope="all" home={SETTINGS_ACCOUNTS_PATH} />} />
      </Routes>
    </Page.Protect>
  );
}
