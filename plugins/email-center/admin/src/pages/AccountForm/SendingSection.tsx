import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, NumberInput, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { lazy, Suspense, useRef, useState, type FormEvent } from 'react';
import { styled } from 'styled-components';
import type { AccountDto, SendingSettings } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useSaveSendingSettingsMutation, useSendingSettingsQuery } from '../../api/writing-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { isAddress } from '../Compose/recipients';

const RichEditor = lazy(() => import('../Compose/editor/RichEditor'));
const FILINGS = ['auto', 'append', 'provider'] as const;
const MOST_PER_MINUTE = 600;

const Framed = styled.div`
  display: flex;
  flex-direction: column;
  min-height: 18rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

interface FieldsProps {
  account: AccountDto;
  values: SendingSettings;
  archiveError: string | undefined;
  onChange(change: Partial<SendingSettings>): void;
}

function Fields({ account, values, archiveError, onChange }: FieldsProps) {
  const text = useText();
  const first = useRef(values.signatureHtml);
  return (
    <>
      <Field.Root name="displayName" hint={text('sending.name.hint', { address: account.address })}>
        <Field.Label>{text('sending.name')}</Field.Label>
        <Field.Input value={values.displayName} maxLength={100} autoComplete="off" onChange={(event) => onChange({ displayName: event.target.value })} />
        <Field.Hint />
      </Field.Root>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography tag="span" variant="pi" fontWeight="bold">{text('sending.signature')}</Typography>
        <Framed>
          <Suspense fallback={<Skeleton rows={2} rowHeight={40} />}>
            <RichEditor html={first.current} revision={0} label={text('sending.signature')} pictureOf={async () => null} onChange={(signatureHtml) => onChange({ signatureHtml })} onFiles={() => undefined} onSend={() => undefined} />
          </Suspense>
        </Framed>
        <Typography tag="p" variant="pi" textColor="neutral600">{text('sending.signature.hint')}</Typography>
      </Flex>
      <Field.Root name="archiveAddress" hint={text('sending.archive.hint')} error={archiveError}>
        <Field.Label>{text('sending.archive')}</Field.Label>
        <Field.Input type="email" autoComplete="off" value={values.archiveAddress ?? ''} onChange={(event) => onChange({ archiveAddress: event.target.value.trim() === '' ? null : event.target.value.trim() })} />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <Field.Root name="sentFiling" hint={text(`sending.filing.${values.sentFiling}.hint`)}>
        <Field.Label>{text('sending.filing')}</Field.Label>
        <SingleSelect value={values.sentFiling} onChange={(chosen) => onChange({ sentFiling: FILINGS.find((one) => one === chosen) ?? 'auto' })}>
          {FILINGS.map((one) => <SingleSelectOption key={one} value={one}>{text(`sending.filing.${one}`)}</SingleSelectOption>)}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
      <Field.Root name="perMinute" hint={text('sending.pace.hint')}>
        <Field.Label>{text('sending.pace')}</Field.Label>
        <NumberInput value={values.perMinute} onValueChange={(perMinute) => onChange({ perMinute: Math.min(MOST_PER_MINUTE, Math.max(1, Math.round(perMinute ?? 1))) })} />
        <Field.Hint />
      </Field.Root>
    </>
  );
}

/** An empty editor holds an empty paragraph. */
const withoutEmptiness = (values: SendingSettings): SendingSettings => (/^(<p><\/p>)*$/.test(values.signatureHtml) ? { ...values, signatureHtml: '' } : values);

function Form({ account, settings }: { account: AccountDto; settings: SendingSettings }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [values, setValues] = useState(settings);
  const [saved, setSaved] = useState(settings);
  const [archiveError, setArchiveError] = useState<string | undefined>(undefined);
  const [save, { isLoading, error }] = useSaveSendingSettingsMutation();
  const problem = error ? problemOf(error) : null;
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { archiveAddress } = values;
    setArchiveError(archiveAddress !== null && !isAddress(archiveAddress) ? text('sending.archive.wrong') : undefined);
    if (archiveAddress !== null && !isAddress(archiveAddress)) return;
    const answer = await save({ accountId: account.id, settings: withoutEmptiness(values) });
    if ('error' in answer && answer.error) {
      // What else could be wrong cannot be typed here.
      if (problemOf(answer.error).error?.code === 'invalid-input' && archiveAddress !== null) setArchiveError(text('sending.archive.managed'));
      return;
    }
    setSaved(values);
    toggleNotification({ type: 'success', message: text('sending.saved') });
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate aria-label={text('sending.title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Fields account={account} values={values} archiveError={archiveError} onChange={(change) => setValues((before) => ({ ...before, ...change }))} />
        {problem && archiveError === undefined ? <ProblemNotice problem={problem} /> : null}
        <Flex><Button type="submit" loading={isLoading} disabled={!dirty}>{text('sending.save')}</Button></Flex>
      </Flex>
    </form>
  );
}

/** How an account sends: what recipients see, where copies go, how fast; saved apart from how it is reached. */
export function SendingSection({ account }: { account: AccountDto }) {
  const text = useText();
  const { data, error, refetch } = useSendingSettingsQuery(account.id, { refetchOnMountOrArgChange: true });
  return (
    <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={{ initial: 4, medium: 6 }} aria-label={text('sending.title')} data-sending>
      <Box paddingBottom={4}>
        <Typography variant="delta" fontWeight="bold" tag="h2">{text('sending.title')}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">{text('sending.hint')}</Typography>
      </Box>
      {error && !data ? <ProblemNotice problem={problemOf(error)} onRetry={refetch} /> : null}
      {data ? <Form key={account.id} account={account} settings={data} /> : error ? null : <Skeleton rows={4} rowHeight={64} />}
    </Box>
  );
}
