import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { useEffect, useState } from 'react';
import type { CenterSettings } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useSaveSettingMutation, useSetting } from '../../api/settings-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { PERMISSIONS } from '../../permissions';
import { useText } from '../../text/text';

type Automatic = CenterSettings['automatic'];
type Kind = keyof Automatic;

const KINDS: readonly Kind[] = ['bounce', 'auto-reply', 'list', 'bulk', 'complaint'];
const TREATMENTS = ['file', 'no-activity', 'ledger-only'] as const;

function KindChoice({ kind, value, onChange }: { kind: Kind; value: Automatic[Kind]; onChange(value: Automatic[Kind]): void }) {
  const text = useText();
  return (
    <Field.Root name={kind} hint={text(`settings.automatic.${kind}.hint`)}>
      <Field.Label>{text(`settings.automatic.${kind}`)}</Field.Label>
      <SingleSelect value={value} onChange={(chosen) => onChange(chosen as Automatic[Kind])}>
        {TREATMENTS.map((treatment) => <SingleSelectOption key={treatment} value={treatment}>{text(`settings.automatic.${treatment}`)}</SingleSelectOption>)}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
}

function AutomaticForm({ stored }: { stored: Automatic }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [value, setValue] = useState(stored);
  const [save, { isLoading, error }] = useSaveSettingMutation();
  useEffect(() => setValue(stored), [stored]);
  const isChanged = KINDS.some((kind) => value[kind] !== stored[kind]);
  const submit = async () => {
    const saved = await save({ name: 'automatic', value });
    if (!('error' in saved)) toggleNotification({ type: 'success', message: text('settings.automatic.saved') });
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={6} maxWidth="72rem">
        <Flex direction="column" alignItems="stretch" gap={5}>
          {error ? <ProblemNotice problem={problemOf(error)} /> : null}
          {KINDS.map((kind) => <KindChoice key={kind} kind={kind} value={value[kind]} onChange={(chosen) => setValue((before) => ({ ...before, [kind]: chosen }))} />)}
          <Flex><Button type="submit" startIcon={<Check />} disabled={!isChanged} loading={isLoading}>{text('action.save')}</Button></Flex>
        </Flex>
      </Box>
    </form>
  );
}

/** Settings, Email center, Automatic mail: what becomes of mail that no person wrote. */
export function AutomaticSettings() {
  const text = useText();
  const { setting, error, refetch } = useSetting('automatic');
  return (
    <Page.Protect permissions={[...PERMISSIONS.rules]}>
      <Page.Main>
        <Page.Title>{text('settings.automatic')}</Page.Title>
        <Layouts.Header title={text('settings.automatic')} subtitle={text('settings.automatic.purpose')} />
        <Layouts.Content>
          <Box paddingBottom={8}>
            {error && !setting ? <ProblemNotice problem={problemOf(error)} onRetry={refetch} /> : null}
            {setting ? <AutomaticForm stored={setting.value} /> : error ? null : <Skeleton rows={5} rowHeight={72} />}
          </Box>
        </Layouts.Content>
      </Page.Main>
    </Page.Protect>
  );
}
