import { Box, Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useState } from 'react';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { ServerFields, TextField } from '../AccountForm/fields';
import { domainOf, needsPassword } from '../AccountForm/form-values';
import { AskedList } from './AskedList';
import { FoundSettings } from './FoundSettings';
import { ProviderHelp } from './ProviderHelp';
import { StepFrame } from './StepFrame';
import type { Wizard } from './use-wizard';
import { chosenProposal, elsewhereIn, withProposal } from './wizard-values';

/** Nothing was found, said calmly: what it means and what to do. */
function NothingFound({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const domain = domainOf(wizard.values.address);
  const missing = wizard.discovery?.domainExists === false;
  return (
    <Box background="neutral100" hasRadius padding={4} data-nothing-found>
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Typography fontWeight="semiBold">{missing ? text('wizard.nothing.no-domain', { domain }) : text('wizard.nothing.title', { domain })}</Typography>
        <Typography>{missing ? text('wizard.nothing.no-domain.remedy') : text('wizard.nothing.remedy')}</Typography>
        <Flex gap={2} wrap="wrap">
          <Button variant="tertiary" size="S" startIcon={<ArrowClockwise />} onClick={() => void wizard.search(true)}>{text('wizard.search-again')}</Button>
          {missing ? <Button variant="tertiary" size="S" onClick={() => wizard.go('address')}>{text('wizard.change-address')}</Button> : null}
        </Flex>
      </Flex>
    </Box>
  );
}

/** Servers that unsigned DNS alone names, outside of the domain: whoever could forge it could ask for the password. */
function Elsewhere({ hosts, domain, agreed, onAgree }: { hosts: readonly string[]; domain: string; agreed: boolean; onAgree(agreed: boolean): void }) {
  const text = useText();
  return (
    <Box background="warning100" borderColor="warning200" hasRadius padding={4} data-elsewhere>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography>{text('wizard.elsewhere', { domain, hosts: hosts.join(', ') })}</Typography>
        <Checkbox checked={agreed} onCheckedChange={(checked) => onAgree(checked === true)}>{text('wizard.elsewhere.agree')}</Checkbox>
      </Flex>
    </Box>
  );
}

function ManualFields({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const { values, errors, setValues } = wizard;
  const domain = domainOf(values.address) || text('form.host.example');
  return (
    <Flex direction="column" alignItems="stretch" gap={5} data-manual>
      <ServerFields protocol="imap" value={values.imap} errors={errors} placeholder={`imap.${domain}`} onChange={(imap) => setValues({ ...values, imap })} />
      <ServerFields protocol="smtp" value={values.smtp} errors={errors} placeholder={`smtp.${domain}`} onChange={(smtp) => setValues({ ...values, smtp })} />
      <TextField name="login" label={text('form.login')} hint={text('form.login.hint')} value={values.login} errors={errors} required onChange={(login) => setValues({ ...values, login })} />
    </Flex>
  );
}

/** What was found, or what is typed instead. */
function Servers({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const { values, discovery, errors } = wizard;
  const chosen = discovery === null ? -1 : chosenProposal(values, discovery);
  const found = discovery !== null && discovery.proposals.length > 0;
  const wrong = Object.keys(errors).some((name) => name.startsWith('imap.') || name.startsWith('smtp.') || name === 'login');
  const incomplete = values.imap.host === '' || values.smtp.host === '';
  const [opened, setOpened] = useState(false);
  const open = opened || !found || wrong || incomplete || chosen === -1;
  return (
    <>
      {found ? <FoundSettings discovery={discovery} chosen={chosen} onChoose={(proposal) => wizard.setValues(withProposal(values, proposal))} /> : null}
      {found && !open ? <Flex><Button variant="ghost" size="S" onClick={() => setOpened(true)}>{text('wizard.by-hand')}</Button></Flex> : null}
      {open ? <ManualFields wizard={wizard} /> : null}
    </>
  );
}

function PasswordField({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const { account, values, saved, errors, setValues } = wizard;
  const kept = account !== null && !needsPassword(values, saved);
  const hint = account === null ? text('form.password.hint') : kept ? text('form.password.kept') : text('form.password.again');
  return (
    <TextField
      name="password" type="password" autoComplete="new-password" label={text('form.password')} hint={hint} value={values.password} errors={errors} required={!kept}
      placeholder={kept ? '••••••••' : undefined} onChange={(password) => setValues({ ...values, password })}
    />
  );
}

/** Step 2: how to reach it, and the password. */
export function SettingsStep({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const { values, discovery, searching, searchProblem, problem } = wizard;
  const [agreedTo, setAgreedTo] = useState('');
  const elsewhere = elsewhereIn(values, discovery);
  const agreed = elsewhere.length === 0 || agreedTo === elsewhere.join();
  const domain = domainOf(values.address);
  const proposal = discovery === null ? undefined : (discovery.proposals[chosenProposal(values, discovery)] ?? discovery.proposals[0]);
  const next = { label: text('wizard.settings.next'), loading: wizard.saving, disabled: searching || !agreed };
  return (
    <StepFrame wizard={wizard} title={text('wizard.settings.title')} purpose={text('wizard.settings.purpose', { address: values.address.trim() })} next={next} onNext={() => void wizard.saveAndTest()}>
      <div role="status" style={searching ? undefined : { display: 'contents' }}>{searching ? <Typography>{text('wizard.searching', { domain })}</Typography> : null}</div>
      {searching ? <Skeleton rows={3} rowHeight={56} /> : (
        <>
          {searchProblem ? <ProblemNotice title={text('wizard.search-failed')} problem={searchProblem} onRetry={() => void wizard.search(true)} /> : null}
          {discovery !== null && discovery.proposals.length === 0 ? <NothingFound wizard={wizard} /> : null}
          <Servers wizard={wizard} />
          {discovery ? <AskedList steps={discovery.steps} /> : null}
          {elsewhere.length > 0 ? <Elsewhere hosts={elsewhere} domain={domain} agreed={agreed} onAgree={(yes) => setAgreedTo(yes ? elsewhere.join() : '')} /> : null}
          {proposal ? <ProviderHelp proposal={proposal} /> : null}
          <PasswordField wizard={wizard} />
        </>
      )}
      {problem ? <ProblemNotice title={text('form.failed')} problem={problem} /> : null}
    </StepFrame>
  );
}
