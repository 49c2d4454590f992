import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { DeliveryDto, MessageDetail } from '../../../../shared/contracts';
import { Time } from '../../components/Time';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';

type Failure = DeliveryDto['failed'][number];

function Failures({ failed }: { failed: Failure[] }) {
  const text = useText();
  return (
    <ul>
      {failed.map(({ address, permanent, why }) => (
        <li key={address}>
          <Typography style={{ overflowWrap: 'anywhere' }}>{text(permanent ? 'delivery.failed' : 'delivery.failed-for-now', { address, why })}</Typography>
        </li>
      ))}
    </ul>
  );
}

const messagePath = (id: string) => `${CENTER_PATH}/messages/${encodeURIComponent(id)}`;

/** Whether a message arrived: of a bounce whom it did not reach and what it is about, of a sent message what came back. */
export function DeliveryNotice({ message }: { message: MessageDetail }) {
  const text = useText();
  const { failed, about, bounces } = message.delivery;
  if (failed.length === 0 && about === null && bounces.length === 0) return null;
  return (
    <Box role="note" background="warning100" borderColor="warning200" hasRadius padding={4} data-delivery>
      <Flex gap={3} alignItems="flex-start">
        <Box color="warning600" paddingTop={1} shrink={0}><WarningCircle aria-hidden fill="currentColor" /></Box>
        <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
          {failed.length > 0 ? <Failures failed={failed} /> : null}
          {about === null ? null : <Link to={messagePath(about)}>{text('delivery.about')}</Link>}
          {bounces.map((bounce) => (
            <Flex key={bounce.message} direction="column" alignItems="stretch" gap={1}>
              <Typography fontWeight="semiBold">{text('delivery.came-back')} <Time iso={bounce.receivedAt} /></Typography>
              <Failures failed={bounce.failed} />
              <Link to={messagePath(bounce.message)}>{text('delivery.open-bounce')}</Link>
            </Flex>
          ))}
        </Flex>
      </Flex>
    </Box>
  );
}
