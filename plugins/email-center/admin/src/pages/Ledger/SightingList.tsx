import { useDebounce } from '@strapi/strapi/admin';
import { Box, Flex, Searchbar, SearchForm, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';
import { useLazyListLedgerQuery } from '../../api/center-api';
import { useKeysetList } from '../../api/keyset-list';
import { EmptyState } from '../../components/EmptyState';
import { LoadMore } from '../../components/LoadMore';
import { OUTCOME_NAMES } from '../../components/Outcomes';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { SightingRow } from './SightingRow';

const ALL = 'all';
const TYPING_PAUSE_MS = 300;

const Search = styled.div`
  flex: 1 1 24rem;
  min-width: 0;
`;
const Filter = styled.div`
  flex: 0 1 22rem;
  min-width: 16rem;
`;

/** Every decision, newest first, searched by address, subject or Message-ID. */
export function SightingList({ accountId }: { accountId: string | undefined }) {
  const text = useText();
  const [q, setQ] = useState('');
  const [search, setSearch] = useSearchParams();
  const outcome = OUTCOME_NAMES.find((name) => name === search.get('outcome'));
  const setOutcome = (chosen: string) => setSearch(chosen === ALL ? {} : { outcome: chosen }, { replace: true });
  const asked = useDebounce(q, TYPING_PAUSE_MS).trim();
  const [read] = useLazyListLedgerQuery();
  const load = useCallback((cursor: string | undefined) => read({ account: accountId, outcome, q: asked, cursor }).unwrap(), [read, accountId, outcome, asked]);
  const list = useKeysetList(JSON.stringify([accountId, outcome, asked]), load);
  const filtered = asked !== '' || outcome !== undefined;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex gap={3} wrap="wrap">
        <Search>
          <SearchForm onSubmit={(event) => event.preventDefault()}>
            <Searchbar name="ledger" value={q} placeholder={text('ledger.search.placeholder')} clearLabel={text('action.clear')} onClear={() => setQ('')} onChange={(event) => setQ(event.target.value)}>
              {text('ledger.search')}
            </Searchbar>
          </SearchForm>
        </Search>
        <Filter>
          <SingleSelect size="S" aria-label={text('ledger.filter.outcome')} value={outcome ?? ALL} onChange={(chosen) => setOutcome(String(chosen))}>
            {[ALL, ...OUTCOME_NAMES].map((name) => (
              <SingleSelectOption key={name} value={name}>{name === ALL ? text('ledger.filter.outcome.all') : text(`outcome.${name as (typeof OUTCOME_NAMES)[number]}`)}</SingleSelectOption>
            ))}
          </SingleSelect>
        </Filter>
      </Flex>
      <Box background="neutral0" hasRadius shadow="tableShadow">
        {list.status === 'loading' ? <Skeleton rows={6} rowHeight={92} /> : null}
        {list.status === 'failed' && list.problem ? <Box padding={4}><ProblemNotice title={text('ledger.failed')} problem={list.problem} onRetry={list.reload} /></Box> : null}
        {list.status === 'ready' && list.items.length === 0 ? (
          <EmptyState title={filtered ? text('ledger.none-found') : text('ledger.empty')}>{filtered ? text('ledger.none-found.body') : text('ledger.empty.body')}</EmptyState>
        ) : null}
        {list.items.length > 0 ? <ul aria-label={text('ledger.decisions')}>{list.items.map((sighting) => <SightingRow key={sighting.id} sighting={sighting} onReplayed={list.reload} />)}</ul> : null}
        <LoadMore list={list} />
      </Box>
    </Flex>
  );
}
