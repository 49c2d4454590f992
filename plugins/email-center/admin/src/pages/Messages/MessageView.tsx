import { Box, Divider, Flex, Typography } from '@strapi/design-system';
import { useEffect, useRef, useState, type Ref } from 'react';
import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import { useMessageQuery } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { AutomaticBadge } from '../../components/AutomaticBadge';
import { Direction } from '../../components/Direction';
import { FileList } from '../../components/FileList';
import { ProblemNotice } from '../../components/ProblemNotice';
import { RecordChips } from '../../components/RecordChips';
import { Skeleton } from '../../components/Skeleton';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { WorkBar } from '../Work/WorkBar';
import { DeliveryNotice } from './DeliveryNotice';
import { BlockSender } from './BlockSender';
import { CounterpartForm } from '../NeedsLook/CounterpartForm';
import { ForwardedLine } from './ForwardedLine';
import { MessageBody } from './MessageBody';
import { filesOf } from './message-files';
import { RecordLinks } from './RecordLinks';
import { partOf, SharedPart, subjectOf } from './SharedPart';

const Person = styled.span`
  overflow-wrap: anywhere;
  span { color: ${({ theme }) => theme.colors.neutral600}; }
`;
const People = styled.dl`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
  dt { color: ${({ theme }) => theme.colors.neutral600}; }
`;
const Subject = styled.h2`
  font-size: 1.8rem;
  font-weight: 600;
  line-height: 1.3;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};
  outline: none;
`;

type Who = { name: string; address: string };

function PeopleList({ people }: { people: Who[] }) {
  return (
    <>
      {people.map(({ name, address }, index) => (
        <Person key={`${address} ${index}`}>{index > 0 ? ', ' : ''}{name ? <>{name}{address ? <span> &lt;{address}&gt;</span> : null}</> : address}</Person>
      ))}
    </>
  );
}

function MessagePeople({ message }: { message: MessageDetail }) {
  const text = useText();
  const rows = [
    { label: text('reader.from'), people: message.from ? [message.from] : [] },
    { label: text('reader.to'), people: message.to },
    { label: text('reader.cc'), people: message.cc },
    { label: text('reader.bcc'), people: message.bcc },
  ].filter(({ people }) => people.length > 0);
  return (
    <People>
      {rows.map(({ label, people }) => [<dt key={`${label} name`}>{label}</dt>, <dd key={label}><PeopleList people={people} /></dd>])}
    </People>
  );
}

interface HeadProps {
  message: MessageDetail;
  headingRef: Ref<HTMLHeadingElement>;
  embedded: boolean;
}

function MessageHead({ message, headingRef, embedded }: HeadProps) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {partOf(message) === null ? <RecordLinks message={message} /> : <div data-record-chips><RecordChips links={message.links} /></div>}
      {embedded ? null : <Subject ref={headingRef} tabIndex={-1}>{subjectOf(text, message)}</Subject>}
      <Flex gap={2} wrap="wrap">
        <Direction direction={message.direction} />
        <Typography variant="pi" textColor="neutral600"><Time iso={message.receivedAt} /></Typography>
        <Typography variant="pi" textColor="neutral600">{message.accounts.map(({ name }) => name).join(', ')}</Typography>
        <AutomaticBadge kind={message.automatic} why={message.automaticWhy} />
        {embedded || partOf(message) !== null ? null : <BlockSender key={message.id} message={message} />}
      </Flex>
      <MessagePeople message={message} />
      <DeliveryNotice message={message} />
      <ForwardedLine forwarded={message.forwarded} />
    </Flex>
  );
}

interface Props {
  messageId: string;
  /** Moves the focus to the subject, where opening replaced the list. */
  takeFocus?: boolean;
  /** Within something that shows the subject and the files itself (the dialog of a record). */
  embedded?: boolean;
}

/** A message: who it is to us, who wrote to whom, what, and the files. */
export function MessageView({ messageId, takeFocus = false, embedded = false }: Props) {
  const text = useText();
  const [imagesFor, setImagesFor] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const remoteImages = imagesFor === messageId;
  const { currentData: plain, error, refetch } = useMessageQuery({ id: messageId });
  const { currentData: withImages, error: imagesError } = useMessageQuery({ id: messageId, images: true }, { skip: !remoteImages });
  const message = (remoteImages ? withImages : undefined) ?? plain;
  const shownId = message?.id;
  useEffect(() => {
    if (takeFocus && shownId) heading.current?.focus();
  }, [takeFocus, shownId]);
  if (error && !message) return <Box padding={5}><ProblemNotice title={text('reader.failed')} problem={problemOf(error)} onRetry={refetch} /></Box>;
  if (!message) return <Skeleton rows={6} rowHeight={72} />;
  const part = partOf(message);
  return (
    <Flex tag="article" direction="column" alignItems="stretch" gap={4} padding={embedded ? 0 : 5} data-message={message.id}>
      <MessageHead message={message} headingRef={heading} embedded={embedded} />
      {embedded || part ? null : <WorkBar message={message} />}
      {embedded || part ? null : <CounterpartForm key={message.id} message={message} />}
      <Divider />
      {part ? <SharedPart message={message} part={part} /> : null}
      {imagesError ? <ProblemNotice title={text('reader.images-failed')} problem={problemOf(imagesError)} /> : null}
      {part ? null : <MessageBody message={message} remoteImages={withImages !== undefined && remoteImages} onShowImages={() => setImagesFor(messageId)} />}
      {embedded || part ? null : <FileList label={text('reader.files')} files={filesOf(text, message)} />}
    </Flex>
  );
}
