import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Play } from '@strapi/icons';
import { useState } from 'react';
import type { AccountDto } from '../../../../shared/contracts';
import { useActivateAccountMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { AccountStatus } from '../../components/AccountStatus';
import { AccountTest } from '../../components/AccountTest/AccountTest';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { StateBadge } from '../Accounts/StateBadge';

interface Props {
  account: AccountDto | null;
  request: number;
  /** The form holds changes that are not saved yet. */
  dirty: boolean;
}

function Activation({ account, dirty }: { account: AccountDto; dirty: boolean }) {
  const text = useText();
  const [activate, { isLoading, error }] = useActivateAccountMutation();
  const [watch, setWatch] = useState(0);
  const begin = async () => {
    const answer = await activate(account.id);
    if (!('error' in answer)) setWatch((count) => count + 1);
  };
  if (account.state === 'active') return <AccountStatus accountId={account.id} watch={watch} />;
  const possible = account.tested && !dirty;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex><Button startIcon={<Play />} loading={isLoading} disabled={!possible} onClick={begin}>{text('account.activate')}</Button></Flex>
      <Typography variant="pi" textColor="neutral600">{possible ? text('account.activate.hint', { days: account.backfillDays }) : text('account.activate.needs-test')}</Typography>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
    </Flex>
  );
}

/** Beside the form: the test of what is saved, then the activation, then the import itself. */
export function TestPanel({ account, request, dirty }: Props) {
  const text = useText();
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={{ initial: 4, medium: 6 }} tag="section" aria-label={text('test.title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Flex justifyContent="space-between" gap={3} wrap="wrap">
          <Typography variant="delta" fontWeight="bold" tag="h2">{text('test.title')}</Typography>
          {account ? <StateBadge state={account.state} /> : null}
        </Flex>
        <Typography textColor="neutral600">{account ? (dirty ? text('test.save-first') : text('test.purpose')) : text('test.after-saving')}</Typography>
        {account ? (
          <>
            <AccountTest account={account} request={request} disabled={dirty} />
            <Activation account={account} dirty={dirty} />
          </>
        ) : null}
      </Flex>
    </Box>
  );
}
