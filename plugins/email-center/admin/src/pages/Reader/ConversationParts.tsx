import { Box, Button, Typography } from '@strapi/design-system';
import { useMemo } from 'react';
import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { arrange, type Entry } from './arrange';
import { FoldedMessage } from './FoldedMessage';
import { Note } from './Note';
import { OpenMessage } from './OpenMessage';
import type { ShownConversation } from './use-conversation';
import type { ShownMessage } from './use-message';
import { useKept, type OpenReading } from './use-reading';

const Parts = styled.ol`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  min-width: 0;
  > li { min-width: 0; }
`;

interface Props {
  opened: Omit<ShownMessage, 'message'> & { message: MessageDetail };
  conversation: ShownConversation;
  reading: OpenReading;
}

function Earlier({ count, onShow }: { count: number; onShow: () => void }) {
  const text = useText();
  return (
    <Box textAlign="center" data-earlier={count}>
      <Button variant="tertiary" size="S" onClick={onShow}>{text('conversation.earlier', { count })}</Button>
    </Box>
  );
}

/** The messages and notes of a conversation, oldest first. */
export function ConversationParts({ opened, conversation, reading }: Props) {
  const text = useText();
  const { items, notes } = conversation;
  const { openedId, toggled, all, toggle, showAll } = reading;
  const kept = useKept(items, reading);
  const entries = useMemo(() => arrange(items, notes, { openedId, toggled, kept, all }), [items, notes, openedId, toggled, kept, all]);
  const single = items.length === 1;
  const show = (entry: Entry) => {
    if (entry.kind === 'note') return <li key={entry.note.id}><Note note={entry.note} /></li>;
    if (entry.kind === 'earlier') return <li key={`earlier ${entry.items[0]?.id}`}><Earlier count={entry.items.length} onShow={showAll} /></li>;
    const { item } = entry;
    return (
      <li key={item.id} data-part-of-conversation={item.id}>
        {entry.open ? <OpenMessage item={item} shown={opened} single={single} onFold={() => toggle(item.id, false)} /> : <FoldedMessage item={item} onOpen={() => toggle(item.id, true)} />}
      </li>
    );
  };
  return (
    <>
      <Parts aria-label={text('conversation.label', { count: items.length })}>{entries.map(show)}</Parts>
      {conversation.cut ? <Typography variant="pi" textColor="neutral600">{text('conversation.cut', { count: items.length })}</Typography> : null}
    </>
  );
}
