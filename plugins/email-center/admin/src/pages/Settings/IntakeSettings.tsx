import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { ReactNode } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import { problemOf } from '../../api/problem';
import { useSaveSettingMutation, useSetting } from '../../api/settings-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { PERMISSIONS, useRights } from '../../permissions';
import { SETTINGS_INTAKE_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { AccountFormPage } from '../AccountForm/AccountFormPage';
import { AccountList } from '../Accounts/AccountList';
import { SwitchField } from './matching/SwitchField';
import { RouteFormPage } from './routing/RouteFormPage';
import { RouteTable } from './routing/RouteTable';

const ACCOUNTS = `${SETTINGS_INTAKE_PATH}/accounts`;

function Section({ title, hint, action, children }: { title: string; hint: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Box tag="section" aria-label={title}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <div>
            <Typography tag="h2" variant="delta">{title}</Typography>
            <Typography tag="p" variant="pi" textColor="neutral600">{hint}</Typography>
          </div>
          {action}
        </Flex>
        {children}
      </Flex>
    </Box>
  );
}

function SignIn() {
  const text = useText();
  const { toggleNotification } = useNotification();
  const { setting, error, refetch } = useSetting('intake');
  const [save, saving] = useSaveSettingMutation();
  const change = async (signInTakes: boolean) => {
    const saved = await save({ name: 'intake', value: { ...setting?.value, signInTakes } });
    if (!('error' in saved)) toggleNotification({ type: 'success', message: text('intake.saved') });
  };
  if (error && !setting) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!setting) return <Skeleton rows={1} rowHeight={64} />;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={6}>
      {saving.error ? <ProblemNotice problem={problemOf(saving.error)} /> : null}
      <SwitchField name="signInTakes" label={text('intake.sign-in')} hint={text('intake.sign-in.hint')} checked={setting.value.signInTakes} onChange={(checked) => void change(checked)} />
    </Box>
  );
}

function Intake() {
  const text = useText();
  const { manageAll } = useRights();
  return (
    <Page.Main>
      <Page.Title>{text('settings.intake')}</Page.Title>
      <Layouts.Header title={text('settings.intake')} subtitle={text('settings.intake.purpose')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={7} paddingBottom={8} data-intake>
          <Section title={text('route.title')} hint={text('route.title.hint')}><RouteTable /></Section>
          <Section title={text('intake.offers')} hint={text('intake.offers.hint')}><SignIn /></Section>
          {manageAll ? (
            <Section title={text('intake.accounts')} hint={text('intake.accounts.hint')} action={<LinkButton tag={Link} to={`${ACCOUNTS}/new`} startIcon={<Plus />} size="S" variant="secondary">{text('intake.connect')}</LinkButton>}>
              <AccountList scope="all" home={ACCOUNTS} shows={(kind) => kind === 'intake'} empty={{ title: text('intake.empty.title'), body: text('intake.empty.body'), connect: text('intake.connect') }} />
            </Section>
          ) : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}

/** Settings, Email center, Intake and routing: whose mail becomes whose case (S3). */
export function IntakeSettings() {
  return (
    <Page.Protect permissions={[...PERMISSIONS.rules]}>
      <Routes>
        <Route index element={<Intake />} />
        <Route path="routes/:routeId" element={<RouteFormPage />} />
        <Route path="accounts/:accountId" element={<AccountFormPage scope="all" home={SETTINGS_INTAKE_PATH} kind="intake" />} />
      </Routes>
    </Page.Protect>
  );
}
