import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useAccountsQuery } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { EmptyState } from '../../components/EmptyState';
import { ImportProgress } from '../../components/ImportStrip';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useAccountProgress } from '../../components/use-status';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { MailboxLedger } from './MailboxLedger';
import { Reconcile } from './Reconcile';
import { SightingList } from './SightingList';

const Mailboxes = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spaces[4]};
  grid-template-columns: repeat(auto-fit, minmax(min(32rem, 100%), 1fr));
`;

function AccountLedger({ accountId, mayRun }: { accountId: string; mayRun: boolean }) {
  const text = useText();
  const { status, problem, retry } = useAccountProgress(accountId);
  if (problem && !status) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (!status) return <Box background="neutral0" hasRadius><Skeleton rows={2} rowHeight={96} /></Box>;
  if (status.mailboxes.length === 0) return <Box background="neutral0" hasRadius><EmptyState title={text('ledger.no-mailboxes')}>{text('ledger.no-mailboxes.body')}</EmptyState></Box>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {status.running ? <Box background="primary100" hasRadius padding={4}><ImportProgress status={status} /></Box> : null}
      <Mailboxes aria-label={text('ledger.mailboxes')}>{status.mailboxes.map((mailbox) => <MailboxLedger key={`${mailbox.role} ${mailbox.path}`} mailbox={mailbox} />)}</Mailboxes>
      {mayRun ? <Reconcile key={accountId} accountId={accountId} /> : null}
    </Flex>
  );
}

function ChosenLedger() {
  const text = useText();
  const rights = useRights();
  const { data: accounts, error, refetch } = useAccountsQuery(rights.manageAll ? 'all' : 'mine');
  const [chosen, setChosen] = useState<string | null>(null);
  if (error && !accounts) return <ProblemNotice title={text('accounts.failed')} problem={problemOf(error)} onRetry={refetch} />;
  if (!accounts) return <Box background="neutral0" hasRadius><Skeleton rows={3} rowHeight={96} /></Box>;
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
  if (!account) return <SightingList accountId={undefined} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Box maxWidth="40rem">
        <Field.Root name="account">
          <Field.Label>{text('ledger.account')}</Field.Label>
          <SingleSelect value={account.id} onChange={(id) => setChosen(String(id))}>
            {accounts.map(({ id, name, address }) => <SingleSelectOption key={id} value={id}>{name === address ? name : `${name} (${address})`}</SingleSelectOption>)}
          </SingleSelect>
        </Field.Root>
      </Box>
      <AccountLedger accountId={account.id} mayRun={account.can.run && account.state === 'active'} />
      <section>
        <Box paddingBottom={3}>
          <Typography variant="beta" tag="h2">{text('ledger.why')}</Typography>
          <Typography tag="p" textColor="neutral600">{text('ledger.why.hint')}</Typography>
        </Box>
        <SightingList accountId={account.id} />
      </section>
    </Flex>
  );
}

/** Where every message has its answer: what was decided about it, and why. */
export function LedgerPage() {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('nav.ledger')}</Page.Title>
      <Layouts.Header title={text('nav.ledger')} subtitle={text('ledger.purpose')} />
      <Layouts.Content><Box paddingBottom={8}><ChosenLedger /></Box></Layouts.Content>
    </Page.Main>
  );
}
