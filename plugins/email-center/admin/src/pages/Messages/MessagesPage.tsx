import { Page } from '@strapi/strapi/admin';
import { Typography } from '@strapi/design-system';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { styled } from 'styled-components';
import { useLazyListMessagesQuery } from '../../api/center-api';
import { useKeysetList } from '../../api/keyset-list';
import { ImportStrips } from '../../components/ImportStrip';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { useMessageFilter } from './filter';
import { MessageFilters } from './MessageFilters';
import { MessageList } from './MessageList';
import { MessageReader } from './MessageReader';

const Panes = styled.div`
  height: 100%;
  ${({ theme }) => theme.breakpoints.large} {
    display: grid;
    grid-template-columns: minmax(34rem, 2fr) minmax(0, 3fr);
  }
`;
/** One pane where there is no room for two: the list, or the message that was opened from it. */
const Pane = styled.section<{ $open: boolean }>`
  display: ${({ $open }) => ($open ? 'flex' : 'none')};
  flex-direction: column;
  min-width: 0;
  min-height: 0;
  background: ${({ theme }) => theme.colors.neutral0};
  ${({ theme }) => theme.breakpoints.large} {
    display: flex;
    height: 100%;
    &:first-child { border-right: 1px solid ${({ theme }) => theme.colors.neutral150}; }
  }
`;
const Head = styled.div`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[3]};
  padding: ${({ theme }) => theme.spaces[4]};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;
const Scroll = styled.div`
  flex: 1;
  min-height: 0;
  ${({ theme }) => theme.breakpoints.large} { overflow-y: auto; }
`;

/** The center: what came and went, and to whom it belongs. */
export function MessagesPage() {
  const text = useText();
  const rights = useRights();
  const { messageId } = useParams();
  const [filter, changeFilter] = useMessageFilter();
  const [read] = useLazyListMessagesQuery();
  const load = useCallback((cursor: string | undefined) => read({ ...filter, cursor }).unwrap(), [read, filter]);
  const list = useKeysetList(JSON.stringify(filter), load);
  const reading = messageId !== undefined;
  const clear = () => changeFilter({ account: undefined, direction: undefined, links: undefined, q: undefined });
  return (
    <Page.Main style={{ height: '100%' }}>
      <Page.Title>{text('nav.messages')}</Page.Title>
      <Panes>
        <Pane $open={!reading} aria-label={text('nav.messages')}>
          <Head>
            <Typography variant="beta" tag="h1">{text('nav.messages')}</Typography>
            <MessageFilters filter={filter} onChange={changeFilter} />
          </Head>
          {rights.manageOwn ? <ImportStrips onProgress={list.refreshHead} /> : null}
          <Scroll><MessageList list={list} selectedId={messageId} filter={filter} onClearFilter={clear} /></Scroll>
        </Pane>
        <Pane $open={reading} aria-label={text('reader.label')}>
          <MessageReader messageId={messageId} />
        </Pane>
      </Panes>
    </Page.Main>
  );
}
