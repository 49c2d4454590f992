import { Flex, Typography } from '@strapi/design-system';
import type { AccountStatusDto } from '../../../shared/contracts';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { ImportProgress } from './ImportStrip';
import { Outcomes } from './Outcomes';
import { ProblemNotice } from './ProblemNotice';
import { Skeleton } from './Skeleton';
import { useAccountProgress } from './use-status';

function NextRun({ status }: { status: AccountStatusDto }) {
  const text = useText();
  const format = useFormat();
  const line = status.backoffUntil && Date.parse(status.backoffUntil) > Date.now()
    ? text('status.backoff', { time: format.fullTime(status.backoffUntil) })
    : status.nextRunAt && status.state === 'active' ? text('status.next', { time: format.fullTime(status.nextRunAt) }) : null;
  return line ? <Typography variant="pi" textColor="neutral600">{line}</Typography> : null;
}

/** How the import of an account stands: while it runs its progress, else what became of everything so far. */
export function AccountStatus({ accountId, watch }: { accountId: string; watch: number }) {
  const text = useText();
  const { status, problem, retry } = useAccountProgress(accountId, watch);
  if (problem && !status) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (!status) return <Skeleton rows={1} rowHeight={56} />;
  if (status.running) return <ImportProgress status={status} />;
  const decided = Object.values(status.outcomes).some((count) => count > 0);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {decided ? <Outcomes counts={status.outcomes} matched={status.matched} /> : <Typography variant="pi" textColor="neutral600">{text('status.nothing')}</Typography>}
      <NextRun status={status} />
    </Flex>
  );
}
