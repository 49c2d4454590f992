import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { AccountDto } from '../../../../shared/contracts';
import { useAccountQuery, type AccountScope } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { ActivateStep } from './ActivateStep';
import { AddressStep } from './AddressStep';
import { ImportStep } from './ImportStep';
import { SettingsStep } from './SettingsStep';
import { StepList } from './StepList';
import { TestStep } from './TestStep';
import { useWizard } from './use-wizard';

interface Props {
  scope: AccountScope;
  /** The path under which the accounts are. */
  home: string;
}

/** Remounted for nothing but another draft: what was typed is kept in here. */
function Steps({ account, scope, home }: Props & { account: AccountDto | null }) {
  const wizard = useWizard(account);
  return (
    <Box maxWidth="84rem" paddingBottom={8}>
      <StepList wizard={wizard} />
      {wizard.step === 'address' ? <AddressStep wizard={wizard} scope={scope} /> : null}
      {wizard.step === 'settings' ? <SettingsStep wizard={wizard} /> : null}
      {wizard.step === 'test' ? <TestStep wizard={wizard} /> : null}
      {wizard.step === 'import' ? <ImportStep wizard={wizard} /> : null}
      {wizard.step === 'activate' ? <ActivateStep wizard={wizard} home={home} /> : null}
    </Box>
  );
}

function Loaded({ scope, home }: Props) {
  const text = useText();
  const [query] = useSearchParams();
  const id = query.get('account');
  const account = useAccountQuery(id ?? '', { skip: id === null });
  // A draft that is saved on the way becomes the account of the wizard that is open, and does not begin it anew.
  const [draft] = useState(id);
  if (draft !== null && account.error && !account.currentData) return <ProblemNotice title={text('form.load-failed')} problem={problemOf(account.error)} onRetry={account.refetch} />;
  if (draft !== null && !account.currentData) return <Box background="neutral0" hasRadius><Skeleton rows={5} rowHeight={72} /></Box>;
  return <Steps account={account.currentData ?? null} scope={scope} home={home} />;
}

/** Connecting a mailbox, step by step. What is saved on the way is a draft that can be continued. */
export function ConnectPage({ scope, home }: Props) {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('form.new')}</Page.Title>
      <Layouts.Header
        title={text('form.new')} subtitle={text('wizard.purpose')}
        navigationAction={<Flex><LinkButton tag={Link} to={home} variant="tertiary" size="S" startIcon={<ArrowLeft />}>{text('form.back')}</LinkButton></Flex>}
      />
      <Layouts.Content><Loaded scope={scope} home={home} /></Layouts.Content>
    </Page.Main>
  );
}
