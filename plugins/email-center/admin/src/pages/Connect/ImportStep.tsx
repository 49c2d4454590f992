import { Box, Field, Flex, Radio, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ESTIMATED_DAYS, type EstimateDto } from '../../../../shared/contracts';
import { useEstimateQuery } from '../../api/discovery-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { StepFrame } from './StepFrame';
import type { Wizard } from './use-wizard';

type Part = Pick<Wizard, 'values' | 'setValues'>;

function Policy({ values, setValues }: Part) {
  const text = useText();
  return (
    <Field.Root name="importPolicy">
      <Field.Label>{text('form.policy')}</Field.Label>
      <Radio.Group value={values.importPolicy} aria-label={text('form.policy')} onValueChange={(policy) => setValues({ ...values, importPolicy: policy === 'matches-only' ? 'matches-only' : 'all' })}>
        {(['all', 'matches-only'] as const).map((policy) => (
          <Flex key={policy} direction="column" alignItems="flex-start" gap={1}>
            <Radio.Item value={policy} aria-describedby={`policy-${policy}`}>{text(`form.policy.${policy}`)}</Radio.Item>
            <Typography id={`policy-${policy}`} variant="pi" textColor="neutral600" style={{ paddingLeft: '2.8rem' }}>{text(`form.policy.${policy}.hint`)}</Typography>
          </Flex>
        ))}
      </Radio.Group>
    </Field.Root>
  );
}

/** What each choice would bring, as far as it is known yet. */
function useEstimateSentence(estimate: EstimateDto | undefined, loading: boolean) {
  const text = useText();
  const format = useFormat();
  return (days: number): string => {
    if (days === 0) return text('wizard.days.none.hint');
    const window = estimate?.windows.find((one) => one.days === days);
    if (!window) return loading ? text('wizard.estimate.loading') : text('wizard.estimate.unknown');
    if (window.messages === 0) return text('wizard.estimate.empty');
    return text('wizard.estimate', { count: window.messages, messages: format.count(window.messages), size: format.size(window.bytes), time: format.remaining(window.seconds) });
  };
}

function Days({ values, setValues, estimate, loading }: Part & { estimate: EstimateDto | undefined; loading: boolean }) {
  const text = useText();
  const sentence = useEstimateSentence(estimate, loading);
  const days = values.backfillDays ?? 30;
  // A number that was set elsewhere stays one of the choices.
  const choices = [...new Set([...ESTIMATED_DAYS, days])].sort((a, b) => a - b);
  return (
    <Field.Root name="backfillDays">
      <Field.Label>{text('wizard.days')}</Field.Label>
      <Radio.Group value={String(days)} aria-label={text('wizard.days')} onValueChange={(chosen) => setValues({ ...values, backfillDays: Number(chosen) })}>
        {choices.map((choice) => (
          <Flex key={choice} direction="column" alignItems="flex-start" gap={1} data-estimate={choice}>
            <Radio.Item value={String(choice)} aria-describedby={`days-${choice}`}>{choice === 0 ? text('wizard.days.none') : text('wizard.days.last', { days: choice })}</Radio.Item>
            <Typography id={`days-${choice}`} variant="pi" textColor="neutral600" style={{ paddingLeft: '2.8rem' }}>{sentence(choice)}</Typography>
          </Flex>
        ))}
      </Radio.Group>
      {values.importPolicy === 'matches-only' ? <Typography variant="pi" textColor="neutral600">{text('wizard.estimate.matches-only')}</Typography> : null}
    </Field.Root>
  );
}

/** No mailbox can be called so: a slash stands between names. */
const AUTOMATIC = '/';

function Sent({ values, setValues, estimate }: Part & { estimate: EstimateDto }) {
  const text = useText();
  const { sent, mailboxes } = estimate;
  const found = sent !== null && sent.by !== 'hand' ? sent.path : null;
  const names = [...new Set([...mailboxes.filter((path) => path.toUpperCase() !== 'INBOX'), ...(values.sentMailbox === '' ? [] : [values.sentMailbox])])];
  return (
    <Field.Root name="sentMailbox" hint={found === null ? text('wizard.sent.choose') : text('wizard.sent.found', { path: found })}>
      <Field.Label>{text('form.sent')}</Field.Label>
      <SingleSelect value={values.sentMailbox || AUTOMATIC} onChange={(path) => setValues({ ...values, sentMailbox: path === AUTOMATIC ? '' : String(path) })}>
        <SingleSelectOption value={AUTOMATIC}>{text('form.sent.auto')}</SingleSelectOption>
        {names.map((path) => <SingleSelectOption key={path} value={path}>{path}</SingleSelectOption>)}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
}

/** Step 4: what comes in. */
export function ImportStep({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const { account, problem, saving } = wizard;
  const { data, error, isFetching, refetch } = useEstimateQuery(account?.id ?? '', { skip: account === null });
  const next = async () => {
    if (await wizard.save()) wizard.go('activate');
  };
  return (
    <StepFrame wizard={wizard} title={text('wizard.import.title')} purpose={text('wizard.import.purpose')} next={{ label: text('wizard.next'), loading: saving }} onNext={() => void next()}>
      <Policy {...wizard} />
      <Days {...wizard} estimate={data} loading={isFetching} />
      {data ? <Sent {...wizard} estimate={data} /> : null}
      {error && !isFetching ? <ProblemNotice title={text('wizard.estimate.failed')} problem={problemOf(error)} onRetry={refetch} /> : null}
      {problem ? <ProblemNotice title={text('form.failed')} problem={problem} /> : null}
      {data ? <Box><Typography variant="pi" textColor="neutral600">{text('wizard.estimate.about')}</Typography></Box> : null}
    </StepFrame>
  );
}
