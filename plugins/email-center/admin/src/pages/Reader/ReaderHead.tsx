import { Flex, Typography } from '@strapi/design-system';
import type { Ref } from 'react';
import { styled } from 'styled-components';
import type { CenterItem, MessageDetail } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { RecordChips } from '../../components/RecordChips';
import { Marked, usePhrases } from '../../components/searched-for';
import { TagLabel } from '../../components/TagLabel';
import { useRights } from '../../permissions';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { useCurrentItems } from '../Center/actions/center-state';
import type { Place } from '../Center/place';
import { RecordLinks } from '../Messages/RecordLinks';
import { partOf, subjectOf } from '../Messages/SharedPart';
import { CounterpartForm } from '../NeedsLook/CounterpartForm';
import { WorkBar } from '../Work/WorkBar';
import type { PrimaryAction } from './primary-action';
import { ReaderActions } from './ReaderActions';
import type { ShownConversation } from './use-conversation';
import type { OpenReading } from './use-reading';

const Subject = styled.h2`
  font-size: 1.8rem;
  font-weight: 600;
  line-height: 1.3;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};
  outline: none;
`;

/** Of a view from which nothing leaves. */
const EVERYWHERE: Place = { view: 'all', id: null };

interface Props {
  message: MessageDetail;
  conversation: ShownConversation;
  reading: OpenReading;
  headingRef: Ref<HTMLHeadingElement>;
  primary: PrimaryAction;
  home: string;
}

/** The marks of a conversation: its tags, and whether it was put aside. */
function Marks({ items }: { items: readonly CenterItem[] }) {
  const text = useText();
  const format = useFormat();
  const tags = [...new Map(items.flatMap((item) => item.tags).map((tag) => [tag.id, tag])).values()];
  const snoozed = items.map(({ snoozedUntil }) => snoozedUntil).find((until) => until !== null && Date.parse(until) > Date.now());
  const done = items.length > 0 && items.every((item) => item.done);
  if (tags.length === 0 && !snoozed && !done && items.length < 2) return null;
  return (
    <Flex gap={2} wrap="wrap" data-marks>
      {items.length > 1 ? <Typography variant="pi" textColor="neutral600">{text('conversation.count', { count: items.length })}</Typography> : null}
      {done ? <Pill $tone="success">{text('state.done')}</Pill> : null}
      {snoozed ? <Pill $tone="neutral">{text('state.snoozed', { time: format.fullTime(snoozed) })}</Pill> : null}
      {tags.map((tag) => <TagLabel key={tag.id} $color={tag.color}>{tag.name}</TagLabel>)}
    </Flex>
  );
}

/** Who this conversation is to us, what it is about, and what to do with it. */
export function ReaderHead({ message, conversation, reading, headingRef, primary, home }: Props) {
  const text = useText();
  const { readMessages } = useRights();
  const phrases = usePhrases('subject');
  const whole = partOf(message) === null;
  const items = useCurrentItems(conversation.items, EVERYWHERE);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {whole && readMessages && conversation.complete && !conversation.problem ? <ReaderActions message={message} items={items} reading={reading} home={home} /> : null}
      {whole ? <RecordLinks message={message} primary={primary === 'link'} /> : <div data-record-chips><RecordChips links={message.links} /></div>}
      <Subject ref={headingRef} tabIndex={-1}><Marked text={subjectOf(text, message)} phrases={phrases} /></Subject>
      <Marks items={items} />
      {whole ? <WorkBar message={message} /> : null}
      {whole ? <CounterpartForm key={message.id} message={message} /> : null}
    </Flex>
  );
}
