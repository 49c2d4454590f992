import { Divider, Flex, Typography } from '@strapi/design-system';
import { AutomaticBadge } from '../../components/AutomaticBadge';
import { Direction } from '../../components/Direction';
import { ProblemNotice } from '../../components/ProblemNotice';
import { RecordChips } from '../../components/RecordChips';
import { Skeleton } from '../../components/Skeleton';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { RecordLinks } from '../Messages/RecordLinks';
import { partOf } from '../Messages/SharedPart';
import { MessageContent } from './MessageContent';
import { useMessage } from './use-message';

/** One message within something that shows its subject and its files itself: the dialog of a record. */
export function MessageView({ messageId }: { messageId: string }) {
  const text = useText();
  const shown = useMessage(messageId);
  const { message, problem } = shown;
  if (problem) return <ProblemNotice title={text('reader.failed')} problem={problem} onRetry={shown.retry} />;
  if (!message) return <Skeleton rows={6} rowHeight={72} />;
  return (
    <Flex tag="article" direction="column" alignItems="stretch" gap={4} data-message={message.id}>
      {partOf(message) === null ? <RecordLinks message={message} /> : <div data-record-chips><RecordChips links={message.links} /></div>}
      <Flex gap={2} wrap="wrap">
        <Direction direction={message.direction} />
        <Typography variant="pi" textColor="neutral600"><Time iso={message.receivedAt} /></Typography>
        <Typography variant="pi" textColor="neutral600">{message.accounts.map(({ name }) => name).join(', ')}</Typography>
        <AutomaticBadge kind={message.automatic} why={message.automaticWhy} reasons={message.automaticReasons} />
      </Flex>
      <Divider />
      <MessageContent {...shown} message={message} files={false} />
    </Flex>
  );
}
