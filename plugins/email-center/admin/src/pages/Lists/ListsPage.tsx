import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, LinkButton, Searchbar } from '@strapi/design-system';
import { ArrowLeft, Plus } from '@strapi/icons';
import { useState } from 'react';
import { Link, Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { useListEntriesQuery, useListEntryQuery } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { EmptyState } from '../../components/EmptyState';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { TaskProgress } from '../../components/TaskProgress/TaskProgress';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { usePaused } from '../Settings/routing/PersonSearch';
import { CsvTools } from './CsvTools';
import { ListForm } from './ListForm';
import { ListTable } from './ListTable';
import { SavedEntry, useTaskSentence } from './SavedEntry';
import type { ListView } from './list-form';

const SHOWN = 200;

/** What the person saved last, while it is asked what becomes of the mail that was there before. */
function JustSaved() {
  const { erase } = useRights();
  const [search, setSearch] = useSearchParams();
  const id = search.get('saved');
  const { data: entry } = useListEntryQuery(id ?? '', { skip: id === null || !erase });
  if (id === null || !erase || !entry) return null;
  return <SavedEntry key={id} entry={entry} onDone={() => setSearch({}, { replace: true })} />;
}

function Entries({ view, home }: { view: ListView; home: string }) {
  const text = useText();
  const describe = useTaskSentence();
  const [q, setQ] = useState('');
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [taskId, setTaskId] = useState<string | null>(null);
  const { data, error, refetch } = useListEntriesQuery({ view, q: usePaused(q.trim()), cursor, limit: SHOWN }, { refetchOnMountOrArgChange: true });
  const add = <LinkButton tag={Link} to={`${home}/new`} startIcon={<Plus />} size="S">{text('lists.add')}</LinkButton>;
  const empty = data?.items.length === 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={8} data-lists={view}>
      <JustSaved />
      {taskId ? <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}><TaskProgress taskId={taskId} title={text('lists.task.import-blocked')} describe={describe} /></Box> : null}
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Searchbar name="q" value={q} clearLabel={text('lists.search.clear')} placeholder={text('lists.search')} onClear={() => setQ('')} onChange={({ target }: { target: { value: string } }) => { setCursor(undefined); setQ(target.value); }}>{text('lists.search')}</Searchbar>
        <CsvTools view={view} />
      </Flex>
      {error && !data ? <ProblemNotice problem={problemOf(error)} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton rows={5} rowHeight={64} /> : null}
      {empty ? <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text(q === '' ? 'lists.none' : 'lists.none-found')} action={q === '' ? add : undefined}>{text('lists.none.body')}</EmptyState></Box> : null}
      {data && !empty ? <ListTable items={data.items} home={home} onRemoved={setTaskId} /> : null}
      {data?.next ? <Flex justifyContent="center"><Button variant="tertiary" size="S" onClick={() => setCursor(data.next ?? undefined)}>{text('lists.next')}</Button></Flex> : null}
    </Flex>
  );
}

function Overview({ view, home }: { view: ListView; home: string }) {
  const text = useText();
  const title = text(view === 'everybody' ? 'settings.lists' : 'lists.mine');
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text(view === 'everybody' ? 'settings.lists.purpose' : 'lists.mine.purpose')}
        primaryAction={<LinkButton tag={Link} to={`${home}/new`} startIcon={<Plus />} size="S">{text('lists.add')}</LinkButton>}
      />
      <Layouts.Content><Entries view={view} home={home} /></Layouts.Content>
    </Page.Main>
  );
}

function Known({ view, id, home }: { view: ListView; id: string; home: string }) {
  const { erase } = useRights();
  const { data, error, refetch } = useListEntryQuery(id, { refetchOnMountOrArgChange: true });
  if (error) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton rows={6} rowHeight={72} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {erase && data.kind === 'block' ? <SavedEntry entry={data} /> : null}
      <ListForm key={id} view={view} entry={data} home={home} />
    </Flex>
  );
}

function FormPage({ view, home }: { view: ListView; home: string }) {
  const text = useText();
  const { entryId = 'new' } = useParams();
  const title = text(entryId === 'new' ? 'lists.new' : 'lists.edit');
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text(view === 'everybody' ? 'lists.for-everybody' : 'lists.for-me')}
        navigationAction={<Flex><LinkButton tag={Link} to={home} variant="tertiary" size="S" startIcon={<ArrowLeft />}>{text('lists.back')}</LinkButton></Flex>}
      />
      <Layouts.Content>{entryId === 'new' ? <ListForm view={view} entry={null} home={home} /> : <Known view={view} id={entryId} home={home} />}</Layouts.Content>
    </Page.Main>
  );
}

/** Lists of one view: the table, and the form of one entry on a page of its own. */
export function ListsPage({ view, home }: { view: ListView; home: string }) {
  return (
    <Routes>
      <Route index element={<Overview view={view} home={home} />} />
      <Route path=":entryId" element={<FormPage view={view} home={home} />} />
    </Routes>
  );
}
