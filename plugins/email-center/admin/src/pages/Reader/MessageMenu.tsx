import { IconButton, Menu } from '@strapi/design-system';
import { More } from '@strapi/icons';
import { useState } from 'react';
import type { MessageDetail } from '../../../../shared/contracts';
import { originalUrl } from '../../api/files';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { useCompose } from '../Compose/use-compose';
import { originalName } from '../Messages/message-files';
import { HeadersDialog } from './HeadersDialog';
import { usePrinting } from './use-printing';
import { useSaving } from './use-saving';

const ANSWERS = [['reply', 'reply.reply'], ['reply-all', 'reply.all'], ['forward', 'reply.forward'], ['forward-attached', 'reply.forward-attached']] as const;

/** What can be done with one message of a conversation. */
export function MessageMenu({ message }: { message: MessageDetail }) {
  const text = useText();
  const { send } = useRights();
  const { compose } = useCompose();
  const print = usePrinting();
  const save = useSaving();
  const [headers, setHeaders] = useState(false);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger tag={IconButton} icon={<More />} label={text('conversation.menu')} variant="ghost" size="S" endIcon={null} data-message-menu={message.id} />
        <Menu.Content popoverPlacement="bottom-end" maxHeight="70vh">
          {send ? ANSWERS.map(([kind, label]) => <Menu.Item key={kind} onSelect={() => compose({ kind, about: message.id, place: 'inline' })}>{text(label)}</Menu.Item>) : null}
          {send ? <Menu.Separator /> : null}
          <Menu.Item onSelect={() => void print([message.id])}>{text('more.print')}</Menu.Item>
          <Menu.Item onSelect={() => setHeaders(true)}>{text('more.headers')}</Menu.Item>
          <Menu.Item onSelect={() => void save(originalUrl(message.id), originalName(message.subject, text('messages.no-subject')))}>{text('more.original')}</Menu.Item>
        </Menu.Content>
      </Menu.Root>
      {headers ? <HeadersDialog messageId={message.id} onClose={() => setHeaders(false)} /> : null}
    </>
  );
}
