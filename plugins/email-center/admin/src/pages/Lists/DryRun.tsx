import { Box, Flex, Typography } from '@strapi/design-system';
import type { DryRunInput, ListWarning } from '../../../../shared/contracts';
import { useListDryRunQuery } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { ReasonText } from '../../components/ReasonText';
import { Skeleton } from '../../components/Skeleton';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';

/** What should be known before an entry is saved. */
export function Warnings({ warnings }: { warnings: readonly ListWarning[] }) {
  const text = useText();
  if (warnings.length === 0) return null;
  return (
    <Box background="warning100" hasRadius padding={4} role="note" data-list-warnings>
      {warnings.map(({ code, address }) => <Typography key={code} tag="p">{text(`lists.warning.${code}`, { address })}</Typography>)}
    </Box>
  );
}

function Result({ request }: { request: DryRunInput }) {
  const text = useText();
  const { currentData: result, error } = useListDryRunQuery(request, { refetchOnMountOrArgChange: true });
  if (error) {
    const problem = problemOf(error);
    return problem.error?.code === 'invalid-input' ? <Typography textColor="neutral600"><ReasonText reasons={problem.error.reasons} english={problem.error.message} /></Typography> : <ProblemNotice problem={problem} />;
  }
  if (!result) return <Skeleton rows={3} rowHeight={40} />;
  const { days, kept, letsIn, looked, capped, items } = result;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography fontWeight="semiBold" data-kept={kept}>{text('lists.try.sentence', { days, kept, looked })}</Typography>
      {letsIn > 0 ? <Typography data-lets-in={letsIn}>{text('lists.try.lets-in', { days, count: letsIn })}</Typography> : null}
      {capped ? <Typography variant="pi" textColor="neutral600">{text('lists.try.capped', { looked })}</Typography> : null}
      <Warnings warnings={result.warnings} />
      <Box tag="ul" aria-label={text('lists.try.list')}>
        {items.map((item) => (
          <Box tag="li" key={item.id} paddingTop={2} paddingBottom={2} borderColor="neutral150" borderStyle="solid" borderWidth="0 0 1px">
            <Flex justifyContent="space-between" gap={3}>
              <Flex direction="column" alignItems="flex-start" minWidth={0}>
                <Typography ellipsis>{item.subject || text('messages.no-subject')}</Typography>
                <Typography variant="pi" textColor="neutral600" ellipsis>{item.direction === 'incoming' ? item.from?.address : item.to.map(({ address }) => address).join(', ')}</Typography>
              </Flex>
              <Typography variant="pi" textColor="neutral600"><Time iso={item.receivedAt} /></Typography>
            </Flex>
          </Box>
        ))}
      </Box>
      {kept > items.length ? <Typography variant="pi" textColor="neutral600">{text('lists.try.more', { count: kept - items.length })}</Typography> : null}
    </Flex>
  );
}

/** What the entry would have kept out during the last days, before it is saved (X15). */
export function DryRun({ request }: { request: DryRunInput | null }) {
  const text = useText();
  return (
    <Box tag="section" aria-label={text('lists.try')} background="neutral0" hasRadius shadow="tableShadow" padding={6} aria-live="polite" data-dry-run>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography tag="h2" variant="delta">{text('lists.try')}</Typography>
        {request === null ? <Typography textColor="neutral600">{text('lists.try.first')}</Typography> : <Result request={request} />}
      </Flex>
    </Box>
  );
}
