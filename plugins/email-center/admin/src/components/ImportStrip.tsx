import { Box, Flex, Typography } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import type { AccountStatusDto, RunningImportsDto } from '../../../shared/contracts';
import { useRunningImportsQuery } from '../api/views-api';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { Outcomes } from './Outcomes';
import { Progress } from './Progress';
import { CALM_POLL_MS, POLL_MS } from './use-status';

type Shown = Pick<AccountStatusDto, 'progress'> & { [name in 'outcomes' | 'matched']: AccountStatusDto[name] | null };

/** Done of total, how fast, how long still, and what became of them, as far as that is told. Nobody has to wait on the page for it. */
export function ImportProgress({ name, status }: { name?: string; status: Shown }) {
  const text = useText();
  const format = useFormat();
  const { progress, outcomes, matched } = status;
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
      <Progress percent={percent} label={name ? text('import.progress-of', { name }) : text('import.progress')} />
      {outcomes === null ? null : <Outcomes counts={outcomes} matched={matched ?? 0} bar={false} />}
    </Flex>
  );
}

/** So many are shown each; whoever reads everything may have hundreds. */
const MOST_SHOWN = 3;

/**
 * What is running now, asked for often while something is, calmly otherwise; `onProgress` when a run began, ended, or went on. A run may
 * begin and end between two calm looks, so each of these counts as one.
 */
function useRunningImports(onProgress: () => void): RunningImportsDto {
  const [running, setRunning] = useState(false);
  const { data = { imports: [], more: false }, fulfilledTimeStamp: at } = useRunningImportsQuery(undefined, { pollingInterval: running ? POLL_MS : CALM_POLL_MS, refetchOnMountOrArgChange: true });
  const stand = data.imports.map(({ account, progress }) => `${account.id} ${progress.done}`).join(' ');
  const before = useRef({ stand, at });
  useEffect(() => {
    setRunning(stand !== '');
    const was = before.current;
    before.current = { stand, at };
    const looked = was.at !== undefined && was.at !== at;
    if (was.stand !== stand || (looked && stand === '')) onProgress();
  }, [stand, at, onProgress]);
  return data;
}

/** One strip for each account that is importing now, of those whose mail the person reads. */
export function ImportStrips({ onProgress }: { onProgress: () => void }) {
  const text = useText();
  const { imports, more } = useRunningImports(onProgress);
  if (imports.length === 0) return null;
  const left = imports.length - MOST_SHOWN;
  return (
    <Box background="primary100" padding={4} tag="section" aria-label={text('import.label')} data-imports>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {imports.slice(0, MOST_SHOWN).map(({ account, ...status }) => <ImportProgress key={account.id} name={account.name} status={status} />)}
        {left > 0 ? <Typography variant="pi" textColor="neutral700">{text(more ? 'import.further-and-more' : 'import.further', { count: left })}</Typography> : null}
      </Flex>
    </Box>
  );
}
