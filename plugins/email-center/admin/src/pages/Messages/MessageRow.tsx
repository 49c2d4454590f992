import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { MessageListItem } from '../../../../shared/contracts';
import { AttachmentMark } from '../../components/AttachmentMark';
import { AutomaticBadge } from '../../components/AutomaticBadge';
import { Direction } from '../../components/Direction';
import { RecordChipsShort } from '../../components/RecordChips';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';

export const ROW_HEIGHT = 64;

const Item = styled.li`
  content-visibility: auto;
  contain-intrinsic-size: auto ${ROW_HEIGHT}px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;
const Row = styled(Link)`
  height: ${ROW_HEIGHT - 1}px;
  display: flex;
  flex-direction: column;
  justify-content: center;
  gap: 0.4rem;
  padding: 0 ${({ theme }) => theme.spaces[4]};
  text-decoration: none;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  border-left: 3px solid transparent;
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &[aria-current='true'] {
    background: ${({ theme }) => theme.colors.primary100};
    border-left-color: ${({ theme }) => theme.colors.primary600};
  }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
const Line = styled.span`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  min-width: 0;
`;
const Who = styled.span`
  font-weight: 600;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;
const What = styled.span`
  flex: 1;
  min-width: 40%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: ${({ theme }) => theme.colors.neutral600};
  b { font-weight: 400; color: ${({ theme }) => theme.colors.neutral800}; }
`;
const Chips = styled.span`
  flex: 0 1 auto;
  min-width: 0;
  max-width: 45%;
  display: inline-flex;
`;
const When = styled.span`
  margin-left: auto;
  flex-shrink: 0;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;

/** Whom the row names: the sender of what came in, the recipients of what went out. */
export function counterpartOf(message: Pick<MessageListItem, 'direction' | 'from' | 'to'>): string {
  const people = message.direction === 'incoming' ? [message.from] : message.to;
  return people.flatMap((one) => (one ? [one.name || one.address] : [])).join(', ');
}

interface Props {
  message: MessageListItem;
  to: string;
  selected: boolean;
}

/** Two lines of one height: who and when, then what, and the record it belongs to. */
export function MessageRow({ message, to, selected }: Props) {
  const text = useText();
  return (
    <Item>
      <Row to={to} aria-current={selected ? 'true' : undefined} data-message-row={message.id}>
        <Line>
          <Direction direction={message.direction} />
          <Who>{counterpartOf(message) || text('messages.nobody')}</Who>
          <AttachmentMark count={message.attachmentCount} />
          <When><Time iso={message.receivedAt} /></When>
        </Line>
        <Line>
          <What><b>{message.subject || text('messages.no-subject')}</b> {message.preview}</What>
          <AutomaticBadge kind={message.automatic} />
          {message.links.length > 0 ? <Chips><RecordChipsShort links={message.links} /></Chips> : null}
        </Line>
      </Row>
    </Item>
  );
}
