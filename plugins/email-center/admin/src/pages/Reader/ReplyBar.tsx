import { Button, Flex } from '@strapi/design-system';
import { PaperPlane } from '@strapi/icons';
import type { CenterItem } from '../../../../shared/contracts';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { useCompose, useOpenComposers } from '../Compose/use-compose';

type Answerable = Pick<CenterItem, 'id' | 'to' | 'direction'>;

interface Props {
  message: Answerable;
  primary: boolean;
  /** The messages of the conversation. */
  ids: readonly string[];
}

/** The ways to answer the newest message of a conversation; the others have theirs in their menus. `primary`: that is the next thing to do, until it is being done. */
export function ReplyBar({ message, primary, ids }: Props) {
  const text = useText();
  const { send } = useRights();
  const { compose } = useCompose();
  const writing = useOpenComposers(ids).length > 0;
  if (!send) return null;
  const begin = (kind: 'reply' | 'reply-all' | 'forward') => () => compose({ kind, about: message.id, place: 'inline' });
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={text('reply.label')} data-reply-bar>
      <Button variant={primary && !writing ? 'default' : 'secondary'} size="S" startIcon={<PaperPlane aria-hidden />} onClick={begin('reply')} data-reply="reply">{text('reply.reply')}</Button>
      <Button variant="tertiary" size="S" onClick={begin('reply-all')} data-reply="reply-all">{text('reply.all')}</Button>
      <Button variant="tertiary" size="S" onClick={begin('forward')} data-reply="forward">{text('reply.forward')}</Button>
    </Flex>
  );
}
