import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { AccountList } from './AccountList';

const HOME = `${CENTER_PATH}/accounts`;

/** The person's own accounts. */
export function AccountsPage() {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('nav.accounts')}</Page.Title>
      <Layouts.Header
        title={text('nav.accounts')} subtitle={text('accounts.purpose')}
        primaryAction={<LinkButton tag={Link} to={`${HOME}/new`} startIcon={<Plus />} size="S">{text('accounts.connect')}</LinkButton>}
      />
      <Layouts.Content><Box paddingBottom={8}><AccountList scope="mine" home={HOME} /></Box></Layouts.Content>
    </Page.Main>
  );
}
