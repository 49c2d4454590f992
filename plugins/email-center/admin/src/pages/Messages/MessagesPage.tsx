import { Page } from '@strapi/strapi/admin';
import { Typography } from '@strapi/design-system';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { useLazyListMessagesQuery } from '../../api/center-api';
import { useKeysetList } from '../../api/keyset-list';
import { ImportStrips } from '../../components/ImportStrip';
import { Pane, PaneHead, Panes, PaneScroll } from '../../components/Panes';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { takeOver } from '../Work/work-state';
import { useMessageFilter } from './filter';
import { MessageFilters } from './MessageFilters';
import { MessageList } from './MessageList';
import { MessageReader } from './MessageReader';

/** The center: what came and went, and to whom it belongs. */
export function MessagesPage() {
  const text = useText();
  const rights = useRights();
  const { messageId } = useParams();
  const [filter, changeFilter] = useMessageFilter();
  const [read] = useLazyListMessagesQuery();
  const load = useCallback((cursor: string | undefined) => read({ ...filter, cursor }).unwrap().then(takeOver), [read, filter]);
  const list = useKeysetList(JSON.stringify(filter), load);
  const reading = messageId !== undefined;
  const clear = () => changeFilter({ account: undefined, shared: undefined, direction: undefined, links: undefined, q: undefined });
  return (
    <Page.Main style={{ height: '100%' }}>
      <Page.Title>{text('nav.messages')}</Page.Title>
      <Panes>
        <Pane $open={!reading} aria-label={text('nav.messages')}>
          <PaneHead>
            <Typography variant="beta" tag="h1">{text('nav.messages')}</Typography>
            <MessageFilters filter={filter} onChange={changeFilter} />
          </PaneHead>
          {rights.manageOwn ? <ImportStrips onProgress={list.refreshHead} /> : null}
          <PaneScroll><MessageList list={list} selectedId={messageId} filter={filter} onClearFilter={clear} /></PaneScroll>
        </Pane>
        <Pane $open={reading} aria-label={text('reader.label')}>
          <MessageReader messageId={messageId} />
        </Pane>
      </Panes>
    </Page.Main>
  );
}
