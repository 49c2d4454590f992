import { Layouts, Page } from '@strapi/strapi/admin';
import { Flex, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link, Route, Routes } from 'react-router-dom';
import { useAccountsQuery } from '../../api/center-api';
import { PERMISSIONS, useRights } from '../../permissions';
import { SETTINGS_FORWARD_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { AccountFormPage } from '../AccountForm/AccountFormPage';
import { AccountList } from '../Accounts/AccountList';
import { ForwardAddress } from './forward/ForwardAddress';
import { ForwardGuide } from './forward/ForwardGuide';

function Addresses({ scope }: { scope: 'all' | 'mine' }) {
  const { data } = useAccountsQuery(scope);
  const addresses = (data ?? []).filter(({ kind }) => kind === 'forward');
  return addresses.map((account) => <ForwardAddress key={account.id} account={account} />);
}

function ForwardAddresses() {
  const text = useText();
  const { manageAll } = useRights();
  return (
    <Page.Main>
      <Page.Title>{text('settings.forward')}</Page.Title>
      <Layouts.Header
        title={text('settings.forward')} subtitle={text('settings.forward.purpose')}
        primaryAction={manageAll ? <LinkButton tag={Link} to={`${SETTINGS_FORWARD_PATH}/new`} startIcon={<Plus />} size="S">{text('forward.connect')}</LinkButton> : undefined}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8} data-forward>
          <Addresses scope={manageAll ? 'all' : 'mine'} />
          {manageAll ? <AccountList scope="all" home={SETTINGS_FORWARD_PATH} shows={(kind) => kind === 'forward'} empty={{ title: text('forward.empty.title'), body: text('forward.empty.body'), connect: text('forward.connect') }} /> : null}
          <ForwardGuide />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}

/** Settings, Email center, Forward addresses (S5): only for those who may see them. */
export function ForwardAddressSettings() {
  return (
    <Page.Protect permissions={[...PERMISSIONS.forward]}>
      <Routes>
        <Route index element={<ForwardAddresses />} />
        <Route path=":accountId" element={<AccountFormPage scope="all" home={SETTINGS_FORWARD_PATH} kind="forward" />} />
      </Routes>
    </Page.Protect>
  );
}
