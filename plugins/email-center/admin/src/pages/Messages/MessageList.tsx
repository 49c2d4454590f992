import { LinkButton } from '@strapi/design-system';
import { useRef, type KeyboardEvent } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import type { MessageListItem } from '../../../../shared/contracts';
import { useAccountsQuery, type MessageFilter } from '../../api/center-api';
import type { KeysetList } from '../../api/keyset-list';
import { EmptyState } from '../../components/EmptyState';
import { LoadMore } from '../../components/LoadMore';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useRights } from '../../permissions';
import { CENTER_PATH } from '../../plugin-id';
import { useText } from '../../text/text';
import { MessageRow, ROW_HEIGHT } from './MessageRow';

const Rows = styled.ul`
  background: ${({ theme }) => theme.colors.neutral0};
`;
const Padded = styled.div`
  padding: ${({ theme }) => theme.spaces[4]};
`;

/** Arrow keys walk along the rows, as in every mail program. */
export function moveAlongRows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at === -1 || !next) return;
  event.preventDefault();
  next.focus();
}

function NothingListed({ filter, onClear }: { filter: MessageFilter; onClear: () => void }) {
  const text = useText();
  const rights = useRights();
  const { data: accounts } = useAccountsQuery('mine', { skip: !rights.manageOwn });
  if (Object.values(filter).some(Boolean)) {
    const title = filter.links === 'unmatched' && !filter.q ? text('messages.empty.unmatched') : text('messages.empty.filtered');
    return <EmptyState title={title} action={<LinkButton variant="tertiary" tag={Link} to={`${CENTER_PATH}/messages`} onClick={onClear}>{text('messages.empty.clear')}</LinkButton>} />;
  }
  if (rights.manageOwn && accounts?.length === 0) {
    return (
      <EmptyState title={text('accounts.empty.title')} action={<LinkButton tag={Link} to={`${CENTER_PATH}/accounts/new`}>{text('accounts.connect')}</LinkButton>}>
        {text('messages.empty.no-account')}
      </EmptyState>
    );
  }
  return <EmptyState title={text('messages.empty.title')}>{text('messages.empty.body')}</EmptyState>;
}

interface Props {
  list: KeysetList<MessageListItem>;
  selectedId: string | undefined;
  filter: MessageFilter;
  onClearFilter: () => void;
}

export function MessageList({ list, selectedId, filter, onClearFilter }: Props) {
  const text = useText();
  const { search } = useLocation();
  const rows = useRef<HTMLUListElement>(null);
  if (list.status === 'loading') return <Skeleton rows={10} rowHeight={ROW_HEIGHT} />;
  if (list.status === 'failed' && list.problem) {
    return <Padded><ProblemNotice title={text('messages.failed')} problem={list.problem} onRetry={list.reload} /></Padded>;
  }
  if (list.items.length === 0) return <NothingListed filter={filter} onClear={onClearFilter} />;
  return (
    <>
      <Rows ref={rows} onKeyDown={moveAlongRows} aria-label={text('nav.messages')}>
        {list.items.map((message) => (
          <MessageRow key={message.id} message={message} to={`${CENTER_PATH}/messages/${encodeURIComponent(message.id)}${search}`} selected={message.id === selectedId} />
        ))}
      </Rows>
      <LoadMore list={list} />
    </>
  );
}
