import { Box, Flex, IconButton, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Question } from '@strapi/icons';
import { useState, type RefObject } from 'react';
import { styled } from 'styled-components';
import { useWorkCountsQuery } from '../../../api/work-api';
import { ImportStrips } from '../../../components/ImportStrip';
import { SearchBox } from '../../../components/SearchBox';
import { TaskProgress } from '../../../components/TaskProgress/TaskProgress';
import { useRights } from '../../../permissions';
import { useFormat } from '../../../text/format';
import { useText } from '../../../text/text';
import { OffersHead } from '../../Offers/OffersHead';
import { BulkBar, BulkHead } from '../actions/BulkBar';
import type { Desk } from '../use-desk';
import { useViews } from '../views/use-views';
import { FilterChips } from './FilterChips';
import { ListMenu } from './ListMenu';
import { MessageList } from './MessageList';
import { SearchNotice } from './SearchNotice';

const Column = styled.div`
  flex: 1;
  min-height: 0;
  min-width: 0;
  display: flex;
  flex-direction: column;
`;
const Head = styled.div`
  flex-shrink: 0;
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme }) => theme.colors.neutral0};
`;

const PARTS = ['unhandled', 'open', 'done'] as const;

/** Which part of a group's work: what nobody has, all that is open, or what is done. */
function PartChoice({ desk: { state } }: { desk: Desk }) {
  const text = useText();
  return (
    <SingleSelect aria-label={text('work.view')} size="S" value={state.filter.work ?? 'unhandled'} onChange={(chosen) => state.change({ work: PARTS.find((part) => part === chosen) })}>
      {PARTS.map((part) => <SingleSelectOption key={part} value={part}>{text(`work.view.${part}`)}</SingleSelectOption>)}
    </SingleSelect>
  );
}

function Offers({ desk }: { desk: Desk }) {
  const { data: counts } = useWorkCountsQuery();
  return <OffersHead waiting={counts?.offers ?? 0} onTaken={desk.list.reload} />;
}

interface Props {
  desk: Desk;
  searchBox: RefObject<HTMLInputElement>;
  onHelp(): void;
}

function ListHead({ desk, searchBox, onHelp, onErase }: Props & { onErase(task: string): void }) {
  const text = useText();
  const format = useFormat();
  const { readMessages } = useRights();
  const { current, labelOf } = useViews(desk.place);
  const { place, state, searching, selection } = desk;
  const title = searching && state.q !== '' ? text('views.search.title') : current ? labelOf(current) : text('plugin.name');
  const count = searching ? null : (current?.of ?? current?.count ?? null);
  return (
    <Head>
      <Flex justifyContent="space-between" gap={2} minHeight="3.2rem">
        {selection.ids.size > 0 ? <BulkHead desk={desk} /> : (
          <Flex gap={2} alignItems="baseline" minWidth={0}>
            <Typography variant="delta" tag="h1" ellipsis>{title}</Typography>
            {count === null || count === 0 ? null : <Typography variant="pi" textColor="neutral600" aria-hidden>{format.count(count)}</Typography>}
          </Flex>
        )}
        <Flex gap={1} shrink={0}>
          {place.view === 'group' && !searching ? <PartChoice desk={desk} /> : null}
          <IconButton variant="ghost" label={text('views.keys')} onClick={onHelp}><Question /></IconButton>
          <ListMenu desk={desk} />
        </Flex>
      </Flex>
      {readMessages ? <SearchBox value={state.q} onSearch={state.search} inputRef={searchBox} /> : null}
      {selection.ids.size > 0 ? <BulkBar desk={desk} onErase={onErase} /> : searching ? <SearchNotice desk={desk} /> : <FilterChips state={state} view={place.view} />}
      {place.view === 'offers' && !searching ? <Offers desk={desk} /> : null}
    </Head>
  );
}

/** The list of a view with all that stands above it: its name, the search, filters or what is done with the selection, running imports. */
export function ListPane({ desk, searchBox, onHelp }: Props) {
  const text = useText();
  const [task, setTask] = useState<string | null>(null);
  const began = (id: string) => {
    setTask(id);
    desk.clearSelection();
  };
  return (
    <Column>
      <ListHead desk={desk} searchBox={searchBox} onHelp={onHelp} onErase={began} />
      <ImportStrips onProgress={desk.list.refreshHead} />
      {task === null ? null : (
        <Box padding={4} background="neutral100" data-erasing>
          <TaskProgress taskId={task} title={text('views.erase.running')} onEnd={desk.list.reload} />
        </Box>
      )}
      <MessageList desk={desk} />
    </Column>
  );
}
