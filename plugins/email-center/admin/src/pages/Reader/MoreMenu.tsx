import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { IconButton, Menu } from '@strapi/design-system';
import { More } from '@strapi/icons';
import { useState } from 'react';
import { useHref } from 'react-router-dom';
import type { MessageDetail } from '../../../../shared/contracts';
import { originalUrl } from '../../api/files';
import { problemOf } from '../../api/problem';
import { useEraseManyMutation } from '../../api/views-api';
import { explainProblem } from '../../components/ProblemNotice';
import { useRights } from '../../permissions';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { originalName } from '../Messages/message-files';
import { changedStates } from '../Center/actions/center-state';
import { EraseDialog } from '../Center/actions/EraseDialog';
import { HeadersDialog } from './HeadersDialog';
import { usePrinting } from './use-printing';
import { useSaving } from './use-saving';

interface Props {
  message: MessageDetail;
  /** Of the whole conversation. */
  ids: readonly string[];
  onUnread: () => void;
  onErased: () => void;
}

/** Asks first: what is erased stays away. */
function Erasing({ message, onErased, onClose }: Pick<Props, 'message' | 'onErased'> & { onClose: () => void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [erase, { isLoading }] = useEraseManyMutation();
  const run = async () => {
    const begun = await erase({ ids: [message.id] });
    onClose();
    if ('error' in begun) {
      toggleNotification({ type: 'danger', title: text('erase.failed'), message: explainProblem(text, problemOf(begun.error)).what });
      return;
    }
    toggleNotification({ type: 'success', message: text('erase.begun') });
    changedStates.set(message.id, { gone: true });
    onErased();
  };
  return <EraseDialog count={1} files={message.attachmentCount} busy={isLoading} onErase={() => void run()} onClose={onClose} />;
}

/** What is done more seldom with a conversation, or with the message that was chosen. */
export function MoreMenu({ message, ids, onUnread, onErased }: Props) {
  const text = useText();
  const rights = useRights();
  const { toggleNotification } = useNotification();
  const { copy } = useClipboard();
  const href = useHref(`${CENTER_PATH}/messages/${encodeURIComponent(message.id)}`);
  const print = usePrinting();
  const save = useSaving();
  const [asked, setAsked] = useState<'headers' | 'erase' | null>(null);
  const close = () => setAsked(null);
  const copyLink = async () => {
    const copied = await copy(`${window.location.origin}${href}`);
    toggleNotification(copied ? { type: 'success', message: text('more.copied') } : { type: 'warning', message: text('more.not-copied') });
  };
  return (
    <>
      <Menu.Root>
        <Menu.Trigger tag={IconButton} icon={<More />} label={text('more.label')} variant="tertiary" size="S" endIcon={null} data-act="more" />
        <Menu.Content popoverPlacement="bottom-end" maxHeight="70vh">
          <Menu.Item onSelect={onUnread}>{text('views.unread')}</Menu.Item>
          <Menu.Item onSelect={() => void print(ids)}>{text(ids.length > 1 ? 'more.print-all' : 'more.print')}</Menu.Item>
          <Menu.Item onSelect={() => void save(originalUrl(message.id), originalName(message.subject, text('messages.no-subject')))}>{text('more.original')}</Menu.Item>
          <Menu.Item onSelect={() => setAsked('headers')}>{text('more.headers')}</Menu.Item>
          <Menu.Item onSelect={() => void copyLink()}>{text('more.copy')}</Menu.Item>
          {rights.erase ? <Menu.Separator /> : null}
          {rights.erase ? <Menu.Item variant="danger" onSelect={() => setAsked('erase')}>{text('more.erase')}</Menu.Item> : null}
        </Menu.Content>
      </Menu.Root>
      {asked === 'headers' ? <HeadersDialog messageId={message.id} onClose={close} /> : null}
      {asked === 'erase' ? <Erasing message={message} onErased={onErased} onClose={close} /> : null}
    </>
  );
}
