import { Box, Flex } from '@strapi/design-system';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { useBeAt, usePeopleAt } from '../../api/presence';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { InlineCompose } from '../Compose/ComposeDock';
import { partOf } from '../Messages/SharedPart';
import { ConversationParts } from './ConversationParts';
import { GoneMessage } from './GoneMessage';
import { NoteComposer } from './NoteComposer';
import { PresenceNotice } from './PresenceNotice';
import { primaryAction } from './primary-action';
import { ReaderHead } from './ReaderHead';
import { ReplyBar } from './ReplyBar';
import { useConversation } from './use-conversation';
import { useMessage } from './use-message';
import { useReading } from './use-reading';

interface Props {
  messageId: string;
  home: string;
  /** Moves the focus to the subject, where opening replaced the list. */
  takeFocus: boolean;
  scroll: RefObject<HTMLElement>;
}

/** A conversation: who it is to us, what to do next, then its messages and notes from the oldest to the newest. */
export function ConversationReader({ messageId, home, takeFocus, scroll }: Props) {
  const text = useText();
  const rights = useRights();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useMessage(messageId);
  const { message, problem } = shown;
  const conversation = useConversation(messageId, message);
  const reading = useReading(messageId);
  const ids = useIds(conversation.items.map(({ id }) => id));
  useBeAt(messageId, 'reading');
  const people = usePeopleAt(messageId);
  const shownId = message?.id;
  useEffect(() => {
    if (takeFocus && shownId) heading.current?.focus();
  }, [takeFocus, shownId]);
  useScrollToOpened(messageId, shownId !== undefined && conversation.complete, scroll);
  if (reading.erased || problem?.status === 404) return <GoneMessage home={home} />;
  if (problem) return <Box padding={5}><ProblemNotice title={text('reader.failed')} problem={problem} onRetry={shown.retry} /></Box>;
  if (!message) return <Skeleton rows={6} rowHeight={72} />;
  const whole = partOf(message) === null;
  const newest = conversation.items.at(-1);
  const primary = primaryAction({ message, newest, done: newest?.done ?? false, mayLink: rights.link, maySend: rights.send });
  return (
    <Flex tag="article" direction="column" alignItems="stretch" gap={4} padding={5} data-message={message.id} data-conversation={conversation.items.length}>
      <ReaderHead message={message} conversation={conversation} reading={reading} headingRef={heading} primary={primary} home={home} />
      <PresenceNotice people={people} />
      {conversation.problem && conversation.problem.status !== 404 ? <ProblemNotice title={text('conversation.failed')} problem={conversation.problem} onRetry={conversation.reload} /> : null}
      <ConversationParts opened={{ ...shown, message }} conversation={conversation} reading={reading} />
      {whole ? <ReplyBar message={newest ?? message} primary={primary === 'reply'} ids={ids} /> : null}
      <InlineCompose messages={ids} />
      {whole && conversation.complete && !conversation.problem ? <NoteComposer messageId={messageId} /> : null}
    </Flex>
  );
}

/** The same array as long as it holds the same. */
function useIds(ids: string[]): string[] {
  const key = ids.join('\n');
  // The key stands for the ids.
  return useMemo(() => ids, [key]);
}

/** Of a conversation of several, the message that was chosen comes into view; once, because reading on is up to the person. */
function useScrollToOpened(messageId: string, ready: boolean, scroll: RefObject<HTMLElement>): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    const pane = scroll.current;
    const opened = pane?.querySelector<HTMLElement>(`[data-part-of-conversation="${CSS.escape(messageId)}"]`);
    if (!pane || !opened) return;
    const stays = [...pane.querySelectorAll<HTMLElement>('[data-reader-bar], [data-reader-back]')].filter((bar) => getComputedStyle(bar).position === 'sticky');
    const covered = stays.reduce((sum, bar) => sum + bar.offsetHeight, 0);
    const below = opened.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    // Who this is to us comes first, and stays where the message can be seen beside it.
    if (below > pane.clientHeight / 2) pane.scrollTop += below - covered;
  }, [messageId, ready, scroll]);
}
