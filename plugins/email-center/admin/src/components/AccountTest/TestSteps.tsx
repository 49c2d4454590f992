import { Box, Flex, Loader, Typography, VisuallyHidden } from '@strapi/design-system';
import { CheckCircle, CrossCircle, Minus } from '@strapi/icons';
import { styled } from 'styled-components';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { explain, ProblemNotice } from '../ProblemNotice';
import { TechnicalDetail } from '../TechnicalDetail';
import { sentenceOf } from './step-sentence';
import type { StepState } from './test-progress';
import type { AccountTestRun } from './use-account-test';

const Mark = styled.span`
  flex: 0 0 2rem;
  height: 2rem;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  > svg { width: 1.6rem; height: 1.6rem; }
`;
const Waiting = styled.i`
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  background: ${({ theme }) => theme.colors.neutral300};
`;

function StepMark({ status }: { status: StepState['status'] }) {
  if (status === 'running') return <Mark><Loader small /></Mark>;
  if (status === 'passed') return <Mark><CheckCircle fill="success500" aria-hidden /></Mark>;
  if (status === 'failed') return <Mark><CrossCircle fill="danger600" aria-hidden /></Mark>;
  return <Mark>{status === 'skipped' ? <Minus fill="neutral500" aria-hidden /> : <Waiting />}</Mark>;
}

function StepFailure({ state }: { state: StepState }) {
  const text = useText();
  const error = state.event?.error;
  if (!error) return null;
  const { what, remedy, who } = explain(text, error);
  return (
    <Flex direction="column" alignItems="stretch" gap={1} role="alert">
      <Typography textColor="danger700">{what}</Typography>
      <Typography>{remedy}</Typography>
      <Typography variant="pi" textColor="neutral600">{who}</Typography>
    </Flex>
  );
}

function Step({ state }: { state: StepState }) {
  const text = useText();
  const format = useFormat();
  const { status, event, step } = state;
  const sentence = status === 'passed' ? sentenceOf(text, format, step, event?.facts ?? {}) : null;
  const idle = status === 'waiting' || status === 'skipped';
  const detail = event?.detail ?? event?.error?.detail;
  return (
    <Flex tag="li" gap={3} alignItems="flex-start" data-test-step={step} data-status={status}>
      <StepMark status={status} />
      <Flex direction="column" alignItems="stretch" gap={1} flex="1" minWidth={0}>
        <Flex justifyContent="space-between" gap={2}>
          <Typography fontWeight={idle ? 'regular' : 'semiBold'} textColor={idle ? 'neutral600' : 'neutral800'}>
            {text(`test.step.${step}`)}
            <VisuallyHidden> ({text(`test.status.${status}`)})</VisuallyHidden>
          </Typography>
          {event?.ms === undefined ? null : <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>{format.duration(event.ms)}</Typography>}
        </Flex>
        {sentence ? <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>{sentence}</Typography> : null}
        {status === 'skipped' ? <Typography variant="pi" textColor="neutral600">{text('test.skipped')}</Typography> : null}
        {status === 'failed' ? <StepFailure state={state} /> : null}
        {status === 'passed' || status === 'failed' ? <TechnicalDetail detail={detail} /> : null}
      </Flex>
    </Flex>
  );
}

function Result({ run, passedText }: { run: AccountTestRun; passedText: string }) {
  const text = useText();
  if (run.progress.result === 'none') return null;
  const passed = run.progress.result === 'passed';
  return (
    <Box background={passed ? 'success100' : 'danger100'} borderColor={passed ? 'success200' : 'danger200'} hasRadius padding={3} data-test-result={run.progress.result}>
      <Typography fontWeight="semiBold" textColor={passed ? 'success700' : 'danger700'}>{passed ? passedText : text('test.result.failed')}</Typography>
    </Box>
  );
}

/** The test of an account: every step fills in as it happens, red never without its remedy. */
export function TestSteps({ run, passedText }: { run: AccountTestRun; passedText: string }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3} aria-label={text('test.title')} aria-busy={run.running}>
        {run.progress.steps.map((state) => <Step key={state.step} state={state} />)}
      </Flex>
      <div role="status"><Result run={run} passedText={passedText} /></div>
      {run.problem ? <ProblemNotice title={text('test.broken')} problem={run.problem} /> : null}
    </Flex>
  );
}
