import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { MessageListItem } from '../../../../shared/contracts';
import { AttachmentMark } from '../../components/AttachmentMark';
import { AutomaticBadge } from '../../components/AutomaticBadge';
import { Direction } from '../../components/Direction';
import { RecordChipsShort } from '../../components/RecordChips';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { DuePill } from '../Cases/CaseDetails';
import { MARK_WIDTH, WorkMark } from '../Work/WorkMark';
import { useUnread } from '../Work/work-state';
import { subjectOf } from './SharedPart';

export const ROW_HEIGHT = 64;

const Item = styled.li`
  position: relative;
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
/** Room for the symbols of work, which stand over the row: a link holds no buttons. */
const Second = styled(Line)<{ $marks: number }>`
  padding-right: ${({ $marks }) => ($marks === 0 ? '0' : MARK_WIDTH)};
`;
const Marks = styled.span`
  position: absolute;
  right: ${({ theme }) => theme.spaces[4]};
  bottom: 0.6rem;
  max-width: ${MARK_WIDTH};
  display: flex;
  justify-content: flex-end;
  gap: ${({ theme }) => theme.spaces[1]};
`;
const Dot = styled.span`
  flex-shrink: 0;
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  background: ${({ theme }) => theme.colors.primary600};
`;
const Who = styled.span<{ $strong?: boolean }>`
  font-weight: ${({ $strong }) => ($strong ? 700 : 600)};
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;
const What = styled.span<{ $strong?: boolean }>`
  flex: 1;
  min-width: 40%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: ${({ theme }) => theme.colors.neutral600};
  b { font-weight: ${({ $strong }) => ($strong ? 600 : 400)}; color: ${({ theme }) => theme.colors.neutral800}; }
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
  const unread = useUnread(message);
  const work = message.work ?? [];
  return (
    <Item>
      <Row to={to} aria-current={selected ? 'true' : undefined} data-message-row={message.id}>
        <Line>
          <Direction direction={message.direction} />
          {unread ? <Dot role="img" aria-label={text('messages.unread')} /> : null}
          <Who $strong={unread}>{counterpartOf(message) || text('messages.nobody')}</Who>
          <AttachmentMark count={message.attachmentCount} />
          <When><Time iso={message.receivedAt} /></When>
        </Line>
        <Second $marks={work.length}>
          <What $strong={unread}><b>{subjectOf(text, message)}</b> {message.preview}</What>
          <AutomaticBadge kind={message.automatic} />
          {work.slice(0, 1).map((one) => <DuePill key={one.id} work={one} />)}
          {message.links.length > 0 ? <Chips><RecordChipsShort links={message.links} /></Chips> : null}
        </Second>
      </Row>
      {work.length > 0 ? <Marks>{work.slice(0, 1).map((one) => <WorkMark key={one.id} work={one} messageId={message.id} />)}</Marks> : null}
    </Item>
  );
}
