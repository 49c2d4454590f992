import { Box, Button, Checkbox, Field, Flex, NumberInput, Radio, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { AccountDto, ProviderDto } from '../../../../shared/contracts';
import type { AccountScope } from '../../api/center-api';
import type { Problem } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { ForwardFields } from '../Settings/forward/ForwardFields';
import { ServerFields, TextField } from './fields';
import { GroupFields } from './GroupFields';
import { OwnerField } from './OwnerField';
import { SharingFields } from './SharingFields';
import { domainOf, OTHER, withAddress, withProvider, type FieldErrors, type FormValues } from './form-values';

interface Props {
  account: AccountDto | null;
  values: FormValues;
  errors: FieldErrors;
  providers: readonly ProviderDto[];
  scope: AccountScope;
  dirty: boolean;
  /** A saved account whose server or login was changed: the stored password is not sent there. */
  passwordNeeded: boolean;
  saving: boolean;
  problem: Problem | null;
  onChange(values: FormValues): void;
  onSubmit(): void;
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Flex tag="section" direction="column" alignItems="stretch" gap={4} aria-label={title}>
      <div>
        <Typography variant="delta" fontWeight="bold" tag="h2">{title}</Typography>
        {hint ? <Typography tag="p" variant="pi" textColor="neutral600">{hint}</Typography> : null}
      </div>
      {children}
    </Flex>
  );
}

type Part = Pick<Props, 'values' | 'errors' | 'onChange'>;

function ProviderChoice({ values, providers, onChange }: Part & Pick<Props, 'providers'>) {
  const text = useText();
  const provider = providers.find(({ id }) => id === values.provider) ?? null;
  const hint = provider?.hint ? text.maybe(`provider.hint.${provider.hint}`, { provider: provider.name }) : null;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Field.Root name="provider">
        <Field.Label>{text('form.provider')}</Field.Label>
        <SingleSelect value={values.provider} onChange={(id) => onChange(withProvider(values, providers.find((one) => one.id === id) ?? null))}>
          {providers.map(({ id, name }) => <SingleSelectOption key={id} value={id}>{name}</SingleSelectOption>)}
          <SingleSelectOption value={OTHER}>{text('form.provider.other')}</SingleSelectOption>
        </SingleSelect>
      </Field.Root>
      {hint ? <Box background="primary100" hasRadius padding={3} role="note"><Typography>{hint}</Typography></Box> : null}
    </Flex>
  );
}

function Servers({ values, errors, onChange }: Part) {
  const text = useText();
  const domain = domainOf(values.address) || text('form.host.example');
  const wrong = Object.keys(errors).some((name) => name.startsWith('imap.') || name.startsWith('smtp.'));
  const [open, setOpen] = useState(false);
  if (values.provider !== OTHER && !open && !wrong) {
    return (
      <Flex gap={2} wrap="wrap">
        <Typography textColor="neutral600">{text('form.servers.known', { imap: values.imap.host, smtp: values.smtp.host })}</Typography>
        <Button variant="ghost" size="S" onClick={() => setOpen(true)}>{text('form.servers.show')}</Button>
      </Flex>
    );
  }
  return (
    <>
      <ServerFields protocol="imap" value={values.imap} errors={errors} placeholder={`imap.${domain}`} onChange={(imap) => onChange({ ...values, imap })} />
      <ServerFields protocol="smtp" value={values.smtp} errors={errors} placeholder={`smtp.${domain}`} onChange={(smtp) => onChange({ ...values, smtp })} />
    </>
  );
}

function Access({ account, values, errors, providers, passwordNeeded, onChange }: Part & Pick<Props, 'providers' | 'account' | 'passwordNeeded'>) {
  const text = useText();
  const passwordHint = !account ? text('form.password.hint') : passwordNeeded ? text('form.password.again') : text('form.password.kept');
  return (
    <>
      <TextField name="address" type="email" label={text('form.address')} value={values.address} errors={errors} required onChange={(address) => onChange(withAddress(values, address, providers))} />
      <ProviderChoice values={values} errors={errors} providers={providers} onChange={onChange} />
      <TextField name="login" label={text('form.login')} hint={text('form.login.hint')} value={values.login} errors={errors} required onChange={(login) => onChange({ ...values, login })} />
      <TextField
        name="password" type="password" autoComplete="new-password" label={text('form.password')} value={values.password} errors={errors} required={!account || passwordNeeded}
        hint={passwordHint} placeholder={account && !passwordNeeded ? '••••••••' : undefined}
        onChange={(password) => onChange({ ...values, password })}
      />
      <TextField name="name" label={text('form.name')} hint={text('form.name.hint')} value={values.name} errors={errors} placeholder={values.address} onChange={(name) => onChange({ ...values, name })} />
    </>
  );
}

