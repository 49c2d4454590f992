import { Box, Flex, Typography } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import type { AccountDto, AccountStatusDto } from '../../../shared/contracts';
import { useAccountsQuery } from '../api/center-api';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { Outcomes } from './Outcomes';
import { Progress } from './Progress';
import { useAccountProgress } from './use-status';

/** Done of total, how fast, how long still, and what became of them. Nobody has to wait on the page for it. */
export function ImportProgress({ name, status }: { name?: string; status: AccountStatusDto }) {
  const text = useText();
  const format = useFormat();
  const { progress } = status;
  const percent = progress && progress.total > 0 ? Math.min(100, (progress.done / progress.total) * 100) : 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} data-import-progress>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Typography fontWeight="semiBold">{name ? text('import.of', { name }) : text('import.running')}</Typography>
        {progress ? (
          <Typography variant="pi" textColor="neutral700">
            {[
              text('import.done', { done: format.count(progress.done), total: format.count(progress.total) }),
              progress.perSecond > 0 ? text('import.rate', { rate: format.count(Math.round(progress.perSecond)) }) : null,
              progress.secondsLeft === null ? null : text('import.left', { time: format.remaining(progress.secondsLeft) }),
            ].filter(Boolean).join(' · ')}
          </Typography>
        ) : (
          <Typography variant="pi" textColor="neutral700">{text('import.starting')}</Typography>
        )}
      </Flex>
      <Progress percent={percent} label={text('import.progress')} />
      <Outcomes counts={status.outcomes} matched={status.matched} bar={false} />
    </Flex>
  );
}

function AccountStrip({ account, onProgress }: { account: AccountDto; onProgress: () => void }) {
  const { status } = useAccountProgress(account.id);
  // A run may begin and end between two looks: what counts is that more has been decided.
  const decided = status ? Object.values(status.outcomes).reduce((sum, count) => sum + count, 0) : null;
  const before = useRef(decided);
  useEffect(() => {
    const was = before.current;
    before.current = decided;
    if (was !== null && was !== decided) onProgress();
  }, [decided, onProgress]);
  if (!status?.running) return null;
  return (
    <Box background="primary100" padding={4}>
      <ImportProgress name={account.name} status={status} />
    </Box>
  );
}

/** One strip for each of the person's accounts that is importing now. */
export function ImportStrips({ onProgress }: { onProgress: () => void }) {
  const { data: accounts = [] } = useAccountsQuery('mine');
  return (
    <>
      {accounts.filter(({ state }) => state === 'active').map((account) => (
        <AccountStrip key={account.id} account={account} onProgress={onProgress} />
      ))}
    </>
  );
}
