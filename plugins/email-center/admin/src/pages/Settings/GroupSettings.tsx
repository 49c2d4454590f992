import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link, Route, Routes } from 'react-router-dom';
import { PERMISSIONS } from '../../permissions';
import { SETTINGS_GROUPS_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { AccountFormPage } from '../AccountForm/AccountFormPage';
import { AccountList } from '../Accounts/AccountList';

function Groups() {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('settings.groups')}</Page.Title>
      <Layouts.Header
        title={text('settings.groups')} subtitle={text('settings.groups.purpose')}
        primaryAction={<LinkButton tag={Link} to={`${SETTINGS_GROUPS_PATH}/new`} startIcon={<Plus />} size="S">{text('group.connect')}</LinkButton>}
      />
      <Layouts.Content>
        <Box paddingBottom={8}>
          <AccountList scope="all" home={SETTINGS_GROUPS_PATH} shows={(kind) => kind === 'group'} empty={{ title: text('group.empty.title'), body: text('group.empty.body'), connect: text('group.connect') }} />
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
}

/** Settings, Email center, Groups: mailboxes that several people work on, for administrators. */
export function GroupSettings() {
  return (
    <Page.Protect permissions={[...PERMISSIONS.settings]}>
      <Routes>
        <Route index element={<Groups />} />
        <Route path=":accountId" element={<AccountFormPage scope="all" home={SETTINGS_GROUPS_PATH} kind="group" />} />
      </Routes>
    </Page.Protect>
  );
}
