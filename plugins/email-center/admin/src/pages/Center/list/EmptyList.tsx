import { Button, LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { useAccountsQuery } from '../../../api/center-api';
import { EmptyState } from '../../../components/EmptyState';
import { useRights } from '../../../permissions';
import { CENTER_PATH } from '../../../plugin-id';
import { useText } from '../../../text/text';
import { placePath } from '../place';
import type { Desk } from '../use-desk';
import { useViews } from '../views/use-views';
import { isFiltered } from './filter';

/** What else waits, as links: whoever has finished here goes on there. */
function WhatWaits() {
  const text = useText();
  const { views, labelOf } = useViews();
  const waiting = views.filter(({ view, count }) => ['mine', 'offers', 'group', 'unassigned', 'look'].includes(view) && count !== null && count > 0).slice(0, 3);
  if (waiting.length === 0) return null;
  return (
    <>
      {waiting.map((view) => (
        <LinkButton key={`${view.view} ${view.id ?? ''}`} variant="tertiary" tag={Link} to={view.view === 'drafts' || view.view === 'blocked' ? CENTER_PATH : placePath({ view: view.view, id: view.id })}>
          {text('views.empty.waits', { view: labelOf(view), count: view.count ?? 0 })}
        </LinkButton>
      ))}
    </>
  );
}

const KNOWN = ['inbox', 'mine', 'mine-done', 'offers', 'sent', 'done', 'snoozed', 'mentioned', 'tag', 'unmatched'] as const;

/** Nothing is listed, and why; on the first day, what to do about it. */
export function EmptyList({ desk: { place, state, searching } }: { desk: Desk }) {
  const text = useText();
  const rights = useRights();
  const { data: accounts } = useAccountsQuery('mine', { skip: !rights.manageOwn });
  if (searching) {
    return <EmptyState title={text('views.empty.search')} action={<Button variant="tertiary" onClick={() => state.search('')}>{text('views.search.end')}</Button>}>{text('views.empty.search.body')}</EmptyState>;
  }
  if (isFiltered(state.filter)) {
    const title = text(state.filter.links === 'unmatched' ? 'messages.empty.unmatched' : 'messages.empty.filtered');
    return <EmptyState title={title} action={<Button variant="tertiary" onClick={state.clear}>{text('messages.empty.clear')}</Button>} />;
  }
  if (rights.manageOwn && accounts?.length === 0 && (place.view === 'inbox' || place.view === 'all' || place.view === 'unmatched')) {
    return <EmptyState title={text('accounts.empty.title')} action={<LinkButton tag={Link} to={`${CENTER_PATH}/accounts/new`}>{text('accounts.connect')}</LinkButton>}>{text('messages.empty.no-account')}</EmptyState>;
  }
  const known = KNOWN.find((view) => view === place.view);
  if (known === undefined) {
    return place.view === 'all'
      ? <EmptyState title={text('messages.empty.title')}>{text('messages.empty.body')}</EmptyState>
      : <EmptyState title={text('work.empty')}>{text('work.empty.body')}</EmptyState>;
  }
  return <EmptyState title={text(`views.empty.${known}`)} action={known === 'inbox' ? <WhatWaits /> : null}>{text(`views.empty.${known}.body`)}</EmptyState>;
}
