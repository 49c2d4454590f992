import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronUp } from '@strapi/icons';
import { styled } from 'styled-components';
import type { CenterItem, MessageDetail } from '../../../../shared/contracts';
import { AutomaticBadge } from '../../components/AutomaticBadge';
import { Direction } from '../../components/Direction';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { BlockSender } from '../Messages/BlockSender';
import { partOf } from '../Messages/SharedPart';
import { MessageContent } from './MessageContent';
import { MessageMenu } from './MessageMenu';
import { useMessage, type ShownMessage } from './use-message';

const Card = styled.section<{ $own: boolean; $framed: boolean }>`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[3]};
  padding: ${({ theme, $framed }) => ($framed ? theme.spaces[4] : '0')};
  border: ${({ theme, $framed }) => ($framed ? `1px solid ${theme.colors.neutral150}` : '0')};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $own, $framed }) => ($own && $framed ? theme.colors.primary100 : theme.colors.neutral0)};
  min-width: 0;
`;

interface CardProps {
  shown: Omit<ShownMessage, 'message'> & { message: MessageDetail };
  /** The message that was chosen in the list. */
  opened: boolean;
  /** The only one of its conversation: it needs no frame and cannot be folded. */
  single: boolean;
  onFold: () => void;
}

/** What went out says who sent it, and from where. */
function Meta({ message, opened }: { message: MessageDetail; opened: boolean }) {
  const text = useText();
  const accounts = message.accounts.map(({ name }) => name).join(', ');
  const sender = message.from?.name || message.from?.address || '';
  const where = message.direction === 'outgoing' && sender !== '' ? text('conversation.sent-by', { name: sender, account: accounts || sender }) : accounts;
  return (
    <Flex gap={2} wrap="wrap" flex="1" minWidth={0}>
      <Direction direction={message.direction} />
      <Typography variant="pi" textColor="neutral600"><Time iso={message.receivedAt} /></Typography>
      <Typography variant="pi" textColor="neutral600">{where}</Typography>
      <AutomaticBadge kind={message.automatic} why={message.automaticWhy} reasons={message.automaticReasons} />
      {opened && partOf(message) === null ? <BlockSender key={message.id} message={message} /> : null}
    </Flex>
  );
}

function MessageCard({ shown, opened, single, onFold }: CardProps) {
  const text = useText();
  const { message } = shown;
  const name = message.from?.name || message.from?.address || text('messages.nobody');
  return (
    <Card $own={message.direction === 'outgoing'} $framed={!single} aria-label={text('conversation.message-of', { name })} data-open-message={message.id} data-own={message.direction === 'outgoing' || undefined}>
      <Flex gap={2}>
        <Meta message={message} opened={opened} />
        {partOf(message) === null ? <MessageMenu message={message} /> : null}
        {single ? null : <IconButton variant="ghost" size="S" label={text('conversation.fold')} aria-expanded onClick={onFold}><ChevronUp /></IconButton>}
      </Flex>
      <MessageContent {...shown} message={message} />
    </Card>
  );
}

/** Another message of the conversation, whose body is read when it is unfolded. */
function Fetched({ item, ...rest }: { item: CenterItem } & Omit<CardProps, 'shown' | 'opened'>) {
  const text = useText();
  const shown = useMessage(item.id);
  const { message, problem } = shown;
  if (problem) return <ProblemNotice title={text('reader.failed')} problem={problem} onRetry={shown.retry} />;
  if (!message) return <Skeleton rows={2} rowHeight={64} />;
  return <MessageCard shown={{ ...shown, message }} opened={false} {...rest} />;
}

/** An unfolded message of a conversation; the chosen one is there already. */
export function OpenMessage({ item, shown, ...rest }: { item: CenterItem; shown: CardProps['shown'] } & Pick<CardProps, 'single' | 'onFold'>) {
  return item.id === shown.message.id ? <MessageCard shown={shown} opened {...rest} /> : <Fetched item={item} {...rest} />;
}
