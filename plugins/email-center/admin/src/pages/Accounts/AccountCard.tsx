import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, Pencil, Play, Stop } from '@strapi/icons';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { AccountDto } from '../../../../shared/contracts';
import { useActivateAccountMutation, usePauseAccountMutation, useSyncAccountMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { AccountStatus } from '../../components/AccountStatus';
import { explainProblem } from '../../components/ProblemNotice';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { AccountFailure } from './AccountFailure';
import { RemoveAccount } from './RemoveAccount';
import { StateBadge } from './StateBadge';

/** What can be done with an account now; a refusal is told, never swallowed. */
function useAccountActions(account: AccountDto) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [sync, syncing] = useSyncAccountMutation();
  const [pause, pausing] = usePauseAccountMutation();
  const [activate, activating] = useActivateAccountMutation();
  const [watch, setWatch] = useState(0);
  const run = (action: (id: string) => { unwrap(): Promise<unknown> }, watched: boolean) => async () => {
    try {
      await action(account.id).unwrap();
      if (watched) setWatch((count) => count + 1);
    } catch (thrown) {
      const { what, remedy } = explainProblem(text, problemOf(thrown));
      toggleNotification({ type: 'danger', title: account.name, message: `${what} ${remedy}` });
    }
  };
  return {
    watch,
    busy: syncing.isLoading || pausing.isLoading || activating.isLoading,
    sync: run(sync, true),
    pause: run(pause, false),
    activate: run(activate, true),
  };
}

interface Props {
  account: AccountDto;
  /** Where its form is. */
  to: string;
  showOwner: boolean;
}

function CardHead({ account, showOwner }: Omit<Props, 'to'>) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={1} minWidth={0} flex="1 1 24rem">
      <Flex gap={3} wrap="wrap">
        <Typography variant="delta" fontWeight="bold" tag="h2" style={{ overflowWrap: 'anywhere' }}>{account.name}</Typography>
        <StateBadge state={account.state} />
      </Flex>
      <Typography textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>{account.address}</Typography>
      {account.group ? <Typography variant="pi" textColor="neutral600">{text('group.members.of', { count: account.group.members.length, names: account.group.members.map(({ name }) => name).join(', ') })}</Typography> : null}
      {showOwner && account.owner && !account.group ? <Typography variant="pi" textColor="neutral600">{text('account.owner', { name: account.owner.name || account.owner.email })}</Typography> : null}
      <Typography variant="pi" textColor="neutral600">
        {account.lastSyncAt ? <>{text('account.last-sync')} <Time iso={account.lastSyncAt} /></> : text('account.never-synced')}
      </Typography>
    </Flex>
  );
}

function CardActions({ account, to, actions }: { account: AccountDto; to: string; actions: ReturnType<typeof useAccountActions> }) {
  const text = useText();
  const { state, can } = account;
  return (
    <Flex gap={2} wrap="wrap">
      {state === 'active' && can.run ? <Button size="S" variant="secondary" startIcon={<ArrowClockwise />} disabled={actions.busy} onClick={actions.sync}>{text('account.sync')}</Button> : null}
      {(state === 'ready' || state === 'paused') && account.tested && can.manage ? <Button size="S" startIcon={<Play />} disabled={actions.busy} onClick={actions.activate}>{text('account.activate')}</Button> : null}
      {state === 'active' && can.manage ? <Button size="S" variant="tertiary" startIcon={<Stop />} disabled={actions.busy} onClick={actions.pause}>{text('account.pause')}</Button> : null}
      {can.manage ? <LinkButton size="S" variant="tertiary" tag={Link} to={to} startIcon={<Pencil />}>{account.tested ? text('account.edit') : text('account.finish')}</LinkButton> : null}
      {can.manage ? <RemoveAccount account={account} /> : null}
    </Flex>
  );
}

/** One account: what it is, how it is, and what can be done with it. */
export function AccountCard({ account, to, showOwner }: Props) {
  const actions = useAccountActions(account);
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={5} data-account={account.id}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={4} wrap="wrap" alignItems="flex-start">
          <CardHead account={account} showOwner={showOwner} />
          <CardActions account={account} to={to} actions={actions} />
        </Flex>
        {account.error ? <AccountFailure account={account} error={account.error} /> : null}
        {account.state === 'draft' ? null : <AccountStatus accountId={account.id} watch={actions.watch} />}
      </Flex>
    </Box>
  );
}
