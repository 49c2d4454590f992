import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { AccountDto } from '../../../../shared/contracts';
import { useActivateAccountMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { AccountStatus } from '../../components/AccountStatus';
import { ProblemNotice } from '../../components/ProblemNotice';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { StepFrame } from './StepFrame';
import type { Wizard } from './use-wizard';

function WhatHappens({ account }: { account: AccountDto }) {
  const text = useText();
  const { backfillDays, importPolicy } = account;
  const lines = [
    backfillDays === 0 ? text('wizard.happens.from-now') : text('wizard.happens.backfill', { days: backfillDays }),
    text(`wizard.happens.${importPolicy}`), text('wizard.happens.regularly'), text('wizard.happens.unread'),
    account.colleagues === undefined || account.colleagues === 'nothing' ? text('wizard.happens.private') : text('wizard.happens.shared'),
  ];
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} style={{ listStyle: 'disc', paddingLeft: '2rem' }}>
      {lines.map((line) => <Typography key={line} tag="li">{line}</Typography>)}
    </Flex>
  );
}

function Connected({ account, home, watch }: { account: AccountDto; home: string; watch: number }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={4} data-wizard-connected>
      <Flex gap={2} role="status">
        <CheckCircle fill="success500" aria-hidden />
        <Typography fontWeight="semiBold" data-account-state={account.state}>{text('wizard.connected', { name: account.name })}</Typography>
      </Flex>
      <AccountStatus accountId={account.id} watch={watch} />
      <Typography textColor="neutral600">{text('wizard.connected.leave')}</Typography>
      <Flex gap={3} wrap="wrap">
        <LinkButton tag={Link} to={CENTER_PATH}>{text('wizard.to-center')}</LinkButton>
        <LinkButton tag={Link} variant="tertiary" to={home}>{text('form.back')}</LinkButton>
      </Flex>
    </Flex>
  );
}

/** Step 5: from here on it imports. */
export function ActivateStep({ wizard, home }: { wizard: Wizard; home: string }) {
  const text = useText();
  const { account } = wizard;
  const [activate, { isLoading, error }] = useActivateAccountMutation();
  const [watch, setWatch] = useState(0);
  if (account === null) return null;
  const active = account.state === 'active';
  const begin = async () => {
    const answer = await activate(account.id);
    if (!('error' in answer)) setWatch((count) => count + 1);
  };
  return (
    <StepFrame
      wizard={wizard} title={active ? text('wizard.connected.title') : text('wizard.activate.title')} purpose={active ? text('wizard.connected.purpose') : text('wizard.activate.purpose', { name: account.name })}
      {...(active ? {} : { next: { label: text('account.activate'), loading: isLoading }, onNext: () => void begin() })}
    >
      {active ? <Connected account={account} home={home} watch={watch} /> : <WhatHappens account={account} />}
      {error ? <Box><ProblemNotice problem={problemOf(error)} /></Box> : null}
    </StepFrame>
  );
}
