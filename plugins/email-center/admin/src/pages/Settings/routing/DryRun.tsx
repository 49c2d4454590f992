import { Box, Flex, Typography } from '@strapi/design-system';
import type { RouteDryRunInput } from '../../../../../shared/contracts';
import { useRouteDryRunQuery } from '../../../api/routing-api';
import { problemOf } from '../../../api/problem';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { Time } from '../../../components/Time';
import { useText } from '../../../text/text';

function Result({ request }: { request: RouteDryRunInput }) {
  const text = useText();
  const { currentData: result, error, refetch } = useRouteDryRunQuery(request, { refetchOnMountOrArgChange: true });
  if (error) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!result) return <Skeleton rows={3} rowHeight={40} />;
  const { days, unassigned, routed, becomes } = result;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography>{text('route.try.sentence', { days, unassigned, routed })}</Typography>
      {becomes === 'nothing' ? null : <Typography fontWeight="semiBold">{text(`route.try.${becomes}`, { count: routed })}</Typography>}
      <Box tag="ul" aria-label={text('route.try.list')}>
        {result.items.map((item) => (
          <Box tag="li" key={item.messageId} paddingTop={2} paddingBottom={2} borderColor="neutral150" borderStyle="solid" borderWidth="0 0 1px">
            <Flex justifyContent="space-between" gap={3}>
              <Typography ellipsis>{item.subject || text('messages.no-subject')}</Typography>
              <Typography variant="pi" textColor="neutral600"><Time iso={item.receivedAt} /></Typography>
            </Flex>
          </Box>
        ))}
      </Box>
    </Flex>
  );
}

/** What the rule would have done to the unassigned messages of the last days, before it is saved (X15). */
export function DryRun({ request }: { request: RouteDryRunInput | null }) {
  const text = useText();
  return (
    <Box tag="section" aria-label={text('route.try')} background="neutral0" hasRadius shadow="tableShadow" padding={6} aria-live="polite" data-dry-run>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography tag="h2" variant="delta">{text('route.try')}</Typography>
        {request === null ? <Typography textColor="neutral600">{text('route.try.first')}</Typography> : <Result request={request} />}
      </Flex>
    </Box>
  );
}
