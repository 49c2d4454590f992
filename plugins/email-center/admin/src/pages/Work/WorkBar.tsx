import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useEffect } from 'react';
import type { MessageListItem, WorkDto } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useMarkUnreadMutation, useNoteOpenedMutation } from '../../api/work-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { CaseDetails } from '../Cases/CaseDetails';
import { useWorkActions } from './use-work-actions';
import { useWorkSentence } from './work-sentence';
import { changedUnread, useCurrentWork, useUnread } from './work-state';
import { primaryStep } from './work-steps';
import { WorkPopover } from './WorkPopover';

function WorkLine({ work: listed, message }: { work: WorkDto; message: Pick<MessageListItem, 'id' | 'from'> }) {
  const text = useText();
  const sentence = useWorkSentence();
  const format = useFormat();
  const run = useWorkActions();
  const work = useCurrentWork(listed);
  const primary = primaryStep(work);
  const messageId = message.id;
  return (
    <Flex gap={3} wrap="wrap" justifyContent="space-between" data-work={work.id}>
      <div>
        <Typography variant="pi" textColor="neutral600" tag="p">{work.account.name}</Typography>
        <Typography fontWeight="semiBold">{sentence(work)}</Typography>
        {work.dueAt && work.state === 'open' ? <Typography variant="pi" tag="p" textColor={Date.parse(work.dueAt) < Date.now() ? 'danger600' : 'neutral600'}>{text('work.due-on', { date: format.date(work.dueAt) })}</Typography> : null}
      </div>
      <Flex gap={2} wrap="wrap">
        {primary === 'take' ? <Button size="S" onClick={() => run(work, messageId, { step: 'take', from: null })}>{text('work.take')}</Button> : null}
        {primary === 'done' ? <Button size="S" variant="secondary" onClick={() => run(work, messageId, { step: 'done', note: '' })}>{text('work.done')}</Button> : null}
        <WorkPopover work={work} messageId={messageId}>
          <Button size="S" variant="tertiary">{text('work.more')}</Button>
        </WorkPopover>
      </Flex>
      <CaseDetails work={work} message={message} />
    </Flex>
  );
}

/** Whose work the message is, the one thing to do next, and the way to everything else; nothing for mail that is nobody's work. */
export function WorkBar({ message }: { message: Pick<MessageListItem, 'id' | 'work' | 'unread' | 'from'> }) {
  const text = useText();
  const [markUnread, { error }] = useMarkUnreadMutation();
  const [noteOpened] = useNoteOpenedMutation();
  const unread = useUnread(message);
  const { id } = message;
  const ofGroup = message.unread !== undefined;
  useEffect(() => {
    if (!ofGroup) return;
    // Made unread before and opened again: the server has not been asked for it since.
    if (changedUnread.get(id) === true) void noteOpened(id);
    // Opening it marked it read; the lists on screen are told.
    changedUnread.set(id, false);
  }, [id, ofGroup, noteOpened]);
  const makeUnread = async () => {
    changedUnread.set(id, true);
    if ('error' in (await markUnread(id))) changedUnread.set(id, false);
  };
  if (!ofGroup && !message.work?.length) return null;
  return (
    <Box background="neutral100" hasRadius padding={3} tag="section" aria-label={text('work.title')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {(message.work ?? []).map((work) => <WorkLine key={work.id} work={work} message={message} />)}
        {ofGroup ? <Flex justifyContent="flex-end"><Button size="S" variant="ghost" disabled={unread} onClick={makeUnread}>{unread ? text('work.is-unread') : text('work.make-unread')}</Button></Flex> : null}
        {error ? <ProblemNotice problem={problemOf(error)} /> : null}
      </Flex>
    </Box>
  );
}
