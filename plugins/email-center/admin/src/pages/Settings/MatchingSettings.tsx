import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { useEffect, useState, type ReactNode } from 'react';
import type { SettingDto } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useSaveSettingMutation, useSetting } from '../../api/settings-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { PERMISSIONS } from '../../permissions';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { DomainGroups, DomainList } from './matching/DomainFields';
import { SwitchField } from './matching/SwitchField';
import { formOf, matchingOf, type MatchingForm } from './matching/matching-form';

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={6} maxWidth="72rem">
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Typography tag="h2" variant="delta">{title}</Typography>
        {children}
      </Flex>
    </Box>
  );
}

function LastChange({ changed }: Pick<SettingDto<'matching'>, 'changed'>) {
  const text = useText();
  const format = useFormat();
  const sentence = changed === null ? text('settings.matching.unchanged') : text('settings.matching.changed', { when: format.fullTime(changed.at), by: changed.by?.name ?? text('why.somebody') });
  return <Typography variant="pi" textColor="neutral600">{sentence}</Typography>;
}

function MatchingFields({ form, setForm }: { form: MatchingForm; setForm: (change: Partial<MatchingForm>) => void }) {
  const text = useText();
  const choice = (name: 'cc' | 'sender' | 'replyTo' | 'plusAddressing' | 'ignoreInternal' | 'lateMatching') => (
    <SwitchField name={name} label={text(`settings.matching.${name}`)} hint={text(`settings.matching.${name}.hint`)} checked={form[name]} onChange={(checked) => setForm({ [name]: checked })} />
  );
  return (
    <>
      <Group title={text('settings.matching.headers')}>{choice('cc')}{choice('replyTo')}{choice('sender')}</Group>
      <Group title={text('settings.matching.same')}>
        {choice('plusAddressing')}
        <DomainGroups groups={form.groups} onChange={(groups) => setForm({ groups })} />
      </Group>
      <Group title={text('settings.matching.internal')}>
        {choice('ignoreInternal')}
        <DomainList value={form.internal} onChange={(internal) => setForm({ internal })} />
      </Group>
      <Group title={text('settings.matching.past')}>{choice('lateMatching')}</Group>
    </>
  );
}

function MatchingSettingForm({ setting }: { setting: SettingDto<'matching'> }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [form, setForm] = useState(() => formOf(setting.value));
  const [save, { isLoading, error }] = useSaveSettingMutation();
  useEffect(() => setForm(formOf(setting.value)), [setting.value]);
  const isSame = (other: MatchingForm) => JSON.stringify(matchingOf(form)) === JSON.stringify(matchingOf(other));
  const submit = async () => {
    const saved = await save({ name: 'matching', value: matchingOf(form) });
    if (!('error' in saved)) toggleNotification({ type: 'success', message: text('settings.matching.saved') });
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {error ? <ProblemNotice problem={problemOf(error)} /> : null}
        <MatchingFields form={form} setForm={(change) => setForm((before) => ({ ...before, ...change }))} />
        <Flex gap={3} wrap="wrap">
          <Button type="submit" startIcon={<Check />} disabled={isSame(formOf(setting.value))} loading={isLoading}>{text('action.save')}</Button>
          <Button variant="tertiary" disabled={isSame(formOf(setting.defaults))} onClick={() => setForm(formOf(setting.defaults))}>{text('settings.matching.defaults')}</Button>
        </Flex>
        <LastChange changed={setting.changed} />
      </Flex>
    </form>
  );
}

/** Settings, Email center, Matching: which addresses of a message find a record (S1.6 to S1.8). */
export function MatchingSettings() {
  const text = useText();
  const { setting, error, refetch } = useSetting('matching');
  return (
    <Page.Protect permissions={[...PERMISSIONS.rules]}>
      <Page.Main>
        <Page.Title>{text('settings.matching')}</Page.Title>
        <Layouts.Header title={text('settings.matching')} subtitle={text('settings.matching.purpose')} />
        <Layouts.Content>
          <Box paddingBottom={8} data-matching>
            {error && !setting ? <ProblemNotice problem={problemOf(error)} onRetry={refetch} /> : null}
            {setting ? <MatchingSettingForm setting={setting} /> : error ? null : <Skeleton rows={5} rowHeight={72} />}
          </Box>
        </Layouts.Content>
      </Page.Main>
    </Page.Protect>
  );
}