function Import({ values, errors, onChange }: Part) {
  const text = useText();
  return (
    <>
      <Field.Root name="importPolicy">
        <Field.Label>{text('form.policy')}</Field.Label>
        <Radio.Group value={values.importPolicy} aria-label={text('form.policy')} onValueChange={(policy) => onChange({ ...values, importPolicy: policy === 'matches-only' ? 'matches-only' : 'all' })}>
          <Radio.Item value="all">{text('form.policy.all')}</Radio.Item>
          <Radio.Item value="matches-only">{text('form.policy.matches-only')}</Radio.Item>
        </Radio.Group>
        <Typography variant="pi" textColor="neutral600">{text(`form.policy.${values.importPolicy}.hint`)}</Typography>
      </Field.Root>
      <Field.Root name="backfillDays" error={errors.backfillDays ? text('form.error.backfillDays') : undefined} hint={values.backfillDays === 0 ? text('form.backfill.none') : text('form.backfill.hint', { days: values.backfillDays ?? 0 })}>
        <Field.Label>{text('form.backfill')}</Field.Label>
        <NumberInput value={values.backfillDays} onValueChange={(backfillDays) => onChange({ ...values, backfillDays })} />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <TextField name="sentMailbox" label={text('form.sent')} hint={text('form.sent.hint')} value={values.sentMailbox} errors={errors} placeholder={text('form.sent.auto')} onChange={(sentMailbox) => onChange({ ...values, sentMailbox })} />
      {values.marksSeen === null ? null : <MarksSeen checked={values.marksSeen} onChange={(marksSeen) => onChange({ ...values, marksSeen })} />}
    </>
  );
}

function MarksSeen({ checked, onChange }: { checked: boolean; onChange(checked: boolean): void }) {
  const text = useText();
  const hintId = useId();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} data-marks-seen>
      <Checkbox checked={checked} aria-describedby={hintId} onCheckedChange={(on) => onChange(on === true)}>{text('form.marks-seen')}</Checkbox>
      <Typography id={hintId} variant="pi" textColor="neutral600" style={{ paddingLeft: '2.8rem' }}>{text('form.marks-seen.hint')}</Typography>
    </Flex>
  );
}

/** All that is needed to connect a mailbox, in the order a person knows it. */
export function AccountForm(props: Props) {
  const { account, values, providers, scope, dirty, saving, problem, onSubmit } = props;
  const text = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={{ initial: 4, medium: 6 }}>
      <form onSubmit={submit} noValidate aria-label={account ? account.name : text('form.new')}>
        <Flex direction="column" alignItems="stretch" gap={7}>
          <Section title={text('form.section.access')}><Access {...props} providers={providers} /></Section>
          <Section title={text('form.section.servers')} hint={text('form.section.servers.hint')}><Servers {...props} /></Section>
          <Section title={text('form.section.import')}><Import {...props} /></Section>
          {values.group ? <Section title={text('group.section')} hint={text('group.section.hint')}><GroupFields account={account} group={values.group} onChange={(group) => props.onChange({ ...values, group })} /></Section> : null}
          {values.forward ? <Section title={text('forward.section')} hint={text('forward.section.hint')}><ForwardFields forward={values.forward} onChange={(forward) => props.onChange({ ...values, forward })} /></Section> : null}
          <Section title={text('sharing.section')} hint={text('sharing.section.hint')}><SharingFields value={values.colleagues} onChange={(colleagues) => props.onChange({ ...values, colleagues })} /></Section>
          {scope === 'all' && !values.group ? <Section title={text('form.section.owner')}><OwnerField values={values} onChange={props.onChange} /></Section> : null}
          {problem ? <ProblemNotice title={text('form.failed')} problem={problem} /> : null}
          <Flex gap={3} wrap="wrap">
            <Button type="submit" size="L" loading={saving} disabled={account !== null && !dirty}>{text('form.save')}</Button>
            {values.password === '' && account === null ? <Typography variant="pi" textColor="neutral600">{text('form.save.hint')}</Typography> : null}
          </Flex>
        </Flex>
      </form>
    </Box>
  );
}
